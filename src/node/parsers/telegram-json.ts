import { parseIdentifier } from '#core/identifiers/identifier.ts'
import type { FoundAttachment, FoundTime, Position } from '#core/parsing/parsed-evidence.ts'
import { addIdentifiers } from './add-identifiers.ts'
import { isoTime, statedTime, zoneOf } from './found-times.ts'
import { type Json, JsonObject, listOf, textOf, wholeOf } from './json-reader.ts'
import { type Parser, type ParserTask, ParseStop } from './parser.ts'
import { readJsonExhibit } from './utf8-json.ts'

const MESSAGES_AT_ONCE = 500
/** How Telegram Desktop writes that it was told not to export a file: `(File not included. …)`, `(File exceeds maximum size …)`. */
const NOT_INCLUDED = /^\((?:File|Photo|Video|Voice message|Sticker|Animation)[^()]{0,200}\)$/i

/** Reads `result.json` of Telegram Desktop: one chat, or everything an account exported. */
export const telegramJsonParser: Parser = {
  name: 'telegram-json',
  version: '1',
  options: ['zone'],
  async parse(task) {
    const zone = zoneOf(task.options)
    const root = await readJsonExhibit(task)
    if (!(root instanceof JsonObject)) throw new ParseStop('parse/not-this-kind')
    const chats = chatsOf(root)
    if (chats.length === 0 && !root.members.has('personal_information') && !root.members.has('contacts'))
      throw new ParseStop('parse/not-this-kind')
    writeOwner(task, root)
    writeContacts(task, root)
    for (const chat of chats) await writeChat(task, chat, zone)
    return undefined
  },
}

function chatsOf(root: JsonObject): readonly JsonObject[] {
  if (Array.isArray(root.get('messages'))) return [root]
  return ['chats', 'left_chats'].flatMap((key) => objectsIn(listIn(root.get(key))))
}

function listIn(value: Json | undefined): readonly Json[] {
  return value instanceof JsonObject ? listOf(value.get('list')) : listOf(value)
}

function objectsIn(values: readonly Json[]): readonly JsonObject[] {
  return values.filter((value) => value instanceof JsonObject)
}

function writeOwner({ out }: ParserTask, root: JsonObject): void {
  const owner = root.get('personal_information')
  if (!(owner instanceof JsonObject)) return
  const position = placeOf(owner)
  for (const key of ['user_id', 'first_name', 'last_name', 'phone_number', 'username', 'bio']) {
    const value = textOf(owner.get(key))
    if (value !== undefined && value !== '')
      out.add('facts', { position, name: `telegram/owner-${key.replaceAll('_', '-')}`, value })
  }
}

function writeContacts({ out }: ParserTask, root: JsonObject): void {
  for (const contact of objectsIn(listIn(root.get('contacts')))) {
    const phone = textOf(contact.get('phone_number'))
    const account = textOf(contact.get('user_id'))
    const read = phone === undefined ? null : parseIdentifier('phone', phone)
    out.add('people', {
      position: placeOf(contact),
      name: fullName(contact),
      identifiers: [
        ...(phone === undefined || phone === ''
          ? []
          : [
              {
                kind: 'phone' as const,
                raw: phone,
                normalised: read?.ok === true ? read.value.normalised : undefined,
              },
            ]),
        ...(account === undefined || account === '0' ? [] : [{ kind: 'telegram' as const, raw: account }]),
      ],
    })
  }
}

async function writeChat(task: ParserTask, chat: JsonObject, zone: string): Promise<void> {
  const { out } = task
  const thread = textOf(chat.get('id'))
  const threadName = textOf(chat.get('name'))
  const type = textOf(chat.get('type'))
  const where = { thread, threadName, zone }
  out.add('facts', {
    position: placeOf(chat),
    name: 'telegram/chat',
    label: type,
    value: threadName ?? '',
    raw: thread,
  })
  let shapeless = 0
  let count = 0
  for (const message of listOf(chat.get('messages'))) {
    if (message instanceof JsonObject) writeMessage(task, message, where)
    else shapeless++
    if (++count % MESSAGES_AT_ONCE === 0) await out.settle()
  }
  if (shapeless > 0) out.warn('json/unknown-shape', { count: shapeless })
}

type Where = {
  readonly thread: string | undefined
  readonly threadName: string | undefined
  readonly zone: string
}

function writeMessage({ out }: ParserTask, message: JsonObject, { thread, threadName, zone }: Where): void {
  const id = textOf(message.get('id'))
  const position: Position = id === undefined ? placeOf(message) : { kind: 'message', id, thread }
  const isService = textOf(message.get('type')) === 'service'
  const name = textOf(message.get('from')) ?? textOf(message.get('actor'))
  const account = textOf(message.get('from_id')) ?? textOf(message.get('actor_id'))
  const action = textOf(message.get('action'))
  const text = plainText(message.get('text'))
  const body = isService ? serviceText(message, action, text) : text
  const attachments = attachmentsOf(message)
  const forwarded = textOf(message.get('forwarded_from')) ?? textOf(message.get('saved_from'))
  const forwardedId = textOf(message.get('forwarded_from_id'))
  const isCall = isService && (action === 'phone_call' || action === 'group_call')
  out.add('messages', {
    position,
    kind: isCall ? 'call' : isService ? 'system' : 'text',
    id,
    thread,
    threadName,
    at: timeOf(message, 'date', zone),
    editedAt: timeOf(message, 'edited', zone),
    sender: name === undefined && account === undefined ? undefined : { name, account, role: 'from' },
    body: body === '' ? undefined : body,
    attachments: attachments.length === 0 ? undefined : attachments,
    replyTo: textOf(message.get('reply_to_message_id')),
    forwardedFrom:
      forwarded === undefined && forwardedId === undefined
        ? undefined
        : { name: forwarded, account: forwardedId },
    durationSeconds: positive(wholeOf(message.get('duration_seconds'))),
  })
  writeContact(out, message, position)
  writePlace(out, message, position)
  addIdentifiers(out, [body, ...linksOf(message.get('text'))].join('\n'), position)
}

/** The seconds since 1970 are exact; the date beside them is of the exporting computer's zone. */
function timeOf(message: JsonObject, key: 'date' | 'edited', zone: string): FoundTime | undefined {
  const raw = textOf(message.get(key))
  const seconds = textOf(message.get(`${key}_unixtime`))
  if (seconds !== undefined && /^-?[0-9]{1,12}$/.test(seconds)) {
    return { ...statedTime(seconds, Number(seconds) * 1000), raw: raw ?? seconds }
  }
  return raw === undefined ? undefined : isoTime(raw, zone)
}

/** A message's text is a text, or a list of texts and marked pieces. */
function plainText(value: Json | undefined): string {
  if (typeof value === 'string') return value
  return listOf(value)
    .map((piece) => (piece instanceof JsonObject ? textOf(piece.get('text')) : textOf(piece)) ?? '')
    .join('')
}

/** Addresses behind words: what is shown may be another one. */
function linksOf(value: Json | undefined): readonly string[] {
  return objectsIn(listOf(value)).flatMap((piece) => textOf(piece.get('href')) ?? [])
}

/** What a service message says: its action, and the texts and numbers that belong to it. */
function serviceText(message: JsonObject, action: string | undefined, text: string): string {
  const known = new Set([
    'id',
    'type',
    'date',
    'date_unixtime',
    'actor',
    'actor_id',
    'action',
    'text',
    'text_entities',
  ])
  const details = [...message.members].flatMap(([key, value]) => {
    if (known.has(key)) return []
    const shown = Array.isArray(value) ? value.map((item) => textOf(item) ?? '').join(', ') : textOf(value)
    return shown === undefined || shown === '' ? [] : [`${key}: ${shown}`]
  })
  return [action ?? '', text, ...details].filter((part) => part !== '').join('\n')
}

function attachmentsOf(message: JsonObject): readonly FoundAttachment[] {
  const mediaType = textOf(message.get('mime_type')) ?? textOf(message.get('media_type'))
  return (['photo', 'file'] as const).flatMap((key) => {
    const path = textOf(message.get(key))
    if (path === undefined) return []
    const sizeBytes = positive(wholeOf(message.get(`${key}_file_size`) ?? message.get(`${key}_size`)))
    const name = key === 'file' ? textOf(message.get('file_name')) : undefined
    const isMissing = NOT_INCLUDED.test(path)
    return [
      {
        ...(name !== undefined && { name }),
        path,
        ...(mediaType !== undefined && key === 'file' && { mediaType }),
        ...(sizeBytes !== undefined && { sizeBytes }),
        ...(isMissing && { isMissing: true as const }),
      },
    ]
  })
}

function writeContact(out: ParserTask['out'], message: JsonObject, position: Position): void {
  const contact = message.get('contact_information')
  if (!(contact instanceof JsonObject)) return
  const phone = textOf(contact.get('phone_number'))
  const read = phone === undefined ? null : parseIdentifier('phone', phone)
  out.add('people', {
    position,
    name: fullName(contact),
    identifiers:
      phone === undefined || phone === ''
        ? undefined
        : [{ kind: 'phone', raw: phone, normalised: read?.ok === true ? read.value.normalised : undefined }],
  })
}

function writePlace(out: ParserTask['out'], message: JsonObject, position: Position): void {
  const place = message.get('location_information')
  if (!(place instanceof JsonObject)) return
  const latitude = textOf(place.get('latitude'))
  const longitude = textOf(place.get('longitude'))
  if (latitude === undefined || longitude === undefined) return
  const latitudeE7 = Math.round(Number(latitude) * 1e7)
  const longitudeE7 = Math.round(Number(longitude) * 1e7)
  const isOnEarth = Math.abs(latitudeE7) <= 9e8 && Math.abs(longitudeE7) <= 18e8
  out.add('places', {
    position,
    raw: `${latitude}, ${longitude}`,
    ...(isOnEarth && { latitudeE7, longitudeE7 }),
    name: textOf(message.get('place_name')),
  })
}

function fullName(person: JsonObject): string | undefined {
  const parts = [textOf(person.get('first_name')), textOf(person.get('last_name'))]
  const name = parts.filter((part) => part !== undefined && part !== '').join(' ')
  return name === '' ? undefined : name
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value >= 0 ? value : undefined
}

function placeOf({ offset, length }: JsonObject): Position {
  return { kind: 'bytes', offset, length }
}
