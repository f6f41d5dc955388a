import { describe, expect, test } from 'vitest'
import { codeOf, createVault } from '../../support/make-vault.ts'
import { createCustodyStation } from './custody-desk.ts'

const AUTHORISATION = {
  form: 'verbal' as const,
  authority: 'Deputy prosecutor',
  givenAtMs: Date.now() - 7_200_000,
}

describe('a raid', () => {
  test('takes rooms, people and things by scanner, with seals off a roll, and one inventory to sign', async () => {
    const { desk, officer, number } = await createCustodyStation()
    const opening = { case: number, name: 'Compound', address: 'Building 4', witnesses: ['One', 'Two'] }
    expect(codeOf(await desk.call('raid.open', opening))).toBe('raid/authorisation-needed')
    const { number: raid } = await desk.ask('raid.open', { ...opening, authorisation: AUTHORISATION })
    expect(raid).toBe(`${number}-R01`)
    const at = { case: number, raid }
    const { code: room } = await desk.ask('raid.addRoom', { ...at, name: 'Room 101' })
    const found = await desk.ask('raid.addPerson', {
      ...at,
      role: 'undetermined',
      room,
      nationality: 'unknown',
    })
    expect([room, found.code]).toEqual(['R1', 'P1'])
    expect(codeOf(await desk.call('raid.addRoom', { ...at, name: 'x', code: 'P1' }))).toBe('raid/code-taken')
    const thing = { ...at, category: 'phone' as const, name: 'Phone', room, person: 'P1' }
    const bad = { ...thing, marks: { imeis: ['490154203237519'] } }
    expect(await desk.call('raid.addItem', bad)).toMatchObject({
      outcome: 'failed',
      failure: {
        code: 'input/invalid',
        problems: [{ field: 'marks.imeis.0', code: 'identifier/check-digit-wrong' }],
      },
    })
    const marks = { imeis: ['49 015420 323751 8'], iccid: '89855 01234 5678 90123' }
    const iccidWrong = await desk.call('raid.addItem', { ...thing, marks })
    expect(codeOf(iccidWrong)).toBe('input/invalid')
    const first = await desk.ask('raid.addItem', {
      ...thing,
      marks: { imeis: marks.imeis },
      sealNumber: 'KH-0009',
    })
    expect(first).toMatchObject({ items: 1, item: { seal: { number: 'KH-0009' }, number: `${number}-E001` } })
    const second = await desk.ask('raid.addItem', { ...thing, sealAfter: 'KH-0009' })
    expect(second.item.seal?.number).toBe('KH-0010')
    expect(codeOf(await desk.call('raid.addItem', { ...thing, sealNumber: 'kh-0010' }))).toBe(
      'custody/seal-number-taken',
    )
    expect(codeOf(await desk.call('raid.addItem', { ...thing, room: 'R9' }))).toBe('raid/room-not-found')
    expect(await desk.ask('item.find', { code: '490154203237518' })).toMatchObject({
      items: [{ as: 'imei', caseNumber: number, item: { number: first.item.number } }],
    })
    const shown = await desk.ask('raid.show', at)
    expect(shown.rooms).toMatchObject([{ code: 'R1', items: 2 }])
    expect(shown.people).toMatchObject([{ code: 'P1', role: 'undetermined', items: 2 }])
    await desk.ask('raid.changePerson', { ...at, person: 'P1', role: 'victim', reason: 'Held by force' })
    const stale = { ...at, inventoryDigestHex: shown.inventoryDigestHex }
    expect(codeOf(await desk.call('raid.sign', stale))).toBe('raid/inventory-changed')
    const secondPerson = { userNumber: officer.number, passphrase: officer.passphrase }
    const { inventoryDigestHex } = await desk.ask('raid.show', at)
    const signing = {
      ...at,
      inventoryDigestHex,
      witnesses: [{ name: 'One', signed: 'thumb-print' as const }],
    }
    expect(codeOf(await desk.call('raid.sign', { ...signing, secondPerson }))).toBe(
      'people/second-person-not-allowed',
    )
    await desk.ask('case.share', { case: number, userId: officer.userId })
    const signed = await desk.ask('raid.sign', { ...signing, secondPerson })
    expect(signed.confirmedBy?.name).toBe('officer')
    expect((await desk.ask('raid.show', at)).signatures).toMatchObject([
      { seq: signed.seq, items: 2, inventoryDigestHex },
    ])
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true })
  })

  test('shares its run of numbers with digital exhibits, and links photographs of the case', async () => {
    const desk = await createVault()
    const { number } = await desk.ask('case.open', { title: 'x' })
    const thing = { case: number, category: 'sim' as const, name: 'SIM', seized: { place: 'x' } }
    await desk.ask('exhibit.register', thing)
    expect((await desk.ask('exhibit.register', thing)).number).toBe(`${number}-E002`)
    expect(codeOf(await desk.call('exhibit.register', { ...thing, photos: [`${number}-E001`] }))).toBe(
      'exhibit/not-found',
    )
  })
})
