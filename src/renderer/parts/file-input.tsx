import { FileKey, X } from 'lucide-react'
import { type ReactNode, useId, useRef } from 'react'
import { Button, IconButton } from './button.tsx'

type FileInputProps = {
  readonly label: string
  readonly hint?: string | undefined
  readonly problem?: string | undefined
  readonly chooseLabel: string
  readonly removeLabel: string
  /** Name of the chosen file, or what to say while none is. */
  readonly shown: ReactNode
  readonly isChosen: boolean
  readonly isDisabled?: boolean
  readonly onChoose: (file: File) => void
  readonly onRemove: () => void
}

/** A field for one file that the page reads itself. The browser's own control would speak the browser's language. */
export function FileInput(props: FileInputProps) {
  const { label, hint, problem, chooseLabel, removeLabel, shown, isChosen, isDisabled = false } = props
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const note = problem ?? hint
  return (
    <fieldset className="field" aria-describedby={note === undefined ? undefined : `${id}-note`}>
      <legend className="field-label">{label}</legend>
      <div className="row">
        <input
          ref={input}
          type="file"
          hidden
          autoComplete="off"
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file !== undefined) props.onChoose(file)
            // The same file may be chosen again after it was taken away.
            event.target.value = ''
          }}
        />
        <Button size="small" isDisabled={isDisabled} onPress={() => input.current?.click()}>
          <FileKey size={16} aria-hidden />
          {chooseLabel}
        </Button>
        <span className={isChosen ? 'small' : 'small faint'}>{shown}</span>
        {isChosen && (
          <IconButton
            icon={<X size={16} aria-hidden />}
            label={removeLabel}
            isDisabled={isDisabled}
            onPress={props.onRemove}
          />
        )}
      </div>
      {note !== undefined && (
        <p className={problem === undefined ? 'field-hint' : 'field-problem'} id={`${id}-note`}>
          {note}
        </p>
      )}
    </fieldset>
  )
}
