import { describe, expect, test } from 'vitest'
import { isoDateText } from '#core/dates/civil-date.ts'
import { stationTimeAt } from '#core/dates/station-time.ts'
import { codeOf } from '../../support/make-vault.ts'
import { FOUNDER, switchTo } from '../../support/station.ts'
import { createCustodyStation, moveOf, registerPhone } from './custody-desk.ts'

const ORDER = { reference: 'No. 12', authority: 'Prosecutor', orderedOn: '2026-01-02' }

describe('a hand-over', () => {
  test('is signed by both in one append, gives the receiver the case, and verifies', async () => {
    const station = await createCustodyStation()
    const { desk, officer, number } = station
    const phone = await registerPhone(station)
    expect(phone).toMatchObject({ number: `${number}-E001`, kind: 'physical', state: 'held' })
    const { userId, number: userNumber, passphrase } = officer
    const moved = await desk.ask(
      'custody.move',
      moveOf([phone.number], { kind: 'person', userId }, { secondPerson: { userNumber, passphrase } }),
    )
    expect(moved).toMatchObject({ state: 'held', isSharedNow: true, items: 1 })
    const { item, entries } = await desk.ask('custody.chain', { item: phone.number })
    expect(item.holder).toEqual({ kind: 'person', userId, name: 'officer' })
    expect(entries.map(({ kind, findings }) => [kind, findings])).toEqual([
      ['exhibit-registered', []],
      ['custody-moved', []],
      ['event-confirmed', []],
    ])
    expect(entries[2]).toMatchObject({ by: 'officer', confirms: moved.seq })
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true })
  })

  test('awaits the receiver, who signs later by themselves', async () => {
    const station = await createCustodyStation()
    const { desk, officer, number } = station
    const phone = await registerPhone(station)
    const moved = await desk.ask(
      'custody.move',
      moveOf([phone.number], { kind: 'person', userId: officer.userId }),
    )
    expect(moved).toMatchObject({ state: 'awaiting-receipt', isSharedNow: true })
    const given = await desk.ask('custody.waiting', { of: 'given' })
    expect(given.waiting).toMatchObject([{ seq: moved.seq, receiver: { name: 'officer' } }])
    const { seq, hashHex } = moved
    expect(codeOf(await desk.call('custody.receive', { case: number, seq, hashHex }))).toBe(
      'custody/receiver-wrong',
    )
    await switchTo(desk, officer)
    expect((await desk.ask('custody.waiting', {})).waiting).toHaveLength(1)
    await desk.ask('custody.receive', { case: number, seq, hashHex })
    expect(codeOf(await desk.call('custody.receive', { case: number, seq, hashHex }))).toBe(
      'custody/not-awaited',
    )
    expect((await desk.ask('custody.waiting', {})).waiting).toEqual([])
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true })
  })

  test('is refused with a wrong second passphrase, another second person, or to somebody suspended', async () => {
    const station = await createCustodyStation()
    const { desk, officer, custodian } = station
    const phone = await registerPhone(station)
    const to = { kind: 'person' as const, userId: officer.userId }
    const wrong = { userNumber: officer.number, passphrase: 'not their passphrase' }
    expect(codeOf(await desk.call('custody.move', moveOf([phone.number], to, { secondPerson: wrong })))).toBe(
      'vault/wrong-passphrase',
    )
    const other = { userNumber: custodian.number, passphrase: custodian.passphrase }
    expect(codeOf(await desk.call('custody.move', moveOf([phone.number], to, { secondPerson: other })))).toBe(
      'custody/receiver-wrong',
    )
    await desk.ask('people.suspend', { userId: officer.userId, reason: 'x' })
    expect(codeOf(await desk.call('custody.move', moveOf([phone.number], to)))).toBe('people/suspended')
    const { entries } = await desk.ask('custody.chain', { item: phone.number })
    expect(entries).toHaveLength(1)
  })

  test('goes out of the hands of its holder only, or by a commander who explains it, which shows', async () => {
    const station = await createCustodyStation()
    const { desk, officer, custodian } = station
    const phone = await registerPhone(station)
    const { userId, number: userNumber, passphrase } = officer
    await desk.ask(
      'custody.move',
      moveOf([phone.number], { kind: 'person', userId }, { secondPerson: { userNumber, passphrase } }),
    )
    const onward = moveOf([phone.number], { kind: 'place', place: 'S1' }, { purpose: 'store' })
    expect(codeOf(await desk.call('custody.move', onward))).toBe('custody/not-holder')
    await desk.ask('case.share', { case: station.number, userId: custodian.userId })
    await switchTo(desk, custodian)
    const explained = { ...onward, explanation: 'The officer is in hospital' }
    expect(codeOf(await desk.call('custody.move', explained))).toBe('custody/not-holder')
    await switchTo(desk, FOUNDER)
    await desk.ask('custody.move', explained)
    const { item, entries } = await desk.ask('custody.chain', { item: phone.number })
    expect(item.holder).toMatchObject({ kind: 'place', name: 'Shelf 1' })
    expect(entries.at(-1)?.findings).toEqual(['custody/gap'])
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true })
  })

  test('takes a giver who types their passphrase at the receiver’s desk', async () => {
    const station = await createCustodyStation()
    const { desk, officer, custodian, number } = station
    await desk.ask('case.share', { case: number, userId: officer.userId })
    await desk.ask('case.share', { case: number, userId: custodian.userId })
    await switchTo(desk, officer)
    const phone = await registerPhone(station)
    await switchTo(desk, custodian)
    const secondPerson = { userNumber: officer.number, passphrase: officer.passphrase }
    const to = { kind: 'person' as const, userId: custodian.userId }
    const moved = await desk.ask(
      'custody.move',
      moveOf([phone.number], to, { secondPerson, secondIs: 'giver' }),
    )
    expect(moved.state).toBe('held')
    const { entries } = await desk.ask('custody.chain', { item: phone.number })
    expect(entries.slice(1).map(({ kind, by }) => [kind, by])).toEqual([
      ['custody-moved', 'officer'],
      ['event-confirmed', 'custodian'],
    ])
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true })
  })

  test('before the last time, or of what nobody signed for, needs an explanation and shows', async () => {
    const station = await createCustodyStation()
    const { desk, officer } = station
    const phone = await registerPhone(station)
    const to = { kind: 'place' as const, place: 'S1' }
    const early = moveOf([phone.number], to, { purpose: 'store', movedAtMs: Date.now() - 2 * 3_600_000 })
    expect(codeOf(await desk.call('custody.move', early))).toBe('custody/time-reversed')
    await desk.ask('custody.move', { ...early, explanation: 'The watch was wrong' })
    await desk.ask(
      'custody.move',
      moveOf([phone.number], { kind: 'person', userId: officer.userId }, { purpose: 'take-out' }),
    )
    const back = moveOf([phone.number], to, { purpose: 'store' })
    expect(codeOf(await desk.call('custody.move', back))).toBe('custody/awaiting-receipt')
    await desk.ask('custody.move', { ...back, explanation: 'The officer did not come' })
    const { entries } = await desk.ask('custody.chain', { item: phone.number })
    expect(entries.map(({ findings }) => findings)).toEqual([
      [],
      ['custody/time-reversed'],
      [],
      ['custody/receiver-missing'],
    ])
    const tomorrow = {
      ...back,
      movedAtMs: Date.now() + 86_400_000,
      to: { kind: 'outside' as const, name: 'Court' },
    }
    expect(codeOf(await desk.call('custody.move', { ...tomorrow, purpose: 'court' }))).toBe(
      'custody/time-in-the-future',
    )
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true })
  })

  test('ends custody by order only, and what has ended does not move', async () => {
    const station = await createCustodyStation()
    const { desk } = station
    const phone = await registerPhone(station)
    const owner = { kind: 'outside' as const, name: 'Owner', document: 'ID 012345678' }
    const back = moveOf([phone.number], owner, { purpose: 'return' })
    expect(codeOf(await desk.call('custody.move', back))).toBe('custody/order-needed')
    expect(codeOf(await desk.call('custody.move', { ...back, purpose: 'store' }))).toBe(
      'custody/purpose-wrong',
    )
    const tomorrow = isoDateText(stationTimeAt(Date.now() + 86_400_000).date)
    expect(
      codeOf(await desk.call('custody.move', { ...back, order: { ...ORDER, orderedOn: tomorrow } })),
    ).toBe('custody/order-later')
    expect(await desk.ask('custody.move', { ...back, order: ORDER })).toMatchObject({ state: 'returned' })
    const again = { ...back, purpose: 'destroy' as const, order: ORDER }
    expect(codeOf(await desk.call('custody.move', again))).toBe('custody/same-holder')
    const destroyed = { ...again, to: { kind: 'outside' as const, name: 'Furnace' } }
    expect(codeOf(await desk.call('custody.move', destroyed))).toBe('custody/item-gone')
  })

  test('is refused to whoever may not handle exhibits', async () => {
    const station = await createCustodyStation()
    const { desk, number } = station
    const phone = await registerPhone(station)
    const { userId } = await desk.ask('people.add', {
      name: 'auditor',
      roles: ['auditor'],
      passphrase: 'the passphrase of auditor',
    })
    await desk.ask('case.share', { case: number, userId })
    await switchTo(desk, { number: 4, passphrase: 'the passphrase of auditor' })
    const to = { kind: 'place' as const, place: 'S1' }
    expect(codeOf(await desk.call('custody.move', moveOf([phone.number], to)))).toBe('operation/not-allowed')
    expect(codeOf(await desk.call('place.add', { code: 'S2', name: 'x', room: 'x' }))).toBe(
      'operation/not-allowed',
    )
    const counted = await desk.ask('audit.compare', { place: 'S1', codes: [phone.number] })
    expect(counted.unexpected).toMatchObject([{ number: phone.number }])
  })
})

describe('a count of a storage place', () => {
  test('records what names nothing in each case that it concerns, and lists it once', async () => {
    const station = await createCustodyStation()
    const { desk } = station
    const phone = await registerPhone(station)
    await desk.ask(
      'custody.move',
      moveOf([phone.number], { kind: 'place', place: 'S1' }, { purpose: 'store' }),
    )
    const other = await desk.ask('case.open', { title: 'ករណីមួយទៀត' })
    const second = await registerPhone({ ...station, number: other.number })
    await desk.ask(
      'custody.move',
      moveOf([second.number], { kind: 'place', place: 'S1' }, { purpose: 'store' }),
    )
    const codes = [phone.number, 'មិនស្គាល់ 1', 'ghost-2', 'GHOST-2']
    const counted = await desk.ask('audit.record', { place: 'S1', codes })
    expect(counted).toMatchObject({ cases: 2, unknown: ['មិនស្គាល់1', 'GHOST-2'] })
    expect(await desk.ask('audit.list', { place: 'S1' })).toMatchObject({
      counts: [
        { cases: 2, found: 1, missing: 1, unexpected: 0, unknown: 2, unknownCodes: ['មិនស្គាល់1', 'GHOST-2'] },
      ],
    })
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true })
  })

  test('that concerns no case records nothing, and is refused where something unknown was read', async () => {
    const { desk } = await createCustodyStation()
    expect(await desk.ask('audit.record', { place: 'S1', codes: [] })).toMatchObject({ cases: 0 })
    const refused = await desk.call('audit.record', { place: 'S1', codes: ['ghost'] })
    expect(refused).toMatchObject({
      outcome: 'failed',
      failure: { code: 'custody/count-without-case', facts: { codes: 1 } },
    })
    expect(await desk.ask('audit.list', { place: 'S1' })).toMatchObject({ total: 0 })
  })
})

describe('a container', () => {
  test('goes in and out as one, and nothing in it moves alone', async () => {
    const station = await createCustodyStation()
    const { desk, number } = station
    const first = await registerPhone(station)
    const second = await registerPhone(station)
    const bag = await desk.ask('container.register', { case: number, form: 'bag', sealNumber: 'SEAL-1' })
    expect(bag.number).toBe(`${number}-B001`)
    const exhibits = [first.number, second.number]
    expect(codeOf(await desk.call('container.pack', { container: bag.number, exhibits }))).toBe(
      'custody/container-sealed',
    )
    await desk.ask('container.pack', { container: bag.number, exhibits, sealAfter: 'SEAL-1' })
    const to = { kind: 'place' as const, place: 'S1' }
    const alone = moveOf([first.number], to, { purpose: 'store' })
    expect(codeOf(await desk.call('custody.move', alone))).toBe('custody/in-container')
    const whole = moveOf([bag.number], to, { purpose: 'store', sealState: 'intact', sealNumber: 'SEAL-2' })
    await desk.ask('custody.move', whole)
    const { items, total } = await desk.ask('custody.items', { place: 'S1' })
    expect(total).toBe(3)
    expect(items.map((item) => item.containerNumber)).toEqual([undefined, bag.number, bag.number])
    const counted = await desk.ask('audit.record', { place: 'S1', codes: ['seal-2', 'nothing'] })
    expect(counted).toMatchObject({ cases: 1, missing: [], unexpected: [], unknown: ['NOTHING'] })
    expect(await desk.ask('audit.list', { place: 'S1' })).toMatchObject({
      counts: [{ found: 1, missing: 0, unexpected: 0, unknown: 1, unknownCodes: ['NOTHING'] }],
      total: 1,
    })
    const out = { container: bag.number, exhibits: [first.number], reason: 'Examination' }
    expect(codeOf(await desk.call('container.unpack', { ...out, sealState: 'none' }))).toBe(
      'custody/seal-differs',
    )
    expect(await desk.ask('container.unpack', { ...out, sealState: 'broken' })).toMatchObject({
      seal: { number: 'SEAL-2', state: 'broken' },
    })
    expect(await desk.ask('item.find', { code: 'seal-1' })).toMatchObject({
      items: [{ as: 'seal', item: { number: bag.number } }],
    })
    expect(
      codeOf(await desk.call('container.register', { case: number, form: 'bag', sealNumber: 'seal-2' })),
    ).toBe('custody/seal-number-taken')
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true })
  })
})
