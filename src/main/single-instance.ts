import type { App } from 'electron'
import { log } from './log.ts'

/**
 * Makes this the only running program of this user, or answers `false` when another one is.
 *
 * A second start only calls `show`. Its arguments, folder and data come from outside and are never read.
 */
export function claimSingleInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  show: () => void,
): boolean {
  if (!app.requestSingleInstanceLock()) return false
  app.on('second-instance', () => {
    log('second-instance')
    show()
  })
  // Files and addresses that the system hands over are no way in; files enter through the dialog or a drop.
  app.on('open-file', (event) => event.preventDefault())
  app.on('open-url', (event) => event.preventDefault())
  return true
}
