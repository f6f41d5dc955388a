/** A dictionary as it stands in the file: names without their slash, values unread. */
export type RawDict = Map<string, string>

/** What an addition to a PDF has to know of it. */
export type PdfOutline = {
  /** Where the newest cross-reference table begins, and how many object numbers are taken. */
  readonly newestTableAt: number
  readonly size: number
  readonly trailer: RawDict
  readonly catalogId: number
  readonly catalog: RawDict
  readonly firstPageId: number
  readonly firstPage: RawDict
}

const REFERENCE = /^(\d+) 0 R$/
/** Tables that additions make: each signature adds one. */
const MOST_TABLES = 64

/**
 * Reads the outline of a PDF as this program writes it: cross-reference tables, no streams of objects, generation 0. `null` for any
 * other file: what is not understood is not added to.
 */
export function readOutline(file: Buffer): PdfOutline | null {
  const text = file.toString('latin1')
  const end = /startxref\n(\d+)\n%%EOF\n?$/.exec(text.slice(-64))
  if (end === null) return null
  const newestTableAt = Number(end[1])
  const read = readTables(text, newestTableAt)
  if (read === null) return null
  const { offsets, trailer } = read
  const dictOf = (id: number | null) => {
    const at = id === null ? undefined : offsets.get(id)
    return at === undefined || id === null ? null : readObject(text, at, id)
  }
  const catalogId = toId(trailer.get('Root'))
  const catalog = dictOf(catalogId)
  const [firstPageId, firstPage] = findFirstPage(toId(catalog?.get('Pages')), dictOf)
  const size = Number(trailer.get('Size'))
  if (catalog === null || catalogId === null || firstPageId === null || firstPage === null) return null
  if (!Number.isSafeInteger(size) || size < 1 || trailer.has('Encrypt')) return null
  return { newestTableAt, size, trailer, catalogId, catalog, firstPageId, firstPage }
}

function readTables(text: string, newestAt: number) {
  const offsets = new Map<number, number>()
  let newest: RawDict | null = null
  let at: number | null = newestAt
  for (let table = 0; at !== null && table < MOST_TABLES; table += 1) {
    if (!text.startsWith('xref\n', at)) return null
    let cursor = at + 5
    for (;;) {
      const head = /^(\d+) (\d+)\n/.exec(text.slice(cursor, cursor + 24))
      if (head === null) break
      cursor += head[0].length
      const [first, count] = [Number(head[1]), Number(head[2])]
      for (let index = 0; index < count; index += 1, cursor += 20) {
        const entry = /^(\d{10}) \d{5} ([nf]) ?\r?\n/.exec(text.slice(cursor, cursor + 20))
        if (entry === null) return null
        const id = first + index
        if (entry[2] === 'n' && !offsets.has(id)) offsets.set(id, Number(entry[1]))
      }
    }
    if (!text.startsWith('trailer\n', cursor)) return null
    const trailer = readDict(text, cursor + 8)
    if (trailer === null) return null
    newest ??= trailer
    at = trailer.has('Prev') ? Number(trailer.get('Prev')) : null
  }
  return newest === null ? null : { offsets, trailer: newest }
}

function findFirstPage(root: number | null, dictOf: (id: number | null) => RawDict | null) {
  let id = root
  for (let depth = 0; depth < 32; depth += 1) {
    const dict = dictOf(id)
    if (dict?.get('Type') === '/Page') return [id, dict] as const
    id = toId(/^\[\s*(\d+ 0 R)/.exec(dict?.get('Kids') ?? '')?.[1])
  }
  return [null, null] as const
}

function toId(value: string | undefined): number | null {
  const found = REFERENCE.exec(value ?? '')
  return found === null ? null : Number(found[1])
}

function readObject(text: string, at: number, id: number): RawDict | null {
  const head = `${id} 0 obj\n`
  return text.startsWith(head, at) ? readDict(text, at + head.length) : null
}

/** Reads the dictionary at an offset; values are copied as they stand. */
export function readDict(text: string, from: number): RawDict | null {
  const dict: RawDict = new Map()
  let at = skipSpace(text, from)
  if (!text.startsWith('<<', at)) return null
  at = skipSpace(text, at + 2)
  while (!text.startsWith('>>', at)) {
    const key = /^\/[^\s/<>[\]()]*/.exec(text.slice(at, at + 128))
    if (key === null) return null
    const start = skipSpace(text, at + key[0].length)
    const end = endOfValue(text, start)
    if (end === null) return null
    dict.set(key[0].slice(1), text.slice(start, end))
    at = skipSpace(text, end)
  }
  return dict
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (/\s/.test(text[at] ?? '')) at += 1
  return at
}

const CLOSING: { readonly [opening: string]: string } = { '<<': '>>', '[': ']' }

function endOfValue(text: string, from: number): number | null {
  const opening = text.startsWith('<<', from) ? '<<' : (text[from] ?? '')
  const closing = CLOSING[opening]
  if (closing !== undefined) {
    let at = skipSpace(text, from + opening.length)
    while (!text.startsWith(closing, at)) {
      const end = endOfValue(text, at)
      if (end === null) return null
      at = skipSpace(text, end)
    }
    return at + closing.length
  }
  if (opening === '(') return endOfText(text, from)
  if (opening === '<') return text.indexOf('>', from) + 1 || null
  const plain = /^(?:\d+ 0 R|\/[^\s/<>[\]()]*|[^\s/<>[\]()]+)/.exec(text.slice(from, from + 128))
  return plain === null ? null : from + plain[0].length
}

function endOfText(text: string, from: number): number | null {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    const character = text[at]
    if (character === '\\') at += 1
    else if (character === '(') depth += 1
    else if (character === ')') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return null
}
