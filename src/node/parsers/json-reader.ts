import { ParseStop } from './parser.ts'

/** A number as it is written: ids of chats are larger than what a number holds exactly. */
export class JsonNumber {
  readonly raw: string
  constructor(raw: string) {
    this.raw = raw
  }
}

/** An object of JSON, with where it stands in the file. Keys are no property names: `__proto__` is a key like another. */
export class JsonObject {
  readonly members: ReadonlyMap<string, Json>
  /** In bytes. */
  readonly offset: number
  readonly length: number
  constructor(members: ReadonlyMap<string, Json>, offset: number, length: number) {
    this.members = members
    this.offset = offset
    this.length = length
  }
  get(key: string): Json | undefined {
    return this.members.get(key)
  }
}

/** What JSON may hold. */
export type Json = null | boolean | string | JsonNumber | readonly Json[] | JsonObject

/** What was read, with what must be said about it. */
export type ReadJson = {
  readonly value: Json
  /** Keys that stood twice in an object; the last value counts, as in most programs. */
  readonly duplicateKeys: number
  /** Texts with bytes that are not UTF-8; these stand as U+FFFD. */
  readonly wrongTexts: number
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/
const LOOSE = new TextDecoder('utf-8')
const STRICT = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads JSON (RFC 8259) from bytes, without recursion and never deeper than `maxDepth`. It ends the run where JSON ends, with
 * `parse/malformed` and the place.
 */
export function readJson(bytes: Uint8Array, maxDepth: number): ReadJson {
  return new JsonReader(bytes, maxDepth).read()
}

type Open =
  | { readonly list: Json[] }
  | { readonly members: Map<string, Json>; readonly offset: number; key: string | null }

class JsonReader {
  readonly #bytes: Uint8Array
  readonly #maxDepth: number
  #at: number
  #duplicateKeys = 0
  #wrongTexts = 0

  constructor(bytes: Uint8Array, maxDepth: number) {
    this.#bytes = bytes
    this.#maxDepth = maxDepth
    this.#at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  }

  read(): ReadJson {
    const open: Open[] = []
    let value: Json | undefined
    for (;;) {
      // Down to the next value that is complete.
      while (value === undefined) value = this.#begin(open)
      // And up: put it into what is open, as often as something closes by it.
      const parent = open.at(-1)
      if (parent === undefined) break
      if ('list' in parent) parent.list.push(value)
      else this.#setMember(parent, value)
      value = this.#continue(open, parent)
    }
    this.#skipSpace()
    if (this.#at < this.#bytes.length) this.#stop()
    return { value, duplicateKeys: this.#duplicateKeys, wrongTexts: this.#wrongTexts }
  }

  /** Starts a value. Answers it when it is complete, and nothing when a list or object was opened. */
  #begin(open: Open[]): Json | undefined {
    this.#skipSpace()
    const first = this.#bytes[this.#at]
    if (first === 0x7b || first === 0x5b) {
      if (open.length === this.#maxDepth) throw new ParseStop('parse/too-deep', { max: this.#maxDepth })
      const offset = this.#at++
      this.#skipSpace()
      if (first === 0x5b) {
        if (this.#take(0x5d)) return []
        open.push({ list: [] })
        return undefined
      }
      if (this.#take(0x7d)) return new JsonObject(new Map(), offset, this.#at - offset)
      const opened = { members: new Map<string, Json>(), offset, key: null }
      open.push(opened)
      this.#readKey(opened)
      return undefined
    }
    if (first === QUOTE) return this.#readText()
    return this.#readWord()
  }

  /** After a member of what is open: on to the next one, or the whole that was closed. */
  #continue(open: Open[], parent: Open): Json | undefined {
    this.#skipSpace()
    if (this.#take(0x2c)) {
      if ('members' in parent) this.#readKey(parent)
      return undefined
    }
    if (!this.#take('list' in parent ? 0x5d : 0x7d)) this.#stop()
    open.pop()
    return 'list' in parent
      ? parent.list
      : new JsonObject(parent.members, parent.offset, this.#at - parent.offset)
  }

  #setMember(parent: Extract<Open, { members: unknown }>, value: Json): void {
    const { members, key } = parent
    if (key === null) throw new Error('a member without a key')
    if (members.has(key)) this.#duplicateKeys++
    members.set(key, value)
  }

  #readKey(parent: Extract<Open, { members: unknown }>): void {
    this.#skipSpace()
    if (this.#bytes[this.#at] !== QUOTE) this.#stop()
    parent.key = this.#readText()
    this.#skipSpace()
    if (!this.#take(0x3a)) this.#stop()
  }

  #readText(): string {
    const start = this.#at + 1
    let isPlain = true
    for (let at = start; ; at++) {
      const byte = this.#bytes[at]
      if (byte === undefined) this.#stop()
      if (byte === QUOTE) {
        this.#at = at + 1
        const piece = this.#bytes.subarray(start, at)
        return isPlain ? latin(piece) : this.#decode(piece, start)
      }
      if (byte === BACKSLASH) {
        at++
        isPlain = false
      } else if (byte !== undefined && byte >= 0x80) isPlain = false
    }
  }

  #decode(piece: Uint8Array, start: number): string {
    let text: string
    try {
      text = STRICT.decode(piece)
    } catch {
      this.#wrongTexts++
      text = LOOSE.decode(piece)
    }
    if (!text.includes('\\')) return text
    try {
      // Raw control characters are no JSON and are found in exports all the same.
      return JSON.parse(`"${text.replace(/\p{Cc}/gu, escapeControl)}"`) as string
    } catch {
      this.#at = start
      this.#stop()
    }
  }

  #readWord(): Json {
    const start = this.#at
    let at = start
    while (at < this.#bytes.length && isWordByte(this.#bytes[at] ?? 0)) at++
    const word = latin(this.#bytes.subarray(start, Math.min(at, start + 400)))
    if (word === 'true' || word === 'false' || word === 'null') {
      this.#at = at
      return word === 'null' ? null : word === 'true'
    }
    if (at - start > 400 || !NUMBER.test(word)) this.#stop()
    this.#at = at
    return new JsonNumber(word)
  }

  #skipSpace(): void {
    for (;;) {
      const byte = this.#bytes[this.#at]
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return
      this.#at++
    }
  }

  #take(byte: number): boolean {
    if (this.#bytes[this.#at] !== byte) return false
    this.#at++
    return true
  }

  #stop(): never {
    throw new ParseStop('parse/malformed', { offsetBytes: this.#at })
  }
}

function isWordByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x45 ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  )
}

function escapeControl(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

/** The value as a text, where it is one or a number. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value
  return value instanceof JsonNumber ? value.raw : undefined
}

/** The value as a whole number that a number holds exactly. */
export function wholeOf(value: Json | undefined): number | undefined {
  const raw = textOf(value)
  if (raw === undefined || !/^-?[0-9]{1,16}$/.test(raw)) return undefined
  const whole = Number(raw)
  return Number.isSafeInteger(whole) ? whole : undefined
}

/** The value as a list; nothing else is one. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}
