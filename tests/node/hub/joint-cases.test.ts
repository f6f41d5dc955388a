import { beforeAll, describe, expect, it } from 'vitest'
import { type JointReading, readJointCases } from '#app/hub/read-joint.ts'
import { conflictsIn } from '#core/joint/joint-fields.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import { makeHub } from '../../support/hub-room.ts'
import { whenFileEnds } from '../../support/make-vault.ts'
import { RealStation } from '../../support/real-station.ts'
import { expectOk } from '../../support/results.ts'

const atEnd = whenFileEnds()
const NAMES = [{ text: 'ចាន់ សុភា', script: 'khmer' as const, use: 'official' as const }]
const PASSPORT = [{ kind: 'passport' as const, number: 'N 0123456' }]

describe('a case that two stations work on apart', () => {
  let hub: OpenHub
  let one: RealStation
  let other: RealStation
  let ofOne: string
  let ofOther: string
  const partyOf = new Map<RealStation, string>()
  beforeAll(async () => {
    ;({ hub } = await makeHub(atEnd, null))
    one = await RealStation.enrol(hub, 'ប៉ៃលិន', atEnd)
    other = await RealStation.enrol(hub, 'បាត់ដំបង', atEnd)
    ofOne = await one.openCase('ការឆបោក')
    ofOther = await other.openCase('ការឆបោកដដែល')
    const add = async (station: RealStation, number: string, more: object, passport = PASSPORT) => {
      const content = { names: NAMES, documents: passport, ...more }
      const { number: party } = await station.desk.ask('party.add', {
        case: number,
        content,
        role: 'suspect',
      })
      partyOf.set(station, party)
    }
    await add(one, ofOne, { nationality: 'KHM', occupation: 'អ្នកលក់' })
    // The same passport as another officer types it.
    await add(other, ofOther, { nationality: 'THA', note: 'x' }, [{ kind: 'passport', number: 'n 0123456' }])
    await one.exchange()
    await other.exchange()
  }, 120_000)

  const read = async (turned = false): Promise<JointReading> => {
    const places = [
      { station: one.vaultId, case: ofOne },
      { station: other.vaultId, case: ofOther },
    ]
    return expectOk(await readJointCases(hub.session, turned ? places.reverse() : places))
  }

  it('is read as one: each member by its last word, the other kept with who said it', async () => {
    const { cases, fields } = await read()
    expect(cases.map(({ number }) => number)).toEqual([ofOne, ofOther])
    const nationality = fields.find(({ field }) => field === 'nationality')
    expect(nationality).toMatchObject({
      subject: 'party document passport n 0123456',
      holds: { value: 'THA', ledger: other.vaultId },
      lost: [{ value: 'KHM', ledger: one.vaultId }],
    })
    // What only one of them says is no difference.
    const alone = fields.filter(({ field }) => ['occupation', 'note', 'roles'].includes(field))
    expect(alone.map(({ field, lost }) => [field, lost.length])).toEqual([
      ['note', 0],
      ['occupation', 0],
      ['roles', 0],
    ])
    expect((await read(true)).fields).toEqual(fields)
  })

  it('keeps a role that one has where the other took it back, and says so', async () => {
    const role = { case: ofOther, party: partyOf.get(other) ?? '', role: 'suspect' as const, isHeld: false }
    await other.desk.ask('party.setRole', role)
    await other.exchange()
    const roles = (await read()).fields.find(({ field }) => field === 'roles')
    expect(roles).toMatchObject({ element: 'suspect', holds: { value: true }, lost: [{ value: false }] })
  })

  it('is settled when the station that follows says the same', async () => {
    const party = partyOf.get(one) ?? ''
    await one.desk.ask('party.change', { case: ofOne, party, set: { nationality: 'THA' } })
    await one.desk.ask('party.setRole', { case: ofOne, party, role: 'suspect', isHeld: false })
    await one.exchange()
    const fields = conflictsIn((await read()).fields).map(({ field }) => field)
    expect(fields).not.toContain('nationality')
    expect(fields).not.toContain('roles')
  })

  it('is not read where a case was not shared, is not there, or is the same station’s', async () => {
    const sealed = await one.openCase('sealed', false)
    await one.exchange()
    const codeOf = async (...places: { station: string; case: string }[]) => {
      const done = await readJointCases(hub.session, places)
      return done.ok ? 'read' : done.failure.code
    }
    const good = { station: other.vaultId, case: ofOther }
    expect(await codeOf(good, { station: one.vaultId, case: sealed })).toBe('hub/case-not-shared')
    expect(await codeOf(good, { station: one.vaultId, case: '1999-0001' })).toBe('hub/no-such-case')
    expect(await codeOf(good, { station: 'nowhere', case: ofOne })).toBe('hub/no-such-station')
    expect(await codeOf(good, good)).toBe('case/same-case')
  })
})
