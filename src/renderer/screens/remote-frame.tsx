import { Button } from '../parts/button.tsx'
import type { Remote } from '../state/remote.ts'
import { shownOf } from '../state/remote.ts'
import { useTongue } from '../text/text-context.tsx'
import { RefusalCallout } from './refusal-callout.tsx'

type RemoteFrameProps = { readonly remote: Remote<unknown>; readonly onRetry: () => void }

/** Stands before what is read from the vault: that it is on its way, or why it is not there and the way to try again. */
export function RemoteFrame({ remote, onRetry }: RemoteFrameProps) {
  const { text } = useTongue()
  if (remote.status === 'failed') {
    return (
      <RefusalCallout refusal={remote.refusal}>
        <div className="row">
          <Button size="small" onPress={onRetry}>
            {text.window.tryAgain}
          </Button>
        </div>
      </RefusalCallout>
    )
  }
  if (shownOf(remote) !== null) return null
  return (
    <p role="status" className="soft">
      {text.window.loading}
    </p>
  )
}
