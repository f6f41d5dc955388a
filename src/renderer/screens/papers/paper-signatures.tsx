import type { OutputOf } from '#contract/operations.ts'
import { Shown } from '../../parts/shown.tsx'
import { useTongue } from '../../text/text-context.tsx'

type PaperSignaturesProps = {
  readonly signatures: OutputOf<'letter.list'>['letters'][number]['signatures']
}

/** Who signed a paper digitally, and when; nothing where nobody did. */
export function PaperSignatures({ signatures }: PaperSignaturesProps) {
  const { text, format } = useTongue()
  const words = text.papers.signatures
  if (signatures.length === 0) return null
  return (
    <ul className="plain-list small soft" aria-label={words.title}>
      {signatures.map(({ signedBy, atMs, reason, digestHex }) => (
        <li key={digestHex} title={reason}>
          {words.title} <Shown text={words.of(signedBy, format.shortInstant(atMs))} />
        </li>
      ))}
    </ul>
  )
}
