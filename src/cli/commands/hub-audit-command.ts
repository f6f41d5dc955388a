import { listReads } from '#app/desk/list-reads.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatSortableDateTime } from '#core/dates/format-date.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { openDesk } from '#hub/open-desk.ts'
import type { CommandContext } from '../command-context.ts'
import { HUB_PEOPLE_TEXT } from '../hub-people-text.ts'
import type { Outcome } from '../outcome.ts'
import { alignRows } from '../text-columns.ts'
import { failed, type HubPlace, withHub } from './hub-command.ts'

/** `samnum hub audit DIR [--before ROW] [--limit N]`: rows, the newest first, and the proof of the whole record. */
export async function showAudit(
  context: CommandContext,
  place: HubPlace,
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
): Promise<Outcome> {
  return await withHub(context, place, async ({ session }) => {
    const desk = openDesk(session)
    const listed = await listReads(desk, session, before ?? null, limit)
    if (!listed.ok) return failed(listed.failure)
    const proven = await desk.audit.findBroken()
    if (!proven.ok) return failed(proven.failure)
    const { language } = context
    const text = HUB_PEOPLE_TEXT[language]
    const cells = listed.value.map(({ seq, atMs, read, name, station }) =>
      read === null
        ? [String(seq), text.unreadable]
        : [
            String(seq),
            formatSortableDateTime(atMs),
            showEscaped(name ?? read.personId),
            read.operation,
            showEscaped(station ?? read.stationId ?? ''),
            showEscaped(read.subject ?? ''),
            read.from,
          ],
    )
    const rows = cells.length === 0 ? [text.noReads] : alignRows(cells, [0])
    const value = {
      rows: listed.value.map(({ read, ...row }) => ({ ...row, ...read, holds: read !== null })),
      proven: proven.value,
    }
    const { broken } = proven.value
    if (broken !== null)
      return {
        kind: 'failed',
        failure: { code: 'hub/audit-damaged', facts: { seq: broken } },
        value,
        lines: rows,
      }
    const holds = fillTemplate(text.holds, { rows: proven.value.rows }, language)
    return { kind: 'done', value, lines: [...rows, holds] }
  })
}
