import { CANCELLED, type CallContext, type Handler } from '#contract/dispatcher.ts'
import { copyOf, type ExhibitView, exhibitViewOf, viewOfCopy } from '#core/case-file/exhibit-view.ts'
import type { ExhibitId } from '#core/ids.ts'
import type { EventBody, EventData } from '#core/ledger/event-body.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { appendEvents } from '../ledger/append-events.ts'
import type { ByteSource } from '../ports/byte-source.ts'
import type { Intake } from '../ports/intake.ts'
import type { ExtraDigestName, SealedSource } from '../ports/object-store.ts'
import { isSourceTree } from '../ports/source-tree.ts'
import {
  type FoundCase,
  findCase,
  lockedFailure,
  type SessionSource,
  type VaultSession,
} from '../vault-session.ts'
import { findSameBytes } from './find-same-bytes.ts'
import {
  type GivenNames,
  MAY_BE_WRITTEN,
  modifiedOf,
  namesOf,
  nextExhibitNumber,
  otherDigestsOf,
  type RecordFailure,
  whatWent,
} from './record-exhibit.ts'
import { sealCollection } from './seal-collection.ts'

type Input = GivenNames & { readonly digests?: readonly ExtraDigestName[] | undefined }
type Recorded = ExhibitView & { readonly digests?: EventData<'exhibit-digests-taken'>['digests'] }

/**
 * `exhibit.seal`. The object is durable before its event is written, so that no event ever names bytes that a power cut
 * could take; when the event was certainly not written, the object is removed again. Bytes that the case has already are recorded as
 * a copy and kept once. A folder or split image becomes one exhibit of many parts.
 */
export function sealExhibit(session: SessionSource, intake: Intake): Handler<'exhibit.seal'> {
  return async (input, context) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, input.case)
    if (!found.ok) return found
    const source = intake.take(input.intakeId)
    if (source === null) return fail({ code: 'intake/unknown' })
    if (isSourceTree(source)) {
      if (source.form === 'folder' && (input.digests ?? []).length > 0) {
        source.release?.()
        return fail({ code: 'intake/digests-need-one-file' })
      }
      const sealing = sealCollection(session, vault, found.value, source, input, context)
      return await sealing.finally(() => source.release?.())
    }
    return await sealSource(session, vault, found.value, source, input, context)
  }
}

async function sealSource(
  session: SessionSource,
  vault: VaultSession,
  found: FoundCase,
  source: ByteSource,
  input: Input,
  context: CallContext,
) {
  const { signal, onProgress } = context
  const sealed = await vault.objects.seal(source, found.key.bytes, {
    signal,
    onProgress: (done, total) => onProgress({ stage: 'sealing', done, total }),
    ...(input.digests !== undefined && { extraDigests: input.digests }),
  })
  if (!sealed.ok) {
    const { failure } = sealed
    return failure.code === 'cancelled' ? CANCELLED : fail(failure)
  }
  const { objectId } = sealed.value
  const same = await findSameBytes(vault, found, sealed.value, context)
  const gone = whatWent(session, vault, found)
  const recorded = gone ?? record(vault, found, source, sealed.value, same, input)
  const isKept = recorded.ok ? same === null : MAY_BE_WRITTEN.has(recorded.failure.code)
  if (!isKept) await vault.objects.remove(objectId)
  return recorded
}

function record(
  vault: VaultSession,
  found: FoundCase,
  source: ByteSource,
  sealed: SealedSource,
  same: ExhibitView | null,
  given: Input,
): Result<Recorded, RecordFailure> {
  const number = nextExhibitNumber(vault, found)
  if (!number.ok) return number
  const exhibitId = vault.crypto.newId() as ExhibitId
  const facts = { exhibitId, number: number.value, ...namesOf(source.name, given), ...modifiedOf(source) }
  const { body, viewAt } =
    same === null ? sealedEvent(vault, found, facts, sealed) : copiedEvent(vault, found, facts, same)
  const taken = digestsEvent(vault, found, exhibitId, source, sealed)
  const bodies = taken === null ? [body] : [body, taken]
  const appended = appendEvents(
    vault,
    bodies.map((each) => ({ key: found.key, body: each })),
  )
  if (!appended.ok) return appended
  const digests = taken === null ? {} : { digests: taken.data.digests }
  return succeed({ ...viewAt(appended.value.time.wallMs), ...digests })
}

type Facts = Pick<EventData<'exhibit-sealed'>, 'exhibitId' | 'number' | 'name'> & {
  readonly sourceName?: string
  readonly description?: string
  readonly sourceModifiedAtMs?: number
}
type Drafted = { readonly body: EventBody; readonly viewAt: (atMs: number) => ExhibitView }

function sealedEvent(vault: VaultSession, found: FoundCase, facts: Facts, sealed: SealedSource): Drafted {
  const { userId, name } = vault.person
  const { objectId, sizeBytes, segmentSizeBytes, digestHex, sealDigestHex } = sealed
  const object = { objectId, segmentSizeBytes, sealDigestHex }
  const data: EventData<'exhibit-sealed'> = {
    ...facts,
    sealedBy: { userId, name },
    sizeBytes,
    digestHex,
    object,
  }
  return {
    body: { kind: 'exhibit-sealed', scope: found.caseId, data },
    viewAt: (atMs) => exhibitViewOf(data, atMs),
  }
}

function copiedEvent(vault: VaultSession, found: FoundCase, facts: Facts, same: ExhibitView): Drafted {
  const { userId, name } = vault.person
  const data: EventData<'exhibit-copied'> = {
    ...facts,
    ofExhibitId: same.exhibitId,
    copiedBy: { userId, name },
  }
  return {
    body: { kind: 'exhibit-copied', scope: found.caseId, data },
    viewAt: (atMs) => viewOfCopy(copyOf(data, atMs), same),
  }
}

/** What else was found out while the bytes were read, where anything was. */
function digestsEvent(
  vault: VaultSession,
  found: FoundCase,
  exhibitId: ExhibitId,
  source: ByteSource,
  { extraDigests = {}, sizeBytes }: SealedSource,
) {
  const digests = otherDigestsOf(extraDigests)
  const isDevice = source.form === 'device'
  if (Object.keys(digests).length === 0 && !isDevice) return null
  const { userId, name } = vault.person
  const data: EventData<'exhibit-digests-taken'> = {
    exhibitId,
    digests,
    ...(isDevice && { source: { form: 'device' as const, name: showEscaped(source.name), sizeBytes } }),
    takenBy: { userId, name },
  }
  return { kind: 'exhibit-digests-taken' as const, scope: found.caseId, data }
}
