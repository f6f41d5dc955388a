import type { OutputOf } from '#contract/operations.ts'
import { ENTRY_LISTS, type EntryList, type ParserOptions } from '#core/parsing/parsed-evidence.ts'
import type { ParserName } from '#core/parsing/parser-names.ts'
import { loadExaminations } from './custody-actions.ts'
import { goTo } from './navigation.ts'
import type { Reading } from './reading.ts'
import { askAgain, IDLE, type Refusal, receive, refusalOf, shownOf } from './remote.ts'
import { isSameRoute } from './route.ts'
import { change, runLong, stopRunning, type Workplace } from './workplace.ts'

/** Findings on the screen at once. */
export const FINDINGS_AT_ONCE = 50
/** Most findings that one confirmation takes over. */
export const MOST_CONFIRMED_AT_ONCE = 200

const PARSE = 'exhibit.parse'
const RESULT_TOOL = 'samnum exhibit parse'

type Examination = OutputOf<'examination.list'>['examinations'][number]

/** The examination by a parser that wrote this exhibit; `null` for one that is no result. */
export function resultOrigin(examinations: readonly Examination[], exhibitId: string): Examination | null {
  const wrote = ({ tool, outputs }: Examination) =>
    tool.startsWith(RESULT_TOOL) && outputs.some((output) => output.exhibitId === exhibitId)
  return examinations.find(wrote) ?? null
}

/** Begins to read an exhibit, in place of the one that was read. */
export async function openReading(at: Workplace, caseId: string, exhibitId: string): Promise<void> {
  stopRunning(at, PARSE)
  const run = Symbol('reading')
  const part = partOf(at, exhibitId)
  const reading: Reading = {
    run,
    caseId,
    exhibitId,
    part,
    suggested: askAgain(IDLE),
    maps: askAgain(IDLE),
    parser: null,
    options: {},
    parsing: IDLE,
    list: null,
    from: 0,
    findings: IDLE,
    confirming: 'no',
    confirmed: null,
  }
  change(at, () => ({ reading }))
  const [suggested, maps] = await Promise.all([
    at.desk.client.call('exhibit.suggestParsers', { exhibit: exhibitId, ...(part !== null && { part }) }),
    at.desk.client.call('columnMap.list', {}),
    loadExaminations(at, caseId),
  ])
  changeReading(at, run, (now) => ({
    ...now,
    suggested: receive(now.suggested, suggested),
    maps: receive(now.maps, maps),
  }))
}

/** The file that was chosen in an exhibit of many. */
function partOf(at: Workplace, exhibitId: string): string | null {
  const { part } = at.store.getState()
  return part?.exhibitId === exhibitId ? part.path : null
}

/** Ends the reading: nothing of the findings stays in this window. */
export function closeReading(at: Workplace): void {
  stopRunning(at, PARSE)
  change(at, () => ({ reading: null }))
}

/** Reads the exhibit with a parser, and goes to what it found. */
export async function readExhibit(
  at: Workplace,
  parser: ParserName | null,
  options: ParserOptions,
): Promise<void> {
  const reading = at.store.getState().reading
  if (reading === null || reading.parsing.status === 'running') return
  const { run, caseId, exhibitId, part } = reading
  changeReading(at, run, (now) => ({ ...now, parser, options }))
  const input = {
    exhibit: exhibitId,
    ...(part !== null && { part }),
    ...(parser !== null && { parser }),
    options,
  }
  const answer = await runLong(at, PARSE, { name: 'exhibit.parse', input }, (move) =>
    changeReading(at, run, (now) => ({ ...now, parsing: move(now.parsing) })),
  )
  if (answer.outcome !== 'done' || answer.value.outcome !== 'parsed') return
  await loadExaminations(at, caseId)
  const here = { screen: 'reading', caseId, exhibitId } as const
  if (isSameRoute(at.store.getState().route, here)) goTo(at, { ...here, exhibitId: answer.value.exhibitId })
}

/** Stops the reading. */
export function stopReading(at: Workplace): void {
  stopRunning(at, PARSE)
}

/** Shows a list of a result from an entry on; without a list, the first that holds anything. */
export async function showFindings(at: Workplace, list: EntryList | null, from = 0): Promise<void> {
  const reading = at.store.getState().reading
  if (reading === null) return
  const { run, exhibitId } = reading
  const wanted = list ?? 'identifiers'
  changeReading(at, run, (now) => ({ ...now, list: wanted, from, findings: askAgain(now.findings) }))
  const answer = await at.desk.client.call('exhibit.findings', {
    exhibit: exhibitId,
    list: wanted,
    offset: from,
    limit: FINDINGS_AT_ONCE,
  })
  const first = list === null && answer.outcome === 'done' ? firstList(answer.value) : wanted
  if (first !== wanted) return await showFindings(at, first)
  const isWanted = (now: Reading) => now.list === wanted && now.from === from
  changeReading(at, run, (now) => (isWanted(now) ? { ...now, findings: receive(now.findings, answer) } : now))
}

/** Takes findings of the list on the screen over into the case. */
export async function confirmFindings(
  at: Workplace,
  indexes: readonly number[],
  note: string,
): Promise<boolean> {
  const reading = at.store.getState().reading
  const list = reading?.list ?? null
  if (reading === null || list === null || list === 'warnings' || indexes.length === 0) return false
  const { run, exhibitId, from } = reading
  changeReading(at, run, (now) => ({ ...now, confirming: 'confirming', confirmed: null }))
  const answer = await at.desk.client.call('finding.confirm', {
    exhibit: exhibitId,
    items: indexes.map((index) => ({ list, index })),
    ...(note.trim() !== '' && { note: note.trim() }),
  })
  const refusal: Refusal | null = refusalOf(answer)
  const confirmed =
    answer.outcome === 'done' ? { count: answer.value.confirmed, seq: answer.value.seq } : null
  changeReading(at, run, (now) => ({ ...now, confirming: refusal ?? 'no', confirmed }))
  if (confirmed !== null && at.store.getState().reading?.run === run) await showFindings(at, list, from)
  return confirmed !== null
}

/** Reads the maps of columns again. */
export async function loadMaps(at: Workplace): Promise<void> {
  const reading = at.store.getState().reading
  if (reading === null) return
  const answer = await at.desk.client.call('columnMap.list', {})
  changeReading(at, reading.run, (now) => ({ ...now, maps: receive(now.maps, answer) }))
}

/** The list that is shown first: what leads on before what describes. */
function firstList({ counts, page }: OutputOf<'exhibit.findings'>): EntryList {
  const order: readonly EntryList[] = ['identifiers', 'messages', 'transactions', 'people', ...ENTRY_LISTS]
  return order.find((list) => counts[list] > 0) ?? page.list
}

function changeReading(at: Workplace, run: symbol, move: (reading: Reading) => Reading): void {
  change(at, ({ reading }) => (reading?.run === run ? { reading: move(reading) } : {}))
}

/** What a run of the parser asked, if it asked. */
export function questionsOf({ parsing }: Reading) {
  if (parsing.status !== 'done' || parsing.value.outcome !== 'asks') return null
  return parsing.value
}

/** The findings on the screen. */
export function findingsOf(reading: Reading): OutputOf<'exhibit.findings'> | null {
  return shownOf(reading.findings)
}
