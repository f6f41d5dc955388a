import type { ReactNode } from 'react'
import { Button } from '../../parts/button.tsx'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import type { CommandForm } from '../use-command-form.ts'
import { useReturnFocus } from './use-return-focus.ts'

type EntryPanelProps<Field extends string> = {
  readonly form: CommandForm<Field>
  readonly title: string
  readonly submitLabel: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A form within a tab: it sends one command, and Escape leaves it. */
export function EntryPanel<Field extends string>(props: EntryPanelProps<Field>) {
  const { form, title, submitLabel, onClose, children } = props
  const { text } = useTongue()
  useReturnFocus()
  return (
    <form
      className="sheet"
      ref={form.ref}
      onSubmit={form.submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
      autoComplete="off"
      aria-label={title}
    >
      <div className="sheet-head">
        <h2>{title}</h2>
      </div>
      <div className="sheet-body stack">
        {form.refusal !== null && (
          <RefusalCallout refusal={form.refusal} hasProblemsElsewhere={form.hasProblemsAtFields} />
        )}
        {children}
        <div className="row row-end">
          <Button onPress={onClose}>{text.window.cancel}</Button>
          <Button kind="primary" isPending={form.isRunning}>
            {submitLabel}
          </Button>
        </div>
      </div>
    </form>
  )
}
