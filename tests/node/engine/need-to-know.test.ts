import { expect, test } from 'vitest'
import type { Envelope } from '#contract/envelope.ts'
import { COMPLAINT, codeOf, type Desk, sealBytes } from '../../support/make-vault.ts'
import { addColleague, createStation, FOUNDER, switchTo } from '../../support/station.ts'

const CONTENT = Buffer.from('evidence')

/** Opens a case with a complaint and an exhibit, by whoever is logged in. */
async function fillCase(desk: Desk, title = 'ការឆបោកតាមអនឡាញ'): Promise<{ number: string; exhibit: string }> {
  const { number } = await desk.ask('case.open', { title })
  await desk.ask('complaint.add', { complaint: COMPLAINT, case: number })
  const { number: exhibit } = await sealBytes(desk, number, CONTENT)
  return { number, exhibit }
}

/** The codes of every call by which something of a case could be seen. */
async function everyLook(desk: Desk, number: string, exhibit: string): Promise<Record<string, string>> {
  const outletId = await desk.engine.offerOutletPath('/nowhere/at-all')
  const looks: readonly [string, Promise<Envelope<unknown>>][] = [
    ['show', desk.call('case.show', { case: number })],
    ['exhibits', desk.call('exhibit.list', { case: number })],
    ['exhibit', desk.call('exhibit.verify', { exhibit })],
    ['extract', desk.call('exhibit.extract', { exhibit, outletId })],
    ['report', desk.call('report.make', { case: number, kind: 'case', languages: 'km' })],
    ['readers', desk.call('case.readers', { case: number })],
    ['complain', desk.call('complaint.add', { case: number, complaint: COMPLAINT })],
  ]
  const codes: Record<string, string> = {}
  for (const [name, look] of looks) codes[name] = codeOf(await look)
  return codes
}

const NOTHING_SEEN = {
  show: 'case/not-found',
  exhibits: 'case/not-found',
  exhibit: 'exhibit/not-found',
  extract: 'exhibit/not-found',
  report: 'case/not-found',
  readers: 'case/not-found',
  complain: 'case/not-found',
}

test('an officer sees nothing of another\u2019s case, by no way of looking, until it is shared with them', async () => {
  const { desk, officer } = await createStation()
  const other = await addColleague(desk, 'other', 'officer')
  await switchTo(desk, officer)
  const { number, exhibit } = await fillCase(desk)

  await switchTo(desk, other)
  expect(await everyLook(desk, number, exhibit)).toEqual(NOTHING_SEEN)
  expect(await desk.ask('case.list', {})).toEqual({ cases: [], total: 0 })
  for (const query of [number, 'ការឆបោក', '012345678', 'ចាន់', exhibit])
    expect(await desk.ask('case.list', { query })).toEqual({ cases: [], total: 0 })
  expect(await desk.ask('vault.info', {})).toMatchObject({ cases: 0, exhibits: 0, objectBytes: 0 })
  expect(codeOf(await desk.call('case.share', { case: number, userId: other.userId }))).toBe('case/not-found')

  await switchTo(desk, officer)
  await desk.ask('case.share', { case: number, userId: other.userId })
  const again = await desk.call('case.share', { case: number, userId: other.userId })
  expect(codeOf(again)).toBe('case/already-shared')

  await switchTo(desk, other)
  expect(await desk.ask('case.show', { case: number })).toMatchObject({ number, complaints: [{}] })
  expect((await desk.ask('case.list', { query: '012345678' })).cases).toMatchObject([{ number }])
  expect(await desk.ask('exhibit.verify', { exhibit })).toMatchObject({ number: exhibit })
  expect((await desk.ask('case.readers', { case: number })).readers).toMatchObject([
    { name: 'សុខ សំណាង' },
    { name: 'officer' },
    { name: 'other' },
  ])
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, checked: { sealedEvents: 0 } })
})

test('whoever lacks a case verifies its events by what can be seen of them, and its objects are not called unrecorded', async () => {
  const { desk, officer } = await createStation()
  await fillCase(desk)
  await switchTo(desk, officer)
  const verdict = await desk.ask('vault.verify', {})
  expect(verdict).toMatchObject({ isWhole: true, findings: [], notes: [] })
  expect(verdict.checked).toMatchObject({ sealedEvents: 3, objects: 0 })
})

test('numbers of cases are the station\u2019s: nobody gives one that somebody else gave', async () => {
  const { desk, officer } = await createStation()
  const first = await desk.ask('case.open', { title: 'commander' })
  await switchTo(desk, officer)
  const second = await desk.ask('case.open', { title: 'officer' })
  expect(second.number).toBe(first.number.replace(/1$/, '2'))
  expect((await desk.ask('case.list', {})).cases.map(({ number }) => number)).toEqual([second.number])
})

test('a commander sees every case, also those that were opened before they became one', async () => {
  const { desk, officer } = await createStation()
  const auditor = await addColleague(desk, 'auditor', 'auditor')
  await switchTo(desk, officer)
  const early = await desk.ask('case.open', { title: 'early' })
  await switchTo(desk, FOUNDER)
  expect((await desk.ask('case.show', { case: early.number })).title).toBe('early')
  await desk.ask('people.changeRoles', { userId: auditor.userId, roles: ['commander'] })
  await switchTo(desk, officer)
  const late = await desk.ask('case.open', { title: 'late' })
  await switchTo(desk, auditor)
  expect((await desk.ask('case.list', {})).cases.map(({ title }) => title)).toEqual(['late', 'early'])
  for (const { number } of [early, late]) await desk.ask('case.show', { case: number })
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true })
})

test('roles count from the next call on, also for whoever is logged in', async () => {
  const { desk, officer } = await createStation()
  await desk.ask('people.changeRoles', { userId: officer.userId, roles: ['administrator'] })
  const { people } = await desk.ask('people.list', {})
  await desk.ask('people.changeRoles', { userId: people[0]?.userId ?? '', roles: ['auditor'] })
  expect(codeOf(await desk.call('case.open', { title: 'x' }))).toBe('operation/not-allowed')
  const back = await desk.call('people.changeRoles', {
    userId: people[0]?.userId ?? '',
    roles: ['commander'],
  })
  expect(codeOf(back)).toBe('operation/not-allowed')
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true })
})
