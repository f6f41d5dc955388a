import type { Failure } from '#contract/failures.ts'
import type { ExhibitView } from '#core/case-file/exhibit-view.ts'
import type { DigestHex, ExaminationId, ExhibitId } from '#core/ids.ts'
import type { EventBody } from '#core/ledger/event-body.ts'
import type { ParsedEvidence } from '#core/parsing/parsed-evidence.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { nextItemNumber } from '../exhibit/next-number.ts'
import { type AppendFailure, appendEvents } from '../ledger/append-events.ts'
import { CANCELLED, type Cancelled, type CancelSignal } from '../ports/byte-source.ts'
import type { DiskFailure } from '../ports/disk-failure.ts'
import type { SealedObject } from '../ports/object-store.ts'
import {
  type FoundCase,
  isStillHeld,
  lockedFailure,
  type SessionSource,
  type VaultSession,
} from '../vault-session.ts'
import { memorySource } from '../viewing/memory-source.ts'

/** The result of a parser as an exhibit of its case. */
export type KeptResult = {
  readonly exhibitId: ExhibitId
  readonly number: string
  readonly name: string
  readonly sizeBytes: number
  readonly digestHex: DigestHex
  /** The case had these bytes already as an exhibit; nothing was sealed. */
  readonly isKnown: boolean
}

type Source = {
  readonly exhibit: ExhibitView
  readonly found: FoundCase
  readonly fileName: string
  /** The path of the file that was read, in an exhibit of many. */
  readonly part?: string | undefined
}
type Parsed = { readonly evidence: ParsedEvidence; readonly bytes: Uint8Array }
type Circumstances = {
  readonly startedAtMs: number
  readonly software: string
  readonly signal: CancelSignal
}
type KeepFailure = AppendFailure | DiskFailure | Failure<'vault/locked' | 'exhibit/not-found'> | Cancelled

/** After these the event may be in the database all the same, so that the object stays. */
const MAY_BE_WRITTEN: ReadonlySet<string> = new Set([
  'head/not-recorded',
  'vault/change-may-hold',
  'disk/failed',
])
const MOST_NAME_LETTERS = 80
/** `examination-recorded` holds no longer command. */
const MOST_COMMAND_LENGTH = 4_000

/** Seals a result and records the examination it comes from, in one append. */
export async function keepResult(
  session: SessionSource,
  vault: VaultSession,
  { exhibit, found, fileName, part }: Source,
  { evidence, bytes }: Parsed,
  { startedAtMs, software, signal }: Circumstances,
): Promise<Result<KeptResult, KeepFailure>> {
  const name = `${[...(part === undefined ? exhibit.name : fileName)].slice(0, MOST_NAME_LETTERS).join('')}.${evidence.parser}.json`
  const examined = (output: Pick<KeptResult, 'exhibitId' | 'digestHex'>): EventBody => ({
    kind: 'examination-recorded',
    scope: found.caseId,
    data: {
      examinationId: vault.crypto.newId() as ExaminationId,
      tool: `samnum exhibit parse ${evidence.parser}`,
      version: `${software}, parser ${evidence.parserVersion}`,
      command: commandOf(evidence, part),
      startedAtMs: Math.trunc(startedAtMs),
      // A clock that was set back meanwhile must not make the record refuse itself.
      endedAtMs: Math.max(Math.trunc(startedAtMs), Math.trunc(vault.clock.nowMs())),
      inputs: [{ exhibitId: exhibit.exhibitId, digestHex: exhibit.digestHex }],
      outputs: [{ exhibitId: output.exhibitId, digestHex: output.digestHex }],
      recordedBy: actorOf(vault),
    },
  })

  const digestHex = vault.crypto.digestHex(bytes)
  const known = keepKnown(vault, found, digestHex, examined)
  if (known !== null) return known

  const sealed = await vault.objects.seal(memorySource(name, bytes), found.key.bytes, { signal })
  if (!sealed.ok) {
    const { failure } = sealed
    if (failure.code === 'cancelled') return fail(CANCELLED)
    if (failure.code.startsWith('disk/')) return fail(failure as DiskFailure)
    throw new Error('bytes in memory cannot fail to be read')
  }
  const gone = whatWent(session, vault, found)
  // Somebody else may have had the same result sealed meanwhile.
  const meanwhile = gone === null ? keepKnown(vault, found, digestHex, examined) : null
  const recorded = gone ?? meanwhile ?? record(vault, found, name, sealed.value, examined)
  const isNamed = recorded.ok ? meanwhile === null : MAY_BE_WRITTEN.has(recorded.failure.code)
  if (!isNamed) await vault.objects.remove(sealed.value.objectId)
  return recorded
}

/** Records the examination beside a result that the case has already; `null` when it has none. */
function keepKnown(
  vault: VaultSession,
  found: FoundCase,
  digestHex: DigestHex,
  examined: (output: Pick<KeptResult, 'exhibitId' | 'digestHex'>) => EventBody,
): Result<KeptResult, AppendFailure> | null {
  const known = findKnown(vault, found, digestHex)
  if (!known.ok) return known
  if (known.value === null) return null
  const { exhibitId, number, name, sizeBytes } = known.value
  const appended = appendEvents(vault, [{ key: found.key, body: examined({ exhibitId, digestHex }) }])
  return appended.ok ? succeed({ exhibitId, number, name, sizeBytes, digestHex, isKnown: true }) : appended
}

function record(
  vault: VaultSession,
  found: FoundCase,
  name: string,
  { objectId, segmentSizeBytes, sealDigestHex, sizeBytes, digestHex }: SealedObject,
  examined: (output: Pick<KeptResult, 'exhibitId' | 'digestHex'>) => EventBody,
): Result<KeptResult, AppendFailure> {
  const numbered = nextItemNumber(vault, found, 'E')
  if (!numbered.ok) return numbered
  const number = numbered.value
  const exhibitId = vault.crypto.newId() as ExhibitId
  const object = { objectId, segmentSizeBytes, sealDigestHex }
  const data = { exhibitId, number, name, sealedBy: actorOf(vault), sizeBytes, digestHex, object }
  const appended = appendEvents(vault, [
    { key: found.key, body: { kind: 'exhibit-sealed', scope: found.caseId, data } },
    { key: found.key, body: examined({ exhibitId, digestHex }) },
  ])
  return appended.ok ? succeed({ exhibitId, number, name, sizeBytes, digestHex, isKnown: false }) : appended
}

function findKnown(vault: VaultSession, { caseId }: FoundCase, digestHex: DigestHex) {
  const existing = vault.cases.exhibitsOf(caseId)
  if (!existing.ok) return existing
  return succeed(existing.value.find((candidate) => candidate.digestHex === digestHex) ?? null)
}

function whatWent(session: SessionSource, vault: VaultSession, found: FoundCase) {
  if (session() !== vault) return lockedFailure()
  return isStillHeld(vault, found) ? null : fail({ code: 'exhibit/not-found' as const })
}

function actorOf({ person: { userId, name } }: VaultSession) {
  return { userId, name }
}

/** How somebody else makes the same result. */
function commandOf({ parser, options }: ParsedEvidence, part: string | undefined): string {
  const file = part === undefined ? '' : ` --part ${part}`
  const given = Object.entries(options).map(([name, value]) => ` --option ${name}=${value}`)
  return `samnum exhibit parse --parser ${parser}${given.join('')}${file}`.slice(0, MOST_COMMAND_LENGTH)
}
