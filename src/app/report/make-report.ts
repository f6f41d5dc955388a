import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import { foldCase } from '#core/case-file/case-view.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import type { DigestHex } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { readScopeEvents } from '../ledger/read-case.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import { findCase, lockedFailure } from '../vault-session.ts'
import { buildReport } from './build-report.ts'
import { type DrawingTools, drawReport } from './draw-report.ts'
import { wordingsAt } from './wordings.ts'

/** `report.make`. The document is a function of the case's events and the wordings up to its head: the same head gives the same bytes. */
export function makeReport(tools: DrawingTools, texts: CourtTexts, software: string): Handler<'report.make'> {
  return async ({ case: name, languages, kind, about, at }, context) => {
    const vault = tools.session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, name)
    if (!found.ok) return found
    const read = readScopeEvents(vault, found.value)
    if (!read.ok) return read
    const events = upTo(read.value, at)
    if (!events.ok) return events
    const view = foldCase(events.value)
    if (view === null) return fail({ code: 'ledger/event-refused', facts: { seq: read.value[0]?.seq ?? 0 } })
    const { seq, hashHex } = view.head
    const wordings = wordingsAt(vault, texts, seq)
    if (!wordings.ok) return wordings
    const source = { view, events: events.value, wordings: wordings.value, software }
    const document = buildReport(source, { kind, about, languages })
    if (!document.ok) return document
    const fileName = `${view.number}-${kind === 'case' ? 'case-report' : kind}-${languages.replace('+', '-')}.pdf`
    const order = { found: found.value, document: document.value, kind, fileName, madeFrom: { seq, hashHex } }
    return await drawReport(tools, vault, order, context)
  }
}

/** The events up to a head that a printed page states; all of them where none is stated. */
function upTo(
  events: readonly VerifiedEvent[],
  headHex: DigestHex | undefined,
): Result<readonly VerifiedEvent[], Failure<'report/head-not-found'>> {
  if (headHex === undefined) return succeed(events)
  const index = events.findIndex(({ hashHex }) => hashHex === headHex)
  return index < 0 ? fail({ code: 'report/head-not-found' }) : succeed(events.slice(0, index + 1))
}
