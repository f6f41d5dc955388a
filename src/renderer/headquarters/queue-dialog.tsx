import { useState } from 'react'
import type { HeadquartersOutput } from '#contract/headquarters-operations.ts'
import { TextInput } from '../parts/inputs.tsx'
import { useCommandForm } from '../screens/use-command-form.ts'
import { useTongue } from '../text/text-context.tsx'
import { useHeadquartersPlace } from './place.ts'
import { QuestionDialog } from './question-dialog.tsx'

/** A package as the queue has it. */
export type Queued = HeadquartersOutput<'headquarters.queue'>['packages'][number]

/** What can be decided on a package. */
export type Decision = { readonly what: 'accept' | 'keep'; readonly queued: Queued }

type QueueDialogProps = {
  readonly decision: Decision
  /** Told what was done, or `null` where nothing was. */
  readonly onClose: (done: string | null) => void
}

/** Asks once more before a package is decided on. Both name the package as it was seen, so that nobody decides on something else. */
export function QueueDialog({ decision: { what, queued }, onClose }: QueueDialogProps) {
  return what === 'accept' ? (
    <AcceptDialog queued={queued} onClose={onClose} />
  ) : (
    <KeepDialog queued={queued} onClose={onClose} />
  )
}

type OneDialogProps = Pick<QueueDialogProps, 'onClose'> & { readonly queued: Queued }

function seenOf({ packageId, state, decidedAtMs }: Queued) {
  return { packageId, seen: { state, decidedAtMs } }
}

function AcceptDialog({ queued, onClose }: OneDialogProps) {
  const { client } = useHeadquartersPlace()
  const { text } = useTongue()
  const words = text.desk.queue
  const form = useCommandForm({
    problems: {},
    run: () => client.call('headquarters.accept', seenOf(queued)),
    onDone: ({ state }) => onClose(state === 'accepted' ? words.accepted : words.kept),
  })
  return (
    <QuestionDialog
      form={form}
      title={words.acceptTitle}
      words={words.acceptWords}
      submitLabel={words.accept}
      onClose={() => onClose(null)}
    />
  )
}

function KeepDialog({ queued, onClose }: OneDialogProps) {
  const { client } = useHeadquartersPlace()
  const { text } = useTongue()
  const words = text.desk.queue
  const [reason, setReason] = useState('')
  const form = useCommandForm({
    problems: { reason: reason.trim() === '' ? words.reasonMissing : undefined },
    run: () => client.call('headquarters.quarantine', { ...seenOf(queued), reason }),
    onDone: () => onClose(words.kept),
  })
  return (
    <QuestionDialog
      form={form}
      title={words.keepTitle}
      words={words.keepWords}
      submitLabel={words.keep}
      onClose={() => onClose(null)}
    >
      <TextInput
        label={words.reason}
        hint={words.reasonHint}
        value={reason}
        onChange={setReason}
        rows={3}
        problem={form.problem('reason')}
        isFirst
      />
    </QuestionDialog>
  )
}
