import { asFound, cutText } from '#core/parsing/found-text.ts'
import { ENTRY_LISTS, type EntryList } from '#core/parsing/parsed-evidence.ts'
import { isBidiControl } from '#core/text-safety/marks.ts'
import type { EvidenceWriter } from './parser.ts'
import { BATCH_BYTES, MAX_FRAME_BYTES } from './parser-frames.ts'
import type { RunLimits } from './run-limits.ts'

/** Where batches of entries go. `taken` resolves once few enough are on their way. */
export type BatchSink = {
  send(list: EntryList, entries: readonly string[]): void
  taken(): Promise<void>
}

/** Nesting of an entry itself: a message with recipients is three deep. */
const MAX_ENTRY_DEPTH = 8
/** An entry is one frame with its heading. */
const MAX_ENTRY_LENGTH = Math.floor(MAX_FRAME_BYTES / 4)
const MAX_WARNINGS_OF_A_KIND = 1000

/** What a parser writes to, with a way to learn what was written. */
export type RunWriter = EvidenceWriter & {
  /** Adds the warnings about texts, sends what waits, and counts what was added. */
  finish(): void
}

/** Makes the writer of one run. */
export function makeEvidenceWriter(limits: RunLimits, sink: BatchSink): RunWriter {
  const waiting = new Map<EntryList, string[]>(ENTRY_LISTS.map((list) => [list, []]))
  const warned = new Map<string, number>()
  let waitingBytes = 0
  let items = 0
  let outputLength = 0
  const texts = { cut: 0, bidi: 0 }

  const flush = (): void => {
    for (const [list, entries] of waiting) if (entries.length > 0) sink.send(list, entries.splice(0))
    waitingBytes = 0
  }

  const put = (list: EntryList, entry: object): void => {
    if (++items > limits.items) limits.stop('parse/too-many-entries', { max: limits.items })
    const text = JSON.stringify(clean(entry, 0, texts, limits))
    if (text.length > MAX_ENTRY_LENGTH)
      limits.stop('parse/too-large', { limit: 'entry', maxBytes: MAX_ENTRY_LENGTH })
    outputLength += text.length
    // Bytes are at least as many as UTF-16 units; the engine counts them exactly.
    if (outputLength > limits.outputBytes)
      limits.stop('parse/too-large', { limit: 'output', maxBytes: limits.outputBytes })
    waiting.get(list)?.push(text)
    waitingBytes += text.length * 2
    if (waitingBytes >= BATCH_BYTES) {
      limits.checkMemory(waitingBytes)
      flush()
    }
  }

  return {
    add: put,
    warn(code, about = {}) {
      const times = (warned.get(code) ?? 0) + 1
      warned.set(code, times)
      // A hostile file could make a warning of every byte; how many there were is said at the end.
      if (times <= MAX_WARNINGS_OF_A_KIND) put('warnings', { code, ...about })
    },
    async settle() {
      await sink.taken()
    },
    finish() {
      for (const [code, count] of [...warned].sort()) {
        if (count > MAX_WARNINGS_OF_A_KIND) put('warnings', { code, count })
      }
      if (texts.cut > 0) put('warnings', { code: 'text/cut', count: texts.cut })
      if (texts.bidi > 0) put('warnings', { code: 'text/bidi-controls', count: texts.bidi })
      flush()
    },
  }
}

type TextCounts = { cut: number; bidi: number }

/** The same entry with texts that can be kept, without keys that have no value. */
function clean(value: unknown, depth: number, texts: TextCounts, limits: RunLimits): unknown {
  if (typeof value === 'string') return cleanText(value, texts)
  if (typeof value !== 'object' || value === null) return value
  if (depth === MAX_ENTRY_DEPTH) limits.stop('parse/too-deep', { max: MAX_ENTRY_DEPTH })
  if (Array.isArray(value)) return value.map((item) => clean(item, depth + 1, texts, limits))
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === undefined ? [] : [[name, clean(member, depth + 1, texts, limits)]],
    ),
  )
}

const MAY_TURN = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/

function cleanText(text: string, texts: TextCounts): string {
  if (MAY_TURN.test(text)) texts.bidi += countTurns(text)
  const kept = asFound(text)
  const cut = cutText(kept)
  if (cut !== kept) texts.cut++
  return cut
}

function countTurns(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) if (isBidiControl(text.charCodeAt(at))) count++
  return count
}
