import type { ReactNode } from 'react'
import { Button, type ButtonKind } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { closeDialog } from '../state/navigation.ts'
import { useWorkplace } from '../state/places.tsx'
import type { Refusal } from '../state/remote.ts'
import { useTongue } from '../text/text-context.tsx'
import { RefusalCallout } from './refusal-callout.tsx'
import type { CommandForm } from './use-command-form.ts'
import { useCountdown } from './use-countdown.ts'
import { WaitingNote } from './waiting-note.tsx'

type FormDialogProps<Field extends string> = {
  readonly form: CommandForm<Field>
  readonly title: string
  readonly intro: ReactNode
  readonly submitLabel: string
  readonly submitKind?: ButtonKind
  readonly isWide?: boolean
  /** Something about the case makes the command impossible. */
  readonly isImpossible?: boolean
  readonly children?: ReactNode
}

/** A dialog that sends one command. */
export function FormDialog<Field extends string>(props: FormDialogProps<Field>) {
  const { form, title, intro, submitLabel, submitKind = 'primary', children } = props
  const { isWide = false, isImpossible = false } = props
  const at = useWorkplace()
  const { text } = useTongue()
  const waitMs = waitMsOf(form.refusal)
  const seconds = useCountdown(form.refusal, waitMs ?? 0)
  return (
    <Dialog
      title={title}
      closeLabel={text.window.close}
      onClose={() => closeDialog(at)}
      isWide={isWide}
      role={submitKind === 'danger' ? 'alertdialog' : 'dialog'}
    >
      <form className="stack" ref={form.ref} onSubmit={form.submit} autoComplete="off">
        <div className="stack stack-tight">
          {typeof intro === 'string' ? <p className="soft">{intro}</p> : intro}
        </div>
        {form.refusal !== null && waitMs === null && (
          <RefusalCallout refusal={form.refusal} hasProblemsElsewhere={form.hasProblemsAtFields} />
        )}
        <WaitingNote seconds={seconds} />
        {children}
        <div className="dialog-acts">
          <Button onPress={() => closeDialog(at)}>{text.window.cancel}</Button>
          <Button kind={submitKind} isPending={form.isRunning} isDisabled={seconds > 0 || isImpossible}>
            {submitLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** How long a refused try must wait; `null` when it was refused for anything else. */
function waitMsOf(refusal: Refusal | null): number | null {
  if (refusal?.kind !== 'failure' || refusal.failure.code !== 'vault/wait-before-next-try') return null
  return Number(refusal.failure.facts?.waitMs ?? 0)
}
