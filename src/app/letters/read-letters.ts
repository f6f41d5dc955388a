import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { CaseView } from '#core/case-file/case-view.ts'
import { paymentsOf, requestFile } from '#core/letters/request-file.ts'
import type { LetterView } from '#core/records/record-book.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type ReadCaseFailure, readCase } from '../ledger/read-case.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import { type DrawingTools, drawReport } from '../report/draw-report.ts'
import { type FoundCase, lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { buildLetterPaper } from './build-letter-paper.ts'

/** `letter.list`. */
export function listLetters(session: SessionSource): Handler<'letter.list'> {
  return async ({ case: name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readCase(vault, name)
    return read.ok ? succeed({ letters: read.value.view.letters.map(lineOf) }) : read
  }
}

/** `letter.show`. */
export function showLetter(session: SessionSource): Handler<'letter.show'> {
  return async (named) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findLetter(vault, named)
    if (!found.ok) return found
    const { letter } = found.value
    return succeed({ letter: lineOf(letter), content: letter.content })
  }
}

/** `letter.print`. The letter is made from the event that issued it, so that its paper never changes. */
export function printLetter(
  tools: DrawingTools,
  texts: CourtTexts,
  software: string,
): Handler<'letter.print'> {
  return async ({ languages, ...named }, call) => {
    const vault = tools.session()
    if (vault === null) return lockedFailure()
    const read = findLetter(vault, named)
    if (!read.ok) return read
    const { letter, view, found } = read.value
    const { kind } = letter.content
    const built = buildLetterPaper(vault, letter, view, { texts, software }, languages)
    if (!built.ok) return built
    const fileName = `${letter.number}-${kind}-${languages.replace('+', '-')}.pdf`
    return await drawReport(tools, vault, { found, ...built.value, kind, fileName }, call)
  }
}

/** `letter.file`. */
export function showLetterFile(session: SessionSource): Handler<'letter.file'> {
  return async (named) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findLetter(vault, named)
    if (!found.ok) return found
    return succeed(fileOf(found.value))
  }
}

/** The file for software of a letter, the same that its paper carries inside. */
export function fileOf({ letter, view }: Pick<FoundLetter, 'letter' | 'view'>): {
  readonly fileName: string
  readonly text: string
} {
  const payments = paymentsOf(letter.content, view.complaints)
  const numbers = { caseNumber: view.number, letterNumber: letter.number }
  return { fileName: `${letter.number}-request.json`, text: requestFile(letter.content, numbers, payments) }
}

/** A letter with the case it belongs to, as the verified events have it. */
type FoundLetter = { readonly letter: LetterView; readonly view: CaseView; readonly found: FoundCase }

/** Finds a letter of a case by its id or number. */
export function findLetter(
  vault: VaultSession,
  { case: name, letter: wanted }: { readonly case: string; readonly letter: string },
): Result<FoundLetter, ReadCaseFailure | Failure<'letter/not-found'>> {
  const read = readCase(vault, name)
  if (!read.ok) return read
  const letter = read.value.view.letters.find(
    ({ letterId, number }) => letterId === wanted || number === wanted,
  )
  return letter === undefined ? fail({ code: 'letter/not-found' }) : succeed({ letter, ...read.value })
}

function lineOf(letter: LetterView): OutputOf<'letter.list'>['letters'][number] {
  const { letterId, number, content, atMs, issuedBy, signatures } = letter
  const { kind, recipient, urgency } = content
  return {
    letterId,
    number,
    kind,
    recipient: recipient.name,
    urgency,
    issuedAtMs: atMs,
    issuedBy,
    signatures: [...signatures],
  }
}
