import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DeviceId, DigestHex, HubId, ObjectId, PackageId, VaultId } from '#core/ids.ts'
import { canonicalBytes } from '#core/ledger/canonical-json.ts'
import {
  layOutEvents,
  parseChunk,
  type TravellingEvent,
  takeOutEvents,
  writeChunk,
} from '#core/packages/event-chunk.ts'
import {
  enrolmentCodeId,
  hubIdOf,
  parseEnrolmentCode,
  writeEnrolmentCode,
  writeEnrolmentQr,
} from '#core/packages/hub-identity.ts'
import { type PackageManifest, parseManifest, verifyManifest } from '#core/packages/manifest.ts'
import { expectedFiles, pieceCount } from '#core/packages/package-layout.ts'
import { signedBytes, writeSigned } from '#core/packages/signed-document.ts'
import { SYNC_LIMITS } from '#core/packages/sync-limits.ts'

const idOf = <Id extends string>(byte: string): Id => byte.repeat(16) as Id
const digestOf = (byte: string): DigestHex => byte.repeat(32) as DigestHex
const HUB = idOf<HubId>('a0')
const KEY = '11'.repeat(32)

const MANIFEST: PackageManifest = {
  format: 'samnum-package',
  v: 1,
  packageId: idOf<PackageId>('b0'),
  hubId: HUB,
  vaultId: idOf<VaultId>('c0'),
  deviceId: idOf<DeviceId>('d0'),
  from: { seq: 2, headHex: digestOf('12') },
  to: { seq: 5, headHex: digestOf('15') },
  chunks: [{ events: 3, digestHex: digestOf('e0'), sizeBytes: 900 }],
  keys: { digestHex: digestOf('e1'), sizeBytes: 400 },
  objects: [
    { objectId: idOf<ObjectId>('01'), digestHex: digestOf('e2'), sizeBytes: 100 },
    { objectId: idOf<ObjectId>('02'), digestHex: digestOf('e3'), sizeBytes: SYNC_LIMITS.pieceBytes + 1 },
  ],
  knownTree: { treeSize: 4, rootHex: digestOf('e4') },
  software: 'samnum test',
  madeAtMs: 1_795_200_000_000,
}
const SIGNATURE = 'ab'.repeat(64)
const bytesOf = (change: object) =>
  canonicalBytes({ document: { ...MANIFEST, ...change }, signatureHex: SIGNATURE } as never)
const codeOf = (change: object) => {
  const read = parseManifest(bytesOf(change))
  return read.ok ? null : read.failure.code
}

describe('a manifest', () => {
  test('is read as it was written', () => {
    const signed = { document: MANIFEST, signatureHex: SIGNATURE }
    expect(parseManifest(writeSigned(signed))).toEqual({ ok: true, value: signed })
  })

  test('that contradicts itself, repeats or disorders objects, or says more, is malformed', () => {
    for (const change of [
      { to: { seq: 1, headHex: digestOf('15') } },
      { to: { seq: 4, headHex: digestOf('15') } },
      { to: MANIFEST.from },
      { chunks: [] },
      { from: { seq: 0, headHex: digestOf('12') } },
      { from: { seq: 2, headHex: digestOf('00') } },
      { objects: [...MANIFEST.objects].reverse() },
      { objects: [MANIFEST.objects[0], MANIFEST.objects[0]] },
      { path: '../../etc/passwd' },
      { format: 'samnum-receipt' },
      { packageId: '../../../../../../../../../../..' },
    ])
      expect(codeOf(change)).toBe('sync/malformed')
  })

  test('may bring objects alone, from a head that stays', () => {
    expect(codeOf({ chunks: [], to: MANIFEST.from })).toBe(null)
    expect(codeOf({ chunks: [], to: { ...MANIFEST.from, headHex: digestOf('99') } })).toBe('sync/malformed')
  })

  test('of a later version, and one over the limits, say so', () => {
    expect(codeOf({ v: 2 })).toBe('sync/newer-version')
    expect(codeOf({ keys: { digestHex: digestOf('e1'), sizeBytes: SYNC_LIMITS.keysBytes + 1 } })).toBe(
      'sync/too-large',
    )
    const chunk = { events: 3, digestHex: digestOf('e0'), sizeBytes: SYNC_LIMITS.chunkBytes + 1 }
    expect(codeOf({ chunks: [chunk] })).toBe('sync/too-large')
  })

  test('is judged by whom it is for, who signed it and when', () => {
    const signed = { document: MANIFEST, signatureHex: SIGNATURE }
    const expected = { hubId: HUB, deviceKeyHex: KEY, nowMs: MANIFEST.madeAtMs }
    const asked: unknown[] = []
    const holds = verifyManifest(signed, expected, (...args) => {
      asked.push(args)
      return true
    })
    expect(holds).toEqual({ ok: true, value: MANIFEST })
    expect(asked).toEqual([[KEY, signedBytes(MANIFEST), new Uint8Array(Buffer.from(SIGNATURE, 'hex'))]])
    const code = (change: object, verifies = true) => {
      const judged = verifyManifest(signed, { ...expected, ...change }, () => verifies)
      return judged.ok ? null : judged.failure.code
    }
    expect(code({ hubId: idOf<HubId>('a1') })).toBe('sync/for-another-hub')
    expect(code({}, false)).toBe('sync/signature-wrong')
    expect(code({ nowMs: MANIFEST.madeAtMs - SYNC_LIMITS.aheadMs })).toBe(null)
    expect(code({ nowMs: MANIFEST.madeAtMs - SYNC_LIMITS.aheadMs - 1 })).toBe('sync/from-the-future')
  })

  test('demands every file by name and size, large objects in pieces that FAT32 takes', () => {
    expect(expectedFiles(MANIFEST)).toEqual([
      { path: 'data/keys.age', sizeBytes: 400 },
      { path: 'data/events/000001.chunk', sizeBytes: 900 },
      { path: `data/objects/${'01'.repeat(16)}.0001`, sizeBytes: 100 },
      { path: `data/objects/${'02'.repeat(16)}.0001`, sizeBytes: SYNC_LIMITS.pieceBytes },
      { path: `data/objects/${'02'.repeat(16)}.0002`, sizeBytes: 1 },
    ])
    expect(pieceCount(SYNC_LIMITS.pieceBytes)).toBe(1)
  })
})

describe('a signature', () => {
  test('is over the name of the format, so that no document passes for another', () => {
    const text = Buffer.from(signedBytes({ format: 'samnum-receipt' })).toString()
    expect(text).toBe('samnum/v1/signed/samnum-receipt\n{"format":"samnum-receipt"}')
  })
})

describe('an enrolment code', () => {
  const code = { hubId: hubIdOf(KEY), secret: new Uint8Array(16).fill(7) }

  test('is read as it was written, typed in Khmer digits or scanned', () => {
    const written = writeEnrolmentCode(code)
    const khmer = written.replace(/[0-9]/g, (digit) => String.fromCodePoint(0x17e0 + Number(digit)))
    for (const text of [
      written,
      ` ${khmer} `,
      written.replaceAll('-', ' '),
      writeEnrolmentQr({ ...code, url: null }),
    ])
      expect(parseEnrolmentCode(text)).toEqual({ ok: true, value: { ...code, url: null } })
    const url = 'https://hub.example:8443'
    expect(parseEnrolmentCode(writeEnrolmentQr({ ...code, url }))).toEqual({
      ok: true,
      value: { ...code, url },
    })
  })

  test('that was misread names the group', () => {
    const groups = writeEnrolmentCode(code).split(/[-\n]/)
    groups[10] = '123456'
    expect(parseEnrolmentCode(groups.join('-'))).toEqual({
      ok: false,
      failure: { code: 'groups/wrong-group', group: 11 },
    })
    expect(parseEnrolmentCode('').ok).toBe(false)
    expect(parseEnrolmentCode(`${writeEnrolmentQr({ ...code, url: 'a' })} b`).ok).toBe(false)
  })

  test('has a name that tells nothing of the secret, and a hub an id that fixes its key', () => {
    expect(enrolmentCodeId(code.secret)).toMatch(/^[0-9a-f]{16}$/)
    expect(hubIdOf(KEY)).not.toBe(hubIdOf('12'.repeat(32)))
  })
})

const event = fc.record({
  header: fc.uint8Array({ minLength: 1, maxLength: 40 }),
  signature: fc.uint8Array({ minLength: 64, maxLength: 64 }),
  sealedBody: fc.uint8Array({ maxLength: 40 }),
})

describe('a file of events', () => {
  const fileOf = (events: readonly TravellingEvent[]) => {
    const { headers, bodies } = layOutEvents(events)
    return writeChunk({ events: events.length, headerBytes: headers.length, headers, bodies })
  }
  const read = (bytes: Uint8Array) => {
    const chunk = parseChunk(bytes)
    return chunk.ok ? takeOutEvents(chunk.value) : chunk
  }

  test('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 5 }), (events) => {
        expect(read(fileOf(events))).toEqual({ ok: true, value: events })
      }),
    )
  })

  test('that ends anywhere, or goes on behind its end, is malformed', () => {
    const events = [
      { header: new Uint8Array(9), signature: new Uint8Array(64), sealedBody: new Uint8Array(5) },
    ]
    const bytes = fileOf(events)
    for (let end = 0; end < bytes.length; end += 1) expect(read(bytes.subarray(0, end)).ok).toBe(false)
    expect(read(Buffer.concat([bytes, Uint8Array.of(0)])).ok).toBe(false)
    expect(read(fileOf([])).ok).toBe(false)
  })

  test('of any bytes is refused or read, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(1), (bytes, hasMagic) => {
        read(hasMagic === 1 ? Buffer.concat([Buffer.from('SAMCHNK1'), bytes]) : bytes)
      }),
    )
  })

  test('that states more than its limits is too large before anything is taken out', () => {
    const bytes = fileOf([
      { header: new Uint8Array(9), signature: new Uint8Array(64), sealedBody: new Uint8Array(0) },
    ])
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(12, SYNC_LIMITS.chunkHeaderBytes + 1)
    expect(read(bytes)).toEqual({ ok: false, failure: { code: 'sync/too-large' } })
  })
})
