import type { Session } from 'electron'
import { parseAppAddress, schemeForLog } from './app-address.ts'
import { log } from './log.ts'

/**
 * Cancels and logs every request of a session but those to the app's own origin (or, in the session of sound and film, to those): nothing that a page asks for ever
 * reaches a network, a file or a part of Chromium.
 */
export function refuseForeignRequests(
  session: Session,
  isOurOwn: (address: string) => boolean = (address) => parseAppAddress(address) !== null,
): void {
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    const isOurs = isOurOwn(url)
    if (!isOurs) log('request-refused', schemeForLog(url))
    decide({ cancel: !isOurs })
  })
}
