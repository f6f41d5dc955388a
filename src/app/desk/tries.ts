import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { DeskReads, DeskWrites } from '../ports/hub-desk-store.ts'
import type { HubStoreFailure } from '../ports/hub-store.ts'
import type { DeskSession } from './desk-session.ts'

/** Wrong tries that cost nothing, and the longest delay: an account is of one person, an address may be of a whole office. */
const OF_ACCOUNT = { free: 3, longestMs: 5 * 60_000 } as const
const OF_ADDRESS = { free: 20, longestMs: 15 * 60_000 } as const
const FIRST_DELAY_MS = 1000
/** Tries that are older are forgotten. */
export const TRIES_KEPT_MS = 24 * 3_600_000

type Limits = { readonly free: number; readonly longestMs: number }

/** Why a try is not made. */
export type WaitFailure = Failure<'account/wait-before-next-try'>

/** The names under which the tries of a log-in are counted. They are the same whether an account exists or not. */
export type TryMarks = { readonly account: string; readonly address: string }

/** Makes the names of tries. */
export function tryMarks({ hub }: Pick<DeskSession, 'hub'>, logInName: string, from: string): TryMarks {
  return { account: hub.tools.mark(`name ${logInName}`), address: hub.tools.mark(`from ${networkOf(from)}`) }
}

/** Counts a try before it is made, so that many at once are not made for the price of one; refuses one that comes too early. */
export async function countTry(
  { hub }: Pick<DeskSession, 'hub'>,
  marks: TryMarks,
): Promise<Result<void, WaitFailure | HubStoreFailure>> {
  return await hub.store.apart<void, WaitFailure>(async (desk) => {
    const nowMs = hub.clock.nowMs()
    const of = [
      { mark: marks.account, limits: OF_ACCOUNT },
      { mark: marks.address, limits: OF_ADDRESS },
    ] as const
    const counts: number[] = []
    for (const { mark, limits } of of) {
      const { count, waitMs } = await waitOf(desk, mark, limits, nowMs)
      if (waitMs > 0) {
        const facts = { waitMs, waitSeconds: Math.ceil(waitMs / 1000) }
        return fail({ code: 'account/wait-before-next-try', facts })
      }
      counts.push(count)
    }
    for (const [at, { mark }] of of.entries())
      await desk.putTries({ mark, count: (counts[at] ?? 0) + 1, lastAtMs: nowMs })
    return succeed(undefined)
  })
}

/** Takes back what {@link countTry} counted, after a try that was right. */
export async function forgiveTry(desk: DeskWrites, { account, address }: TryMarks): Promise<void> {
  await desk.dropTries(account)
  const ofAddress = await desk.tries(address)
  if (ofAddress !== null) await desk.putTries({ ...ofAddress, count: Math.max(0, ofAddress.count - 1) })
}

async function waitOf(
  desk: DeskReads,
  mark: string,
  { free, longestMs }: Limits,
  nowMs: number,
): Promise<{ readonly count: number; readonly waitMs: number }> {
  const tries = await desk.tries(mark)
  if (tries === null || nowMs - tries.lastAtMs > TRIES_KEPT_MS) return { count: 0, waitMs: 0 }
  const { count, lastAtMs } = tries
  if (count < free) return { count, waitMs: 0 }
  const delayMs = Math.min(longestMs, FIRST_DELAY_MS * 2 ** (count - free))
  // A clock that was set back makes nobody wait longer than the delay.
  return { count, waitMs: Math.max(0, Math.min(delayMs, lastAtMs + delayMs - nowMs)) }
}

/** The network that an address is of: for IPv6 the first 64 bits, which one customer has all of. */
export function networkOf(from: string): string {
  const plain = from.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const between = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0')
  return [...left, ...between, ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
