import type { App, Session } from 'electron'
import { refusePermissions } from './permissions.ts'
import { refuseForeignRequests } from './request-guard.ts'

const guarded = new WeakSet<Session>()

/** Puts every session under guard as soon as it exists, whoever made it. */
export function guardSessions(app: Pick<App, 'on'>): void {
  app.on('session-created', guardSession)
}

/**
 * Puts one session under guard, once: no permissions, no foreign requests, no proxies, no spell checker (which would
 * fetch dictionaries).
 */
export function guardSession(session: Session): void {
  if (guarded.has(session)) return
  guarded.add(session)
  refusePermissions(session)
  refuseForeignRequests(session)
  session.setSpellCheckerEnabled(false)
  void session.setProxy({ mode: 'direct' })
}
