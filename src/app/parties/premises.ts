import type { Handler } from '#contract/dispatcher.ts'
import type { PremisesId } from '#core/ids.ts'
import { nextPartyNumber } from '#core/parties/party-book.ts'
import type { PremisesInput } from '#core/parties/party-input.ts'
import { recordPremises } from '#core/parties/record-party.ts'
import { succeed } from '#core/result.ts'
import { appendOfCase } from '../custody/append-of-case.ts'
import { sessionActor } from '../custody/occurrence.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { conflictOf } from './conflict-of.ts'
import { named, namesIn, readFolk } from './read-folk.ts'

/** `premises.add`. */
export function addPremises(session: SessionSource): Handler<'premises.add'> {
  return async ({ case: name, content }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readFolk(vault, name)
    if (!read.ok) return read
    const { found, folk } = read.value
    const names = namesIn(vault, read.value, namesOf(content))
    if (!names.ok) return names
    const premisesId = vault.crypto.newId() as PremisesId
    const number = nextPartyNumber(found.number, 'A', folk.premises)
    const data = {
      premisesId,
      number,
      content: recordPremises(content, names.value),
      addedBy: sessionActor(vault),
    }
    const appended = appendOfCase(vault, found, { kind: 'premises-added', data })
    return appended.ok ? succeed({ premisesId, number }) : appended
  }
}

/** `premises.change`. */
export function changePremises(session: SessionSource): Handler<'premises.change'> {
  return async ({ case: name, premises: wanted, set, cleared, basedOnHex }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readFolk(vault, name)
    if (!read.ok) return read
    const { found, folk } = read.value
    const premises = named(folk.premises, (one) => one.premisesId, wanted, 'premises/not-found')
    if (!premises.ok) return premises
    const names = namesIn(vault, read.value, namesOf(set))
    if (!names.ok) return names
    const { premisesId, versionHex } = premises.value
    const change = { set: recordPremises(set, names.value), cleared, basedOnHex: basedOnHex ?? versionHex }
    const data = { premisesId, ...change, changedBy: sessionActor(vault) }
    const appended = appendOfCase(vault, found, { kind: 'premises-changed', data })
    if (!appended.ok) return appended
    return conflictOf(vault, name, (now) => now.premises.find((one) => one.premisesId === premisesId))
  }
}

/** `premises.list`. */
export function listPremises(session: SessionSource): Handler<'premises.list'> {
  return async ({ case: name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readFolk(vault, name)
    return read.ok ? succeed({ premises: [...read.value.folk.premises] }) : read
  }
}

function namesOf({ landlordParty }: PremisesInput) {
  return { parties: landlordParty === undefined ? [] : [landlordParty], exhibits: [] }
}
