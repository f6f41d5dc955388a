import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import { checkReceipts } from '#core/export/package-receipts.ts'
import { chooseReceipts, readReceiptFile, writeReceiptFile } from '#core/export/receipt-file.ts'
import type { DeviceId, DigestHex, PackageId, VaultId } from '#core/ids.ts'
import { leafHash } from '#core/merkle/tree-hash.ts'
import { hubIdOf } from '#core/packages/hub-identity.ts'
import { leafBytes, type Receipt } from '#core/packages/receipt.ts'
import { type SignedDocument, signedBytes } from '#core/packages/signed-document.ts'

const SECRET = new Uint8Array(32).fill(7)
const HUB_KEY = bytesToHex(ed25519.getPublicKey(SECRET))
const VAULT = 'a'.repeat(32) as VaultId
const hashOf = (seq: number) => seq.toString(16).padStart(64, '0') as DigestHex
const verify = (key: string, message: Uint8Array, signature: Uint8Array) =>
  ed25519.verify(signature, message, hexToBytes(key))

function receipt(seq: number, receivedAtMs: number, change: Partial<Receipt> = {}): SignedDocument<Receipt> {
  const leaf = {
    ...{ vaultId: VAULT, deviceId: 'd'.repeat(32) as DeviceId, seq, headHex: hashOf(seq), receivedAtMs },
    ...change,
  }
  const document: Receipt = {
    ...{ format: 'samnum-receipt', v: 1, hubId: hubIdOf(HUB_KEY), packageId: 'b'.repeat(32) as PackageId },
    ...{ objectIds: [], leafIndex: 0, treeSize: 1, inclusion: [] },
    rootHex: bytesToHex(leafHash(leafBytes(leaf))) as DigestHex,
    ...leaf,
    ...change,
  }
  return { document, signatureHex: bytesToHex(ed25519.sign(signedBytes(document), SECRET)) }
}

const fileOf = (...receipts: SignedDocument<Receipt>[]) => {
  const file = readReceiptFile(
    utf8ToBytes(writeReceiptFile({ hubName: 'ទីស្នាក់ការកណ្ដាល', hubKeyHex: HUB_KEY, receipts })),
  )
  if (file === null) throw new Error('what was written can be read')
  return file
}
const known = (seq: number) => (seq <= 9 ? hashOf(seq) : undefined)
const codesOf = (...receipts: SignedDocument<Receipt>[]) =>
  checkReceipts(fileOf(...receipts), VAULT, known, [2, 5, 8], verify).findings.map(({ code }) => code)

describe('receipts of headquarters in a package', () => {
  test('say up to which event of the case headquarters holds it, and since when', () => {
    const file = fileOf(receipt(3, 1000), receipt(6, 3000), receipt(7, 2000))
    expect(checkReceipts(file, VAULT, known, [2, 5, 8], verify)).toEqual({
      findings: [],
      held: {
        ...{ hubName: 'ទីស្នាក់ការកណ្ដាល', hubId: hubIdOf(HUB_KEY) },
        ...{ seq: 5, sinceMs: 2000, notHeld: 1 },
      },
    })
  })

  test('that cover no event of the case say nothing of it', () => {
    expect(checkReceipts(fileOf(receipt(1, 1000)), VAULT, known, [2], verify)).toEqual({
      findings: [],
      held: null,
    })
  })

  test('are refused when another vault got them', () => {
    expect(codesOf(receipt(3, 1, { vaultId: 'c'.repeat(32) as VaultId }))).toEqual([
      'package/receipt-foreign',
    ])
  })

  test('are refused when another headquarters gave them', () => {
    expect(codesOf(receipt(3, 1, { hubId: hubIdOf('ee'.repeat(32)) }))).toEqual(['package/receipt-foreign'])
  })

  test('are refused when anything in them was changed', () => {
    const { document, signatureHex } = receipt(3, 1)
    const later = { document: { ...document, receivedAtMs: 2 }, signatureHex }
    expect(codesOf(later)).toEqual(['package/receipt-signature-wrong'])
  })

  test('are refused when the tree does not have them', () => {
    expect(codesOf(receipt(3, 1, { rootHex: '0'.repeat(64) as DigestHex }))).toEqual([
      'package/receipt-proof-wrong',
    ])
  })

  test.each([
    ['that comes after the end of the extract', receipt(12, 1)],
    ['that has another hash here', receipt(3, 1, { headHex: hashOf(4) })],
  ])('are refused when they are of an event %s', (_, one) => {
    expect(codesOf(one)).toEqual(['package/receipt-not-of-ledger'])
  })

  test('one that is wrong does not speak for the case', () => {
    const file = fileOf(receipt(3, 1000), receipt(9, 1, { rootHex: '0'.repeat(64) as DigestHex }))
    expect(checkReceipts(file, VAULT, known, [2, 5, 8], verify).held).toMatchObject({ seq: 2, notHeld: 2 })
  })
})

test('of many receipts those are chosen that had an event of the case first', () => {
  const all = [receipt(9, 4000), receipt(3, 1000), receipt(4, 2000), receipt(6, 3000)]
  expect(chooseReceipts(all, [2, 5, 8]).map(({ document }) => document.seq)).toEqual([3, 6, 9])
  expect(chooseReceipts(all, [10])).toEqual([])
  expect(chooseReceipts([], [2])).toEqual([])
})
