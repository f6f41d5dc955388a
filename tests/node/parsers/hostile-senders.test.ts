import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { explainFailure } from '#contract/failure-text.ts'
import type { ParserName } from '#core/parsing/parser-names.ts'
import { suggestParsers } from '#core/parsing/suggest-parser.ts'
import { makeChildProcessLauncher } from '#node/parsers/child-process-launcher.ts'
import { makeProcessEvidenceParser } from '#node/parsers/process-evidence-parser.ts'
import { bytesInMemory } from '../../support/parse-here.ts'
import { makePdf } from '../../support/parser-samples/make-pdf.ts'
import { makeXlsx } from '../../support/parser-samples/make-xlsx.ts'
import { makeZip } from '../../support/parser-samples/make-zip.ts'

const MIB = 1024 * 1024
const isSlow = process.env.SLOW === '1'
const utf8 = (text: string) => Buffer.from(text)

/** What somebody sends who wants the reader to fail, and what the reader answers: a failure's code, or warnings of a result. */
const SENT: readonly (readonly [
  what: string,
  fileName: string,
  bytes: () => Uint8Array,
  answer: string | readonly string[],
])[] = [
  [
    'an archive that unpacks to very much',
    'bomb.zip',
    () => makeZip([{ name: 'zeros.bin', bytes: Buffer.alloc(64 * MIB), statedSize: 2 ** 31 }]),
    ['archive/unpacks-to-much'],
  ],
  [
    'an archive whose paths lead out, one absolutely, and whose names mislead',
    'paths.zip',
    () =>
      makeZip([
        { name: '../../etc/cron.d/x', bytes: 'x' },
        { name: '/etc/passwd', bytes: 'x' },
        { name: 'C:\\Windows\\x.dll', bytes: 'x' },
        { name: 'photo\u202egpj.exe', bytes: 'x' },
        { name: 'a\u0007b\n.txt', bytes: 'x' },
      ]),
    ['archive/path-escapes', 'entry/name-hostile'],
  ],
  [
    'a document that is an archive as well',
    'both.pdf',
    () => Buffer.concat([makePdf({ pages: ['page'] }), makeZip([{ name: 'a.exe', bytes: 'MZ' }])]),
    ['file/trailing-bytes'],
  ],
  [
    'JSON of 5,000 levels',
    'result.json',
    () =>
      utf8(`{"name":"x","type":"personal_chat","id":1,"messages":${'['.repeat(5000)}${']'.repeat(5000)}}`),
    'parse/too-deep',
  ],
  [
    'a workbook whose shared texts unpack without end',
    'table.xlsx',
    () =>
      makeXlsx(
        [{ name: 'S', rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' }],
        ['a'.repeat(160 * MIB)],
      ),
    'parse/',
  ],
  [
    'a picture that says it is 60,000 pixels wide and high',
    'huge.png',
    () => pngOf(60_000, 60_000),
    ['image/not-decoded'],
  ],
]

/** Takes as long as all of the others together. */
const SENT_SLOW: typeof SENT = [
  [
    'a mail of 10,000 parts',
    'mail.eml',
    () =>
      utf8(
        `From: a@b.example\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(10_000)}--b--\r\n`,
      ),
    [],
  ],
]

function pngOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const chunk = (kind: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
    const framed = Buffer.alloc(body.length + 8)
    framed.writeUInt32BE(data.length, 0)
    framed.set(body, 4)
    return framed
  }
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(100))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('whoever sends evidence that is made to attack', () => {
  test.each(isSlow ? [...SENT, ...SENT_SLOW] : SENT)(
    'is answered within the limits: %s',
    async (_, fileName, make, answer) => {
      const bytes = make()
      const [parser] = suggestParsers(bytes.subarray(0, 65_536), fileName)
      const read = await makeProcessEvidenceParser(makeChildProcessLauncher()).parse<never>({
        parser: parser as ParserName,
        options: {},
        fileName,
        bytes: bytesInMemory(bytes),
        signal: new AbortController().signal,
        onProgress: () => {},
      })
      if (typeof answer === 'string') {
        const code = read.ok ? `read: ${JSON.stringify(read.value.kind)}` : read.failure.code
        expect(code.startsWith(answer), code).toBe(true)
        // A crash is no answer, and each failure has its words in both languages.
        expect(code).not.toBe('parse/crashed')
        if (read.ok || read.failure.code === 'cancelled') throw new Error(code)
        for (const language of ['en', 'km'] as const)
          expect(explainFailure(read.failure, language)).not.toMatch(/^$|\{/)
        return
      }
      if (!read.ok) throw new Error(read.failure.code)
      if (read.value.kind !== 'parsed') throw new Error('it asks')
      const codes = read.value.evidence.warnings.map(({ code }) => code)
      for (const code of answer) expect(codes).toContain(code)
    },
    60_000,
  )
})
