import { describe, expect, it } from 'vitest'
import { OPERATIONS, type OperationName } from '#contract/operations.ts'
import { STATION_READS } from '#contract/station-reads.ts'
import { mayDo } from '../../../../src/renderer/state/station-actions.ts'
import { makeWorkplace } from '../../../../src/renderer/state/workplace.ts'
import { makeScriptedDesk, SESSION } from '../../../support/scripted-desk.ts'

const NAMES = Object.keys(OPERATIONS) as OperationName[]

describe('a station that is read at headquarters', () => {
  const everybody = {
    ...SESSION,
    person: { ...SESSION.person, roles: ['officer', 'administrator'] as const },
  }
  const mayAt = (isReadingRoom: boolean) => {
    const person = { ...everybody.person, roles: [...everybody.person.roles] }
    const at = makeWorkplace(makeScriptedDesk({}, { isReadingRoom }), { ...everybody, person })
    return NAMES.filter((name) => mayDo(at.store.getState(), name))
  }

  it('may be asked for its reads, and for nothing else whatever the roles are', () => {
    expect(mayAt(true).filter((name) => !(STATION_READS as readonly string[]).includes(name))).toEqual([])
    expect(mayAt(true)).toContain('case.show')
  })

  it('is asked for more where it is open itself', () => {
    expect(mayAt(false)).toEqual(expect.arrayContaining(['case.show', 'case.open', 'exhibit.preview']))
  })
})
