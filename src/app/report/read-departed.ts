import type { Failure } from '#contract/failures.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import type { DigestHex } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { readWhole } from '../exhibit/read-whole.ts'
import type { CancelSignal, ReadingFailure } from '../ports/byte-source.ts'
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
export type AnnouncedFailure =
  | ReadingFailure
  | Failure<'intake/unknown' | 'intake/is-folder' | 'intake/too-large'>

/** Reads a file that was announced, whole. */
export async function readAnnounced(
  intake: Intake,
  intakeId: string,
  maxBytes: number,
  signal: CancelSignal,
): Promise<Result<{ readonly fileName: string; readonly bytes: Uint8Array }, AnnouncedFailure>> {
  const source = intake.take(intakeId)
  if (source === null) return fail({ code: 'intake/unknown' })
  if (isSourceTree(source)) {
    source.release?.()
    return fail({ code: 'intake/is-folder' })
  }
  const { sizeBytes } = source
  if (sizeBytes > maxBytes) return fail({ code: 'intake/too-large', facts: { sizeBytes, maxBytes } })
  const bytes = await readWhole(source, signal, () => {})
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
