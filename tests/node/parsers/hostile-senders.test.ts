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
    'a mail of 100,000 parts',
    'mail.eml',
    () => mailOf(`${'--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(100_000)}--b--\r\n`),
    ['mail/cut'],
  ],
  ['a mail of 40 million lines', 'mail.eml', () => mailOf('\n'.repeat(40_000_000)), ['mail/cut']],
  [
    'a mail whose headers are longer than many mails',
    'mail.eml',
    () => utf8(`From: a@b.example\r\nX-A: b\r\n${' cccc\r\n'.repeat(1_000_000)}\r\nx`),
    ['mail/cut'],
  ],
  [
    'a mail of 60 nested parts, with 300,000 lines that begin like the boundary of each',
    'mail.eml',
    () => {
      const boundary = (level: number) => `${'b'.repeat(60)}${level}`
      const open = Array.from(
        { length: 60 },
        (_, level) =>
          `--${boundary(level)}\r\nContent-Type: multipart/mixed; boundary=${boundary(level + 1)}\r\n\r\n`,
      )
      return mailOf(`${open.join('')}${`--${'b'.repeat(70)}\r\n`.repeat(300_000)}`, boundary(0))
    },
    ['mail/cut'],
  ],
  [
    'a picture that says it is 60,000 pixels wide and high',
    'huge.png',
    () => pngOf(60_000, 60_000),
    ['image/not-decoded'],
  ],
]

function mailOf(body: string, boundary = 'b'): Buffer {
  return utf8(
    `From: a@b.example\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${body}`,
  )
}

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
  test.each(SENT)(
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
