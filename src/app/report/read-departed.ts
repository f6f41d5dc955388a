import type { Failure } from '#contract/failures.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import type { DigestHex } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { ByteSource, ReadingFailure } from '../ports/byte-source.ts'
import type { Intake } from '../ports/intake.ts'
import type { PaperSigner } from '../ports/paper-signer.ts'
import { isSourceTree } from '../ports/source-tree.ts'
import type { VaultSession } from '../vault-session.ts'

/** A document that left the vault, as somebody brought it back. */
export type DepartedPaper = {
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly digestHex: DigestHex
  readonly signatures: number
  readonly kind: string
  readonly languages: string
  readonly madeFromHeadHex: DigestHex
}

/** Why a file that was announced is not read. */
export type AnnouncedFailure = ReadingFailure | Failure<'intake/unknown' | 'intake/is-folder'>

/** Reads a file that was announced, whole. */
export async function readAnnounced(
  intake: Intake,
  intakeId: string,
  maxBytes: number,
): Promise<Result<{ readonly fileName: string; readonly bytes: Uint8Array }, AnnouncedFailure>> {
  const source = intake.take(intakeId)
  if (source === null) return fail({ code: 'intake/unknown' })
  if (isSourceTree(source)) {
    source.release?.()
    return fail({ code: 'intake/is-folder' })
  }
  const bytes = await readAll(source, maxBytes)
  return bytes.ok ? succeed({ fileName: source.name, bytes: bytes.value }) : bytes
}

/** Tells which document of a case these bytes are. Only bytes that left the vault as they are, by its ledger, are any. */
export function recogniseDeparted(
  { crypto }: Pick<VaultSession, 'crypto'>,
  events: readonly VerifiedEvent[],
  { fileName, bytes }: { readonly fileName: string; readonly bytes: Uint8Array },
  signer: Pick<PaperSigner, 'count'>,
): Result<DepartedPaper, Failure<'report/not-of-case'>> {
  const digestHex: DigestHex = crypto.digestHex(bytes)
  const known = findDeparture(events, digestHex)
  const signatures = signer.count(bytes)
  if (known === null || signatures === null) return fail({ code: 'report/not-of-case' })
  return succeed({ fileName, bytes, digestHex, signatures, ...known })
}

async function readAll(source: ByteSource, maxBytes: number): Promise<Result<Uint8Array, ReadingFailure>> {
  const { sizeBytes } = source
  if (sizeBytes > maxBytes) {
    const failure: Failure<'intake/too-large'> = {
      code: 'intake/too-large',
      facts: { sizeBytes, maxBytes },
    }
    return fail(failure)
  }
  const reader = await source.open()
  if (!reader.ok) return reader
  try {
    const bytes = new Uint8Array(sizeBytes)
    for (let at = 0; at < sizeBytes; ) {
      const read = await reader.value.read(bytes.subarray(at))
      if (!read.ok) return read
      if (read.value === 0) return fail({ code: 'intake/changed-while-reading' })
      at += read.value
    }
    const unchanged = await source.checkUnchanged()
    return unchanged.ok ? succeed(bytes) : unchanged
  } finally {
    await reader.value.close()
  }
}

/** How a document left; `null` where these bytes never did. */
function findDeparture(
  events: readonly VerifiedEvent[],
  digestHex: DigestHex,
): Pick<DepartedPaper, 'kind' | 'languages' | 'madeFromHeadHex'> | null {
  for (const { body } of events) {
    if (body.kind !== 'report-saved' || body.data.digestHex !== digestHex) continue
    const { reportKind, languages, madeFromHeadHex } = body.data
    return { kind: reportKind, languages, madeFromHeadHex }
  }
  return null
}
