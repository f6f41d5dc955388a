import type { ParseAnswer, ParseFailure } from '#app/ports/evidence-parser.ts'
import { type ParseLimits, parseLimitsFor } from '#core/parsing/parse-limits.ts'
import type { ParsedEvidence } from '#core/parsing/parsed-evidence.ts'
import type { ParserName } from '#core/parsing/parser-names.ts'
import { type Result, succeed } from '#core/result.ts'
import type { Parser } from '#node/parsers/parser.ts'
import type { FrameChannel } from '#node/parsers/parser-frames.ts'
import type { ParserEnd, ParserLauncher } from '#node/parsers/parser-launcher.ts'
import { makeProcessEvidenceParser } from '#node/parsers/process-evidence-parser.ts'
import { loadParser } from '#node/parsers/registry.ts'
import { runParser } from '#node/parsers/run-parser.ts'

/** What a run in this process may be told beside the bytes. */
export type ParseHereOptions = {
  readonly fileName?: string
  readonly options?: Readonly<Record<string, string>>
  readonly limits?: ParseLimits
  /** Instead of the one in the registry. */
  readonly parser?: Parser
}

/** Bytes in memory as a parser's engine sees them. */
export function bytesInMemory(bytes: Uint8Array) {
  return {
    sizeBytes: bytes.length,
    read: async (offset: number, length: number) => succeed(bytes.slice(offset, offset + length)),
  }
}

/**
 * Runs a parser behind the same protocol, limits and judgement as in its own process, but in this one: for what it reads, not for what
 * it may do.
 */
export async function parseHere(
  name: ParserName,
  content: Uint8Array | string,
  { fileName = 'evidence', options = {}, limits, parser }: ParseHereOptions = {},
): Promise<Result<ParseAnswer, ParseFailure | { readonly code: 'cancelled' }>> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return await makeProcessEvidenceParser(launchHere(parser)).parse<never>({
    parser: name,
    options,
    fileName,
    bytes: bytesInMemory(bytes),
    signal: new AbortController().signal,
    onProgress: () => {},
    // The memory of this process is that of all tests it ran.
    limits: limits ?? { ...parseLimitsFor(bytes.length), memoryBytes: Number.MAX_SAFE_INTEGER },
  })
}

/** The result of a run that is expected to read everything. */
export async function readHere(
  name: ParserName,
  content: Uint8Array | string,
  options: ParseHereOptions = {},
): Promise<ParsedEvidence> {
  const answer = await parseHere(name, content, options)
  if (!answer.ok) throw new Error(`${name} failed: ${JSON.stringify(answer.failure)}`)
  if (answer.value.kind === 'asks') throw new Error(`${name} asks: ${JSON.stringify(answer.value.questions)}`)
  return answer.value.evidence
}

function launchHere(parser: Parser | undefined): ParserLauncher {
  return {
    start() {
      const [here, there] = makeChannelPair()
      let finish: (end: ParserEnd) => void = () => {}
      const ended = new Promise<ParserEnd>((resolve) => {
        finish = resolve
      })
      void runParser({
        channel: there,
        load: async (task) => parser ?? (await loadParser(task.parser)),
        giveUpRights: () => {},
      })
      return { channel: here, ended, end: () => finish({ why: 'ended' }) }
    },
  }
}

function makeChannelPair(): readonly [FrameChannel, FrameChannel] {
  const listeners: [((frame: Uint8Array) => void) | null, ((frame: Uint8Array) => void) | null] = [null, null]
  const kept: [Uint8Array[], Uint8Array[]] = [[], []]
  const side = (own: 0 | 1): FrameChannel => {
    const other = own === 0 ? 1 : 0
    return {
      post(frame) {
        queueMicrotask(() => {
          const listener = listeners[other]
          if (listener === null) kept[other].push(frame)
          else listener(frame)
        })
      },
      onFrame(listener) {
        listeners[own] = listener
        for (const frame of kept[own].splice(0)) listener(frame)
      },
      onEnd() {},
    }
  }
  return [side(0), side(1)]
}
