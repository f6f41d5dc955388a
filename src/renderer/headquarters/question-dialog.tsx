import type { ReactNode } from 'react'
import { Button, type ButtonKind } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { RefusalCallout } from '../screens/refusal-callout.tsx'
import type { CommandForm } from '../screens/use-command-form.ts'
import { useTongue } from '../text/text-context.tsx'

type QuestionDialogProps<Field extends string> = {
  readonly form: CommandForm<Field>
  readonly title: string
  readonly words: string
  readonly submitLabel: string
  readonly submitKind?: ButtonKind
  readonly onClose: () => void
  readonly children?: ReactNode
}

/** A dialog of headquarters that sends one command. */
export function QuestionDialog<Field extends string>(props: QuestionDialogProps<Field>) {
  const { form, title, words, submitLabel, submitKind = 'primary', onClose, children } = props
  const { text } = useTongue()
  return (
    <Dialog
      title={title}
      closeLabel={text.window.close}
      onClose={onClose}
      role={submitKind === 'danger' ? 'alertdialog' : 'dialog'}
    >
      <form className="stack" ref={form.ref} onSubmit={form.submit} autoComplete="off">
        <p className="soft">{words}</p>
        {form.refusal !== null && (
          <RefusalCallout refusal={form.refusal} hasProblemsElsewhere={form.hasProblemsAtFields} />
        )}
        {children}
        <div className="dialog-acts">
          <Button onPress={onClose}>{text.window.cancel}</Button>
          <Button kind={submitKind} isPending={form.isRunning}>
            {submitLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
