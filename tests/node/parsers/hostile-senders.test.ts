import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { explainFailure } from '#contract/failure-text.ts'
import type { ParserName } from '#core/parsing/parser-names.ts'
import { suggestParsers } from '#core/parsing/suggest-parser.ts'
import { makeChildProcessLauncher } from '#node/parsers/child-process-launcher.ts'
import { makeProcessEvidenceParser } from '#node/parsers/process-evidence-parser.ts'
import { bytesInMemory } from '../../support/parse-here.ts'
import { CHROMIUM_TABLES, makeDatabase } from '../../support/parser-samples/make-history.ts'
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
    'a document whose second page unpacks to more than there is room for',
    'flate.pdf',
    () => {
      const zeros = deflateSync(deflateSync(Buffer.alloc(192 * MIB, ' ')))
      const page = (contents: string) => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]${contents}>>`
      const objects = [
        '<</Type/Catalog/Pages 2 0 R>>',
        '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>',
        page(''),
        page('/Contents 5 0 R'),
      ].map((body, at) => `${at + 1} 0 obj\n${body}\nendobj\n`)
      const stream = `5 0 obj\n<</Length ${zeros.length}/Filter[/FlateDecode/FlateDecode]>>\nstream\n`
      const end = '\nendstream\nendobj\ntrailer\n<</Size 6/Root 1 0 R>>\n%%EOF\n'
      return Buffer.concat([Buffer.from(`%PDF-1.7\n${objects.join('')}${stream}`), zeros, Buffer.from(end)])
    },
    ['pdf/pages-left-out'],
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
    ['image/too-many-pixels'],
  ],
  [
    'a chat each of whose fields is of every other kind',
    'result.json',
    chatOfWrongKinds,
    ['json/unknown-shape'],
  ],
  [
    'a page of a chat that would run scripts and fetch',
    'messages.html',
    () =>
      utf8(
        '<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class="page_body chat_page"><div class="history">' +
          '<div class="message default clearfix" id="message1"><div class="body"><div class="pull_right date details" ' +
          'title="01.02.2026 10:00:00 UTC+07:00">10:00</div><div class="from_name"><script>alert(1)</script></div><div class="text">' +
          '<img src=x onerror=alert(1)><svg/onload=alert(1)><a href="javascript:alert(1)">x</a><iframe src=//e.example></iframe>' +
          '</div></div></div></div></div></body></html>',
      ),
    ['html/active-content-removed'],
  ],
  [
    'a chat whose names turn the direction of writing',
    'chat.txt',
    () => utf8('[25/03/2026, 14:00:01] \u202eevil\u202c\u2066Name\u2069: hi\u202e 012 345 678\n'.repeat(500)),
    ['text/bidi-controls'],
  ],
  [
    'a history with a trigger, a view and a virtual table that would write',
    'History',
    () =>
      makeDatabase(
        `${CHROMIUM_TABLES} INSERT INTO urls VALUES(1,'https://example.com/','\u202et',1,0,13400000000000000,0);
         INSERT INTO visits VALUES(1,1,13400000000000000,0,0,0);
         CREATE TRIGGER t BEFORE INSERT ON urls BEGIN SELECT load_extension('/tmp/x.so'); END;
         CREATE VIEW v AS SELECT writefile('/tmp/x', 'x');
         CREATE VIRTUAL TABLE f USING fts5(a);`,
      ).database,
    ['text/bidi-controls'],
  ],
]

/** Messages of Telegram in which one field after the other holds what does not belong there. */
function chatOfWrongKinds(): Buffer {
  const wrong = [null, true, -1, 0.1, [], {}, [[[]]], { a: { b: 1 } }, '\u202e\u0000', 1e300]
  const right = {
    id: 1,
    type: 'message',
    date: '2026-01-01T00:00:00',
    date_unixtime: '1767200000',
    from: 'A',
    from_id: 'user1',
    text: 'hi',
    text_entities: [],
    reply_to_message_id: 1,
    file: 'a.pdf',
    media_type: 'sticker',
    forwarded_from: 'B',
    members: [],
    location_information: { latitude: 1, longitude: 1 },
    contact_information: { phone_number: '012345678' },
  }
  const messages = Object.keys(right).flatMap((key) => wrong.map((value) => ({ ...right, [key]: value })))
  const chat = { name: 'x', type: 'personal_chat', id: 1, messages: [...messages, ...wrong] }
  return utf8(JSON.stringify(chat))
}

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
