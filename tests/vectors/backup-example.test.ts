import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { DeviceId, DigestHex, ObjectId, VaultId } from '#core/ids.ts'
import {
  backupKeyOf,
  isAuthentic,
  manifestBytes,
  markerBytes,
  NO_DIGEST,
  parseManifest,
  parseMarker,
} from '#node/backup/backup-format.ts'
import { partsOf } from '#node/backup/parted-file.ts'
import { sha256Hex } from '#node/crypto/primitives.ts'

const page = readFileSync(new URL('../../docs/format-backup.md', import.meta.url), 'utf8')
const vaultId = 'a0a1a2a3a4a5a6a7a8a9aaabacadaeaf' as VaultId
const digest = (text: string) => text.repeat(32) as DigestHex

function readExample(): ReadonlyMap<string, string> {
  const block = /```text backup-v1\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  const lines = block.split('\n').filter((line) => line !== '')
  return new Map(lines.map((line) => [line.slice(0, 14).trim(), line.slice(14)]))
}

test('the worked example of the backup format is what this program computes', () => {
  const example = readExample()
  const headerKey = Buffer.from(example.get('header key') ?? '', 'hex')
  const key = backupKeyOf({ headerKey })
  const manifest = manifestBytes(
    {
      format: 'samnum-backup',
      v: 1,
      vaultId,
      generation: 1,
      createdAtMs: 1795300000000,
      head: { device: 'd0d1d2d3d4d5d6d7d8d9dadbdcdddedf' as DeviceId, seq: 3, hashHex: digest('11') },
      previousDigestHex: NO_DIGEST as DigestHex,
      files: [
        { name: 'head', sizeBytes: 1024, digestHex: digest('22') },
        { name: 'ledger.db', sizeBytes: 167936, digestHex: digest('33') },
        { name: 'vault.json', sizeBytes: 1300, digestHex: digest('44') },
      ],
      objects: [
        {
          objectId: 'b0b1b2b3b4b5b6b7b8b9babbbcbdbebf' as ObjectId,
          sizeBytes: 4137,
          digestHex: digest('55'),
        },
      ],
      missing: ['c0c1c2c3c4c5c6c7c8c9cacbcccdcecf' as ObjectId],
    },
    key,
  )
  expect(Object.fromEntries(example)).toEqual({
    'header key': example.get('header key'),
    'backup key': Buffer.from(key).toString('hex'),
    marker: Buffer.from(markerBytes(vaultId)).toString().trimEnd(),
    manifest: Buffer.from(manifest).toString().trimEnd(),
    'next previous': sha256Hex(manifest),
  })
})

test('the worked example is accepted by the readers, and every changed byte of it is refused', () => {
  const example = readExample()
  const key = backupKeyOf({ headerKey: Buffer.from(example.get('header key') ?? '', 'hex') })
  const manifest = Buffer.from(`${example.get('manifest')}\n`)
  const parsed = parseManifest(manifest)
  expect(parsed.ok && isAuthentic(parsed.value, key)).toBe(true)
  expect(parseMarker(Buffer.from(`${example.get('marker')}\n`))).toMatchObject({
    ok: true,
    value: { vaultId },
  })
  for (let at = 0; at < manifest.length; at += 1) {
    const changed = Buffer.from(manifest)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(parseManifest(changed), `byte ${at}`).toEqual({ ok: false, failure: { code: 'damaged' } })
  }
  expect(parsed.ok && isAuthentic(parsed.value, new Uint8Array(32))).toBe(false)
})

test('a damaged version is damage, and only a text that was written so is from the future', () => {
  const marker = readExample().get('marker') ?? ''
  const damaged = Buffer.from(`${marker.replace('"v":1', '"v":3')}\n`)
  expect(parseMarker(damaged)).toEqual({ ok: false, failure: { code: 'damaged' } })
  const later = Buffer.from('{"format": "samnum-backup", "v": 3}')
  expect(parseMarker(later)).toEqual({ ok: false, failure: { code: 'future', version: 3 } })
})

test('parts have the names and sizes of the specification', () => {
  const PART = 4_293_918_720
  expect(partsOf('a', PART, PART)).toEqual([{ path: 'a', offsetBytes: 0, sizeBytes: PART }])
  expect(partsOf('a', PART + 1, PART)).toEqual([
    { path: 'a.001', offsetBytes: 0, sizeBytes: PART },
    { path: 'a.002', offsetBytes: PART, sizeBytes: 1 },
  ])
  expect(partsOf('a', 0, PART)).toEqual([{ path: 'a', offsetBytes: 0, sizeBytes: 0 }])
  expect(partsOf('a', PART * 1000, PART).at(-1)?.path).toBe('a.1000')
  expect(page).toContain('4,293,918,720')
})
