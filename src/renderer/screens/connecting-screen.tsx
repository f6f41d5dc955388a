import { Button } from '../parts/button.tsx'
import { Callout } from '../parts/callout.tsx'
import { isNotInvited } from '../state/carrier-reference.ts'
import { useWindowPlace } from '../state/places.tsx'
import type { Refusal } from '../state/remote.ts'
import { connectAgain } from '../state/vault-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { RefusalCallout } from './refusal-callout.tsx'

/** The moment before the engine has said what it has before it. */
export function ConnectingScreen() {
  const { text } = useTongue()
  return (
    <EntryFrame>
      <p role="status" className="soft">
        {text.window.connecting}
      </p>
    </EntryFrame>
  )
}

type UnreachableScreenProps = { readonly refusal: Refusal }

/** The engine does not answer, or answers only with a failure. */
export function UnreachableScreen({ refusal }: UnreachableScreenProps) {
  const place = useWindowPlace()
  const { text } = useTongue()
  const isStranger = refusal.kind === 'bug' && isNotInvited(refusal.reference)
  return (
    <EntryFrame>
      <h1>{isStranger ? text.window.notInvitedTitle : text.window.unreachableTitle}</h1>
      {refusal.kind === 'bug' ? (
        <Callout tone="warning" role="alert">
          <p>{isStranger ? text.window.notInvited : text.window.unreachable}</p>
        </Callout>
      ) : (
        <RefusalCallout refusal={refusal} />
      )}
      <div className="row">
        <Button kind="primary" onPress={() => void connectAgain(place)}>
          {text.window.tryAgain}
        </Button>
      </div>
    </EntryFrame>
  )
}
