import type { Position } from '#core/parsing/parsed-evidence.ts'
import { addIdentifiers } from './add-identifiers.ts'
import { decodeText } from './decode-text.ts'
import { isoTime, zoneOf } from './found-times.ts'
import { type EvidenceWriter, type Parser, ParseStop } from './parser.ts'
import { type HtmlMessage, readTelegramHtml } from './telegram-html-page.ts'

const MAX_BYTES = 64 * 1024 * 1024
const MESSAGES_AT_ONCE = 500
// `15.03.2026 14:05:33 UTC+07:00`; the zone is missing in exports before 2022.
const DATE_TITLE =
  /^([0-9]{2})\.([0-9]{2})\.([0-9]{4}) ([0-9]{2}:[0-9]{2}:[0-9]{2})(?: UTC([+-][0-9]{2}:[0-9]{2}))?$/

/** Reads a page (`messages.html`) of the HTML that Telegram Desktop exports. */
export const telegramHtmlParser: Parser = {
  name: 'telegram-html',
  version: '1',
  options: ['zone'],
  async parse({ evidence, options, limits, out }) {
    const zone = zoneOf(options)
    const decoded = decodeText(await evidence.readAll(MAX_BYTES))
    const page = readTelegramHtml(decoded.text, limits.depth * 8)
    if (page.messages.length === 0) throw new ParseStop('parse/not-this-kind')
    if (decoded.isWrong) out.warn('text/wrong-encoding', { raw: decoded.encoding })
    if (page.hasActive) out.warn('html/active-content-removed')
    const whole: Position = { kind: 'bytes', offset: 0, length: evidence.sizeBytes }
    if (page.title !== '') out.add('facts', { position: whole, name: 'telegram/chat', value: page.title })
    let lastSender: string | undefined
    let lastMs = Number.NEGATIVE_INFINITY
    for (const [index, message] of page.messages.entries()) {
      // A message that follows one of the same person does not repeat their name.
      lastSender = message.sender ?? (message.isJoined ? lastSender : undefined)
      const atMs = writeMessage(out, message, { title: page.title, sender: lastSender, zone })
      if (atMs !== undefined && atMs < lastMs) out.warn('time/out-of-order', { raw: message.dateTitle ?? '' })
      lastMs = atMs ?? lastMs
      if (index % MESSAGES_AT_ONCE === 0) await out.settle()
    }
    return undefined
  },
}

type Around = { readonly title: string; readonly sender: string | undefined; readonly zone: string }

function writeMessage(
  out: EvidenceWriter,
  message: HtmlMessage,
  { title, sender, zone }: Around,
): number | undefined {
  const { id, isService, text, links, attachments, replyTo, forwardedFrom, dateTitle } = message
  const position: Position = { kind: 'message', id }
  const at = dateTitle === undefined ? undefined : timeOf(dateTitle, zone)
  out.add('messages', {
    position,
    kind: isService ? 'system' : 'text',
    id,
    threadName: title === '' ? undefined : title,
    at,
    sender: sender === undefined || isService ? undefined : { name: sender, role: 'from' },
    body: text === '' ? undefined : text,
    attachments: attachments.length === 0 ? undefined : attachments,
    replyTo,
    forwardedFrom: forwardedFrom === undefined ? undefined : { name: forwardedFrom },
  })
  addIdentifiers(out, [text, ...links].join('\n'), position)
  return at?.atMs
}

function timeOf(title: string, zone: string) {
  const match = DATE_TITLE.exec(title)
  if (match === null) return { raw: title, certainty: 'unreadable' as const }
  const [, day, month, year, clock, stated] = match
  return { ...isoTime(`${year}-${month}-${day}T${clock}${stated ?? ''}`, zone), raw: title }
}
