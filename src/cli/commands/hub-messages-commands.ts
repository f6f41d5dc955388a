import type { HubSession } from '#app/hub/hub-session.ts'
import { type ListedMessage, listMessages } from '#app/hub/list-messages.ts'
import {
  type Addressee,
  type SaidTo,
  type SayingFailure,
  sayAboutCase,
  sayToStations,
} from '#app/hub/say-to-stations.ts'
import { explainFailure } from '#contract/failure-text.ts'
import { formatSortableDateTime } from '#core/dates/format-date.ts'
import type { Language } from '#core/language.ts'
import type { CaseMessage, MessageContent } from '#core/packages/hub-message.ts'
import type { Result } from '#core/result.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { HUB_MESSAGE_TEXT } from '../hub-message-text.ts'
import type { Outcome } from '../outcome.ts'
import { alignRows } from '../text-columns.ts'
import { UsageError } from '../usage.ts'
import { failed, type HubPlace, withHub } from './hub-command.ts'

/** What stands for every station where one is named. */
const EVERY_STATION = 'all'

/** What is said, to whom. */
export type Saying = {
  readonly station: string
  readonly case?: string
  readonly title?: string
  readonly text: string
  readonly due?: string
  readonly from?: string
}

/** `samnum hub task DIR STATION|all --title TITLE --text TEXT [--case CASE] [--due DAY] [--from NAME]` */
export async function sendTask(
  context: CommandContext,
  place: HubPlace,
  { station, case: name, title = '', text, due, from }: Saying,
): Promise<Outcome> {
  return await saying(context, place, station, name, (hub) => ({
    kind: 'tasking',
    title,
    text,
    ...(due !== undefined && { dueOn: due }),
    from: from ?? hub.identity.name,
  }))
}

/** `samnum hub comment DIR STATION|all [CASE] --text TEXT [--title TITLE] [--from NAME]`; without a case it is a notice. */
export async function sendComment(
  context: CommandContext,
  place: HubPlace,
  { station, case: name, title, text, from }: Saying,
): Promise<Outcome> {
  if ((name === undefined) === (title === undefined))
    throw new UsageError(
      name === undefined ? 'usage/missing-option' : 'usage/unknown-option',
      name === undefined ? { name: '--title <title>' } : { name: '--title' },
    )
  return await saying(context, place, station, name, (hub) => {
    const by = from ?? hub.identity.name
    return title === undefined
      ? { kind: 'comment', text, from: by }
      : { kind: 'notice', title, text, from: by }
  })
}

/** `samnum hub messages DIR [STATION]` */
export async function listSaid(
  context: CommandContext,
  place: HubPlace,
  station: string | undefined,
): Promise<Outcome> {
  return await withHub(context, place, async ({ session }) => {
    const listed = await listMessages(session, station ?? null)
    if (!listed.ok) return failed(listed.failure)
    const { language } = context
    const text = HUB_MESSAGE_TEXT[language]
    const rows = listed.value.map((message) => [
      showEscaped(message.station),
      String(message.number),
      formatSortableDateTime(message.atMs),
      text.kind[message.kind],
      showEscaped(describe(message)),
      message.takenAtMs === null
        ? text.notTaken
        : `${text.taken} ${formatSortableDateTime(message.takenAtMs)}`,
    ])
    return {
      kind: 'done',
      value: { messages: listed.value },
      lines: rows.length === 0 ? [text.noMessages] : alignRows(rows),
    }
  })
}

// A list is read line by line: what is longer is in the answer of --json.
const MOST_SHOWN = 100

function describe({ caseId, title, text }: ListedMessage): string {
  const words = title ?? text ?? caseId ?? ''
  const line = words.split('\n')[0] ?? ''
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line
}

type Content = Exclude<MessageContent, { readonly kind: 'for-case' }> | CaseMessage

async function saying(
  context: CommandContext,
  place: HubPlace,
  station: string,
  name: string | undefined,
  contentFrom: (hub: HubSession) => Content,
): Promise<Outcome> {
  if (name !== undefined && station === EVERY_STATION)
    throw new UsageError('usage/wrong-value', { name: 'STATION', value: station, allowed: 'VAULT' })
  return await withHub(context, place, async ({ session }) => {
    const content = contentFrom(session)
    const said =
      name === undefined
        ? await sayToStations(session, addresseeOf(station), content as ToStation)
        : await sayAboutCase(session, station, name, content as CaseMessage)
    return tellSaid(context, said)
  })
}

type ToStation = Exclude<MessageContent, { readonly kind: 'for-case' }>

/** Whom a word on the command line means. */
export function addresseeOf(station: string): Addressee {
  return station === EVERY_STATION ? 'all' : { station }
}

/** Says what came of a message to each station. */
export function tellSaid(
  { language }: CommandContext,
  said: Result<readonly SaidTo[], SayingFailure>,
): Outcome {
  if (!said.ok) return failed(said.failure)
  const rows = said.value.map((to) => [showEscaped(to.station), to.vaultId, outcomeOf(to, language)])
  const value = { sent: said.value }
  const refused = said.value.find(({ failure }) => failure !== null)?.failure ?? null
  const lines = [...alignRows(rows), ...(refused === null ? [HUB_MESSAGE_TEXT[language].goesBack] : [])]
  return refused === null
    ? { kind: 'done', value, lines }
    : { kind: 'failed', failure: refused, value, lines }
}

function outcomeOf({ isNew, number, failure }: SaidTo, language: Language): string {
  const text = HUB_MESSAGE_TEXT[language]
  if (failure !== null) return explainFailure(failure, language)
  return `${isNew ? text.sent : text.saidBefore} ${number ?? ''}`.trim()
}
