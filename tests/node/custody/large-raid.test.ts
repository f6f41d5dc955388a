import { expect, test } from 'vitest'
import { makeRecordingPrinter } from '../../support/recording-printer.ts'
import { createCustodyStation } from './custody-desk.ts'

const ITEMS = process.env.SLOW === '1' ? 1_200 : 240
const PHONES_PER_ROOM = 20

test(`a raid of ${ITEMS} things has one whole inventory, one receipt, and a label for each`, async () => {
  const printer = makeRecordingPrinter()
  const { desk, number } = await createCustodyStation({ printer })
  const { number: raid } = await desk.ask('raid.open', {
    case: number,
    name: 'Compound',
    address: 'Building 4',
    authorisation: { form: 'verbal', authority: 'Deputy prosecutor', givenAtMs: Date.now() - 7_200_000 },
    exception: 'Also by night',
    witnesses: ['One', 'Two'],
  })
  const at = { case: number, raid }
  const lastSeal = `KH-${String(ITEMS).padStart(4, '0')}`
  let sealAfter: string | undefined
  for (let index = 0; index < ITEMS; index += 1) {
    if (index % PHONES_PER_ROOM === 0) await desk.ask('raid.addRoom', { ...at, name: `Room ${index}` })
    const room = `R${Math.floor(index / PHONES_PER_ROOM) + 1}`
    const seal = sealAfter === undefined ? { sealNumber: 'KH-0001' } : { sealAfter }
    const added = await desk.ask('raid.addItem', { ...at, category: 'phone', name: 'Phone', room, ...seal })
    sealAfter = added.item.seal?.number
  }
  expect(sealAfter).toBe(lastSeal)
  const pages = []
  for (let offset = 0; offset < ITEMS; offset += 1000)
    pages.push(await desk.ask('raid.show', { ...at, offset, limit: 1000 }))
  const [first] = pages
  const items = pages.flatMap((page) => page.items)
  expect(first?.raid.items).toBe(ITEMS)
  expect(first?.rooms.map(({ items: count }) => count)).toEqual(
    Array(ITEMS / PHONES_PER_ROOM).fill(PHONES_PER_ROOM),
  )
  expect(new Set(pages.map(({ inventoryDigestHex }) => inventoryDigestHex)).size).toBe(1)
  expect(new Set(items.map((item) => item.number)).size).toBe(ITEMS)
  expect(items.at(-1)).toMatchObject({ number: `${number}-E${ITEMS}`, seal: { number: lastSeal } })
  const signed = await desk.ask('raid.sign', {
    ...at,
    inventoryDigestHex: first?.inventoryDigestHex ?? '',
    witnesses: [{ name: 'One', signed: 'thumb-print' }],
  })
  expect((await desk.ask('raid.show', { ...at, limit: 0 })).signatures).toMatchObject([
    { seq: signed.seq, items: ITEMS },
  ])
  const labels = await desk.ask('label.make', {
    items: items.map(({ itemId }) => itemId),
    form: 'a4-3x8',
    languages: 'km',
  })
  expect(labels.entries).toBe(ITEMS)
  const sheet = printer.printed.at(-1)
  if (sheet === undefined || !('labels' in sheet)) throw new Error('no labels were printed')
  expect(sheet.labels.map((label) => label.number)).toEqual(items.map((item) => item.number))
  await desk.ask('receipt.make', { case: number, about: { kind: 'raid', raid }, languages: 'km' })
  const receipt = JSON.stringify(printer.last())
  expect(items.filter((item) => !receipt.includes(`${item.number}"`))).toEqual([])
}, 120_000)
