import { useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { packDigest } from '#core/law/adopted-pack.ts'
import { Button } from '../../parts/button.tsx'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import type { Workplace } from '../../state/workplace.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'

type Message = OutputOf<'sync.status'>['messages'][number]

/** Whether a message brings a law pack or a playbook, which is taken on and not read. */
export function isPack({ kind }: Message): boolean {
  return kind === 'law-pack' || kind === 'playbook'
}

/** A law pack or a playbook that headquarters sent: a commander takes it on, and its text is not shown as words. */
export function PackMessage({ message }: { readonly message: Message }) {
  const at = useWorkplace()
  const words = useTongue().text.headquarters
  const mayAdopt = useSession((state) =>
    mayDo(state, message.kind === 'law-pack' ? 'law.adopt' : 'playbook.adopt'),
  )
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isAdopted, setAdopted] = useState(false)
  const take = async () => {
    const answer = await adopt(at, message)
    setRefusal(refusalOf(answer))
    setAdopted(answer.outcome === 'done')
  }
  return (
    <div className="stack">
      <p className="soft">{mayAdopt ? words.packWords : words.packForCommander}</p>
      {refusal !== null && <RefusalCallout refusal={refusal} />}
      {isAdopted && <p role="status">{words.packAdopted}</p>}
      {mayAdopt && !isAdopted && (
        <div>
          <Button size="small" onPress={() => void take()} label={`${words.adoptPack} · ${message.title}`}>
            {words.adoptPack}
          </Button>
        </div>
      )}
    </div>
  )
}

async function adopt({ desk }: Workplace, { kind, text }: Message) {
  const file = JSON.parse(text) as Readonly<Record<string, unknown>>
  return kind === 'law-pack'
    ? await desk.client.call('law.adopt', { pack: file, digestHex: packDigest(text) })
    : await desk.client.call('playbook.adopt', { playbook: file })
}
