import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { countEntries } from '#core/parsing/canonical-evidence.ts'
import type { ParserOptions } from '#core/parsing/parsed-evidence.ts'
import { LOG_BYTES_OPTION, type ParserName } from '#core/parsing/parser-names.ts'
import { HEAD_BYTES, suggestParsers } from '#core/parsing/suggest-parser.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { findReadable, type ReadableFile } from '../exhibit/find-readable.ts'
import type { Cancelled, CancelSignal } from '../ports/byte-source.ts'
import type { EvidenceParser } from '../ports/evidence-parser.ts'
import type { ObjectFinding, RangeReader } from '../ports/object-store.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { joinReaders } from './joined-bytes.ts'
import { keepResult } from './keep-result.ts'

/** How many warnings are answered with a result; the rest are listed as its other entries are. */
const WARNINGS_AT_ONCE = 50

/** `exhibit.suggestParsers`. */
export function suggestParsersFor(session: SessionSource): Handler<'exhibit.suggestParsers'> {
  return async (input, { signal }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findReadable(vault, input.exhibit, input.part)
    if (!target.ok) return target
    const { exhibit, found, sealed, fileName } = target.value
    const reader = await vault.objects.openRange(sealed, found.key.bytes, { signal })
    if (!reader.ok) return reader.failure.code === 'cancelled' ? CANCELLED : fail(reader.failure)
    try {
      const head = await reader.value.read(0, HEAD_BYTES)
      if (!head.ok) return head.failure.code === 'cancelled' ? CANCELLED : fail(head.failure)
      const { exhibitId, number } = exhibit
      return succeed({ exhibitId, number, parsers: [...suggestParsers(head.value, fileName)] })
    } finally {
      await reader.value.close()
    }
  }
}

/**
 * `exhibit.parse`. The parser works in another process on bytes that are handed to it; its answer is sealed under the case's key and
 * enters the ledger together with the examination it comes from.
 */
export function parseExhibit(
  session: SessionSource,
  evidenceParser: EvidenceParser,
  software: string,
): Handler<'exhibit.parse'> {
  return async (input, { signal, onProgress }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findReadable(vault, input.exhibit, input.part)
    if (!target.ok) return target
    const { exhibit, found, sealed, fileName } = target.value
    const startedAtMs = vault.clock.nowMs()
    const reader = await vault.objects.openRange(sealed, found.key.bytes, { signal })
    if (!reader.ok) return reader.failure.code === 'cancelled' ? CANCELLED : fail(reader.failure)
    let bytes = reader.value
    try {
      const parser = await chooseParser(input.parser, bytes, fileName)
      if (!parser.ok) return parser.failure.code === 'cancelled' ? CANCELLED : fail(parser.failure)
      if (parser.value === null) return fail({ code: 'parse/no-parser' })
      const log = parser.value === 'browser-history' ? await openLog(vault, target.value, signal) : null
      if (log !== null && !log.ok) return log.failure.code === 'cancelled' ? CANCELLED : fail(log.failure)
      const options = sortedOptions({
        ...input.options,
        ...(log !== null && { [LOG_BYTES_OPTION]: String(log.value.sizeBytes) }),
      })
      if (log !== null) bytes = joinReaders(bytes, log.value)
      const answer = await evidenceParser.parse({
        parser: parser.value,
        options,
        fileName,
        bytes,
        signal,
        onProgress: (done) => onProgress({ stage: 'parsing', done, total: bytes.sizeBytes }),
      })
      // Locking calls the work off; whatever else is answered then is about a key that was overwritten.
      if (signal.aborted) return CANCELLED
      if (!answer.ok) return answer.failure.code === 'cancelled' ? CANCELLED : fail(answer.failure)
      if (answer.value.kind === 'asks') {
        const { questions } = answer.value
        return succeed({ outcome: 'asks', parser: parser.value, questions: [...questions] })
      }
      const { evidence } = answer.value
      const kept = await keepResult(
        session,
        vault,
        { exhibit, found, fileName, part: input.part },
        answer.value,
        {
          startedAtMs,
          software,
          signal,
        },
      )
      if (!kept.ok) return kept.failure.code === 'cancelled' ? CANCELLED : fail(kept.failure)
      return succeed({
        outcome: 'parsed',
        ...kept.value,
        parser: evidence.parser,
        parserVersion: evidence.parserVersion,
        options,
        counts: countEntries(evidence),
        warnings: evidence.warnings.slice(0, WARNINGS_AT_ONCE),
      })
    } finally {
      await bytes.close()
    }
  }
}

/** Opens the write-ahead log that lies beside a database; `null` where none does. */
async function openLog(
  vault: VaultSession,
  { found, fileName, sibling }: ReadableFile,
  signal: CancelSignal,
): Promise<Result<RangeReader, ObjectFinding | Cancelled> | null> {
  const log = sibling(`${fileName}-wal`)
  return log === null ? null : await vault.objects.openRange(log, found.key.bytes, { signal })
}

async function chooseParser(
  named: ParserName | undefined,
  bytes: RangeReader,
  fileName: string,
): Promise<Result<ParserName | null, ObjectFinding | Cancelled>> {
  if (named !== undefined) return succeed(named)
  const head = await bytes.read(0, HEAD_BYTES)
  return head.ok ? succeed(suggestParsers(head.value, fileName)[0] ?? null) : head
}

/** The same options in one order, so that they are written the same way whoever gave them. */
function sortedOptions(options: ParserOptions): ParserOptions {
  return Object.fromEntries(Object.entries(options).sort(([first], [second]) => (first < second ? -1 : 1)))
}
