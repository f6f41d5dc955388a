import * as z from 'zod'
import { fail, type Result, succeed } from '../result.ts'
import { isTreePath } from './program-tree.ts'
import { compareVersions, isProgramVersion } from './program-version.ts'

/** How often a new version may be started without coming up before the launcher goes back (`docs/format-update.md`, section 4). */
export const MOST_TRIALS = 5

const version = z.string().refine(isProgramVersion)
const path = z.string().refine(isTreePath)

const bookShape = z
  .strictObject({
    v: z.literal(1),
    /** What the launcher starts. */
    current: version,
    /** What it goes back to. */
    previous: version.nullable(),
    /** What it changes to at the next start. */
    pending: version.nullable(),
    /** Whether the current version has yet to show that it comes up. */
    trial: z.strictObject({ starts: z.int().min(0), hasAnswered: z.boolean() }).nullable(),
    /** The newest version that came up here. */
    highest: version,
    /** Versions that did not come up and were rolled back, the last of them last. */
    failed: z.array(version).max(20),
    /** What of each version is started. */
    entries: z.record(z.string(), path),
  })
  .refine(({ current, previous, pending, entries }) =>
    [current, previous, pending].every((each) => each === null || Object.hasOwn(entries, each)),
  )

/** What stands in `program.json`: which version runs, and what happens at the next start. */
export type ProgramBook = z.output<typeof bookShape>

/** Reads `program.json`. */
export function parseProgramBook(
  text: string,
): Result<ProgramBook, { readonly code: 'update/program-damaged' }> {
  try {
    const read = bookShape.safeParse(JSON.parse(text))
    if (read.success) return succeed(read.data)
  } catch {
    // Not JSON: as little a book as JSON of another shape.
  }
  return fail({ code: 'update/program-damaged' })
}

/** Writes `program.json`. */
export function writeProgramBook(book: ProgramBook): string {
  return `${JSON.stringify(book, null, 2)}\n`
}

/** The book of a program of one version that was just put in its place. */
export function newProgramBook(installed: { readonly version: string; readonly entry: string }): ProgramBook {
  return {
    v: 1,
    current: installed.version,
    previous: null,
    pending: null,
    trial: null,
    highest: installed.version,
    failed: [],
    entries: { [installed.version]: installed.entry },
  }
}

/** A version stands ready: the launcher changes to it at the next start. */
export function withPending(book: ProgramBook, update: { readonly version: string; readonly entry: string }) {
  return { ...book, pending: update.version, entries: { ...book.entries, [update.version]: update.entry } }
}

/** The current version did something orderly, though nothing says yet that it can open a vault. */
export function withAnswer(book: ProgramBook): ProgramBook {
  return book.trial === null ? book : { ...book, trial: { ...book.trial, hasAnswered: true } }
}

/** The current version came up: it is on trial no more, and nothing that is older is taken again. */
export function withHealth(book: ProgramBook): ProgramBook {
  const { current, highest } = book
  return { ...book, trial: null, highest: compareVersions(current, highest) > 0 ? current : highest }
}

/** Goes back to the version before, by somebody's wish. `null` where there is none. What is pending is given up. */
export function withUndo(book: ProgramBook): ProgramBook | null {
  if (book.pending !== null) return { ...book, pending: null }
  if (book.previous === null) return null
  return { ...book, current: book.previous, previous: null, trial: null }
}
