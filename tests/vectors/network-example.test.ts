import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { HubId, PackageId } from '#core/ids.ts'
import { NETWORK_PATHS } from '#core/network/network-paths.ts'
import { writeOpening } from '#core/network/opening.ts'
import { digestHeader, signatureBase, signatureHeaders } from '#core/network/request-signature.ts'
import { deviceKeysFrom } from '#node/crypto/device-keys.ts'
import { verifyDocument } from '#node/crypto/sync-keys.ts'

const counting = (from: number, length: number) => Uint8Array.from({ length }, (_, at) => from + at)

function readExample(): Record<string, string> {
  const text = readFileSync(new URL('../../docs/format-network.md', import.meta.url), 'utf8')
  const block = /```text network-v1\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
  const lines = block.split('\n').filter((line) => line !== '')
  return Object.fromEntries(lines.map((line) => [line.slice(0, 14).trim(), line.slice(14)]))
}

/** Everything that the page states, computed. */
function makeExample(): Record<string, string> {
  const device = deviceKeysFrom(counting(0x60, 32))(Buffer.from(counting(0x80, 32)).toString('hex'))
  const body = Buffer.from('x')
  const request = {
    method: 'PUT',
    path: NETWORK_PATHS.piece('b1'.repeat(16) as PackageId, 4),
    headers: { 'content-digest': digestHeader(body), 'upload-offset': '0' },
  }
  const parameters = {
    hubId: '7a1a7f28f567efdb5058dc9cfe49ef4b' as HubId,
    deviceKeyHex: device.publicKeyHex,
    createdAtMs: 1_795_300_100_000,
    nonce: Buffer.from(counting(0xd0, 16)).toString('base64url'),
  }
  const base = signatureBase(request, parameters)
  const signature = Buffer.from(device.signHex(base), 'hex')
  const headers = signatureHeaders(request, parameters, signature)
  expect(verifyDocument(device.publicKeyHex, base, signature)).toBe(true)
  const opening = writeOpening({ manifest: Buffer.from('{}'), stream: body })
  return {
    'device key': device.publicKeyHex,
    request: `${request.method} ${request.path}`,
    'digest of "x"': request.headers['content-digest'],
    base: Buffer.from(base).toString().replaceAll('\n', '⏎'),
    'sig. input': headers['signature-input'],
    signature: headers.signature,
    opening: Buffer.from(opening).toString('hex'),
  }
}

test('the worked example of format-network.md is what this program makes', () => {
  expect(readExample()).toEqual(makeExample())
})
