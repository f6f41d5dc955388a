import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { MAX_GAZETTEER_BYTES } from '#contract/gazetteer-operations.ts'
import { type GazetteerPlace, parseGazetteer, placesOfCode } from '#core/gazetteer/gazetteer.ts'
import { fail, succeed } from '#core/result.ts'
import { decodeUtf8 } from '#core/text-safety/utf8.ts'
import { readWhole } from '../exhibit/read-whole.ts'
import type { GazetteerStore } from '../ports/gazetteer-store.ts'
import type { Intake } from '../ports/intake.ts'
import { isSourceTree } from '../ports/source-tree.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'

/** `gazetteer.import`. The file is read whole and checked before the one before it goes. */
export function importGazetteer(
  session: SessionSource,
  intake: Intake,
  store: GazetteerStore,
): Handler<'gazetteer.import'> {
  return async ({ intakeId }, { signal, onProgress }) => {
    if (session() === null) return lockedFailure()
    const source = intake.take(intakeId)
    if (source === null) return fail({ code: 'intake/unknown' })
    if (isSourceTree(source)) {
      source.release?.()
      return fail({ code: 'intake/is-folder' })
    }
    const { sizeBytes } = source
    if (sizeBytes > MAX_GAZETTEER_BYTES)
      return fail({ code: 'gazetteer/too-large', facts: { sizeBytes, maxBytes: MAX_GAZETTEER_BYTES } })
    const read = await readWhole(source, signal, (done) =>
      onProgress({ stage: 'copying', done, total: sizeBytes }),
    )
    if (!read.ok) return read.failure.code === 'cancelled' ? CANCELLED : fail(read.failure)
    const parsed = parseGazetteer(readJson(read.value))
    if (!parsed.ok) return parsed
    const kept = await store.keep(parsed.value)
    if (!kept.ok) return kept
    const { version, byCode } = parsed.value
    const counts = { provinces: 0, districts: 0, communes: 0, villages: 0 }
    for (const { code } of byCode.values()) counts[LEVELS[code.length / 2 - 1] ?? 'villages'] += 1
    return succeed({ version, ...counts })
  }
}

/** `gazetteer.places`. */
export function listPlaces(session: SessionSource, store: GazetteerStore): Handler<'gazetteer.places'> {
  return async ({ under }) => {
    if (session() === null) return lockedFailure()
    const read = await store.read()
    if (!read.ok) return read
    if (read.value === null) return succeed({ version: null, path: [], places: [] })
    const gazetteer = read.value
    return succeed({
      version: gazetteer.version,
      path: placesOfCode(gazetteer, under).map(copyOf),
      places: (gazetteer.under.get(under) ?? []).map(copyOf),
    })
  }
}

const LEVELS = ['provinces', 'districts', 'communes', 'villages'] as const

function copyOf(place: GazetteerPlace): GazetteerPlace {
  return { ...place }
}

// What is no JSON is no gazetteer either.
function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(bytes) ?? '')
  } catch {
    return null
  }
}
