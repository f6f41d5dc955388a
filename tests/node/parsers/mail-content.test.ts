import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { parseBoundedMail } from '#node/parsers/bounded-mail.ts'
import { propertyRuns } from '../../support/property-runs.ts'

const DEPTH = 64
const utf8 = (text: string) => Buffer.from(text)

const contentLine = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9+/]{0,80}={0,2}$/),
  fc.constantFrom('', '=', 'QUJD', 'QUI=', 'Q', 'QUJDRA==QQ', ' QU JD ', 'ក ខ', '=C3=A9 =', '--', '--other'),
)

const part = fc.record({
  type: fc.constantFrom(
    'text/plain',
    'text/html',
    'application/pdf',
    'message/rfc822',
    'text/plain; charset=latin1',
  ),
  encoding: fc.constantFrom('', 'base64', 'BASE64', 'quoted-printable', '8bit', 'x-unknown'),
  lines: fc.array(contentLine, { maxLength: 30 }),
  end: fc.constantFrom('\r\n', '\n'),
})

const mailOf = (parts: readonly (typeof part extends fc.Arbitrary<infer Part> ? Part : never)[]): Buffer =>
  utf8(
    `From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts
      .map(
        ({ type, encoding, lines, end }) =>
          `--b${end}Content-Type: ${type}${end}${encoding === '' ? '' : `Content-Transfer-Encoding: ${encoding}${end}`}${end}${lines.join(end)}${end}`,
      )
      .join('')}--b--\r\n`,
  )

describe('what a mail holds', () => {
  test('is what the library reads by itself, whatever its parts and their encodings are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
        const bytes = mailOf(parts)
        const { mail, cutAt } = await parseBoundedMail(bytes, DEPTH)
        expect(cutAt).toBeNull()
        expect(mail).toEqual(
          await PostalMime.parse(bytes, { maxNestingDepth: DEPTH, forceRfc822Attachments: true }),
        )
      }),
      propertyRuns(),
    )
  })

  test('in base64 of a megabyte, with lines of any length, comes out whole', async () => {
    const content = Buffer.from(Array.from({ length: 1_000_003 }, (_, at) => (at * 7 + (at >> 8)) & 0xff))
    const coded = content.toString('base64').match(/.{1,77}/g) ?? []
    const bytes = utf8(
      `From: a@b.example\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${coded.join('\r\n')}\r\n`,
    )
    const { mail } = await parseBoundedMail(bytes, DEPTH)
    expect(Buffer.from(mail.attachments[0]?.content as ArrayBuffer).equals(content)).toBe(true)
  })

  test('is read up to the place from which on there is too much of it, and that place is answered', async () => {
    const head = 'From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'
    const one = '--b\r\nContent-Type: application/pdf\r\n\r\nx\r\n'
    const within = await parseBoundedMail(utf8(head + one.repeat(1_900)), DEPTH)
    expect(within.cutAt).toBeNull()
    expect(within.mail.attachments).toHaveLength(1_900)
    const beyond = await parseBoundedMail(utf8(head + one.repeat(20_000)), DEPTH)
    const { cutAt } = beyond
    if (cutAt === null) throw new Error('it was read to its end')
    // Whole parts, and the head of the one in which reading stopped.
    const read = Math.floor((cutAt - head.length) / one.length)
    expect(beyond.mail.attachments.length).toBeGreaterThan(1_900)
    expect(Math.abs(beyond.mail.attachments.length - read)).toBeLessThanOrEqual(1)
  })

  test('that nests deeper than is followed is refused', async () => {
    const open = Array.from(
      { length: 70 },
      (_, level) => `Content-Type: multipart/mixed; boundary=b${level}x\r\n\r\n--b${level}x\r\n`,
    )
    await expect(parseBoundedMail(utf8(`From: a@b.example\r\n${open.join('')}`), DEPTH)).rejects.toThrow()
    await expect(
      parseBoundedMail(utf8(`From: a@b.example\r\n${open.slice(0, 60).join('')}`), DEPTH),
    ).resolves.toBeTruthy()
  })
})
