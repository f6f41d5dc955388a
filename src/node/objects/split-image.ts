import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { SourcePart, SourceTree } from '#app/ports/source-tree.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { escapeName } from '#core/text-safety/escape-path.ts'
import { describeFile, type OwnFileCheck } from './file-source.ts'
import type { FileSourceFailure } from './source-reading.ts'

/** A name that says which piece of how an image was cut it is. */
type PieceName = {
  readonly family: 'ewf' | 'raw'
  readonly stem: string
  /** How many digits a raw image counts with; the kind of an EnCase image. */
  readonly ending: string
  readonly number: number
}

// EnCase: .E01 … .E99, .EAA … .EZZ, .FAA … .ZZZ (libyal, "Expert Witness Compression Format", Segment files). Logical images (.L01) and
// those of SMART (.s01) count the same way from their own letter; .Ex01 of the second version has an x in between.
const EWF = /^(.*)\.([els])(x?)(\d\d)$/is
const EWF_LETTERS = /^(.*)\.([e-z])(x?)([a-z])([a-z])$/is
const RAW = /^(.*)\.(\d{3,4})$/s
const LETTERS = 26
/** `.EAA` comes after `.E99`. */
const FIRST_LETTERED = 100

/**
 * Finds the other pieces of an image when a file is named like its first piece (`.E01`, `.001`), and describes them together; answers
 * `null` when the file is named otherwise or stands alone. A missing piece in between is refused: an exhibit with a hole would look whole.
 */
export async function describeSplitImage(
  path: string,
  isOwnFile: OwnFileCheck,
): Promise<Result<SourceTree, FileSourceFailure> | null> {
  const first = pieceOf(basename(path))
  if (first === null || first.number > 1) return null
  const folder = dirname(path)
  const named = (await readdir(folder).catch(() => []))
    .map((name) => ({ name, piece: pieceOf(name, first.ending.slice(0, 1)) }))
    .flatMap(({ name, piece }) =>
      piece !== null && isSameImage(piece, first) ? [{ name, number: piece.number }] : [],
    )
    .sort((a, b) => a.number - b.number)
  const found = named.map(({ number }) => number)
  const numbers = first.family === 'raw' ? found : countedPieces(found)
  const pieces = named.slice(0, numbers.length)
  if (pieces.length < 2) return null
  const missing = firstGap(numbers)
  if (missing !== null) return fail({ code: 'intake/image-piece-missing', facts: { piece: missing } })
  const parts: SourcePart[] = []
  for (const { name } of pieces) {
    const described = await describeFile(join(folder, name), isOwnFile)
    if (!described.ok) return described
    const source = described.value
    const { sizeBytes, modifiedAtMs } = source
    const shown = escapeName(Buffer.from(name))
    parts.push({ path: shown, sizeBytes, modifiedAtMs: modifiedAtMs ?? 0, source: () => source })
  }
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0)
  return succeed({ form: 'split-image', name: basename(path), sizeBytes, parts, emptyFiles: [], skipped: [] })
}

/** The name of the first piece of an image, where a file's own name says that it is a later one and the first lies beside it. */
export async function findFirstPiece(path: string): Promise<string | null> {
  const later = pieceOf(basename(path))
  if (later === null || later.number < 2) return null
  const named = (await readdir(dirname(path)).catch(() => [])).flatMap((name) => {
    const piece = pieceOf(name)
    return piece !== null && piece.number < 2 && isSameImage(piece, later) ? [name] : []
  })
  return named.sort()[0] ?? null
}

/** Reads from a name which piece of an image it says to be. Pieces that count from 0 have 0 as their first. */
export function pieceOf(name: string, firstLetter = 'e'): PieceName | null {
  const raw = RAW.exec(name)
  if (raw !== null) {
    const [, stem = '', digits = ''] = raw
    return { stem, ending: String(digits.length), number: Number(digits), family: 'raw' }
  }
  const counted = EWF.exec(name)
  if (counted !== null) {
    const [, stem = '', letter = '', x = '', count = ''] = counted
    const ending = letter.toLowerCase() + x.toLowerCase()
    return count === '00' ? null : { family: 'ewf', stem, ending, number: Number(count) }
  }
  const lettered = EWF_LETTERS.exec(name)
  if (lettered === null) return null
  const [, stem = '', letter = '', x = '', ...pair] = lettered
  const [run, high, low] = [letter, ...pair].map((one) => one.toLowerCase().charCodeAt(0))
  const [base = 0, a = 0] = [firstLetter.charCodeAt(0), 'a'.charCodeAt(0)]
  const number =
    FIRST_LETTERED + ((run ?? 0) - base) * LETTERS * LETTERS + ((high ?? 0) - a) * LETTERS + (low ?? 0) - a
  return { family: 'ewf', stem, ending: firstLetter + x.toLowerCase(), number }
}

function isSameImage(piece: PieceName, first: PieceName): boolean {
  return piece.family === first.family && piece.stem === first.stem && piece.ending === first.ending
}

/**
 * The pieces that count, of those in order whose names could be one. Any ending of three letters could, so that letters count only after
 * 99 numbers; after the first run of them (`.EZZ`) only what goes on without a gap.
 */
function countedPieces(numbers: readonly number[]): readonly number[] {
  if (!numbers.includes(FIRST_LETTERED - 1)) return numbers.filter((number) => number < FIRST_LETTERED)
  return numbers.filter(
    (number, at) =>
      number < FIRST_LETTERED + LETTERS * LETTERS || (at > 0 && number === (numbers[at - 1] ?? 0) + 1),
  )
}

/** The first number that is missing between the first piece and the last, or `null`. */
function firstGap(numbers: readonly number[]): number | null {
  const [first = 0] = numbers
  const at = numbers.findIndex((number, index) => number !== first + index)
  return at === -1 ? null : first + at
}
