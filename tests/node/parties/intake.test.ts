import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import QRCode from 'qrcode'
import { CURRENCY, KHQR, TAG } from 'ts-khqr'
import { describe, expect, test } from 'vitest'
import { MAX_DRAFT_FILE_BYTES } from '#contract/draft-operations.ts'
import { INVENTED_GAZETTEER } from '../../support/invented-gazetteer.ts'
import {
  COMPLAINT,
  codeOf,
  createVault,
  type Desk,
  FIRST_CASE,
  makeFolder,
  offerPath,
  unlock,
} from '../../support/make-vault.ts'

const NAME = 'complaint:new'

async function offer(desk: Desk, name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(await makeFolder(), name)
  await writeFile(path, bytes)
  return await offerPath(desk, path)
}

function paymentCode(): string {
  const made = KHQR.generate({
    tag: TAG.INDIVIDUAL,
    accountID: 'sok_dara@aclb',
    merchantName: 'Sok Dara',
    currency: CURRENCY.USD,
    amount: 12.5,
    expirationTimestamp: Date.now() + 60_000,
    countryCode: 'KH',
  } as Parameters<typeof KHQR.generate>[0])
  return (made.data as unknown as { readonly qr: string }).qr
}

describe('files that are brought with a complaint', () => {
  test('survive locking, show their codes, and become exhibits of the case together with the complaint', async () => {
    const code = paymentCode()
    const picture = await QRCode.toBuffer(code)
    const desk = await createVault()
    const kept = await desk.ask('draft.keepFile', {
      name: NAME,
      intakeId: await offer(desk, 'screenshot.png', picture),
    })
    await desk.ask('draft.keepFile', { name: NAME, intakeId: await offer(desk, 'chat.txt', 'hello') })
    await desk.ask('vault.lock', {})
    await desk.engine.close()
    const again = await unlock(desk.folder)
    expect((await again.ask('draft.files', { name: NAME })).files).toMatchObject([
      { fileId: kept.fileId, name: 'screenshot.png', sizeBytes: picture.length },
      { name: 'chat.txt' },
    ])
    expect(await again.ask('draft.readCodes', { name: NAME, fileId: kept.fileId })).toEqual({
      codes: [{ kind: 'khqr', payload: code }],
    })
    const details = {
      interpreter: { name: 'ង្វៀន', isSworn: true, isIndependent: true },
      readBack: { how: 'second-screen' as const, isRight: true },
    }
    const taken = await again.ask('complaint.add', { complaint: { ...COMPLAINT, details }, filesOf: NAME })
    expect(taken.exhibits).toEqual([`${FIRST_CASE}-E001`, `${FIRST_CASE}-E002`])
    const file = await again.ask('case.show', { case: FIRST_CASE })
    expect(file.complaints[0]).toMatchObject({
      details,
      exhibitIds: file.exhibits.map(({ exhibitId }) => exhibitId),
    })
    expect(await again.ask('draft.files', { name: NAME })).toEqual({ files: [] })
    expect(await again.ask('exhibit.verify', { exhibit: `${FIRST_CASE}-E001` })).toMatchObject({
      number: `${FIRST_CASE}-E001`,
    })
    expect(await again.ask('vault.verify', {})).toMatchObject({ isWhole: true, notes: [] })
  })

  test('are refused where they are too large, and nothing of them is kept', async () => {
    const desk = await createVault()
    const intakeId = await offer(desk, 'film.mp4', randomBytes(MAX_DRAFT_FILE_BYTES + 1))
    expect(codeOf(await desk.call('draft.keepFile', { name: NAME, intakeId }))).toBe('draft/file-too-large')
    expect(await desk.ask('draft.files', { name: NAME })).toEqual({ files: [] })
  })

  test('go with a draft that is thrown away', async () => {
    const desk = await createVault()
    await desk.ask('draft.keepFile', { name: NAME, intakeId: await offer(desk, 'a.txt', 'a') })
    await desk.ask('draft.forget', { name: NAME })
    expect(await desk.ask('draft.files', { name: NAME })).toEqual({ files: [] })
  })
})

describe('the gazetteer', () => {
  test('is kept beside the vault, which is whole with it, and a bad file leaves it as it is', async () => {
    const desk = await createVault()
    expect(await desk.ask('gazetteer.places', {})).toEqual({ version: null, path: [], places: [] })
    const take = async (content: string) =>
      await desk.call('gazetteer.import', { intakeId: await offer(desk, 'gazetteer.json', content) })
    await take(JSON.stringify(INVENTED_GAZETTEER))
    expect(codeOf(await take('{"provinces":'))).toBe('gazetteer/not-a-gazetteer')
    expect(codeOf(await take(JSON.stringify({ ...INVENTED_GAZETTEER, communes: [] })))).toBe(
      'gazetteer/wrong-entry',
    )
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, notes: [] })
    await desk.engine.close()
    const again = await unlock(desk.folder)
    expect(await again.ask('gazetteer.places', { under: '91' })).toMatchObject({
      version: 'invented-1',
      path: [{ code: '91', en: 'Sakalbang' }],
      places: [{ code: '9101', km: 'ថ្មី', kind: 'district' }],
    })
  })
})

test('what the victim reads is under an address of its own, and gone when the vault locks', async () => {
  const desk = await createVault()
  const page = { language: 'km' as const, title: 'ពាក្យ', question: 'ត្រឹមត្រូវឬទេ?', sections: [] }
  const { pageId } = await desk.ask('readBack.show', { page })
  expect(await desk.ask('readBack.show', { page: { ...page, title: 'ថ្មី' }, pageId })).toEqual({ pageId })
  const shown = await desk.engine.readReadBack(pageId, 'page')
  expect(Buffer.from(shown?.bytes ?? []).toString()).toContain('<h1>ថ្មី</h1>')
  expect((await desk.engine.readReadBack(pageId, 'font'))?.contentType).toBe('font/ttf')
  expect(await desk.engine.readReadBack('0'.repeat(32), 'page')).toBe(null)
  await desk.ask('vault.lock', {})
  expect(await desk.engine.readReadBack(pageId, 'page')).toBe(null)
})
