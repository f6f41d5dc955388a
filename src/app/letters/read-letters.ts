import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { CaseView } from '#core/case-file/case-view.ts'
import { buildLetter, LETTER_KEYS } from '#core/documents/letter.ts'
import { paymentsOf } from '#core/letters/request-file.ts'
import type { LetterView } from '#core/records/record-book.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type ReadCaseFailure, readCase } from '../ledger/read-case.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import { type DrawingTools, drawReport } from '../report/draw-report.ts'
import { readTemplate } from '../report/read-template.ts'
import { contextOf, placeOf } from '../report/record-context.ts'
import { type FoundCase, lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'

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
  return async ({ languages, ...named }, context) => {
    const vault = tools.session()
    if (vault === null) return lockedFailure()
    const read = findLetter(vault, named)
    if (!read.ok) return read
    const { letter, view, found } = read.value
    const { kind } = letter.content
    const madeFrom = placeOf(letter, view)
    const document = buildLetter(
      letter.content,
      paymentsOf(letter.content, view.complaints),
      readTemplate(texts, kind, LETTER_KEYS),
      contextOf(view, { madeFrom, software, number: letter.number }),
      languages,
    )
    const fileName = `${letter.number}-${kind}-${languages.replace('+', '-')}.pdf`
    return await drawReport(tools, vault, { found, document, kind, fileName, madeFrom }, context)
  }
}

function findLetter(
  vault: VaultSession,
  { case: name, letter: wanted }: { readonly case: string; readonly letter: string },
): Result<
  { readonly letter: LetterView; readonly view: CaseView; readonly found: FoundCase },
  ReadCaseFailure | Failure<'letter/not-found'>
> {
  const read = readCase(vault, name)
  if (!read.ok) return read
  const letter = read.value.view.letters.find(
    ({ letterId, number }) => letterId === wanted || number === wanted,
  )
  return letter === undefined ? fail({ code: 'letter/not-found' }) : succeed({ letter, ...read.value })
}

function lineOf(letter: LetterView): OutputOf<'letter.list'>['letters'][number] {
  const { letterId, number, content, atMs, issuedBy } = letter
  const { kind, recipient, urgency } = content
  return { letterId, number, kind, recipient: recipient.name, urgency, issuedAtMs: atMs, issuedBy }
}
