import type { Handler } from '#contract/dispatcher.ts'
import { foldRaids } from '#core/custody/raid-view.ts'
import type { RaidId } from '#core/ids.ts'
import { fail, succeed } from '#core/result.ts'
import { appendOfCase } from '../custody/append-of-case.ts'
import { occurrence, sessionActor } from '../custody/occurrence.ts'
import { nextItemNumber } from '../exhibit/next-number.ts'
import { findCase, lockedFailure, type SessionSource } from '../vault-session.ts'

/** `raid.open`. Without an authorisation the exception in law must be named (Code of Criminal Procedure 2007, art. 91). */
export function openRaid(session: SessionSource): Handler<'raid.open'> {
  return async (input) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const { name, address, authorisation, exception, occupant, witnesses } = input
    if (authorisation === undefined && exception === undefined)
      return fail({ code: 'raid/authorisation-needed' })
    const found = findCase(vault, input.case)
    if (!found.ok) return found
    const when = occurrence(vault, { atMs: input.startedAtMs, zone: input.zone })
    if (!when.ok) return when
    const number = nextItemNumber(vault, found.value, 'R')
    if (!number.ok) return number
    const raidId = vault.crypto.newId() as RaidId
    const data = {
      raidId,
      number: number.value,
      name,
      address,
      startedAtMs: when.value.atMs,
      zone: when.value.zone,
      ...(authorisation !== undefined && { authorisation: authorisationOf(authorisation) }),
      ...(exception !== undefined && { exception }),
      ...(occupant !== undefined && { occupant }),
      witnesses,
      openedBy: sessionActor(vault),
    }
    const appended = appendOfCase(vault, found.value, { kind: 'raid-opened', data })
    return appended.ok ? succeed({ raidId, number: number.value }) : appended
  }
}

/** `raid.list`. */
export function listRaids(session: SessionSource): Handler<'raid.list'> {
  return async (input) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, input.case)
    if (!found.ok) return found
    const lines = vault.cases.raidLines(found.value.caseId)
    if (!lines.ok) return lines
    const raids = []
    for (const { raidId, opened } of foldRaids(lines.value)) {
      const counts = vault.cases.countRaid(raidId)
      if (!counts.ok) return counts
      const { number, name, address, startedAtMs, zone, openedBy } = opened
      const items = counts.value.get(raidId) ?? 0
      raids.push({ raidId, number, name, address, startedAtMs, zone, openedBy: openedBy.name, items })
    }
    return succeed({ raids })
  }
}

type Authorisation = {
  readonly form: 'written' | 'verbal'
  readonly authority: string
  readonly reference?: string | undefined
  readonly givenAtMs: number
}

function authorisationOf({ form, authority, reference, givenAtMs }: Authorisation) {
  return { form, authority, ...(reference !== undefined && { reference }), givenAtMs }
}
