import {
  type ChatStamp,
  DATE_ORDERS,
  type DateOrder,
  dateUnder,
  decideDateOrder,
  hourOf,
  readChatStamp,
} from '#core/parsing/chat-stamp.ts'
import { asExample, type ParseQuestion } from '#core/parsing/parse-question.ts'
import type { FoundTime, ParserOptions, Position } from '#core/parsing/parsed-evidence.ts'
import { addIdentifiers } from './add-identifiers.ts'
import { decodeText } from './decode-text.ts'
import { zonelessTime, zoneOf } from './found-times.ts'
import { type Parser, type ParserTask, ParseStop } from './parser.ts'
import { readWhatsappBody } from './whatsapp-body.ts'
import { type ChatEntry, splitChat } from './whatsapp-lines.ts'

const MAX_BYTES = 96 * 1024 * 1024
const MESSAGES_AT_ONCE = 500
const EXAMPLES = 5

/**
 * Reads the text that WhatsApp's "Export chat" gives, of Android and of iPhone, in any language of the phone. Which number of a date is
 * the day is decided over the whole file, or asked.
 */
export const whatsappParser: Parser = {
  name: 'whatsapp',
  version: '1',
  options: ['date-order', 'encoding', 'zone'],
  async parse(task) {
    const { evidence, options, out } = task
    const zone = zoneOf(options)
    const decoded = decodeText(await evidence.readAll(MAX_BYTES), options.encoding)
    const entries = splitChat(decoded)
    if (entries.length === 0) throw new ParseStop('parse/not-this-kind')
    if (decoded.isWrong) out.warn('text/wrong-encoding', { raw: decoded.encoding })
    const stamps = entries.map(({ stamp }) => stamp)
    const order = orderOf(options, stamps)
    if (typeof order !== 'string') return [questionOf(order.orders, entries)]
    await writeChat(task, entries, order, zone)
    return undefined
  },
}

function orderOf(
  options: ParserOptions,
  stamps: readonly ChatStamp[],
): DateOrder | { readonly orders: readonly DateOrder[] } {
  const named = options['date-order']
  if (named !== undefined) {
    const order = DATE_ORDERS.find((known) => known === named)
    if (order === undefined) throw new ParseStop('parse/option-wrong', { option: 'date-order' })
    return order
  }
  const verdict = decideDateOrder(stamps)
  if (verdict.kind === 'settled') return verdict.order
  return { orders: verdict.kind === 'open' ? verdict.orders : DATE_ORDERS }
}

function questionOf(orders: readonly DateOrder[], entries: readonly ChatEntry[]): ParseQuestion {
  const stamps = entries.map(({ stamp }) => stamp.raw)
  const [first] = stamps
  return {
    code: 'date-order',
    option: 'date-order',
    choices: orders.map((value) => ({
      value,
      ...(first !== undefined && { example: exampleOf(first, value) }),
    })),
    examples: [...new Set(stamps)].slice(0, EXAMPLES).map(asExample),
  }
}

/** How a stamp would be read: `2026-03-15`. */
function exampleOf(raw: string, order: DateOrder): string {
  const stamp = readChatStamp(raw)
  const date = stamp === null ? null : dateUnder(stamp, order)
  if (date === null) return ''
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${date.year}-${two(date.month)}-${two(date.day)}`
}

async function writeChat(
  { out, evidence }: ParserTask,
  entries: readonly ChatEntry[],
  order: DateOrder,
  zone: string,
): Promise<void> {
  const whole: Position = { kind: 'bytes', offset: 0, length: evidence.sizeBytes }
  out.add('facts', { position: whole, name: 'chat/date-order', value: order })
  out.add('facts', { position: whole, name: 'chat/zone', value: zone })
  out.warn('time/assumed-zone', { raw: zone })
  const people = new Map<string, Position>()
  let lastMs = Number.NEGATIVE_INFINITY
  for (const [index, entry] of entries.entries()) {
    const position: Position = { kind: 'line', line: entry.line, byteOffset: entry.byteOffset }
    const at = timeOf(entry.stamp, order, zone)
    if (at.certainty === 'unreadable') out.warn('time/unreadable', { position, raw: at.raw })
    if (at.atMs !== undefined && at.atMs < lastMs) out.warn('time/out-of-order', { position, raw: at.raw })
    lastMs = at.atMs ?? lastMs
    const { sender, kind, body, attachments } = readWhatsappBody(entry.text)
    if (sender !== undefined && !people.has(sender)) people.set(sender, position)
    out.add('messages', {
      position,
      kind,
      at,
      sender: sender === undefined ? undefined : { name: sender, role: 'from' },
      body,
      attachments: attachments.length === 0 ? undefined : attachments,
    })
    addIdentifiers(out, body, position)
    if (index % MESSAGES_AT_ONCE === 0) await out.settle()
  }
  for (const [name, position] of people) out.add('people', { position, name })
}

function timeOf(stamp: ChatStamp, order: DateOrder, zone: string): FoundTime {
  const date = dateUnder(stamp, order)
  const hour = hourOf(stamp)
  if (date === null) return { raw: stamp.raw, certainty: 'unreadable' }
  const reading = { ...date, hour: hour ?? stamp.hour, minute: stamp.minute, second: stamp.second }
  const time = zonelessTime(stamp.raw, reading, zone)
  // A word that may mean morning or evening: the hour is read as it stands, and not relied on.
  return hour === null && time.atMs !== undefined ? { ...time, certainty: 'ambiguous' } : time
}
