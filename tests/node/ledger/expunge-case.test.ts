import { beforeAll, describe, expect, test } from 'vitest'
import {
  CANARIES,
  type DoomedVault,
  FOUNDER,
  filesWith,
  makeDoomedVault,
  objectsIn,
  SECOND,
  tracesOf,
  unlockAs,
} from '../../support/doomed-vault.ts'
import { asInsider } from '../../support/insider.ts'
import { codeOf, copyVault, PASSPHRASE, sealBytes, unlock, whenFileEnds } from '../../support/make-vault.ts'

const atEnd = whenFileEnds()
let vault: DoomedVault
let original: string
let doomed: string
let kept: string

beforeAll(async () => {
  vault = await makeDoomedVault(atEnd)
  ;({ folder: original, doomed, kept } = vault)
})

const orderOf = (change: object = {}) => ({ ...vault.order, ...change })

describe('a case that is expunged by order', () => {
  test('is gone for everybody, and the rest is whole', async () => {
    const desk = await unlock(await copyVault(original))
    const before = await desk.ask('ledger.anchorState', {})
    const result = await desk.ask('case.expunge', orderOf())
    expect(result).toMatchObject({ removedObjects: 2, agreedBy: { name: 'ចាន់ ធី' } })
    // The case's own events: opened, complaint, two exhibits; and the grants of its key to both people.
    expect(result.emptiedEvents).toBe(6)
    expect(codeOf(await desk.call('case.show', { case: doomed }))).toBe('case/not-found')
    expect(
      codeOf(await desk.call('exhibit.extract', { exhibit: `${doomed}-E001`, outletId: '0'.repeat(32) })),
    ).toBe('exhibit/not-found')
    expect((await desk.ask('case.list', {})).cases.map(({ number }) => number)).toEqual([kept])
    for (const query of CANARIES) expect((await desk.ask('case.list', { query })).total).toBe(0)
    expect(await objectsIn(desk.folder)).toHaveLength(1)
    const verdict = await desk.ask('vault.verify', {})
    expect(verdict).toMatchObject({ isWhole: true, findings: [], notes: [] })
    expect((await desk.ask('ledger.anchorState', {})).eventsSince).toBe(before.eventsSince + 2)
    await desk.engine.close()

    const officer = await unlockAs(desk.folder, SECOND)
    expect(codeOf(await officer.call('case.show', { case: doomed }))).toBe('case/not-found')
    expect((await officer.ask('case.list', {})).cases.map(({ number }) => number)).toEqual([kept])
    expect(await officer.ask('exhibit.verify', { exhibit: `${kept}-E001` })).toMatchObject({ sizeBytes: 4 })
    expect(await officer.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
  })

  test('leaves no byte in any page of any file, though every one of its traces was there before', async () => {
    const folder = await copyVault(original)
    const traces = await tracesOf(folder, doomed)
    const before = await filesWith(folder, traces)
    for (const [what] of traces) expect(before.join('\n')).toContain(what)
    const desk = await unlock(folder)
    expect((await desk.ask('case.list', { query: CANARIES[2] ?? '' })).total).toBe(1)
    await desk.ask('case.expunge', orderOf())
    await desk.engine.close()
    expect(await filesWith(folder, traces)).toEqual([])
    const rows = (await asInsider(folder)).rows()
    expect(rows.filter(({ sealed_body }) => sealed_body.length === 0)).toHaveLength(6)
  })

  test('keeps its number: the next case has another', async () => {
    const desk = await unlock(await copyVault(original))
    await desk.ask('case.expunge', orderOf())
    const next = await desk.ask('case.open', { title: 'next' })
    expect([doomed, kept]).not.toContain(next.number)
    await desk.engine.close()
    const again = await unlock(desk.folder)
    expect((await again.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('cannot be expunged twice', async () => {
    const desk = await unlock(await copyVault(original))
    await desk.ask('case.expunge', orderOf())
    expect(codeOf(await desk.call('case.expunge', orderOf()))).toBe('case/not-found')
  })

  test('takes a report of it from memory', async () => {
    const desk = await unlock(await copyVault(original))
    const { reportId } = await desk.ask('report.make', { case: doomed, kind: 'case', languages: 'km' })
    await desk.ask('case.expunge', orderOf())
    expect(desk.engine.readReport(reportId)).toMatchObject({
      ok: false,
      failure: { code: 'report/not-found' },
    })
  })
})

describe('nothing is changed', () => {
  async function refuse(change: object, who = FOUNDER): Promise<string> {
    const desk = await unlockAs(await copyVault(original), who)
    const before = await desk.ask('vault.info', {})
    const code = codeOf(await desk.call('case.expunge', orderOf(change)))
    expect(await desk.ask('vault.info', {})).toEqual(before)
    expect(await objectsIn(desk.folder)).toHaveLength(3)
    if (who.userNumber === 1) {
      expect((await desk.ask('case.show', { case: doomed })).exhibits).toHaveLength(2)
      expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
    }
    return code
  }

  test('when the number that is typed is another', async () => {
    expect(await refuse({ confirmNumber: kept })).toBe('case/number-differs')
    expect(await refuse({ confirmNumber: '' })).toBe('case/number-differs')
  })

  test('when there is no such case', async () => {
    expect(await refuse({ case: '2026-9999' })).toBe('case/not-found')
  })

  test('when the second person is the first, or shows a wrong passphrase', async () => {
    expect(await refuse({ secondPerson: { passphrase: PASSPHRASE } })).toBe('people/second-person-is-first')
    expect(await refuse({ secondPerson: { userNumber: 2, passphrase: 'wrong one' } })).toBe(
      'vault/wrong-passphrase',
    )
  })

  test('when there is no second person at all', async () => {
    expect(await refuse({ secondPerson: undefined })).toBe('input/invalid')
  })

  test('when whoever asks is no commander', async () => {
    const change = { secondPerson: { userNumber: 1, passphrase: PASSPHRASE } }
    expect(await refuse(change, SECOND)).toBe('operation/not-allowed')
  })

  test('when it is called off', async () => {
    const desk = await unlock(await copyVault(original))
    const controller = new AbortController()
    const call = desk.call('case.expunge', orderOf(), { signal: controller.signal })
    controller.abort()
    expect((await call).outcome).toBe('cancelled')
    expect((await desk.ask('case.show', { case: doomed })).exhibits).toHaveLength(2)
  })
})

test('an exhibit that is being sealed into it meanwhile is refused, and leaves nothing', async () => {
  const desk = await unlock(await copyVault(original))
  const sealing = sealBytes(desk, doomed, Buffer.alloc(30_000_000, 1)).then(
    () => 'sealed',
    (error: Error) => error.message,
  )
  await desk.ask('case.expunge', orderOf())
  expect(await sealing).toContain('case/not-found')
  expect(await objectsIn(desk.folder)).toHaveLength(1)
  expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
})
