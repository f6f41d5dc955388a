import type { PowerMonitor } from 'electron'

/** Why the workstation locks by itself. */
export type LockReason = 'suspend' | 'lock-screen' | 'user-left' | 'idle'

/** How long nobody touches keyboard or mouse before the workstation locks. */
export const IDLE_LIMIT_SECONDS = 600

/** How often idleness is asked; also the most by which an idle lock comes late. */
const IDLE_POLL_MS = 5_000

/**
 * Calls `lock` when the machine goes to sleep, the screen is locked, another user takes over, or nobody has touched
 * keyboard or mouse for the limit.
 *
 * Not every desktop tells when its screen is locked, so its state is asked as well. Answers a function that ends it.
 */
export function lockWhenLeft(
  monitor: Pick<PowerMonitor, 'on' | 'getSystemIdleTime' | 'getSystemIdleState'>,
  lock: (reason: LockReason) => void,
  idleLimitSeconds = IDLE_LIMIT_SECONDS,
): () => void {
  monitor.on('suspend', () => lock('suspend'))
  monitor.on('lock-screen', () => lock('lock-screen'))
  if (process.platform === 'darwin') monitor.on('user-did-resign-active', () => lock('user-left'))
  let wasAway = false
  const poll = setInterval(() => {
    const isScreenLocked = monitor.getSystemIdleState(idleLimitSeconds) === 'locked'
    const isAway = isScreenLocked || monitor.getSystemIdleTime() >= idleLimitSeconds
    if (isAway && !wasAway) lock(isScreenLocked ? 'lock-screen' : 'idle')
    wasAway = isAway
  }, IDLE_POLL_MS)
  return () => clearInterval(poll)
}
