import type { ExhibitLine } from '#contract/exhibit-operations.ts'
import { formatSize } from '#contract/number-text.ts'
import { formatSortableDateTime } from '#core/dates/format-date.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { alignRows } from '../text-columns.ts'

const DIGEST_NAMES = { sha256Hex: 'SHA-256', md5Hex: 'MD5', sha1Hex: 'SHA-1', sha512Hex: 'SHA-512' } as const

/** Digests as other tools name them, a line of each. */
export function digestLines(
  digests: { readonly [Name in keyof typeof DIGEST_NAMES]?: string | undefined },
): readonly string[] {
  return Object.entries(DIGEST_NAMES).flatMap(([name, shown]) => {
    const digest = digests[name as keyof typeof DIGEST_NAMES]
    return digest === undefined ? [] : [`  ${shown} ${digest}`]
  })
}

/** A table of exhibits: number, size, time of sealing, digest, name. */
export function exhibitRows(
  { language, text: { label } }: CommandContext,
  exhibits: readonly ExhibitLine[],
): readonly string[] {
  const titles = [label.number, label.size, label.sealed, label.sha256, label.name]
  const rows = exhibits.map((exhibit) => [
    exhibit.number,
    formatSize(exhibit.sizeBytes, language),
    formatSortableDateTime(exhibit.sealedAtMs),
    exhibit.digestHex,
    showEscaped(exhibit.name) +
      (exhibit.description === undefined ? '' : ` (${showEscaped(exhibit.description)})`),
  ])
  return alignRows([titles, ...rows], [1])
}
