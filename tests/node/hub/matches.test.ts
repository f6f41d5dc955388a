import { beforeAll, describe, expect, it } from 'vitest'
import { hintMatches, listMatches } from '#app/hub/hint-matches.ts'
import { caseKeysOf, readAllSaid, type Said } from '#app/hub/read-said.ts'
import { placeStation, stateContact } from '#app/hub/state-facts.ts'
import { canonicalText } from '#core/ledger/canonical-json.ts'
import { proveHub } from '#hub/backup-hub.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import { makeHub } from '../../support/hub-room.ts'
import { type PostgresServer, startPostgres } from '../../support/hub-store-places.ts'
import { COMPLAINT, whenFileEnds } from '../../support/make-vault.ts'
import { RealStation } from '../../support/real-station.ts'
import { expectOk } from '../../support/results.ts'

const atEnd = whenFileEnds()
const postgres: PostgresServer | string = await startPostgres()
if (typeof postgres === 'string') console.warn(`without PostgreSQL: ${postgres}`)
else atEnd(() => postgres.stop())

const PLACES = [
  ['the embedded store', null] as const,
  ...(typeof postgres === 'string' ? [] : [['PostgreSQL', postgres.url('postgres')] as const]),
]

const SELLER = { kind: 'phone', value: '012 345 678' } as const
const SEALED = { kind: 'telegram', value: '@in_a_sealed_case' } as const
/** The victim's own number, as complaints tell of it. */
const VICTIMS = { kind: 'phone', value: COMPLAINT.victim.phone ?? '' } as const
const WITHDRAWN = { kind: 'imsi', value: '456010123456789' } as const
const CANARY = 'CANARY'

type Typed = { readonly kind: 'phone' | 'telegram'; readonly value: string }

describe.each(PLACES)('matches of a hub on %s', (_name, url) => {
  let hub: OpenHub
  let one: RealStation
  let other: RealStation
  let ofOne: string
  let kept: string
  beforeAll(async () => {
    ;({ hub } = await makeHub(atEnd, url))
    one = await RealStation.enrol(hub, `ប៉ៃលិន ${CANARY}`, atEnd)
    other = await RealStation.enrol(hub, `បាត់ដំបង ${CANARY}`, atEnd)
    expectOk(await stateContact(hub.session, 'ការិយាល័យ ៧'))
    ofOne = await one.openCase(`${CANARY} one`)
    await complain(one, ofOne, [SELLER, SEALED, VICTIMS])
    const second = await one.openCase(`${CANARY} one again`)
    await complain(one, second, [SELLER])
    const { identifierIds } = await noteImsi(one, ofOne)
    await one.desk.ask('identifier.withdraw', {
      case: ofOne,
      identifierId: identifierIds[0] ?? '',
      reason: 'x',
    })
    await one.exchange()
  }, 120_000)

  const complain = (station: RealStation, number: string, identifiers: Typed[]) =>
    station.desk.ask('complaint.add', {
      case: number,
      complaint: {
        ...COMPLAINT,
        ...{ summary: CANARY, narrative: CANARY, identifiers },
        victim: { ...COMPLAINT.victim, name: CANARY },
      },
    })
  const noteImsi = (station: RealStation, number: string) =>
    station.desk.ask('identifier.note', {
      case: number,
      identifiers: [WITHDRAWN],
      seenIn: { kind: 'words', text: CANARY },
    })
  const toldTo = async ({ vaultId }: RealStation): Promise<readonly Said[]> =>
    expectOk(
      expectOk(
        await hub.session.store.read(async (reads) => {
          const station = expectOk(await hub.session.ledger.catchUp(reads)).stations.get(vaultId)
          if (station === undefined) throw new Error('no such station')
          return await readAllSaid(hub.session, reads, station, await caseKeysOf(hub.session, reads, station))
        }),
      ),
    )
  const hint = (normalised: string, cases: number, provinces = 1) => ({
    kind: 'match-hint',
    identifierKind: normalised.startsWith('+') ? 'phone' : 'telegram',
    ...{ normalised, cases, provinces },
    contact: 'ការិយាល័យ ៧',
  })

  it('are none within one station, in cases that are not shared, of what was withdrawn, and of victims’ own', async () => {
    kept = await other.openCase(`${CANARY} sealed`, false)
    await complain(other, kept, [SEALED])
    const shared = await other.openCase(`${CANARY} other`)
    await complain(other, shared, [VICTIMS])
    await noteImsi(other, shared)
    await other.exchange()
    expect(expectOk(await listMatches(hub.session)).matches).toEqual([])
    expect([...(await toldTo(one)), ...(await toldTo(other))]).toEqual([])
  }, 60_000)

  it('are told to each station concerned, and nothing of another case with them', async () => {
    expectOk(await placeStation(hub.session, one.vaultId, '24'))
    const found = await other.openCase(`${CANARY} found`)
    await complain(other, found, [SELLER])
    expect(await other.exchange()).toMatchObject({ messages: 1 })
    expect((await other.messages())[0]).toMatchObject({
      kind: 'match-hint',
      caseNumber: found,
      match: { normalised: '+85512345678', cases: 2, provinces: 1 },
      text: 'ការិយាល័យ ៧',
    })
    const told = await toldTo(one)
    expect(told.map(({ inCase }) => inCase?.content)).toEqual([
      hint('+85512345678', 1),
      hint('+85512345678', 1),
    ])
    for (const { content, inCase } of [...told, ...(await toldTo(other))]) {
      // Everything that is in the message: what surrounds it names the station's own case and nothing else.
      expect(Object.keys(content).sort()).toEqual(['caseId', 'kind', 'sealedHex'])
      expect(canonicalText(inCase?.content ?? null)).not.toContain(CANARY)
    }
    const cases = new Set(told.map(({ inCase }) => inCase?.caseId))
    expect(cases.size).toBe(2)
    for (const { inCase } of await toldTo(other)) expect(cases.has(inCase?.caseId)).toBe(false)
  }, 60_000)

  it('are told once, again when there are more, and of a case that is shared later', async () => {
    expect(expectOk(await hintMatches(hub.session))).toBe(0)
    hub.session.unhinted.add('phone +85512345678')
    expect(expectOk(await hintMatches(hub.session))).toBe(0)
    await one.openCase('nothing', false)
    expect(await one.exchange()).toMatchObject({ messages: 2 })
    await other.desk.ask('case.shareWithHub', { case: kept })
    await other.exchange()
    expect((await toldTo(one)).map(({ inCase }) => inCase?.content)).toEqual([
      hint('+85512345678', 1),
      hint('+85512345678', 1),
      hint('@in_a_sealed_case', 1),
    ])
    const more = await other.openCase('more')
    await complain(other, more, [SELLER])
    await other.exchange()
    expect((await toldTo(one)).slice(3).map(({ inCase }) => inCase?.content)).toEqual([
      hint('+85512345678', 2),
      hint('+85512345678', 2),
    ])
    expect(expectOk(await listMatches(hub.session)).matches.map(({ cases }) => cases.length)).toEqual([4, 2])
    expect(expectOk(await proveHub(hub)).findings).toEqual([])
  }, 60_000)
})
