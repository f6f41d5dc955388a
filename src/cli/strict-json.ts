import { fail, type Result, succeed } from '#core/result.ts'

/** Deepest nesting of objects and arrays that an input file may have; a complaint has three levels. */
export const MAX_JSON_DEPTH = 32

/** Why a text is not taken as JSON, and where: lines and columns count from 1, columns in UTF-16 code units. */
export type StrictJsonFailure =
  | { readonly code: 'file/not-json'; readonly facts: Place }
  | { readonly code: 'file/duplicate-key'; readonly facts: Place & { readonly key: string } }
  | { readonly code: 'file/too-deep'; readonly facts: Place & { readonly maxDepth: number } }

type Place = { readonly line: number; readonly column: number }

/**
 * Reads JSON (RFC 8259) and refuses what readers of JSON are free to understand differently: a key that an object names
 * twice (section 4), and nesting deeper than {@link MAX_JSON_DEPTH} (section 9).
 */
export function parseStrictJson(text: string): Result<unknown, StrictJsonFailure> {
  const placeAt = (position: number): Place => {
    const lines = text.slice(0, position).split(/\r\n|\r|\n/)
    return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
  }
  const scan = new Scan(text)
  try {
    scan.document()
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop
    const place = placeAt(stop.position)
    if (stop.reason === 'too-deep')
      return fail({ code: 'file/too-deep', facts: { ...place, maxDepth: MAX_JSON_DEPTH } })
    if (stop.reason === 'duplicate-key')
      return fail({ code: 'file/duplicate-key', facts: { ...place, key: stop.key } })
    return fail({ code: 'file/not-json', facts: place })
  }
  return succeed(JSON.parse(text))
}

class Stop extends Error {
  readonly reason: 'malformed' | 'duplicate-key' | 'too-deep'
  readonly position: number
  readonly key: string

  constructor(reason: Stop['reason'], position: number, key = '') {
    super(reason)
    this.reason = reason
    this.position = position
    this.key = key
  }
}

const SPACE = /[ \t\n\r]*/y
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const WORD = /true|false|null/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const BACKSLASH = 0x5c

// JSON.parse says neither where keys repeat nor how deep it went, so the text is walked once before it is parsed.
class Scan {
  private readonly text: string
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  document(): void {
    this.value(0)
    this.skip(SPACE)
    if (this.at < this.text.length) this.stop()
  }

  private value(depth: number): void {
    this.skip(SPACE)
    const first = this.text[this.at]
    if (first === '{' || first === '[') {
      if (depth === MAX_JSON_DEPTH) throw new Stop('too-deep', this.at)
      if (first === '{') this.members(depth + 1)
      else this.items(depth + 1)
    } else if (first === '"') this.string()
    else if (this.skip(WORD) === '' && this.skip(NUMBER) === '') this.stop()
  }

  private members(depth: number): void {
    const keys = new Set<string>()
    this.at++
    this.skip(SPACE)
    if (this.has('}')) return
    do {
      this.skip(SPACE)
      const position = this.at
      const key = JSON.parse(this.string()) as string
      if (keys.has(key)) throw new Stop('duplicate-key', position, key)
      keys.add(key)
      this.skip(SPACE)
      if (!this.has(':')) this.stop()
      this.value(depth)
      this.skip(SPACE)
    } while (this.has(','))
    if (!this.has('}')) this.stop()
  }

  private items(depth: number): void {
    this.at++
    this.skip(SPACE)
    if (this.has(']')) return
    do {
      this.value(depth)
      this.skip(SPACE)
    } while (this.has(','))
    if (!this.has(']')) this.stop()
  }

  private has(character: string): boolean {
    if (this.text[this.at] !== character) return false
    this.at++
    return true
  }

  private skip(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.at += found.length
    return found
  }

  // By hand, because a regular expression keeps a way back for every character of a long story.
  private string(): string {
    const start = this.at
    if (!this.has('"')) this.stop()
    for (;;) {
      const unit = this.text.charCodeAt(this.at)
      // Control characters must be escaped (RFC 8259, section 7); NaN is the end of the text.
      if (!(unit >= 0x20)) this.stop()
      if (this.has('"')) return this.text.slice(start, this.at)
      if (unit !== BACKSLASH) this.at++
      else if (this.skip(ESCAPE) === '') this.stop()
    }
  }

  private stop(): never {
    throw new Stop('malformed', this.at)
  }
}
