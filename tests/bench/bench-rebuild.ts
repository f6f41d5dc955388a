import type { VaultSession } from '#app/vault-session.ts'
import { measure, note, peakResidentMiB, say } from './side-by-side.ts'

const MILLION = 1_000_000

/** Drops a person's projections and fills them again. */
export async function benchRebuild(session: VaultSession): Promise<void> {
  const { signal } = new AbortController()
  let residentMiB = 0
  const { value, took } = await measure(() =>
    session.cases.rebuild({
      signal,
      onProgress: () => {
        residentMiB = Math.max(residentMiB, process.memoryUsage().rss / 2 ** 20)
      },
    }),
  )
  if (!value.ok) throw new Error(`refused: ${JSON.stringify(value.failure)}`)
  const { events, cases } = value.value
  const forMillionS = (took.wallMs / events) * (MILLION / 1000)
  say('rebuild', `${forMillionS.toFixed(0)} s for 1,000,000 events`, '< 180 s on two processors, memory flat')
  const processorS = (took.processorMs / events) * (MILLION / 1000)
  note(
    `by processor time ${(processorS / 2).toFixed(0)} s for 1,000,000 events, if two processors share it evenly`,
  )
  note(
    `${events} events, ${cases} cases in ${(took.wallMs / 1000).toFixed(1)} s, processors ${(took.processorMs / 1000).toFixed(1)} s`,
  )
  note(`resident during it ${Math.round(residentMiB)} MiB, peak ${Math.round(peakResidentMiB())} MiB`)
}
