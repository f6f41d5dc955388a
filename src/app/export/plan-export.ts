import type { Handler } from '#contract/dispatcher.ts'
import type { OutputOf } from '#contract/operations.ts'
import { foldCase } from '#core/case-file/case-view.ts'
import type { WithheldEvent } from '#core/export/withhold.ts'
import { fail, succeed } from '#core/result.ts'
import { readScopeEvents } from '../ledger/read-case.ts'
import type { PackageTools } from '../ports/package-tools.ts'
import { findCase, lockedFailure, type SessionSource } from '../vault-session.ts'
import { chooseContents } from './choose-contents.ts'
import { packExhibits } from './exhibit-parts.ts'

type Plan = OutputOf<'case.planExport'>

/** `case.planExport`. What it says is chosen and measured by what `case.export` chooses and measures with; nothing is opened. */
export function planExport(
  session: SessionSource,
  tools: Pick<PackageTools, 'isRecipient'>,
): Handler<'case.planExport'> {
  return async ({ case: name, recipients, ...asked }, { signal }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, name)
    if (!found.ok) return found
    for (const recipient of recipients)
      if (!tools.isRecipient(recipient))
        return fail({ code: 'export/recipient-malformed', facts: { recipient } })
    const read = readScopeEvents(vault, found.value)
    if (!read.ok) return read
    const events = read.value
    const whole = foldCase(events)
    if (whole === null) return fail({ code: 'ledger/event-refused', facts: { seq: events[0]?.seq ?? 0 } })
    const chosen = chooseContents(whole, events, asked)
    if (!chosen.ok) return chosen
    const { exhibits, papers, reports, shownCase } = chosen.value
    const views = { shown: whole, whole, events }
    const { listed, parts } = packExhibits(vault, found.value, views, exhibits, signal)
    const filesOf = new Map(listed.map(({ exhibitId, files }) => [exhibitId, files.length]))
    return succeed({
      exhibits: whole.exhibits.map(({ exhibitId, number, name: called, sizeBytes }) => ({
        number,
        name: called,
        sizeBytes,
        files: filesOf.get(exhibitId) ?? 0,
        reason: exhibits.get(exhibitId) ?? null,
      })),
      papers: papers.map((paper) => {
        const { content } = paper.what === 'record' ? paper.record : paper.letter
        return { what: paper.what, kind: content.kind, number: paper.number, reason: paper.reason }
      }),
      reports: [...reports],
      withheldEvents: countEvents(shownCase.withheld),
      shownEvents: events.length - shownCase.withheld.length,
      exhibitFiles: parts.length,
      exhibitBytes: parts.reduce((sum, { part }) => sum + part.sizeBytes, 0),
      recipients: recipients.length,
    })
  }
}

function countEvents(withheld: readonly WithheldEvent[]): Plan['withheldEvents'] {
  const counts = new Map<string, Plan['withheldEvents'][number]>()
  for (const { kind, reason } of withheld) {
    const key = `${kind} ${reason}`
    const counted = counts.get(key)
    counts.set(key, { kind, reason, events: (counted?.events ?? 0) + 1 })
  }
  return [...counts.values()]
}
