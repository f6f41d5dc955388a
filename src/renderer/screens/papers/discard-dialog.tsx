import { useState } from 'react'
import { TextInput } from '../../parts/inputs.tsx'
import { remoteOf } from '../../state/custody-state.ts'
import { goTo } from '../../state/navigation.ts'
import { tell } from '../../state/notice-actions.ts'
import { forgetPaper } from '../../state/paper-form-actions.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { useCommandForm } from '../use-command-form.ts'

type DiscardDialogProps = { readonly caseId: string; readonly recordId: string }

/** Takes a draft out of the records of its case, and says why. */
export function DiscardDialog({ caseId, recordId }: DiscardDialogProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers.discard
  const about = useSession((state) => shownOf(remoteOf(state.papers.record, recordId))?.record.about ?? '')
  const [reason, setReason] = useState('')
  const form = useCommandForm({
    problems: { reason: reason.trim() === '' ? words.reasonMissing : undefined },
    run: () =>
      at.desk.client.call('record.discard', { case: caseId, record: recordId, reason: reason.trim() }),
    onDone: () => {
      tell(at, { what: 'papers', notice: { what: 'record-discarded', of: about } })
      // What was typed into a draft that is gone is typed for nothing.
      void forgetPaper(at).then(() => goTo(at, { screen: 'case', caseId, tab: 'papers' }))
    },
  })
  return (
    <FormDialog form={form} title={words.title} intro={words.intro} submitLabel={words.now}>
      <TextInput
        label={words.reason}
        value={reason}
        onChange={setReason}
        problem={form.problem('reason')}
        isFirst
      />
    </FormDialog>
  )
}
