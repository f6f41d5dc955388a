import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ParserName } from '#core/parsing/parser-names.ts'
import { parseHere } from '../../support/parse-here.ts'
import {
  CARDS,
  FACEBOOK_THREAD,
  MAIL,
  TELEGRAM_PAGE,
  TELEGRAM_RESULT,
} from '../../support/parser-samples/chat-samples.ts'
import { packUfdr } from '../../support/parser-samples/ufdr-sample.ts'

const CHAT =
  '\u200e[15/3/2026, 14:05:33] Family: \u200eencrypted\n[15/3/2026, 14:06:00] Dara: 012 345 678\nmore\n'
const SAMPLES: readonly (readonly [ParserName, Buffer])[] = [
  ['eml', Buffer.from(MAIL)],
  ['msg', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(3000, 7)])],
  ['telegram-json', Buffer.from(TELEGRAM_RESULT)],
  ['telegram-html', Buffer.from(TELEGRAM_PAGE)],
  ['whatsapp', Buffer.from(CHAT)],
  ['facebook-json', Buffer.from(FACEBOOK_THREAD)],
  ['vcard', Buffer.from(CARDS)],
  ['ufdr', Buffer.from(packUfdr())],
  ['text', Buffer.from(CHAT)],
]

/** A parser may refuse in its own words; `parse/crashed` would be a bug. */
async function expectAnswer(name: ParserName, bytes: Uint8Array): Promise<void> {
  const answer = await parseHere(name, bytes)
  if (!answer.ok) expect(answer.failure.code, name).toMatch(/^parse\/(?!crashed|broke-rules|not-started)/)
}

describe.each(SAMPLES)('the parser %s', (name, sample) => {
  it('gives the same bytes twice', async () => {
    const [first, second] = [await parseHere(name, sample), await parseHere(name, sample)]
    expect(second).toEqual(first)
  })

  it('answers when its input is cut anywhere', async () => {
    for (let part = 0; part < 16; part++)
      await expectAnswer(name, sample.subarray(0, Math.floor((sample.length * part) / 16)))
  })

  it('answers when one byte is another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(sample.length - 1), fc.nat(255), async (at, byte) => {
        const changed = Buffer.from(sample)
        changed[at] = byte
        await expectAnswer(name, changed)
      }),
      { numRuns: process.env.SLOW === '1' ? 2000 : 40 },
    )
  })

  it('answers any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => expectAnswer(name, bytes)),
      { numRuns: process.env.SLOW === '1' ? 2000 : 30 },
    )
  })

  it('answers a line of a million letters', async () => {
    await expectAnswer(name, Buffer.concat([sample.subarray(0, 200), Buffer.alloc(1_000_000, '1')]))
    await expectAnswer(name, Buffer.concat([sample.subarray(0, 200), Buffer.from('a.'.repeat(500_000))]))
    await expectAnswer(name, Buffer.concat([sample.subarray(0, 200), Buffer.from('1/2/'.repeat(250_000))]))
  })

  it('answers UTF-16, with its mark and without', async () => {
    const text = sample.toString('utf8')
    for (const wide of [
      Buffer.from(text, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    ])
      await expectAnswer(name, wide)
  })
})
