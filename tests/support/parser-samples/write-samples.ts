import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import QRCode from 'qrcode'
import sharp from 'sharp'
import { FOUR_FIELDS_HEIC, QR_HEIC } from '../heic-sample.ts'
import { make7z } from './make-7z.ts'
import { CHROMIUM_TABLES, FIREFOX_TABLES, makeDatabase } from './make-history.ts'
import { MSG_SAMPLE, makeMsg } from './make-msg.ts'
import { makePdf } from './make-pdf.ts'
import { makeTar } from './make-tar.ts'
import { makeXlsx } from './make-xlsx.ts'
import { makeZip } from './make-zip.ts'

/** Writes good samples for every parser into a folder, as `<parser>--<name>`. The same program writes the same samples. */
export async function writeSamples(folder: string): Promise<readonly string[]> {
  const samples: readonly (readonly [parser: string, name: string, bytes: Uint8Array | string])[] = [
    ...tables(),
    ...(await pictures()),
    ...documents(),
    ...archives(),
    ...histories(),
    ...messages(),
  ]
  for (const [parser, name, bytes] of samples) writeFileSync(join(folder, `${parser}--${name}`), bytes)
  return [...new Set(samples.map(([parser]) => parser))].sort()
}

type Sample = readonly [parser: string, name: string, bytes: Uint8Array | string]

function tables(): readonly Sample[] {
  const csv =
    'Some Bank,,,\nDate,Details,Debit,Credit,Balance,Currency\n25/03/2026,"Rent, ""March""",1.50,,98.50,USD\n26/03/2026,ផ្ទេរ,,"1,002.00",1100.50,USD\n'
  const sheet =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Currency</t></is></c></row><row r="2"><c r="A2" s="1"><v>46106</v></c><c r="B2"><f>1+1.5</f><v>2.5</v></c><c r="C2" t="str"><v>USD</v></c></row>'
  return [
    ['table', 'a.csv', csv],
    ['table', 'b.csv', Buffer.from(`\ufeff${csv.replaceAll(',', ';')}`, 'utf16le')],
    [
      'table',
      'c.csv',
      'Start Time\tCalling Number\tCalled Number\tDuration\tCall Type\n2026-03-05 10:00:00\t012345678\t098765432\t75\tMOC\n',
    ],
    [
      'table',
      'd.xlsx',
      makeXlsx(
        [
          { name: 'One', rows: sheet },
          { name: 'Two', rows: sheet, state: 'hidden' },
        ],
        ['Date', 'Amount'],
      ),
    ],
  ]
}

async function pictures(): Promise<readonly Sample[]> {
  const plain = sharp({ create: { width: 48, height: 32, channels: 3, background: '#336699' } })
  const jpeg = await plain
    .clone()
    .withExif({
      IFD0: { Make: 'Maker', Model: 'Model', DateTime: '2026:03:05 14:05:06' },
      IFD2: { DateTimeOriginal: '2026:03:05 14:05:06', OffsetTimeOriginal: '+07:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '11/1 33/1 2976/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '104/1 55/1 1800/100',
      },
    })
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:format="image/jpeg"/></rdf:RDF></x:xmpmeta>',
    )
    .jpeg()
    .toBuffer()
  const code = await QRCode.toBuffer('https://example.com/', { scale: 3 })
  return [
    ['image', 'a.jpg', jpeg],
    ['image', 'b.png', code],
    ['image', 'c.webp', await plain.clone().webp().toBuffer()],
    ['image', 'd.gif', await plain.clone().gif().toBuffer()],
    ['image', 'e.jpg', await sharp(code).jpeg({ progressive: true }).toBuffer()],
    ['image', 'f.tif', await plain.clone().tiff().toBuffer()],
    ['image', 'g.heic', QR_HEIC],
    ['image', 'h.heic', FOUR_FIELDS_HEIC],
  ]
}

function documents(): readonly Sample[] {
  const all = {
    pages: ['Hello', 'World'],
    script: 'app.alert(1)',
    launch: 'calc.exe',
    link: 'https://example.com/',
    attachment: 'a.txt',
  }
  return [
    ['pdf', 'a.pdf', makePdf(all)],
    ['pdf', 'b.pdf', makePdf({ pages: ['One'] })],
  ]
}

function archives(): readonly Sample[] {
  const members = [
    { name: 'a.txt', bytes: 'hello' },
    { name: 'ខ្មែរ/b.txt', bytes: 'x'.repeat(500) },
  ]
  const tar = makeTar([...members, { name: 'link', type: '2', link: '/etc/passwd' }])
  return [
    ['archive', 'a.zip', makeZip(members)],
    ['archive', 'b.tar', tar],
    ['archive', 'c.tgz', gzipSync(tar)],
    ['archive', 'd.7z', make7z(members.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes) })))],
    ['archive', 'e.cpio', Buffer.from(`070707${'0'.repeat(70)}`)],
  ]
}

function histories(): readonly Sample[] {
  const rows = Array.from(
    { length: 40 },
    (_, index) =>
      `(${index + 1}, 'https://example.com/${'a'.repeat(index * 20)}', 'ទំព័រ', 1, 0, 13380000000000000, 0)`,
  )
  const chromium = makeDatabase(
    `${CHROMIUM_TABLES} INSERT INTO urls VALUES ${rows.join(',')};`,
    `INSERT INTO visits VALUES (1, 1, 13380000000000000, 0, 1, 0); INSERT INTO keyword_search_terms VALUES (1, 1, 'ស្វែងរក');`,
  )
  const firefox = makeDatabase(
    `${FIREFOX_TABLES} INSERT INTO moz_places VALUES (1, 'https://example.com/', 't', 1, 0, 0, 1760000000000000);`,
  )
  return [
    ['browser-history', 'a.sqlite', chromium.database],
    ['browser-history', 'b.sqlite', firefox.database],
    [
      'browser-history',
      'c.zip',
      makeZip([
        { name: 'History', bytes: chromium.database, isStored: true },
        { name: 'History-wal', bytes: chromium.wal, isStored: true },
      ]),
    ],
  ]
}

function messages(): readonly Sample[] {
  const eml =
    'From: A <a@example.com>\r\nTo: b@example.com\r\nSubject: =?UTF-8?B?4Z6f4Z694Z6f4Z+S4Z6P4Z64?=\r\nDate: Thu, 05 Mar 2026 14:05:06 +0700\r\nMessage-ID: <1@example.com>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Call 012345678 <script>x()</script></p>\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=a.exe\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n--b--\r\n'
  const telegram = JSON.stringify({
    name: 'Chat',
    type: 'personal_chat',
    id: 1,
    messages: [
      {
        id: 1,
        type: 'message',
        date: '2026-03-05T14:05:06',
        date_unixtime: '1772694306',
        from: 'A',
        from_id: 'user1',
        text: ['hi ', { type: 'link', text: 'https://example.com' }],
        text_entities: [],
      },
      {
        id: 2,
        type: 'service',
        date: '2026-03-05T14:06:06',
        date_unixtime: '1772694366',
        actor: 'A',
        action: 'phone_call',
        duration_seconds: 5,
        text: '',
      },
    ],
  })
  const html =
    '<!DOCTYPE html><html><body><div class="page_header"><div class="content"><div class="text bold">Chat</div></div></div><div class="history"><div class="message default clearfix" id="message1"><div class="body"><div class="pull_right date details" title="05.03.2026 14:05:06 UTC+07:00">14:05</div><div class="from_name">A</div><div class="text">hi <a href="https://example.com">x</a></div></div></div></div></body></html>'
  const facebook = JSON.stringify({
    participants: [{ name: 'A' }, { name: 'B' }],
    messages: [
      {
        sender_name: 'A',
        timestamp_ms: 1772694306000,
        content: 'hi',
        photos: [{ uri: 'photos/1.jpg', creation_timestamp: 1 }],
      },
    ],
    title: 'A',
    thread_path: 'inbox/a_1',
  })
  const report = `<?xml version="1.0" encoding="utf-8"?><project id="1" name="p" reportVersion="5" xmlns="http://pa.cellebrite.com/report/2.0"><metadata section="Device Info"><item name="DeviceInfoIMEI">490154203237518</item></metadata><decodedData><modelType type="Call"><model type="Call" id="a"><field name="TimeStamp" type="TimeStamp"><value type="TimeStamp">2026-03-05T14:05:06+07:00</value></field></model></modelType></decodedData></project>`
  return [
    ['eml', 'a.eml', eml],
    ['msg', 'a.msg', makeMsg(MSG_SAMPLE)],
    [
      'msg',
      'b.msg',
      makeMsg({
        ...MSG_SAMPLE,
        properties: { ...MSG_SAMPLE.properties, 4105: Buffer.alloc(9_000, 7) },
      }),
    ],
    ['telegram-json', 'a.json', telegram],
    ['telegram-html', 'a.html', html],
    [
      'whatsapp',
      'a.txt',
      '25/03/2026, 14:05 - A: hi\n25/03/2026, 14:06 - B: two\nlines\n26/03/2026, 09:00 - Messages are end-to-end encrypted.\n',
    ],
    [
      'whatsapp',
      'b.txt',
      '[2026-03-25, 2:05:06 PM] A: \u200eimage omitted\n[2026-03-26, 3:05:06 PM] B: call 012 345 678\n',
    ],
    ['facebook-json', 'a.json', facebook],
    [
      'vcard',
      'a.vcf',
      'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:សុខ\r\nTEL;TYPE=CELL:+85512345678\r\nEMAIL:a@example.com\r\nEND:VCARD\r\n',
    ],
    ['ufdr', 'a.ufdr', makeZip([{ name: 'report.xml', bytes: report }])],
    ['text', 'a.txt', 'Call 012345678 or see https://example.com/ សួស្តី\n'],
  ]
}
