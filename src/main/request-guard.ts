import type { Session } from 'electron'
import { parseAppAddress, schemeForLog } from './app-address.ts'
import { log } from './log.ts'

/**
 * Cancels and logs every request of a session but those to the app's own origin: nothing that a page asks for ever
 * reaches a network, a file or a part of Chromium.
 */
export function refuseForeignRequests(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    const isOurs = parseAppAddress(url) !== null
    if (!isOurs) log('request-refused', schemeForLog(url))
    decide({ cancel: !isOurs })
  })
}
