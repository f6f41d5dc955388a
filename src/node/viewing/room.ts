import type { RoomOrder, RoomQuestion } from '#app/ports/viewing-room.ts'
import { coverText } from '#core/viewing/covering.ts'
import type { Letter } from './mail-letter.ts'
import type { Pages } from './pages.ts'
import { NotReadable, type RoomBytes } from './room-bytes.ts'
import type { FromRoom, ToRoom } from './room-messages.ts'
import type { RoomTools } from './room-tools.ts'
import type { Sheet } from './table-rows.ts'
import { openText, readText, rowsOf, type TextRows } from './text-rows.ts'

/** How a room hears and speaks. */
export type RoomPort = {
  post(message: FromRoom): void
  onMessage(listener: (message: ToRoom) => void): void
}

/** Most characters of cells in one answer. */
const MOST_ANSWER_LENGTH = 2_000_000

/**
 * The inside of a viewing room: turns one exhibit into pixels, characters and cells. It holds no key, is told no name and no path,
 * and its only way to the bytes is to ask for them. `prepare` loads the tools of the exhibit's kind, so that a text never meets the
 * decoder of pictures, and gives up what the process may do beyond them; no byte is asked for before that.
 */
export function runRoom(port: RoomPort, prepare: (order: RoomOrder) => Promise<RoomTools>): void {
  const reads = new Map<number, (bytes: Uint8Array | null) => void>()
  let lastRead = 0
  let room: Room | null = null

  const bytesOf = (sizeBytes: number): RoomBytes => ({
    sizeBytes,
    read: async (offsetBytes, lengthBytes) => {
      lastRead += 1
      const id = lastRead
      const bytes = await new Promise<Uint8Array | null>((resolve) => {
        reads.set(id, resolve)
        port.post({ kind: 'read', id, offsetBytes, lengthBytes })
      })
      if (bytes === null) throw new NotReadable('not-readable')
      return bytes
    },
  })

  port.onMessage((message) => {
    switch (message.kind) {
      case 'open':
        room = new Room(message.order, bytesOf(message.order.sizeBytes), prepare(message.order))
        return
      case 'bytes': {
        const waiting = reads.get(message.id)
        reads.delete(message.id)
        waiting?.(message.bytes)
        return
      }
      case 'ask': {
        const { id, question } = message
        if (room === null) throw new Error('asked before it was opened')
        const onProgress = (done: number, total: number): void =>
          port.post({ kind: 'progress', id, done, total })
        room.answer(question, onProgress).then(
          (value) => port.post({ kind: 'answer', id, value }),
          (cause: unknown) => {
            const reason = cause instanceof NotReadable ? cause.reason : 'not-readable'
            port.post({ kind: 'refused', id, cause: reason })
          },
        )
      }
    }
  })
}

class Room {
  readonly #order: RoomOrder
  readonly #bytes: RoomBytes
  readonly #tools: Promise<RoomTools>
  #pages: Promise<Pages> | null = null
  #text: Promise<TextRows> | null = null
  #words: Promise<TextRows> | null = null
  #letter: Promise<Letter> | null = null
  #sheets: Promise<readonly Sheet[]> | null = null

  constructor(order: RoomOrder, bytes: RoomBytes, tools: Promise<RoomTools>) {
    this.#order = order
    this.#bytes = bytes
    this.#tools = tools
  }

  async answer(question: RoomQuestion, onProgress: (done: number, total: number) => void): Promise<unknown> {
    const tools = await this.#tools
    switch (question.what) {
      case 'pages': {
        const { count, first } = await this.#openPages(tools)
        return { count, ...first }
      }
      case 'picture': {
        const pages = await this.#openPages(tools)
        if (question.page >= pages.count || tools.writePng === undefined)
          throw new NotReadable('not-readable')
        return await tools.writePng(await pages.draw(question.page, question.widthPx))
      }
      case 'print':
        return await needed(tools.shrinkForPrint)(this.#bytes, question.widthPx, question.heightPx)
      case 'lines': {
        this.#text ??= openText(this.#bytes)
        const text = await this.#text
        const from = question.line === null ? question.from : text.rowOfLine(question.line)
        return answerRows(text, from, question.count)
      }
      case 'words':
        return answerRows(await this.#openWords(tools), question.from, question.count)
      case 'mail':
        this.#letter ??= needed(tools.openLetter)(this.#bytes)
        return await this.#letter
      case 'rows':
        this.#sheets ??= needed(tools.openTable)(this.#bytes, this.#order.magic)
        return answerCells(await this.#sheets, question.sheet, question.from, question.count)
      case 'entries':
        return await needed(tools.listEntries)(this.#bytes, question.from, question.count)
      case 'entry':
        return await needed(tools.unpackEntry)(this.#bytes, question.index)
      case 'cover-pictures': {
        const isDocument = this.#order.kind === 'pdf'
        const pages = await this.#openPages(tools)
        return await needed(tools.coverPages)(pages, question.boxes, isDocument, onProgress)
      }
      case 'cover-text': {
        const { text, coveredCount } = coverText(await readText(this.#bytes), question.covering)
        return { bytes: new TextEncoder().encode(text), coveredCount }
      }
    }
  }

  #openPages({ openPages }: RoomTools): Promise<Pages> {
    this.#pages ??= needed(openPages)(this.#bytes, this.#order.magic)
    return this.#pages
  }

  #openWords(tools: RoomTools): Promise<TextRows> {
    this.#words ??= (async () => {
      if (tools.wordsOfMarkup !== undefined) {
        return rowsOf(new TextEncoder().encode(tools.wordsOfMarkup(await readText(this.#bytes))), true)
      }
      const pages = await this.#openPages(tools)
      const said: string[] = []
      for (let page = 0; page < Math.min(pages.count, MOST_WORD_PAGES); page += 1) {
        said.push(`— ${page + 1} —`, pages.words?.(page) ?? '')
      }
      const isWhole = pages.count <= MOST_WORD_PAGES
      return rowsOf(new TextEncoder().encode(said.join('\n').replaceAll('\r', '')), isWhole)
    })()
    return this.#words
  }
}

/** A tool that this kind of exhibit has; asking for another kind's is refused. */
function needed<Tool>(tool: Tool | undefined): Tool {
  if (tool === undefined) throw new NotReadable('not-readable')
  return tool
}

/** Pages of a PDF whose words are listed; each stays open in the library until the room is closed. */
const MOST_WORD_PAGES = 1000

function answerRows(text: TextRows, from: number, count: number): unknown {
  const { encoding, lineCount, isWhole } = text
  return { encoding, lineCount, isWhole, from, count: text.count, rows: text.rows(from, count) }
}

function answerCells(sheets: readonly Sheet[], index: number, from: number, count: number): unknown {
  const sheet = sheets[index]
  if (sheet === undefined) throw new NotReadable('not-readable')
  const rows: (readonly string[])[] = []
  let length = 0
  for (const row of sheet.rows.slice(from, from + count)) {
    length += row.reduce((sum, cell) => sum + cell.length, 0)
    if (length > MOST_ANSWER_LENGTH && rows.length > 0) break
    rows.push(row)
  }
  const columns = sheet.rows.slice(0, 1000).reduce((most, row) => Math.max(most, row.length), 0)
  return { sheets: sheets.map(({ name }) => name), from, count: sheet.rows.length, columns, rows }
}
