import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button, IconButton } from '../../parts/button.tsx'
import { useTongue } from '../../text/text-context.tsx'

type PagerProps = {
  /** Where one is, in words. */
  readonly here: string
  readonly onPrevious: (() => void) | null
  readonly onNext: (() => void) | null
  /** The name of the field that leads to a place, and what to do with the number in it. */
  readonly goToLabel: string
  readonly onGoTo: (place: number) => void
  readonly children?: ReactNode
}

/** Leafing: the part before, the part after, and a place by its number. */
export function Pager({ here, onPrevious, onNext, goToLabel, onGoTo, children }: PagerProps) {
  const { text } = useTongue()
  return (
    <div className="viewer-bar" role="toolbar" aria-label={here}>
      <IconButton
        icon={<ChevronLeft size={18} aria-hidden />}
        label={text.viewer.previousPart}
        isDisabled={onPrevious === null}
        onPress={() => onPrevious?.()}
      />
      <span className="small viewer-here" role="status">
        {here}
      </span>
      <IconButton
        icon={<ChevronRight size={18} aria-hidden />}
        label={text.viewer.nextPart}
        isDisabled={onNext === null}
        onPress={() => onNext?.()}
      />
      <GoTo label={goToLabel} onGoTo={onGoTo} />
      {children}
    </div>
  )
}

type GoToProps = { readonly label: string; readonly onGoTo: (place: number) => void }

/** A field that leads to a place by its number. */
export function GoTo({ label, onGoTo }: GoToProps) {
  const { text } = useTongue()
  const id = useId()
  const [written, setWritten] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // Places of bytes are often given as hex, 0x1f40.
    const place = Number(written.trim())
    if (written.trim() !== '' && Number.isSafeInteger(place) && place >= 0) onGoTo(place)
  }
  return (
    <form className="viewer-go" onSubmit={submit} autoComplete="off">
      <label className="small" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="input mono"
        value={written}
        onChange={(event) => setWritten(event.target.value)}
        inputMode="numeric"
        spellCheck={false}
        autoComplete="off"
      />
      <Button size="small">{text.viewer.go}</Button>
    </form>
  )
}
