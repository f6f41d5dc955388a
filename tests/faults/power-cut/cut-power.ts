import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoredEvent } from '#app/ports/ledger-store.ts'
import { HEAD_RECORD_BYTES } from '#node/vault/head-file.ts'
import { makeFolder } from '../../support/make-vault.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { type Found, findOut } from './judge-state.ts'
import { MADE_BEFORE, type Recording } from './record-session.ts'
import { type Loss, ReplayedDisk } from './replayed-disk.ts'
import { linesOf } from './run-session.ts'
import type { Step } from './write-log.ts'

/** A moment at which the power fails: after so many steps, with what becomes of what was not flushed. */
export type Cut = { readonly after: number; readonly loss: Loss; readonly seed: number }

/** What a cut cost that it must not cost. */
export type Damage = { readonly cut: Cut; readonly step: string; readonly damage: string }

/**
 * Moments spread over a session: those right after something was acknowledged, where most is to be lost, and as many
 * anywhere.
 */
export function chooseCuts({ steps }: Recording, count: number, seed: number): readonly Cut[] {
  const random = seededRandom(seed)
  const acknowledged = steps.flatMap(({ kind }, at) => (kind === 'said' ? [at + 1] : []))
  const writes = steps.flatMap(({ kind }, at) => (kind === 'said' || kind === 'close' ? [] : [at + 1]))
  const pick = (places: readonly number[], share: number) =>
    places[Math.min(places.length - 1, Math.floor(share * places.length))] as number
  return Array.from({ length: count }, (_, index): Cut => {
    const from = index % 2 === 0 ? acknowledged : writes
    const after = pick(from, (index + random()) / count)
    const fate = random()
    return {
      after,
      loss: fate < 0.45 ? 'all' : fate < 0.9 ? 'some' : 'none',
      seed: Math.floor(random() * 2 ** 31),
    }
  }).sort((first, second) => first.after - second.after)
}

/**
 * Cuts the power at each moment, opens what is left, and answers everything that is not as it must be; with `mayStop`, the first of it.
 */
export async function cutPower(
  recording: Recording,
  cuts: readonly Cut[],
  { mayStop = false }: { readonly mayStop?: boolean } = {},
): Promise<readonly Damage[]> {
  const lines = linesOf(recording.steps.flatMap((step) => (step.kind === 'said' ? [step.text] : [])).join(''))
  const whole = await findOut(recording.root, lines)
  if (!whole.opens || whole.wrongs.length > 0)
    throw new Error(`the vault itself is not whole: ${JSON.stringify(whole)}`)
  const boundaries = boundariesOf(recording.steps)
  const disk = new ReplayedDisk(recording.root, MADE_BEFORE)
  const damages: Damage[] = []
  let applied = 0
  let said = ''
  for (const cut of cuts) {
    for (; applied < cut.after; applied += 1) {
      const step = recording.steps[applied] as Step
      disk.apply(step)
      if (step.kind === 'said') said += step.text
    }
    const place = await makeFolder()
    await disk.cutInto(place, cut.loss, seededRandom(cut.seed))
    const acknowledged = linesOf(said)
    const acknowledgedSeq = acknowledged.at(-1)?.seq ?? 0
    const headSeq = await headSeqOf(place)
    const damage =
      headSeq !== null && headSeq < acknowledgedSeq
        ? `the head file names event ${headSeq} of ${acknowledgedSeq} acknowledged: going back to it would not be seen`
        : judge(await findOut(place, acknowledged), acknowledgedSeq, whole.events, boundaries)
    if (damage !== null) damages.push({ cut, step: describe(recording.steps[cut.after - 1]), damage })
    await rm(place, { recursive: true })
    if (mayStop && damages.length > 0) break
  }
  return damages
}

function judge(
  found: Found,
  acknowledgedSeq: number,
  whole: readonly StoredEvent[],
  boundaries: ReadonlySet<number>,
): string | null {
  if (!found.opens) {
    // Until the making of a vault was acknowledged there may be none, and then it is absent and not broken.
    if (acknowledgedSeq === 0 && found.code === 'vault/not-found') return null
    return `does not open: ${found.code}`
  }
  const same = found.events.findIndex(({ hashHex, sealedBody }, index) => {
    const { hashHex: wanted, sealedBody: body } = whole[index] ?? {}
    return hashHex !== wanted || body === undefined || !Buffer.from(body).equals(sealedBody)
  })
  const held = same === -1 ? found.events.length : same
  if (held < acknowledgedSeq) return `holds ${held} of ${acknowledgedSeq} acknowledged events`
  if (!boundaries.has(held)) return `holds ${held} events: half of what was appended at once`
  return found.wrongs.length === 0 ? null : `is not as it was: ${found.wrongs.join(', ')}`
}

/** How far the ledger had come after each append, as the head file was told. */
function boundariesOf(steps: readonly Step[]): ReadonlySet<number> {
  return new Set(steps.flatMap((step) => (step.kind === 'write' ? headSeqsIn(step.bytes) : [])))
}

/** The greatest number that a cut left in the head file, or `null` where there is no vault. */
async function headSeqOf(place: string): Promise<number | null> {
  const bytes = await readFile(join(place, 'vault', 'head')).catch(() => null)
  return bytes === null ? null : Math.max(0, ...headSeqsIn(bytes))
}

/** The numbers in records of the head file (`docs/format.md`, section The head file), which are not secret. */
function headSeqsIn(bytes: Buffer): readonly number[] {
  if (bytes.length % HEAD_RECORD_BYTES !== 0) return []
  return Array.from({ length: bytes.length / HEAD_RECORD_BYTES }, (_, index) => index * HEAD_RECORD_BYTES)
    .filter((at) => bytes.toString('latin1', at, at + 8) === 'SAMHEAD1')
    .map((at) => Number(bytes.readBigUInt64BE(at + 32)))
}

function describe(step: Step | undefined): string {
  if (step === undefined) return 'nothing'
  const { kind } = step
  if (kind === 'said') return `said ${step.text.slice(0, 60)}`
  return 'path' in step ? `${kind} ${step.path}` : 'from' in step ? `${kind} ${step.from} ${step.to}` : kind
}
