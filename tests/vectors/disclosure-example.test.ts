import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { DeviceId } from '#core/ids.ts'
import { openBodyWith, openingOf, scopeRefKeyOf, scopeRefWith } from '#node/crypto/event-seal.ts'
import { hkdfSha256 } from '#node/crypto/primitives.ts'

function readExample(page: string, kind: string): ReadonlyMap<string, string> {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8')
  const block = new RegExp(`\`\`\`text ${kind}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? ''
  const lines = block.split('\n').filter((line) => line !== '')
  return new Map(lines.map((line) => [line.slice(0, 14).trim(), line.slice(14)]))
}

test('the worked example of a disclosure is what this program computes for the event of the format', () => {
  const example = readExample('format-disclosure.md', 'disclosure-v1')
  const event = readExample('format.md', 'event-v1')
  const given = (name: string) => Buffer.from(event.get(name) ?? '', 'hex')
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const place = { device: event.get('device') as DeviceId, seq: Number(event.get('seq')) }
  const opening = openingOf(given('scope key'), given('sealed body'))
  const okm = hkdfSha256(given('scope key'), given('salt'), 'samnum/v1/event-body', 64)
  const refKey = scopeRefKeyOf(given('scope key'))

  expect(Object.fromEntries(example)).toEqual({
    'scope key': event.get('scope key'),
    salt: event.get('salt'),
    opening: hex(opening),
    'body key': hex(okm.subarray(0, 32)),
    commitment: hex(okm.subarray(32)),
    'scope ref key': hex(refKey),
    'scope ref': event.get('scope ref'),
  })
  expect(scopeRefWith(refKey, place)).toBe(event.get('scope ref'))
  const opened = openBodyWith(opening, place, given('sealed body'))
  expect(opened.state === 'open' && Buffer.from(opened.plaintext).toString()).toBe(event.get('body'))
})
