import { useState } from 'react'
import { FileInput } from '../parts/file-input.tsx'
import { Shown } from '../parts/shown.tsx'
import { useTongue } from '../text/text-context.tsx'

/** A key file that was chosen: its name and its text. */
export type ChosenKeyFile = { readonly name: string; readonly text: string }

/** The part of an input that carries a key file, where one was chosen. */
export function keyFileField(chosen: ChosenKeyFile | null): { readonly keyFile?: string } {
  return chosen === null ? {} : { keyFile: chosen.text }
}

// More than any key file has; the contract takes no more.
const MOST_BYTES = 500

type KeyFileInputProps = {
  readonly value: ChosenKeyFile | null
  readonly onChange: (chosen: ChosenKeyFile | null) => void
  readonly problem?: string | undefined
  readonly hint?: string
  readonly isDisabled?: boolean
}

/** Chooses a key file. Its text goes to the engine, its place stays with the browser. */
export function KeyFileInput({ value, onChange, problem, hint, isDisabled = false }: KeyFileInputProps) {
  const { text } = useTongue()
  const [isUnfit, setUnfit] = useState(false)
  const take = async (file: File) => {
    const content = file.size <= MOST_BYTES ? await file.text().catch(() => null) : null
    setUnfit(content === null)
    onChange(content === null ? null : { name: file.name, text: content })
  }
  const words = text.keys
  return (
    <FileInput
      label={words.keyFile}
      hint={hint}
      problem={isUnfit ? words.notKeyFile : problem}
      chooseLabel={value === null ? words.chooseKeyFile : words.otherKeyFile}
      removeLabel={words.removeKeyFile}
      shown={value === null ? words.noKeyFile : <Shown text={value.name} isStrict />}
      isChosen={value !== null}
      isDisabled={isDisabled}
      onChoose={(file) => void take(file)}
      onRemove={() => {
        setUnfit(false)
        onChange(null)
      }}
    />
  )
}
