import type { VaultSession } from '#app/vault-session.ts'
import { expectValue, indexWords } from './open-bench-vault.ts'
import { rawProcessorUs } from './raw-verification.ts'
import { measure, note, peakResidentMiB, say } from './side-by-side.ts'

const MILLION = 1_000_000
/** Signatures that are verified raw before and after. */
const RAW_EVENTS = 10_000
/** Steps of the index of words that are measured; each takes in some hundred texts. */
const STEPS_OF_WORDS = 50

/** Drops a person's projections and fills them again. */
export async function benchRebuild(session: VaultSession): Promise<void> {
  const { signal } = new AbortController()
  const { signingKeyHex } = session.person
  const rawUs = () =>
    rawProcessorUs({ signingKeyHex, events: expectValue(session.ledger.readAll(0, RAW_EVENTS)) })
  const rawBeforeUs = await rawUs()
  const atFirstMiB = process.memoryUsage().rss / 2 ** 20
  const residents: number[] = []
  const before = process.threadCpuUsage()
  const { value, took } = await measure(() =>
    session.cases.rebuild({
      signal,
      onProgress: (done, total) => {
        const tenth = Math.floor((10 * done) / total)
        residents[tenth] = Math.max(residents[tenth] ?? 0, process.memoryUsage().rss / 2 ** 20)
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
  const { user, system } = process.threadCpuUsage(before)
  const ownUs = (user + system) / events
  note(
    `an event: ${ownUs.toFixed(0)} µs on the thread that fills, of ${((took.processorMs / events) * 1000).toFixed(0)} µs`,
  )
  const rawAfterUs = await rawUs()
  note(
    `verifying one signature raw: ${rawBeforeUs.toFixed(0)} µs before it, ${rawAfterUs.toFixed(0)} µs after it`,
  )
  const ofTenths = residents.map((mebibytes) => Math.round(mebibytes)).join(', ')
  note(
    `resident before it ${Math.round(atFirstMiB)} MiB, in its tenths ${ofTenths}, peak ${Math.round(peakResidentMiB())} MiB`,
  )
  await notePaceOfWords(session, events)
}

/** Says how long the index of words takes that follows; some texts tell it. */
async function notePaceOfWords(session: VaultSession, events: number): Promise<void> {
  const atFirst = expectValue(session.cases.indexWords())
  const { value, took } = await measure(() => indexWords(session, STEPS_OF_WORDS))
  const seconds = (took.processorMs / Math.max(1, atFirst - value) / 1000) * atFirst
  const forMillionS = (seconds / events) * MILLION
  note(
    `the index of words follows in the background, while parts of words answer: ${forMillionS.toFixed(0)} s for 1,000,000 events`,
  )
}
