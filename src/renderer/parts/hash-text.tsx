import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from './button.tsx'

type HashTextProps = {
  readonly hex: string
  readonly copyLabel: string
  readonly copiedLabel: string
  readonly onCopy: (text: string) => Promise<boolean>
  /** Shows all of it instead of its beginning and end. */
  readonly isWhole?: boolean
}

/** A digest to compare and copy. */
export function HashText({ hex, copyLabel, copiedLabel, onCopy, isWhole = false }: HashTextProps) {
  const [copied, setCopied] = useState<string | null>(null)
  // Another digest in the same place has not been copied.
  const isCopied = copied === hex
  const copy = async () => setCopied((await onCopy(hex)) ? hex : null)
  return (
    <span className={isWhole ? 'hash' : 'hash hash-short'}>
      <code title={hex}>{isWhole ? hex : `${hex.slice(0, 8)}…${hex.slice(-6)}`}</code>
      <IconButton
        icon={isCopied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        label={isCopied ? copiedLabel : copyLabel}
        onPress={() => void copy()}
      />
    </span>
  )
}
