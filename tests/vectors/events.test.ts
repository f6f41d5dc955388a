import { createDecipheriv, createHash, createHmac, createPublicKey, hkdfSync, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { CaseId, DeviceId, DigestHex, UserId } from '#core/ids.ts'
import { type ChainPosition, checkSuccession } from '#core/ledger/chain.ts'
import { bodyBytes, EVENT_KINDS, parseBody } from '#core/ledger/event-body.ts'
import { headerBytes, parseHeader } from '#core/ledger/event-header.ts'
import { openBody, scopeRef, sealBody } from '#node/crypto/event-seal.ts'
import { sealToKey } from '#node/crypto/hpke.ts'
import { makeNativeEventCrypto, makeSigner } from '#node/crypto/native-event-crypto.ts'
import { personKeysFrom } from '#node/crypto/person-keys.ts'
import { sha256Hex } from '#node/crypto/primitives.ts'
import { headRecordBytes, parseHeadFile } from '#node/vault/head-file.ts'
import { expectOk } from '../support/results.ts'
import vectors from './events.json' with { type: 'json' }
import second from './events-2.json' with { type: 'json' }
import third from './events-3.json' with { type: 'json' }
import fourth from './events-4.json' with { type: 'json' }
import fifth from './events-5.json' with { type: 'json' }
import sixth from './events-6.json' with { type: 'json' }
import seventh from './events-7.json' with { type: 'json' }
import eighth from './events-8.json' with { type: 'json' }

// A difference here means that vaults written before can no longer be read or verified. Never change events.json or a later
// file: what must differ is a new kind or a new version, with vectors of its own (make-event-vectors.ts).

const fromHex = (hex: string) => Buffer.from(hex, 'hex')
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const { grantedKey, headRecord } = vectors
const events = [
  ...vectors.events,
  ...second.events,
  ...third.events,
  ...fourth.events,
  ...fifth.events,
  ...sixth.events,
  ...seventh.events,
  ...eighth.events,
]
const device = vectors.device as DeviceId
const keys = personKeysFrom(fromHex(vectors.personSeedHex))
const signer = makeSigner(keys)
const keyOf = ({ scopeKey }: (typeof events)[0]) =>
  fromHex(scopeKey === 'case' ? vectors.caseKeyHex : vectors.registerKeyHex)

test('there is one vector of every kind of event', () => {
  expect(events.map(({ kind }) => kind).sort()).toEqual(Object.keys(EVENT_KINDS).sort())
})

test('a person\u2019s keys follow from their seed', () => {
  const { signingKeyHex, agreementKeyHex, keyId } = keys
  expect({ signingKeyHex, agreementKeyHex, keyId }).toEqual({
    signingKeyHex: vectors.signingKeyHex,
    agreementKeyHex: vectors.agreementKeyHex,
    keyId: vectors.keyId,
  })
})

test('a case key is sealed to a person', () => {
  const { caseId, userId, ephemeralHex, sealedKeyHex } = grantedKey
  const recipient = fromHex(vectors.agreementKeyHex)
  const sealed = sealToKey(
    recipient,
    'samnum/v1/case-key',
    fromHex(caseId + userId),
    fromHex(vectors.caseKeyHex),
    fromHex(ephemeralHex),
  )
  expect(toHex(sealed)).toBe(sealedKeyHex)
  const opened = signer.openCaseKey(caseId as CaseId, userId as UserId, sealedKeyHex)
  expect(toHex(opened?.bytes ?? new Uint8Array())).toBe(vectors.caseKeyHex)
})

test('a record of the head file has these bytes', () => {
  const { headKeyHex, recordHex, generation, seq, headerGeneration } = headRecord
  const record = { generation, device, seq, hashHex: headRecord.hashHex as DigestHex, headerGeneration }
  expect(toHex(headRecordBytes(fromHex(headKeyHex), record))).toBe(recordHex)
  const file = Buffer.concat([Buffer.alloc(512), fromHex(recordHex)])
  expect(parseHeadFile(fromHex(headKeyHex), file)).toEqual({ latest: record, damagedRecords: [0] })
})

describe.each(events.map((vector) => [vector.kind, vector] as const))('%s', (_, vector) => {
  const place = { device, seq: vector.seq }
  const key = keyOf(vector)

  test('is written as these bytes', () => {
    const body = expectOk(parseBody(Buffer.from(vector.body)))
    expect(Buffer.from(bodyBytes(body)).toString()).toBe(vector.body)
    expect(toHex(sealBody(key, place, bodyBytes(body), fromHex(vector.saltHex)))).toBe(vector.sealedBodyHex)
    const header = expectOk(parseHeader(Buffer.from(vector.header)))
    expect(Buffer.from(headerBytes(header)).toString()).toBe(vector.header)
    expect(scopeRef(key, place)).toBe(header.scopeRef)
    expect(sha256Hex(headerBytes(header))).toBe(vector.hashHex)
    expect(toHex(signer.signHeader(headerBytes(header)))).toBe(vector.signatureHex)
    expect(header.body).toEqual({
      digestHex: sha256Hex(fromHex(vector.sealedBodyHex)),
      sizeBytes: vector.sealedBodyHex.length / 2,
    })
  })

  test('is read from them', () => {
    const opened = openBody(key, place, fromHex(vector.sealedBodyHex))
    expect(opened.state === 'open' && Buffer.from(opened.plaintext).toString()).toBe(vector.body)
    const crypto = makeNativeEventCrypto()
    const header = Buffer.from(vector.header)
    expect(crypto.verifyHeader(vectors.signingKeyHex, header, fromHex(vector.signatureHex))).toBe(true)
  })

  test('is read by whoever follows the document and has none of our code', () => {
    const placeBytes = Buffer.concat([fromHex(vectors.device), Buffer.alloc(8)])
    placeBytes.writeBigUInt64BE(BigInt(vector.seq), 16)
    const sealed = fromHex(vector.sealedBodyHex)
    const okm = Buffer.from(hkdfSync('sha256', key, sealed.subarray(0, 32), 'samnum/v1/event-body', 64))
    expect(sealed.subarray(32, 64).equals(okm.subarray(32))).toBe(true)
    const decipher = createDecipheriv('aes-256-gcm', okm.subarray(0, 32), Buffer.alloc(12), {
      authTagLength: 16,
    })
    decipher.setAAD(Buffer.concat([Buffer.from('samnum/v1/event-body\n'), placeBytes]))
    decipher.setAuthTag(sealed.subarray(-16))
    const body = Buffer.concat([decipher.update(sealed.subarray(64, -16)), decipher.final()])
    expect(body.toString()).toBe(vector.body)

    const header = JSON.parse(vector.header)
    const refKey = Buffer.from(hkdfSync('sha256', key, '', 'samnum/v1/scope-ref', 32))
    expect(createHmac('sha256', refKey).update(placeBytes).digest('hex').slice(0, 32)).toBe(header.scopeRef)
    expect(createHash('sha256').update(vector.header).digest('hex')).toBe(vector.hashHex)
    const spki = Buffer.concat([fromHex('302a300506032b6570032100'), fromHex(vectors.signingKeyHex)])
    const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' })
    const message = Buffer.concat([Buffer.from('samnum/v1/event\n'), Buffer.from(vector.header)])
    expect(verify(null, message, publicKey, fromHex(vector.signatureHex))).toBe(true)
    const keyId = createHash('sha256')
      .update('samnum/v1/key-id\n')
      .update(fromHex(vectors.signingKeyHex))
      .digest('hex')
      .slice(0, 32)
    expect(header.actor).toBe(keyId)
  })
})

test('the vectors stand in one chain', () => {
  let previous: ChainPosition | null = null
  for (const { header, hashHex } of events) {
    const read = expectOk(parseHeader(Buffer.from(header)))
    expect(checkSuccession(previous, read)).toBe(null)
    previous = { device, seq: read.seq, hashHex: hashHex as DigestHex, time: read.time }
  }
})
