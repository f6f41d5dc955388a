import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { CaseId, DeviceId, DigestHex, UserId } from '#core/ids.ts'
import { bodyBytes, parseBody } from '#core/ledger/event-body.ts'
import { headerBytes, parseHeader } from '#core/ledger/event-header.ts'
import { scopeRef, sealBody } from '#node/crypto/event-seal.ts'
import { makeNativeEventCrypto, makeSigner } from '#node/crypto/native-event-crypto.ts'
import { personKeysFrom } from '#node/crypto/person-keys.ts'
import { hkdfSha256, sha256Hex } from '#node/crypto/primitives.ts'

const page = readFileSync(new URL('../../docs/format.md', import.meta.url), 'utf8')

function readExample(): ReadonlyMap<string, string> {
  const block = /```text event-v1\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  const lines = block.split('\n').filter((line) => line !== '')
  return new Map(lines.map((line) => [line.slice(0, 14).trim(), line.slice(14)]))
}

test('the worked example of the format is what this program computes', () => {
  const example = readExample()
  const given = (name: string) => Buffer.from(example.get(name) ?? '', 'hex')
  const keys = personKeysFrom(given('person seed'))
  const device = example.get('device') as DeviceId
  const place = { device, seq: Number(example.get('seq')) }
  const caseId = 'c0c1c2c3c4c5c6c7c8c9cacbcccdcecf' as CaseId
  const userId = 'b0b1b2b3b4b5b6b7b8b9babbbcbdbebf' as UserId
  const plain = bodyBytes({
    kind: 'case-opened',
    scope: caseId,
    data: { caseId, number: '2026-0001', title: 'សំណុំរឿង', openedBy: { userId, name: 'សុខ' } },
  })
  const sealed = sealBody(given('scope key'), place, plain, given('salt'))
  const okm = Buffer.from(hkdfSha256(given('scope key'), given('salt'), 'samnum/v1/event-body', 64))
  const header = headerBytes({
    v: 1,
    ...place,
    prev: '11'.repeat(32) as DigestHex,
    actor: keys.keyId,
    scopeRef: scopeRef(given('scope key'), place),
    time: {
      wallMs: 1795300000000,
      counter: 0,
      clockMs: 1795300000000,
      runId: '0123456789abcdef',
      monotonicMs: 4321,
    },
    body: { digestHex: sha256Hex(sealed) as DigestHex, sizeBytes: sealed.length },
  })
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

  expect(Object.fromEntries(example)).toEqual({
    'person seed': example.get('person seed'),
    'signing key': keys.signingKeyHex,
    'agreement key': keys.agreementKeyHex,
    'key id': keys.keyId,
    'scope key': example.get('scope key'),
    device,
    seq: '3',
    body: Buffer.from(plain).toString(),
    salt: example.get('salt'),
    'body key': hex(okm.subarray(0, 32)),
    commitment: hex(okm.subarray(32)),
    'sealed body': hex(sealed),
    'scope ref': scopeRef(given('scope key'), place),
    header: Buffer.from(header).toString(),
    'header hash': sha256Hex(header),
    signature: hex(makeSigner(keys).signHeader(header)),
  })
})

test('the worked example is accepted by the readers', () => {
  const example = readExample()
  const header = Buffer.from(example.get('header') ?? '')
  const crypto = makeNativeEventCrypto()
  const signature = Buffer.from(example.get('signature') ?? '', 'hex')

  expect(parseHeader(header).ok).toBe(true)
  expect(parseBody(Buffer.from(example.get('body') ?? '')).ok).toBe(true)
  expect(crypto.verifyHeader(example.get('signing key') ?? '', header, signature)).toBe(true)
  signature[0] = (signature[0] ?? 0) ^ 1
  expect(crypto.verifyHeader(example.get('signing key') ?? '', header, signature)).toBe(false)
})
