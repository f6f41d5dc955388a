import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { ParsedInputOf } from '#contract/operations.ts'
import type { ExhibitView } from '#core/case-file/exhibit-view.ts'
import type { ExaminationId, ExhibitId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { decideShowing, HEAD_BYTES, type Showing } from '#core/viewing/shown-kind.ts'
import { findExhibit } from '../exhibit/find-exhibit.ts'
import { MAY_BE_WRITTEN, nextExhibitNumber, whatWent } from '../exhibit/record-exhibit.ts'
import { appendEvents } from '../ledger/append-events.ts'
import type { Cancelled, CancelSignal } from '../ports/byte-source.ts'
import type { ObjectFinding, RangeReader, SealedObject } from '../ports/object-store.ts'
import type { OpenRoom, RoomFailure } from '../ports/viewing-room.ts'
import { type FoundCase, lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { checkAnswer } from './ask-room.ts'
import { memorySource } from './memory-source.ts'
import { coveringOf } from './open-preview.ts'

type Input = ParsedInputOf<'exhibit.redact'>
type Copy = { readonly bytes: Uint8Array; readonly ending: string; readonly coveredCount: number }
type CopyFailure =
  | RoomFailure
  | ObjectFinding
  | Cancelled
  | Failure<'redact/nothing-covered' | 'redact/not-possible'>
type Work = { readonly signal: CancelSignal; readonly onProgress: (done: number, total: number) => void }

const MOST_NAME_LETTERS = 60

/**
 * `exhibit.redact`. The copy is made in a room without keys, which draws every page anew or writes every character anew; it is
 * sealed, and it and the examination that it comes from enter the ledger together.
 */
export function redactExhibit(
  session: SessionSource,
  openRoom: OpenRoom,
  software: string,
): Handler<'exhibit.redact'> {
  return async (input, { signal, onProgress }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findExhibit(vault, input.exhibit)
    if (!target.ok) return target
    const { exhibit, found, sealed } = target.value
    const startedAtMs = vault.clock.nowMs()
    const reader = await vault.objects.openRange(sealed, found.key.bytes, { signal })
    if (!reader.ok) return reader.failure.code === 'cancelled' ? CANCELLED : fail(reader.failure)
    const report = (done: number, total: number): void => onProgress({ stage: 'covering', done, total })
    const copy = await makeCopy(openRoom, reader.value, exhibit.name, input, {
      signal,
      onProgress: report,
    }).finally(() => reader.value.close())
    if (!copy.ok) return copy.failure.code === 'cancelled' ? CANCELLED : fail(copy.failure)
    const { bytes, ending, coveredCount } = copy.value
    const name = copyName(exhibit.name, ending)
    const made = await vault.objects.seal(memorySource(name, bytes), found.key.bytes, { signal })
    bytes.fill(0)
    if (!made.ok) {
      const { failure } = made
      if (failure.code === 'cancelled') return CANCELLED
      if (failure.code.startsWith('disk/')) return fail(failure as Failure<'disk/failed'>)
      throw new Error('bytes in memory cannot fail to be read')
    }
    const gone = whatWent(session, vault, found)
    const recorded =
      gone ?? record(vault, found, exhibit, { input, name, startedAtMs, software, sealed: made.value })
    if (!recorded.ok) {
      if (!MAY_BE_WRITTEN.has(recorded.failure.code)) await vault.objects.remove(made.value.objectId)
      return recorded
    }
    const { sizeBytes, digestHex } = made.value
    return succeed({ ...recorded.value, name, sizeBytes, digestHex, coveredCount })
  }
}

async function makeCopy(
  openRoom: OpenRoom,
  reader: RangeReader,
  exhibitName: string,
  { byContent, boxes, spans, words }: Input,
  work: Work,
): Promise<Result<Copy, CopyFailure>> {
  const head = await reader.read(0, HEAD_BYTES)
  if (!head.ok) return head
  const showing: Showing = decideShowing(head.value, exhibitName, byContent)
  const covering = coveringOf(showing)
  if (covering === 'none') return fail({ code: 'redact/not-possible' })
  if (covering === 'boxes' ? boxes.length === 0 : spans.length + words.length === 0) {
    return fail({ code: 'redact/nothing-covered' })
  }
  let damage: ObjectFinding | null = null
  const order = { kind: showing.kind, magic: showing.magic, sizeBytes: reader.sizeBytes }
  const room = openRoom(order, async (offsetBytes, lengthBytes) => {
    const read = await reader.read(offsetBytes, lengthBytes)
    if (read.ok) return read.value
    if (read.failure.code !== 'cancelled') damage = read.failure
    return null
  })
  try {
    const copy =
      covering === 'boxes'
        ? asPictures(
            checkAnswer('cover-pictures', await room.ask({ what: 'cover-pictures', boxes }, work)),
            boxes.length,
          )
        : asText(
            checkAnswer(
              'cover-text',
              await room.ask({ what: 'cover-text', covering: { spans, words } }, work),
            ),
          )
    return damage === null ? copy : fail(damage)
  } finally {
    room.close()
  }
}

function asPictures(
  made: Result<{ readonly bytes: Uint8Array; readonly ending: string }, RoomFailure | Cancelled>,
  coveredCount: number,
): Result<Copy, CopyFailure> {
  return made.ok ? succeed({ bytes: made.value.bytes, ending: made.value.ending, coveredCount }) : made
}

function asText(
  made: Result<{ readonly bytes: Uint8Array; readonly coveredCount: number }, RoomFailure | Cancelled>,
): Result<Copy, CopyFailure> {
  if (!made.ok) return made
  const { bytes, coveredCount } = made.value
  // A copy in which nothing is covered would only look like one.
  if (coveredCount === 0) return fail({ code: 'redact/nothing-covered' })
  return succeed({ bytes, ending: 'txt', coveredCount })
}

/** The copy's name: it says what it is, and ends as what it now is. */
function copyName(name: string, ending: string): string {
  const at = name.lastIndexOf('.')
  const base = [...(at > 0 ? name.slice(0, at) : name)].slice(0, MOST_NAME_LETTERS).join('')
  return `${base}-redacted.${ending}`
}

type Recorded = {
  readonly input: Input
  readonly name: string
  readonly startedAtMs: number
  readonly software: string
  readonly sealed: SealedObject
}

function record(
  vault: VaultSession,
  found: FoundCase,
  source: ExhibitView,
  { input, name, startedAtMs, software, sealed }: Recorded,
) {
  const { userId, name: officer } = vault.person
  const number = nextExhibitNumber(vault, found)
  if (!number.ok) return number
  const exhibitId = vault.crypto.newId() as ExhibitId
  const { sizeBytes, digestHex, objectId, segmentSizeBytes, sealDigestHex } = sealed
  const object = { objectId, segmentSizeBytes, sealDigestHex }
  const actor = { userId, name: officer }
  const key = found.key
  const scope = found.caseId
  const appended = appendEvents(vault, [
    {
      key,
      body: {
        kind: 'exhibit-sealed',
        scope,
        data: {
          exhibitId,
          number: number.value,
          name,
          description: input.reason,
          sealedBy: actor,
          sizeBytes,
          digestHex,
          object,
        },
      },
    },
    {
      key,
      body: {
        kind: 'examination-recorded',
        scope,
        data: {
          examinationId: vault.crypto.newId() as ExaminationId,
          tool: 'samnum exhibit redact',
          version: software,
          command: commandOf(input),
          startedAtMs: Math.trunc(startedAtMs),
          // A clock that was set back meanwhile must not make the record refuse itself.
          endedAtMs: Math.max(Math.trunc(startedAtMs), Math.trunc(vault.clock.nowMs())),
          inputs: [{ exhibitId: source.exhibitId, digestHex: source.digestHex }],
          outputs: [{ exhibitId, digestHex }],
          note: input.reason,
          recordedBy: actor,
        },
      },
    },
  ])
  return appended.ok ? succeed({ exhibitId, number: number.value }) : appended
}

/** Where something was covered, so that it can be made again; never what was covered. */
function commandOf({ boxes, spans, words }: Input): string {
  const places = [
    ...boxes.map(({ page, left, top, right, bottom }) => `box ${page + 1}:${left},${top},${right},${bottom}`),
    ...spans.map(
      (span) => `span ${span.fromLine + 1}:${span.fromColumn}-${span.toLine + 1}:${span.toColumn}`,
    ),
    ...(words.length > 0 ? [`words ${words.length}`] : []),
  ]
  const written = places.slice(0, 500).join(' ')
  return places.length > 500 ? `${written} … ${places.length}` : written
}
