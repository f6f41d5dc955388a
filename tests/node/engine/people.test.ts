import { describe, expect, test } from 'vitest'
import { COMPLAINT, codeOf, openDesk, PASSPHRASE } from '../../support/make-vault.ts'
import { addColleague, createStation, FOUNDER, switchTo } from '../../support/station.ts'

describe('a person', () => {
  test('is not added under a name or a passphrase that somebody has', async () => {
    const { desk, officer } = await createStation()
    const add = (name: string, passphrase: string) =>
      desk.call('people.add', { name, roles: ['officer'], passphrase })
    expect(codeOf(await add('  OFFICER ', 'a passphrase of its own'))).toBe('people/name-taken')
    expect(codeOf(await add('another', officer.passphrase))).toBe('people/passphrase-taken')
    expect(codeOf(await add('another', PASSPHRASE))).toBe('people/passphrase-taken')
    expect((await desk.ask('people.list', {})).people.map(({ name }) => name)).toEqual(['សុខ សំណាង', 'officer'])
  })

  test('is added once when two calls ask for it at the same time, and two get two numbers', async () => {
    const { desk } = await createStation()
    const add = (name: string) =>
      desk.call('people.add', { name, roles: ['officer'], passphrase: `the passphrase of ${name}` })
    const [first, again, second] = await Promise.all([add('new'), add('new'), add('newer')])
    expect(first).toMatchObject({ outcome: 'done', value: { number: 3 } })
    expect(again.outcome === 'failed' && again.failure.code).toBe('people/name-taken')
    expect(second).toMatchObject({ outcome: 'done', value: { number: 4 } })
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true })
  })

  test('who is suspended does not get in, does not agree, and is given no case', async () => {
    const { desk, officer } = await createStation()
    const other = await addColleague(desk, 'other', 'officer')
    const { number } = await desk.ask('case.open', { title: 'x' })
    await desk.ask('people.suspend', { userId: officer.userId, reason: 'x' })
    expect(codeOf(await desk.call('people.suspend', { userId: officer.userId, reason: 'x' }))).toBe(
      'people/suspended',
    )
    expect(codeOf(await desk.call('case.share', { case: number, userId: officer.userId }))).toBe(
      'people/suspended',
    )
    const roles = { userId: officer.userId, roles: ['auditor' as const] }
    expect(codeOf(await desk.call('people.changeRoles', roles))).toBe('people/suspended')
    const reset = {
      userId: other.userId,
      reason: 'x',
      passphrase: 'another passphrase',
      secondPerson: { userNumber: officer.number, passphrase: officer.passphrase },
    }
    expect(codeOf(await desk.call('people.resetPassphrase', reset))).toBe('vault/wrong-passphrase')
    await desk.ask('vault.lock', {})
    const { number: userNumber, passphrase } = officer
    expect(codeOf(await desk.call('vault.unlock', { userNumber, passphrase }))).toBe('vault/wrong-passphrase')
    await desk.ask('vault.unlock', { userNumber: 1, passphrase: PASSPHRASE })
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true })
  })

  test('who is back has new keys, and cases from before only when they are shared again; their old signatures hold', async () => {
    const { desk, officer } = await createStation()
    await switchTo(desk, officer)
    const { number } = await desk.ask('complaint.add', { complaint: COMPLAINT })
    await switchTo(desk, FOUNDER)
    expect(
      codeOf(
        await desk.call('people.reinstate', {
          userId: officer.userId,
          reason: 'x',
          passphrase: 'x'.repeat(20),
        }),
      ),
    ).toBe('people/not-suspended')
    await desk.ask('people.suspend', { userId: officer.userId, reason: 'x' })
    const before = (await desk.ask('people.list', {})).people[1]?.keyId
    const passphrase = 'back at the station'
    await desk.ask('people.reinstate', { userId: officer.userId, reason: 'x', passphrase })
    const [, after] = (await desk.ask('people.list', {})).people
    expect(after).toMatchObject({ state: 'active', hasSlot: true, cases: 0 })
    expect(after?.keyId).not.toBe(before)
    await switchTo(desk, { ...officer, passphrase })
    expect(codeOf(await desk.call('case.show', { case: number }))).toBe('case/not-found')
    await switchTo(desk, FOUNDER)
    await desk.ask('case.share', { case: number, userId: officer.userId })
    await switchTo(desk, { ...officer, passphrase })
    expect((await desk.ask('case.show', { case: number })).complaints).toHaveLength(1)
    await desk.ask('complaint.add', { complaint: COMPLAINT, case: number })
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, checked: { sealedEvents: 0 } })
  })

  test('does nothing to themselves, and the last administrator stays one', async () => {
    const { desk } = await createStation()
    const [self] = (await desk.ask('people.list', {})).people
    const userId = self?.userId ?? ''
    expect(codeOf(await desk.call('people.suspend', { userId, reason: 'x' }))).toBe('people/not-yourself')
    const reset = { userId, reason: 'x', passphrase: 'another passphrase' }
    expect(codeOf(await desk.call('people.resetPassphrase', reset))).toBe('people/not-yourself')
    const roles = { userId, roles: ['commander' as const] }
    expect(codeOf(await desk.call('people.changeRoles', roles))).toBe('people/last-administrator')
    const nobody = { userId: '0'.repeat(32), reason: 'x' }
    expect(codeOf(await desk.call('people.suspend', nobody))).toBe('people/not-found')
  })
})

describe('a passphrase that was lost', () => {
  test('is replaced by an administrator alone where there is no third person; old signatures hold and cases are read again', async () => {
    const { desk, officer } = await createStation()
    await switchTo(desk, officer)
    const { number } = await desk.ask('case.open', { title: 'mine' })
    await switchTo(desk, FOUNDER)
    const before = (await desk.ask('people.list', {})).people[1]?.keyId
    const passphrase = 'the second passphrase'
    await desk.ask('people.resetPassphrase', { userId: officer.userId, reason: 'forgotten', passphrase })
    expect((await desk.ask('people.list', {})).people[1]?.keyId).not.toBe(before)
    await desk.ask('vault.lock', {})
    const old = { userNumber: officer.number, passphrase: officer.passphrase }
    expect(codeOf(await desk.call('vault.unlock', old))).toBe('vault/wrong-passphrase')
    await desk.ask('vault.unlock', { userNumber: officer.number, passphrase })
    expect((await desk.ask('case.show', { case: number })).title).toBe('mine')
    await desk.ask('complaint.add', { complaint: COMPLAINT, case: number })
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, checked: { sealedEvents: 0 } })
  })

  test('is replaced with the agreement of a third person where there is one', async () => {
    const { desk, officer } = await createStation()
    const third = await addColleague(desk, 'third', 'auditor')
    const reset = (secondPerson?: { userNumber: number; passphrase: string }) =>
      desk.call('people.resetPassphrase', {
        userId: officer.userId,
        reason: 'forgotten',
        passphrase: 'the second passphrase',
        ...(secondPerson !== undefined && { secondPerson }),
      })
    expect(codeOf(await reset())).toBe('people/second-person-needed')
    expect(codeOf(await reset({ userNumber: 1, passphrase: PASSPHRASE }))).toBe(
      'people/second-person-is-first',
    )
    const self = { userNumber: officer.number, passphrase: officer.passphrase }
    expect(codeOf(await reset(self))).toBe('people/second-person-not-allowed')
    expect(codeOf(await reset({ userNumber: third.number, passphrase: 'not theirs' }))).toBe(
      'vault/wrong-passphrase',
    )
    const agreed = await reset({ userNumber: third.number, passphrase: third.passphrase })
    expect(agreed).toMatchObject({ outcome: 'done' })
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true })
  })
})

describe('a confirmation', () => {
  test('is signed by another reader of the case, while the first stays logged in', async () => {
    const { desk, officer } = await createStation()
    const stranger = await addColleague(desk, 'stranger', 'officer')
    await switchTo(desk, officer)
    const { number } = await desk.ask('complaint.add', { complaint: COMPLAINT })
    const event = (await desk.ask('case.show', { case: number })).events.at(-1)
    const confirm = (change: object) =>
      desk.call('event.confirm', {
        case: number,
        seq: event?.seq ?? 0,
        hashHex: event?.hashHex ?? '',
        purpose: 'review',
        secondPerson: { userNumber: 1, passphrase: PASSPHRASE },
        ...change,
      })
    expect(codeOf(await confirm({ seq: (event?.seq ?? 0) - 1 }))).toBe('event/not-found')
    expect(codeOf(await confirm({ hashHex: '00'.repeat(32) }))).toBe('event/not-found')
    expect(codeOf(await confirm({ seq: 1 }))).toBe('event/not-found')
    const elsewhere = await desk.ask('case.open', { title: 'another' })
    const [foreign] = (await desk.ask('case.show', { case: elsewhere.number })).events
    expect(codeOf(await confirm({ seq: foreign?.seq, hashHex: foreign?.hashHex }))).toBe('event/not-found')
    const own = { userNumber: officer.number, passphrase: officer.passphrase }
    expect(codeOf(await confirm({ secondPerson: own }))).toBe('people/second-person-is-first')
    const without = { userNumber: stranger.number, passphrase: stranger.passphrase }
    expect(codeOf(await confirm({ secondPerson: without }))).toBe('people/second-person-not-allowed')

    expect(await confirm({})).toMatchObject({ outcome: 'done', value: { confirmedBy: { name: 'សុខ សំណាង' } } })
    expect(await desk.ask('vault.status', {})).toMatchObject({ session: { person: { name: 'officer' } } })
    expect((await desk.ask('case.show', { case: number })).events.at(-1)).toMatchObject({
      kind: 'event-confirmed',
      by: 'សុខ សំណាង',
      confirms: { seq: event?.seq, purpose: 'review' },
    })
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true })
  })

  test('is not given by whoever signed the event, though somebody else is logged in', async () => {
    const { desk, officer } = await createStation()
    await switchTo(desk, officer)
    const { number } = await desk.ask('case.open', { title: 'x' })
    await switchTo(desk, FOUNDER)
    const [event] = (await desk.ask('case.show', { case: number })).events
    const answer = await desk.call('event.confirm', {
      case: number,
      seq: event?.seq ?? 0,
      hashHex: event?.hashHex ?? '',
      purpose: 'hand-over',
      secondPerson: { userNumber: officer.number, passphrase: officer.passphrase },
    })
    expect(codeOf(answer)).toBe('people/second-person-not-allowed')
  })
})

test('what waits for a slot ends when the vault is locked, and leaves a vault that opens and verifies', async () => {
  const { desk } = await createStation()
  const adding = desk.call('people.add', {
    name: 'late',
    roles: ['officer'],
    passphrase: 'too late for this',
  })
  await desk.ask('vault.lock', {})
  expect(codeOf(await adding)).toBe('vault/locked')
  await desk.engine.close()
  const again = openDesk(desk.folder)
  await again.ask('vault.unlock', { userNumber: 1, passphrase: PASSPHRASE })
  expect((await again.ask('people.list', {})).people).toHaveLength(2)
  expect(await again.ask('vault.verify', {})).toMatchObject({ isWhole: true })
})
