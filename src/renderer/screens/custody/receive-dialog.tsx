import { TextInput } from '../../parts/inputs.tsx'
import type { WaitingMove } from '../../state/custody-dialog-state.ts'
import { useWorkplace } from '../../state/places.tsx'
import { useTongue } from '../../text/text-context.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { useCommandForm } from '../use-command-form.ts'
import { ItemTable } from './item-table.tsx'
import { useCustodyDone } from './use-custody-done.ts'
import { useTexts } from './use-texts.ts'

/** Signs for what was handed over to the person of the session. */
export function ReceiveDialog({ move }: { readonly move: WaitingMove }) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.custody
  const done = useCustodyDone()
  const { of, kept } = useTexts({ note: '' })
  const { caseId, caseNumber, seq, hashHex, giver, atMs, items } = move
  const form = useCommandForm({
    problems: { note: undefined },
    run: () => {
      const note = kept('note')
      return at.desk.client.call('custody.receive', {
        case: caseId,
        seq,
        hashHex,
        ...(note !== undefined && { note }),
      })
    },
    onDone: () => done('received', String(items.length)),
  })
  return (
    <FormDialog
      form={form}
      title={words.receiveTitle(items.length)}
      intro={words.receiveIntro(giver.name, format.instant(atMs), caseNumber)}
      submitLabel={words.receiveNow}
      isWide
    >
      <ItemTable items={items} hidesHolder />
      <TextInput
        label={words.receiveNote}
        hint={words.receiveNoteHint}
        {...of('note')}
        problem={form.problem('note')}
      />
    </FormDialog>
  )
}
