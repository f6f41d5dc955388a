import { isControl } from '../text-safety/check-text.ts'
import { findMarks } from '../text-safety/marks.ts'

/** What about a name inside an archive is meant to harm or mislead whoever unpacks it. */
export type NameFault =
  /** It leads out of the folder into which the archive is unpacked. */
  | 'escapes'
  /** It holds characters that a reader cannot see or that turn the reading order. */
  | 'hidden-characters'

/** Endings of files that hold files. */
const NESTED = /\.(?:zip|7z|rar|tar|tgz|tbz2?|txz|gz|bz2|xz|zst|lzma|cab|iso|jar|apk|ufdr|ab)$/i

/** Finds what is wrong with a name inside an archive. Khmer's own zero-width characters are ordinary. */
export function findNameFaults(path: string): readonly NameFault[] {
  const faults: NameFault[] = []
  if (escapes(path)) faults.push('escapes')
  const marks = findMarks(path).filter(
    ({ kind, codePoint }) => kind === 'bidi' || !isOrdinaryInKhmer(codePoint),
  )
  if (marks.length > 0 || [...path].some((character) => isControl(character.codePointAt(0) ?? 0)))
    faults.push('hidden-characters')
  return faults
}

/** Tells whether a name is that of another archive. */
export function isArchiveName(path: string): boolean {
  return NESTED.test(path)
}

function escapes(path: string): boolean {
  if (/^(?:[/\\]|[A-Za-z]:)/.test(path)) return true
  return path.split(/[/\\]/).some((part) => /^\.\.[ .]*$/.test(part))
}

function isOrdinaryInKhmer(codePoint: number): boolean {
  return codePoint >= 0x200b && codePoint <= 0x200d
}
