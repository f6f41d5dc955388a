import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { CaseView } from '#core/case-file/case-view.ts'
import { buildLetter, type LetterFacts } from '#core/documents/letter.ts'
import { contextOf, placeOf } from '#core/documents/paper-context.ts'
import { paymentsOf, requestFile } from '#core/letters/request-file.ts'
import type { LetterView } from '#core/records/record-book.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type ReadCaseFailure, readCase } from '../ledger/read-case.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import { type DrawingTools, drawReport } from '../report/draw-report.ts'
import { wordingsAt } from '../report/wordings.ts'
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
  return async ({ languages, ...named }, call) => {
    const vault = tools.session()
    if (vault === null) return lockedFailure()
    const read = findLetter(vault, named)
    if (!read.ok) return read
    const { letter, view, found } = read.value
    const { kind } = letter.content
    const madeFrom = placeOf(letter, view)
    const wordings = wordingsAt(vault, texts, madeFrom.seq)
    if (!wordings.ok) return wordings
    const say = wordings.value.read(kind)
    const context = contextOf(view, { madeFrom, software, number: letter.number, wordings: wordings.value })
    const document = buildLetter(letter.content, factsOf(letter, view), say, context, languages)
    const fileName = `${letter.number}-${kind}-${languages.replace('+', '-')}.pdf`
    return await drawReport(tools, vault, { found, document, kind, fileName, madeFrom }, call)
  }
}

/** What goes with a letter: what the case had when it was issued, and nothing that came later. */
function factsOf({ content, seq, atMs }: LetterView, view: CaseView): LetterFacts {
  return {
    payments: paymentsOf(content, view.complaints),
    enclosed: {
      records: view.records.flatMap(({ final, content: { kind } }) =>
        final !== null && final.seq < seq ? [{ number: final.number, kind }] : [],
      ),
      exhibits: [
        ...view.exhibits.filter(({ sealedAtMs }) => sealedAtMs <= atMs),
        ...view.things.filter((thing) => thing.seq < seq),
      ].map(({ number, name }) => ({ number, name })),
    },
  }
}

/** `letter.file`. */
export function showLetterFile(session: SessionSource): Handler<'letter.file'> {
  return async (named) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findLetter(vault, named)
    if (!found.ok) return found
    const { letter, view } = found.value
    const payments = paymentsOf(letter.content, view.complaints)
    const text = requestFile(
      letter.content,
      { caseNumber: view.number, letterNumber: letter.number },
      payments,
    )
    return succeed({ fileName: `${letter.number}-request.json`, text })
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
