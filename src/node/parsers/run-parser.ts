import type { ParseFailure } from '#app/ports/evidence-parser.ts'
import { makeEvidenceBytes } from './evidence-bytes.ts'
import { makeEvidenceWriter } from './evidence-writer.ts'
import { type Parser, ParseStop } from './parser.ts'
import {
  type FrameChannel,
  type FromParser,
  MAX_UNTAKEN,
  readFrame,
  type TaskFrame,
  type ToParser,
  writeEntriesFrame,
  writeFrame,
} from './parser-frames.ts'
import { RunLimits } from './run-limits.ts'

/** What a parser's process is made of. */
export type ParserRun = {
  readonly channel: FrameChannel
  readonly load: (task: TaskFrame) => Promise<Parser | null>
  /** Called once the parser is loaded and before it sees a byte. */
  readonly giveUpRights: (onReach: (what: string) => void) => void
}

/** Runs one parser for whoever holds the other end of the channel. Resolves once the answer was posted. */
export async function runParser({ channel, load, giveUpRights }: ParserRun): Promise<void> {
  const link = new EngineLink(channel)
  const task = await link.task
  const send = (message: FromParser): void => channel.post(writeFrame(message))
  const fail = ({ code, facts = {} }: ParseFailure): void => send({ kind: 'failed', code, facts })
  let reached: string | null = null
  let met = (): ParseFailure | null => null
  try {
    const parser = await load(task)
    if (parser === null) return fail({ code: 'parse/not-started', facts: { cause: 'no-such-parser' } })
    giveUpRights((what) => {
      reached ??= what
    })
    const wrong = Object.keys(task.options).find((name) => !isKnown(name, parser.options))
    if (wrong !== undefined) return fail({ code: 'parse/option-wrong', facts: { option: wrong } })
    const { fileName, sizeBytes, limits, options } = task
    const runLimits = new RunLimits(limits)
    met = () => runLimits.met
    const evidence = makeEvidenceBytes(fileName, sizeBytes, runLimits, (offset, length) =>
      link.ask(offset, length),
    )
    const out = makeEvidenceWriter(runLimits, {
      send: (list, entries) => link.sendEntries(writeEntriesFrame(list, entries)),
      taken: () => link.taken(),
    })
    const questions = await parser.parse({ evidence, options, limits, out })
    const limit = met()
    if (limit !== null) return fail(limit)
    // Whoever reached beyond and caught what was thrown is no parser any more.
    if (reached !== null) return fail({ code: 'parse/broke-rules', facts: { cause: reached } })
    if (questions !== undefined && questions.length > 0) return send({ kind: 'asks', questions })
    out.finish()
    send({ kind: 'done', parserVersion: parser.version })
  } catch (cause) {
    if (reached !== null) fail({ code: 'parse/broke-rules', facts: { cause: reached } })
    else fail(met() ?? failureOf(cause))
  }
}

/** A parser that throws has a bug or met an attack; what it said stays here, because it may quote the evidence. */
function failureOf(cause: unknown): ParseFailure {
  if (cause instanceof ParseStop) return cause.failure
  // An array, buffer or text larger than the runtime can make.
  if (cause instanceof RangeError && isRoom(cause)) return { code: 'parse/out-of-memory' }
  const name = cause instanceof Error ? cause.name.slice(0, 40) : typeof cause
  return { code: 'parse/crashed', facts: { cause: name } }
}

function isRoom(error: RangeError & { code?: unknown }): boolean {
  return error.code === 'ERR_MEMORY_ALLOCATION_FAILED' || error.code === 'ERR_BUFFER_TOO_LARGE'
}

function isKnown(option: string, known: readonly string[]): boolean {
  return known.some((name) => (name.endsWith('.') ? option.startsWith(name) : option === name))
}

/** The engine as a parser's process sees it. */
class EngineLink {
  readonly task: Promise<TaskFrame>
  readonly #channel: FrameChannel
  readonly #reads = new Map<number, (bytes: Uint8Array) => void>()
  #lastId = 0
  #untaken = 0
  #whenTaken: (() => void)[] = []

  constructor(channel: FrameChannel) {
    this.#channel = channel
    this.task = new Promise((resolve) => {
      channel.onFrame((frame) => {
        const message = readFrame(frame)
        if (message === null) return
        if ('bytes' in message) {
          this.#reads.get(message.id)?.(message.bytes)
          this.#reads.delete(message.id)
          return
        }
        const told = message.json as ToParser
        if (told.kind === 'task') resolve(told)
        else if (told.kind === 'taken') this.#noteTaken()
      })
    })
  }

  ask(offset: number, length: number): Promise<Uint8Array> {
    const id = ++this.#lastId
    return new Promise((resolve) => {
      this.#reads.set(id, resolve)
      this.#channel.post(writeFrame({ kind: 'read', id, offset, length }))
    })
  }

  sendEntries(frame: Uint8Array): void {
    this.#untaken++
    this.#channel.post(frame)
  }

  taken(): Promise<void> {
    if (this.#untaken <= MAX_UNTAKEN) return Promise.resolve()
    return new Promise((resolve) => this.#whenTaken.push(resolve))
  }

  #noteTaken(): void {
    this.#untaken--
    if (this.#untaken > MAX_UNTAKEN) return
    for (const resume of this.#whenTaken.splice(0)) resume()
  }
}
