import { sayToStations } from '#app/hub/say-to-stations.ts'
import type { Failure } from '#contract/failures.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { packText, readPackText } from '#core/law/adopted-pack.ts'
import { parseRecipientBook, RECIPIENTS_VOCABULARY } from '#core/letters/recipient-book.ts'
import type { MessageContent } from '#core/packages/hub-message.ts'
import { parsePlaybook } from '#core/playbooks/playbook.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { readHubHeader } from '#node/hub-store/hub-header.ts'
import { keepUpdate } from '#node/hub-store/hub-updates.ts'
import { thisProgram } from '#node/updates/this-program.ts'
import type { CommandContext } from '../command-context.ts'
import { HUB_MESSAGE_TEXT } from '../hub-message-text.ts'
import type { Outcome } from '../outcome.ts'
import { readJsonFile } from '../read-input-file.ts'
import { UsageError } from '../usage.ts'
import { type HubPlace, withHub } from './hub-command.ts'
import { addresseeOf, tellSaid } from './hub-messages-commands.ts'

/** The file that is sent: one of them. */
export type SentFile = {
  readonly law?: string
  readonly playbook?: string
  readonly recipients?: string
  readonly update?: string
}

/** `samnum hub send DIR STATION|all (--law FILE | --playbook FILE | --recipients FILE)`, `samnum hub send DIR all --update FILE`: what stations could not take on is not sent. */
export async function sendFile(
  context: CommandContext,
  place: HubPlace,
  station: string,
  { law, playbook, recipients, update }: SentFile,
): Promise<Outcome> {
  const [path, ...others] = [law, playbook, recipients, update].filter((each) => each !== undefined)
  if (path === undefined || others.length > 0)
    throw new UsageError('usage/missing-option', {
      name: '--law <file> | --playbook <file> | --recipients <file> | --update <file>',
    })
  if (update !== undefined) return await carryUpdate(context, place, station, update)
  const read = await readJsonFile(path)
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  const readContent =
    law !== undefined ? lawContent : playbook !== undefined ? playbookContent : recipientsContent
  const content = readContent(read.value)
  if (!content.ok) return { kind: 'failed', failure: content.failure }
  return await withHub(context, place, async ({ session }) =>
    tellSaid(context, await sayToStations(session, addresseeOf(station), content.value)),
  )
}

/** The hub keeps the file and lays it on every stick. Whoever makes versions signed it; nothing of it is said to one station alone. */
async function carryUpdate(
  { language }: CommandContext,
  { folder }: HubPlace,
  station: string,
  path: string,
): Promise<Outcome> {
  if (addresseeOf(station) !== 'all')
    throw new UsageError('usage/wrong-value', { name: 'STATION', value: station, allowed: 'all' })
  const header = await readHubHeader(folder)
  if (!header.ok) return { kind: 'failed', failure: header.failure }
  const kept = await keepUpdate(folder, path, thisProgram().releaseKeys)
  if (!kept.ok) return { kind: 'failed', failure: kept.failure }
  const line = fillTemplate(HUB_MESSAGE_TEXT[language].carried, { version: kept.value.version }, language)
  return { kind: 'done', value: kept.value, lines: [line] }
}

type Pack = Extract<MessageContent, { readonly kind: 'law-pack' | 'playbook' | 'vocabulary' }>

function lawContent(value: unknown): Result<Pack, Failure<'law/malformed-pack'>> {
  const text = packText(value)
  const read = text === null ? null : readPackText(text)
  return text === null || read?.ok !== true
    ? fail({ code: 'law/malformed-pack' })
    : succeed({ kind: 'law-pack', text })
}

function recipientsContent(value: unknown): Result<Pack, Failure<'letter/malformed-book'>> {
  const read = parseRecipientBook(value)
  if (!read.ok) return read
  const { book, text } = read.value
  return succeed({ kind: 'vocabulary', name: RECIPIENTS_VOCABULARY, version: book.version, text })
}

function playbookContent(value: unknown): Result<Pack, Failure<'playbook/malformed'>> {
  const read = parsePlaybook(value)
  if (!read.ok) return read
  const { playbook, text } = read.value
  const { playbookId, version, title } = playbook
  // Both languages in one line, as far as a line goes.
  const line = `${title.km} · ${title.en}`.slice(0, 500).replace(/[\uD800-\uDBFF]$/, '')
  return succeed({ kind: 'playbook', name: playbookId, version, title: line, text })
}
