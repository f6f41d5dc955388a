import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { readReceiptFile, writeReceiptFile } from '#core/export/receipt-file.ts'
import { verifyFolder } from '#node/export/verify-folder.ts'
import { copyPackage, exportTo, smallTools } from '../../support/export-room.ts'
import { createVault, FIRST_CASE, fillVault, makeFolder, whenFileEnds } from '../../support/make-vault.ts'
import { PaperHub } from '../../support/paper-hub.ts'
import { rewriteLists } from '../../support/rewrite-lists.ts'

const RECEIPTS = 'data/receipts.json'

const atEnd = whenFileEnds()
const hub = new PaperHub()
let path: string

beforeAll(async () => {
  const desk = await createVault({ atEnd, packageTools: smallTools() })
  const stick = await makeFolder(atEnd)
  const carrierId = () => desk.engine.offerFolder(stick)
  const status = await desk.ask('vault.status', {})
  if (status.state !== 'unlocked') throw new Error('the vault is locked')
  await desk.ask('sync.ask', { code: hub.code, station: 'បាត់ដំបង', carrierId: await carrierId() })
  await hub.answerRequest(stick, status.session.vaultId)
  await desk.ask('sync.take', { carrierId: await carrierId() })
  await fillVault(desk)
  await desk.ask('sync.write', { carrierId: await carrierId() })
  await hub.takePackage(stick)
  await hub.writeWayBack(stick)
  await desk.ask('sync.take', { carrierId: await carrierId() })
  path = (await exportTo(desk, FIRST_CASE, { papers: 'none', reports: 'none', atEnd })).path
})

test('what headquarters gave a receipt for is said by the package, with the key’s number', async () => {
  const report = await verifyFolder(path)
  expect(report?.checks.find(({ check }) => check === 'receipts')).toMatchObject({
    state: 'passed',
    count: 1,
  })
  expect(report).toMatchObject({ isWhole: true, held: { hubId: hub.hubId, notHeld: 0 } })
  expect(report?.held?.sinceMs).toBe(hub.leaves[0]?.receivedAtMs)
})

test.each([
  ['by another key than it says', 'package/receipt-signature-wrong', (key: string) => key],
  ['by a key of whoever forged it', 'package/receipt-foreign', () => new PaperHub().signer.publicKeyHex],
])(
  'a receipt that was signed %s is named, and so is that nobody signed for it here',
  async (_, code, keyOf) => {
    const copy = await copyPackage(path)
    const file = readReceiptFile(await readFile(join(copy, RECEIPTS)))
    if (file === null) throw new Error('the receipts can be read')
    const receipts = file.receipts.map(({ document }) => {
      const earlier = { ...document, receivedAtMs: document.receivedAtMs - 86_400_000 }
      return new PaperHub().sign(earlier)
    })
    await writeFile(
      join(copy, RECEIPTS),
      writeReceiptFile({ ...file, hubKeyHex: keyOf(file.hubKeyHex), receipts }),
    )
    await rewriteLists(copy)
    const report = await verifyFolder(copy)
    const codes = report?.checks.flatMap(({ findings }) => findings.map((finding) => finding.code))
    expect(codes).toEqual(['package/content-differs', code])
    expect(report?.held).toBeNull()
  },
)
