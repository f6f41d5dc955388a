import type { OutputOf } from '#contract/operations.ts'
import { formatSortableDateTime } from '#core/dates/format-date.ts'
import { packDigest } from '#core/law/adopted-pack.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { HUB_MESSAGE_TEXT } from '../hub-message-text.ts'
import { type Desk, stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { alignRows } from '../text-columns.ts'

type Message = OutputOf<'sync.status'>['messages'][number]

/** `samnum messages DIR [--adopt NUMBER]`: what headquarters said; with a number, takes that law pack or playbook on. */
export async function readMessages(
  context: CommandContext,
  folder: string,
  number: number | undefined,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk): Promise<Outcome> => {
    const answer = await desk.call('sync.status', {})
    if (answer.outcome !== 'done') return stopped(answer)
    const { messages } = answer.value
    if (number !== undefined) return await adopt(context, desk, messages, number)
    const text = HUB_MESSAGE_TEXT[context.language]
    const rows = messages.map((message) => [
      String(message.number),
      formatSortableDateTime(message.madeAtMs),
      text.kind[message.kind as keyof typeof text.kind] ?? message.kind,
      message.caseNumber ?? '',
      showEscaped(describe(context, message)),
    ])
    return { kind: 'done', value: { messages }, lines: rows.length === 0 ? [text.noneCame] : alignRows(rows) }
  })
}

function describe({ language }: CommandContext, { kind, title, text, match }: Message): string {
  const words = HUB_MESSAGE_TEXT[language]
  if (match !== undefined)
    return `${match.identifierKind} ${match.normalised} · ${words.cases} ${match.cases} · ${words.provinces} ${match.provinces} · ${text}`
  if (kind === 'law-pack' || kind === 'playbook' || kind === 'vocabulary') return title
  return [title, text].filter((part) => part !== '').join(' · ')
}

async function adopt(
  context: CommandContext,
  desk: Desk,
  messages: readonly Message[],
  number: number,
): Promise<Outcome> {
  const text = HUB_MESSAGE_TEXT[context.language]
  const message = messages.find((one) => one.number === number)
  const isPack = message?.kind === 'law-pack' || message?.kind === 'playbook'
  if (message === undefined || !isPack) return { kind: 'failed', failure: { code: 'sync/no-such-pack' } }
  const file = JSON.parse(message.text) as Readonly<Record<string, unknown>>
  const answer =
    message.kind === 'law-pack'
      ? await desk.call('law.adopt', { pack: file, digestHex: packDigest(message.text) })
      : await desk.call('playbook.adopt', { playbook: file })
  if (answer.outcome !== 'done') return stopped(answer)
  return { kind: 'done', value: answer.value, lines: [text.adopted] }
}
