import type { Handler } from '#contract/dispatcher.ts'
import type { CounselId, HearingId } from '#core/ids.ts'
import { fail, succeed } from '#core/result.ts'
import type { SessionSource } from '../vault-session.ts'
import { sayOfCase } from './work-on-case.ts'

/** `hearing.set`. */
export function setHearing(session: SessionSource): Handler<'hearing.set'> {
  return async ({ case: name, hearingId: known, court, atMs, zone, subject, state, note }) =>
    sayOfCase(session, name, ({ vault, work, me }) => {
      if (known !== undefined && !work.hearings.some((hearing) => hearing.hearingId === known))
        return fail({ code: 'hearing/not-found' as const })
      const hearingId = known ?? (vault.crypto.newId() as HearingId)
      const said = { hearingId, court, atMs, zone, subject, state }
      const data = { ...said, ...(note !== undefined && { note }), setBy: me }
      return succeed({ saying: { kind: 'hearing-set', data }, answer: { hearingId } })
    })
}

/** `counsel.set`. */
export function setCounsel(session: SessionSource): Handler<'counsel.set'> {
  return async ({
    case: name,
    counselId: known,
    role,
    fullName,
    organisation,
    contact,
    represents,
    isActing,
  }) =>
    sayOfCase(session, name, ({ vault, work, me }) => {
      if (known !== undefined && !work.counsel.some((counsel) => counsel.counselId === known))
        return fail({ code: 'counsel/not-found' as const })
      const counselId = known ?? (vault.crypto.newId() as CounselId)
      const data = {
        ...{ counselId, role, fullName, isActing, setBy: me },
        ...(organisation !== undefined && { organisation }),
        ...(contact !== undefined && { contact }),
        ...(represents !== undefined && { represents }),
      }
      return succeed({ saying: { kind: 'counsel-set', data }, answer: { counselId } })
    })
}
