import type { FoundAttachment, FoundParty, Position } from '#core/parsing/parsed-evidence.ts'
import { addIdentifiers } from './add-identifiers.ts'
import { statedTime } from './found-times.ts'
import { type Json, JsonObject, listOf, textOf, wholeOf } from './json-reader.ts'
import { type Parser, type ParserTask, ParseStop } from './parser.ts'
import { repairLatin } from './repair-latin.ts'
import { readJsonExhibit } from './utf8-json.ts'

const MESSAGES_AT_ONCE = 500
const MEDIA = ['photos', 'videos', 'audio_files', 'files', 'gifs', 'media'] as const

/**
 * Reads a thread of the download that Facebook, Messenger and Instagram give ("Download your information", JSON), in its older form,
 * whose texts are UTF-8 written as if each byte were a letter, and in that of end-to-end encrypted chats, whose texts are whole.
 */
export const facebookJsonParser: Parser = {
  name: 'facebook-json',
  version: '1',
  options: [],
  async parse(task) {
    const root = await readJsonExhibit(task)
    if (
      !(root instanceof JsonObject) ||
      !Array.isArray(root.get('messages')) ||
      !Array.isArray(root.get('participants'))
    )
      throw new ParseStop('parse/not-this-kind')
    await new Thread(task, root).write()
    return undefined
  },
}

class Thread {
  readonly #task: ParserTask
  readonly #root: JsonObject
  #repaired = 0

  constructor(task: ParserTask, root: JsonObject) {
    this.#task = task
    this.#root = root
  }

  async write(): Promise<void> {
    const { out } = this.#task
    const root = this.#root
    const whole: Position = { kind: 'bytes', offset: root.offset, length: root.length }
    const threadName = this.#text(root.get('title') ?? root.get('threadName'))
    const thread = textOf(root.get('thread_path'))
    for (const participant of listOf(root.get('participants'))) {
      const isObject = participant instanceof JsonObject
      const name = this.#text(isObject ? participant.get('name') : participant)
      out.add('people', { position: isObject ? placeOf(participant) : whole, name })
    }
    let shapeless = 0
    for (const [index, message] of listOf(root.get('messages')).entries()) {
      if (message instanceof JsonObject) this.#writeMessage(message, { thread, threadName })
      else shapeless++
      if (index % MESSAGES_AT_ONCE === 0) await out.settle()
    }
    if (shapeless > 0) out.warn('json/unknown-shape', { count: shapeless })
    if (this.#repaired > 0) out.warn('text/repaired-encoding', { count: this.#repaired })
  }

  #writeMessage(
    message: JsonObject,
    { thread, threadName }: { thread: string | undefined; threadName: string | undefined },
  ): void {
    const { out } = this.#task
    const position = placeOf(message)
    const stated = textOf(message.get('timestamp_ms')) ?? textOf(message.get('timestamp'))
    const sender = this.#text(message.get('sender_name') ?? message.get('senderName'))
    const given = textOf(message.get('content') ?? message.get('text'))
    const body = this.#text(given)
    const type = textOf(message.get('type'))
    const duration = wholeOf(message.get('call_duration'))
    const share = message.get('share')
    const link = share instanceof JsonObject ? textOf(share.get('link')) : undefined
    const attachments = this.#attachmentsOf(message)
    const isCall = duration !== undefined || type === 'Call'
    out.add('messages', {
      position,
      kind: isCall ? 'call' : isSystem(type) ? 'system' : 'text',
      thread,
      threadName,
      at: stated === undefined ? undefined : statedTime(stated, wholeOf(stated)),
      sender: sender === undefined ? undefined : party(sender),
      body: link === undefined ? body : [body, link].filter((part) => part !== undefined).join('\n'),
      rawBody: body !== given ? given : undefined,
      attachments: attachments.length === 0 ? undefined : attachments,
      durationSeconds: duration !== undefined && duration >= 0 ? duration : undefined,
      isDeleted: isTrue(message.get('is_unsent')) || isTrue(message.get('isUnsent')) ? true : undefined,
    })
    addIdentifiers(out, [body, link].filter((part) => part !== undefined).join('\n'), position)
  }

  #attachmentsOf(message: JsonObject): readonly FoundAttachment[] {
    const attachments: FoundAttachment[] = []
    const add = (item: Json): void => {
      const path = item instanceof JsonObject ? this.#text(item.get('uri')) : undefined
      if (path !== undefined) attachments.push({ path })
    }
    for (const kind of MEDIA) for (const item of listOf(message.get(kind))) add(item)
    const sticker = message.get('sticker')
    if (sticker instanceof JsonObject) add(sticker)
    return attachments
  }

  /** The text, repaired where it was written byte by byte. */
  #text(value: Json | undefined): string | undefined {
    const text = textOf(value)
    if (text === undefined) return undefined
    const repaired = repairLatin(text)
    if (repaired === null) return text
    this.#repaired++
    return repaired
  }
}

function placeOf({ offset, length }: JsonObject): Position {
  return { kind: 'bytes', offset, length }
}

function party(name: string): FoundParty {
  return { name, role: 'from' }
}

function isTrue(value: Json | undefined): boolean {
  return value === true
}

function isSystem(type: string | undefined): boolean {
  return type === 'Subscribe' || type === 'Unsubscribe' || type === 'Plan' || type === 'XmaRide'
}
