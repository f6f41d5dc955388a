import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { DeviceId, DigestHex, ObjectId, PackageId, VaultId } from '#core/ids.ts'
import { inclusionPath } from '#core/merkle/inclusion.ts'
import { leafHash, subtreesOf } from '#core/merkle/tree-hash.ts'
import { enrolmentAssociated } from '#core/packages/enrolment.ts'
import { layOutEvents, parseChunk, takeOutEvents, writeChunk } from '#core/packages/event-chunk.ts'
import { enrolmentCodeId, hubIdOf, writeEnrolmentCode } from '#core/packages/hub-identity.ts'
import { type PackageManifest, parseManifest, verifyManifest } from '#core/packages/manifest.ts'
import { leafBytes, parseReceipt, type Receipt, verifyReceipt } from '#core/packages/receipt.ts'
import { type SignedFormat, signedBytes, writeSigned } from '#core/packages/signed-document.ts'
import { deviceKeysFrom } from '#node/crypto/device-keys.ts'
import { sha256Hex } from '#node/crypto/primitives.ts'
import { documentSignerFrom, openEnrolment, sealEnrolment, verifyDocument } from '#node/crypto/sync-keys.ts'
import { unpackEvents } from '#node/sync/chunk-file.ts'
import { expectOk } from '../support/results.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const counting = (from: number, length: number) => Uint8Array.from({ length }, (_, at) => from + at)

function readExample(page: string, kind: string): Record<string, string> {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8')
  const block = new RegExp(`\`\`\`text ${kind}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? ''
  const lines = block.split('\n').filter((line) => line !== '')
  return Object.fromEntries(lines.map((line) => [line.slice(0, 14).trim(), line.slice(14)]))
}

/** Everything that the page states, computed. */
function makeExample() {
  const event = readExample('format.md', 'event-v1')
  const given = (name: string) => Buffer.from(event[name] ?? '', 'hex')
  const hub = documentSignerFrom(counting(0x00, 32))
  const headKey = counting(0x60, 32)
  const salt = counting(0x80, 32)
  const device = deviceKeysFrom(headKey)(hex(salt))
  const hubId = hubIdOf(hub.publicKeyHex)
  const secret = counting(0xa0, 16)
  const head = {
    format: 'samnum-sealed-enrolment' as const,
    v: 1 as const,
    step: 'request' as const,
    codeId: enrolmentCodeId(secret),
    hubId,
    requestId: 'b0'.repeat(16) as PackageId,
  }
  const enrolment = sealEnrolment(secret, head, Buffer.from('x'), counting(0xc0, 12))
  const { headers, bodies } = layOutEvents([
    {
      header: Buffer.from(event.header ?? ''),
      signature: given('signature'),
      sealedBody: given('sealed body'),
    },
  ])
  const chunk = writeChunk({ events: 1, headerBytes: headers.length, headers, bodies })
  const vaultId = 'a0'.repeat(16) as VaultId
  const deviceId = event.device as DeviceId
  const headHex = event['header hash'] as DigestHex
  const packageId = 'b1'.repeat(16) as PackageId
  const manifest: PackageManifest = {
    format: 'samnum-package',
    v: 1,
    packageId,
    hubId,
    vaultId,
    deviceId,
    from: { seq: 2, headHex: '11'.repeat(32) as DigestHex },
    to: { seq: 3, headHex },
    chunks: [{ events: 1, digestHex: sha256Hex(chunk) as DigestHex, sizeBytes: chunk.length }],
    keys: { digestHex: '22'.repeat(32) as DigestHex, sizeBytes: 3000 },
    objects: [
      { objectId: '99'.repeat(16) as ObjectId, digestHex: '33'.repeat(32) as DigestHex, sizeBytes: 200 },
    ],
    knownTree: null,
    software: 'samnum 0.1.0',
    madeAtMs: 1_795_300_100_000,
  }
  const sign = <Document extends { readonly format: SignedFormat }>(
    document: Document,
    signer: { signHex(message: Uint8Array): string },
  ) => ({ document, signatureHex: signer.signHex(signedBytes(document)) })
  const leaf = { vaultId, deviceId, seq: 3, headHex, receivedAtMs: 1_795_300_200_000 }
  const other = leafHash(Buffer.from('another leaf'))
  const leaves = [other, leafHash(leafBytes(leaf)), other]
  const hashOf = subtreesOf(leaves)
  const receipt: Receipt = {
    format: 'samnum-receipt',
    v: 1,
    hubId,
    ...leaf,
    packageId,
    objectIds: ['99'.repeat(16) as ObjectId],
    leafIndex: 1,
    treeSize: 3,
    rootHex: hex(hashOf(0, 3)) as DigestHex,
    inclusion: inclusionPath(1, 3, hashOf).map((hash) => hex(hash) as DigestHex),
  }
  return {
    hub,
    device,
    hubId,
    secret,
    salt,
    headKey,
    enrolment,
    chunk,
    leaf,
    sign,
    manifest,
    receipt,
    headHex,
  }
}

test('the worked example of the formats between stations and headquarters is what this program computes', () => {
  const example = readExample('format-sync.md', 'sync-v1')
  const { hub, device, hubId, secret, salt, headKey, enrolment, chunk, leaf, sign, manifest, receipt } =
    makeExample()
  const signedManifest = writeSigned(sign(manifest, device))
  const signedReceipt = writeSigned(sign(receipt, hub))
  expect({
    'hub key': hub.publicKeyHex,
    'hub id': hubId,
    secret: hex(secret),
    code: writeEnrolmentCode({ hubId, secret }).replace('\n', ' '),
    'code id': enrolment.codeId,
    associated: Buffer.from(enrolmentAssociated(enrolment)).toString().replace('\n', '⏎'),
    nonce: enrolment.sealedHex.slice(0, 24),
    'sealed "x"': enrolment.sealedHex,
    'head key': hex(headKey),
    'device salt': hex(salt),
    'device key': device.publicKeyHex,
    chunk: hex(chunk),
    manifest: Buffer.from(signedManifest).toString(),
    leaf: Buffer.from(leafBytes(leaf)).toString(),
    'leaf hash': hex(leafHash(leafBytes(leaf))),
    receipt: Buffer.from(signedReceipt).toString(),
  }).toEqual(example)
})

test('what the example states is read and holds', () => {
  const example = readExample('format-sync.md', 'sync-v1')
  const { hub, device, hubId, secret, enrolment, headHex } = makeExample()
  const manifest = expectOk(parseManifest(Buffer.from(example.manifest ?? '')))
  const expected = { hubId, deviceKeyHex: device.publicKeyHex, nowMs: 1_795_300_100_000 }
  expect(verifyManifest(manifest, expected, verifyDocument).ok).toBe(true)
  const receipt = expectOk(parseReceipt(Buffer.from(example.receipt ?? '')))
  expect(verifyReceipt(receipt, hub.publicKeyHex, verifyDocument).ok).toBe(true)
  const stored = expectOk(parseChunk(Buffer.from(example.chunk ?? '', 'hex')))
  expect(expectOk(takeOutEvents(stored)).length).toBe(1)
  const [event] = expectOk(unpackEvents(Buffer.from(example.chunk ?? '', 'hex')))
  expect(sha256Hex(event?.header ?? new Uint8Array())).toBe(headHex)
  expect(Buffer.from(openEnrolment(secret, enrolment) ?? []).toString()).toBe('x')
})
