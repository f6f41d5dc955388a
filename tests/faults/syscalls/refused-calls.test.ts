import { expect, test } from 'vitest'
import { needStrace } from '../objects/run-child.ts'
import { type Harm, harmSession } from './harmed-session.ts'

const isSlow = process.env.SLOW === '1'

/** What a refused call may come to, by its errno; SQLite has its own names for some. */
const CODES: { readonly [errno: string]: RegExp } = {
  ENOSPC: /^disk\/full (ENOSPC|SQLITE_FULL)$|^disk\/failed SQLITE_IOERR_(FSYNC|DIR_FSYNC|TRUNCATE|WRITE)$/,
  EIO: /^disk\/failed (EIO|SQLITE_IOERR\w*)$/,
  EMFILE: /^disk\/too-many-open-files EMFILE$|^disk\/failed SQLITE_CANTOPEN\w*$/,
  EACCES: /^disk\/no-permission EACCES$|^disk\/failed SQLITE_(CANTOPEN|IOERR)\w*$/,
  EROFS: /^disk\/read-only (EROFS|SQLITE_READONLY\w*)$|^disk\/failed SQLITE_(CANTOPEN|IOERR)\w*$/,
}
/**
 * What follows from something having been refused before: the head file, what was to stand in a vault that was not made, a change of
 * passphrase of which the person was told that it was not recorded.
 */
const FOLLOWS = /^head\/not-recorded \w+$|^vault\/(locked|not-found|wrong-passphrase)$|^case\/not-found$/

/** What the disk's own failures are called: a change that may hold is told with one of their causes. */
const OF_DISK = [
  'disk/full',
  'disk/failed',
  'disk/too-many-open-files',
  'disk/no-permission',
  'disk/read-only',
]
const MAY_HOLD = 'vault/change-may-hold '

function isFitting(failure: string, allowed: RegExp): boolean {
  if (allowed.test(failure) || FOLLOWS.test(failure)) return true
  const cause = failure.startsWith(MAY_HOLD) ? failure.slice(MAY_HOLD.length) : null
  return cause !== null && OF_DISK.some((code) => allowed.test(`${code} ${cause}`))
}

/** Harms a session, and answers whether it met the harm; nothing may be lost, and what is said must fit. */
async function refuse(harm: Harm, errno: string): Promise<boolean> {
  const { failures, wrongs, isHarmed } = await harmSession(harm)
  const allowed = CODES[errno] ?? /^$/
  const unfitting = failures.filter((failure) => !isFitting(failure, allowed))
  expect({ wrongs, unfitting }, JSON.stringify(harm)).toEqual({ wrongs: [], unfitting: [] })
  return isHarmed
}

// Hundreds of sessions under strace: half an hour on a quiet machine, and hours on one that others use.
const LIMIT = isSlow ? { timeout: 12 * 60 * 60_000 } : {}

/** With SLOW=1 each of so many calls of a kind is harmed, or as many as the session has. */
const MOST_CALLS = 300
/** Harms only one call of so many, to go through a kind with many in minutes. */
const EVERY = Number(process.env.EVERY ?? 1)

type Points = {
  readonly call: string
  readonly errno: string
  readonly isOnPaths?: boolean
  /** By default: the calls that are refused, each by itself or with all that follow. */
  readonly once: readonly number[]
  readonly fromThereOn: readonly number[]
}

const POINTS: readonly Points[] = [
  { call: 'pwrite64', errno: 'ENOSPC', once: [120], fromThereOn: [141, 260] },
  { call: 'pwrite64', errno: 'EIO', once: [410], fromThereOn: [] },
  { call: 'fsync', errno: 'EIO', once: [12], fromThereOn: [9] },
  { call: 'fsync', errno: 'ENOSPC', once: [], fromThereOn: [] },
  { call: 'fdatasync', errno: 'EIO', once: [8], fromThereOn: [] },
  { call: 'fdatasync', errno: 'ENOSPC', once: [], fromThereOn: [4] },
  { call: 'rename', errno: 'ENOSPC', once: [8], fromThereOn: [] },
  { call: 'rename', errno: 'EIO', once: [], fromThereOn: [] },
  { call: 'mkdir', errno: 'ENOSPC', once: [], fromThereOn: [] },
  { call: 'unlink', errno: 'EIO', once: [], fromThereOn: [] },
  { call: 'ftruncate', errno: 'EIO', once: [3], fromThereOn: [] },
  { call: 'openat', errno: 'EMFILE', isOnPaths: true, once: [], fromThereOn: [] },
  { call: 'openat', errno: 'EACCES', isOnPaths: true, once: [], fromThereOn: [] },
  { call: 'openat', errno: 'EROFS', isOnPaths: true, once: [], fromThereOn: [] },
]

const REFUSALS = POINTS.flatMap(({ once, fromThereOn, ...harm }) => [
  { ...harm, how: 'once', ending: '', at: once },
  { ...harm, how: 'from one on', ending: '+', at: fromThereOn },
]).filter(({ at }) => isSlow || at.length > 0)

test.for(REFUSALS)(
  'a $call that is refused with $errno, $how, loses nothing that was acknowledged, and is named',
  LIMIT,
  async ({ call, errno, ending, at, isOnPaths = false }, context) => {
    needStrace(context)
    const does = `error=${errno}` as const
    for (const when of at) {
      const isHarmed = await refuse({ call, does, when: `${when}${ending}`, isOnPaths }, errno)
      expect(isHarmed, `${call} ${when} was never reached`).toBe(true)
    }
    for (let when = 1; isSlow && when <= MOST_CALLS; when += EVERY) {
      if (!(await refuse({ call, does, when: `${when}${ending}`, isOnPaths }, errno))) return
    }
  },
)

const KILLS = [
  { call: 'fdatasync', at: [11] },
  { call: 'rename', at: [9] },
  { call: 'pwrite64', at: [300] },
  { call: 'fsync', at: [24] },
  { call: 'mkdir', at: [] },
  { call: 'unlink', at: [] },
  { call: 'ftruncate', at: [4] },
].filter(({ at }) => isSlow || at.length > 0)

test.for(KILLS)(
  'a process killed at a $call loses nothing that it acknowledged',
  LIMIT,
  async ({ call, at }, context) => {
    needStrace(context)
    for (const when of at) {
      const { isKilled, wrongs } = await harmSession({ call, does: 'signal=KILL', when: String(when) })
      expect({ wrongs, isKilled }, `${call} ${when}`).toEqual({ wrongs: [], isKilled: true })
    }
    for (let when = 1; isSlow && when <= MOST_CALLS; when += EVERY) {
      const { isKilled, wrongs } = await harmSession({ call, does: 'signal=KILL', when: String(when) })
      expect(wrongs, `${call} ${when}`).toEqual([])
      if (!isKilled) return
    }
  },
)
