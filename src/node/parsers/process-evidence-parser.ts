import { CANCELLED, type Cancelled } from '#app/ports/byte-source.ts'
import type { EvidenceParser, ParseAnswer, ParseFailure, ParseOrder } from '#app/ports/evidence-parser.ts'
import { parseLimitsFor } from '#core/parsing/parse-limits.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { EvidenceCollector } from './evidence-collector.ts'
import { judgeFrame } from './judge-frame.ts'
import { type FromParser, MAX_READ_BYTES, writeBytesFrame, writeFrame } from './parser-frames.ts'
import type { ParserEnd, ParserLauncher, ParserProcess } from './parser-launcher.ts'

/** Makes the parser of evidence that runs each order in a fresh process and ends it with the answer. */
export function makeProcessEvidenceParser(launcher: ParserLauncher): EvidenceParser {
  return {
    async parse(order) {
      if (order.signal.aborted) return fail(CANCELLED)
      const limits = order.limits ?? parseLimitsFor(order.bytes.sizeBytes)
      const child = launcher.start({ memoryBytes: limits.memoryBytes })
      const run = new ParserRun(child, { ...order, limits })
      try {
        return await run.answer()
      } finally {
        child.end()
        await child.ended
      }
    },
  }
}

type Outcome<Problem> = Result<ParseAnswer, ParseFailure | Problem | Cancelled>

/** One order and the process that works on it. Whatever comes first decides: an answer, a limit, an end, a wish. */
class ParserRun<Problem> {
  readonly #child: ParserProcess
  readonly #order: ParseOrder<Problem> & { readonly limits: NonNullable<ParseOrder<Problem>['limits']> }
  readonly #collector: EvidenceCollector
  readonly #seen: SeenBytes
  #readBytes = 0
  #resolve: (outcome: Outcome<Problem>) => void = () => {}

  constructor(
    child: ParserProcess,
    order: ParseOrder<Problem> & { readonly limits: NonNullable<ParseOrder<Problem>['limits']> },
  ) {
    this.#child = child
    this.#order = order
    this.#collector = new EvidenceCollector(order)
    this.#seen = new SeenBytes(order.bytes.sizeBytes)
  }

  async answer(): Promise<Outcome<Problem>> {
    const { signal, limits, parser, options, fileName, bytes } = this.#order
    const { channel, ended } = this.#child
    const outcome = new Promise<Outcome<Problem>>((resolve) => {
      this.#resolve = resolve
    })
    const cancel = (): void => this.#resolve(fail(CANCELLED))
    signal.addEventListener('abort', cancel)
    const timer = setTimeout(
      () => this.#fail({ code: 'parse/took-too-long', facts: { maxMs: limits.timeMs } }),
      limits.timeMs,
    )
    channel.onEnd((why) => {
      if (why === 'broken') this.#fail({ code: 'parse/broke-rules', facts: { cause: 'frame' } })
    })
    void ended.then((end) => this.#fail(failureOfEnd(end, limits.memoryBytes)))
    channel.onFrame((frame) => {
      const message = judgeFrame(frame)
      if (message === null) this.#fail({ code: 'parse/broke-rules', facts: { cause: 'message' } })
      else void this.#hear(message)
    })
    channel.post(writeFrame({ kind: 'task', parser, options, fileName, sizeBytes: bytes.sizeBytes, limits }))
    try {
      return await outcome
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
    }
  }

  #fail(failure: ParseFailure): void {
    this.#resolve(fail(failure))
  }

  async #hear(message: FromParser): Promise<void> {
    switch (message.kind) {
      case 'read':
        return await this.#read(message.id, message.offset, message.length)
      case 'entries': {
        const refused = this.#collector.take(message.list, message.entries)
        if (refused !== null) return this.#fail(refused)
        return this.#child.channel.post(writeFrame({ kind: 'taken' }))
      }
      case 'asks':
        return this.#resolve(succeed({ kind: 'asks', questions: message.questions }))
      case 'failed':
        return this.#fail({ code: message.code as ParseFailure['code'], facts: message.facts })
      case 'done':
        return this.#resolve(succeed({ kind: 'parsed', ...this.#collector.finish(message.parserVersion) }))
    }
  }

  async #read(id: number, offset: number, length: number): Promise<void> {
    const { bytes, limits, onProgress } = this.#order
    const isInside = length > 0 && length <= MAX_READ_BYTES && offset + length <= bytes.sizeBytes
    if (!isInside) return this.#fail({ code: 'parse/broke-rules', facts: { cause: 'read' } })
    this.#readBytes += length
    if (this.#readBytes > limits.readBytes) {
      return this.#fail({ code: 'parse/too-large', facts: { limit: 'read', maxBytes: limits.readBytes } })
    }
    const read = await bytes.read(offset, length)
    if (!read.ok) return this.#resolve(read)
    this.#child.channel.post(writeBytesFrame(id, read.value))
    onProgress(this.#seen.note(offset, length))
  }
}

/** How far a run has come: the furthest byte that was asked for. */
class SeenBytes {
  readonly #sizeBytes: number
  #doneBytes = 0

  constructor(sizeBytes: number) {
    this.#sizeBytes = sizeBytes
  }

  note(offset: number, length: number): number {
    // A jump to the directory at an archive's end is no progress; reading on from where it stood is.
    if (offset <= this.#doneBytes) this.#doneBytes = Math.max(this.#doneBytes, offset + length)
    return Math.min(this.#doneBytes, this.#sizeBytes)
  }
}

function failureOfEnd(end: ParserEnd, memoryBytes: number): ParseFailure {
  switch (end.why) {
    case 'out-of-memory':
      return { code: 'parse/out-of-memory', facts: { maxBytes: memoryBytes } }
    case 'crashed':
      return { code: 'parse/crashed', facts: { cause: end.cause } }
    case 'not-started':
      return { code: 'parse/not-started', facts: { cause: end.cause } }
    case 'ended':
      return { code: 'parse/crashed', facts: { cause: 'no-answer' } }
  }
}
