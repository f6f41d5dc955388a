import { loadInterrupted } from '../../state/custody-actions.ts'
import type { CustodyDialog } from '../../state/custody-dialog-state.ts'
import { useWorkplace } from '../../state/places.tsx'
import { useTongue } from '../../text/text-context.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { useCommandForm } from '../use-command-form.ts'
import { useCustodyDone } from './use-custody-done.ts'

type DiscardInterruptedProps = Extract<CustodyDialog, { act: 'discard-interrupted' }>

/** Gives up what a crash left half sealed, once what becomes of it was read. */
export function DiscardInterruptedDialog({ caseId, interrupted }: DiscardInterruptedProps) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.exhibits.interrupted
  const done = useCustodyDone()
  const form = useCommandForm({
    problems: {},
    run: () =>
      at.desk.client.call('exhibit.discardInterrupted', {
        case: caseId,
        interruptedId: interrupted.interruptedId,
      }),
    onDone: ({ exhibit }) => {
      if (exhibit === null) done('seal-given-up', interrupted.of === 'file' ? interrupted.name : '')
      else done('folder-given-up', exhibit.number)
      // Half a file is in no record, so that the ledger does not tell that it is gone.
      void loadInterrupted(at, caseId)
    },
  })
  return (
    <FormDialog
      form={form}
      title={words.giveUpTitle}
      intro={
        interrupted.of === 'file'
          ? words.giveUpFile(interrupted.name, format.size(interrupted.doneBytes))
          : words.giveUpFolder(interrupted.partCount)
      }
      submitLabel={words.giveUp}
      submitKind="danger"
    />
  )
}
