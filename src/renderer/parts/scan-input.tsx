import { type KeyboardEvent, type Ref, useRef, useState } from 'react'
import { Field, type FieldWords } from './field.tsx'
import { NO_SCAN, scannedCharacter, takeStroke } from './scan-keys.ts'

type ScanInputProps = FieldWords & {
  readonly id?: string
  readonly className?: string
  /** Hears each code, once Enter follows it. An empty one is told only where somebody wants to know. */
  readonly onScan: (code: string) => void
  readonly onEmpty?: () => void
  readonly isFirst?: boolean
  /** Keeps the text outside, where every key stroke is kept; else the field keeps it. */
  readonly value?: string
  readonly onChange?: (text: string) => void
  readonly inputRef?: Ref<HTMLInputElement>
  /** Words may be typed too, so that Khmer letters of a person stay. */
  readonly takesWords?: boolean
}

/**
 * A field for a scanner, which types a code and Enter. Under a Khmer layout its keys would write Khmer; here they write
 * what the code says. It stays, ready for the next one.
 */
export function ScanInput(props: ScanInputProps) {
  const {
    onScan,
    onEmpty,
    isFirst,
    value,
    onChange,
    inputRef,
    id,
    className,
    takesWords = false,
    ...words
  } = props
  const [own, setOwn] = useState('')
  const text = value ?? own
  const write = onChange ?? setOwn
  const burst = useRef(NO_SCAN)
  const enter = (scanned: string | null) => {
    if (text.trim() === '') return onEmpty?.()
    // Typed by a scanner as a whole: what its keys mean counts, whatever the layout made of them.
    const isWhole = scanned !== null && [...scanned].length === [...text].length
    onScan(isWhole ? scanned.trim() : text.trim())
    if (value === undefined) setOwn('')
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const taken = takeStroke(burst.current, event, event.timeStamp)
    burst.current = taken.buffer
    if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault()
      enter(taken.scan)
      return
    }
    if (takesWords || event.ctrlKey || event.altKey || event.metaKey || /^[ -~]$/.test(event.key)) return
    const character = [...event.key].length === 1 ? scannedCharacter(event) : null
    if (character === null) return
    event.preventDefault()
    const { selectionStart, selectionEnd } = event.currentTarget
    write(text.slice(0, selectionStart ?? text.length) + character + text.slice(selectionEnd ?? text.length))
  }
  return (
    <Field {...words} id={id} className={className}>
      {(ties) => (
        <input
          type="text"
          className="input mono scan-input"
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={press}
          ref={inputRef}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          // Only where a screen is made to scan into this field.
          {...{ autoFocus: isFirst }}
          {...ties}
        />
      )}
    </Field>
  )
}
