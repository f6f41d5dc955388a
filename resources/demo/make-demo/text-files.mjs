import { Buffer } from 'node:buffer'
import { MARK, messages, order, payments, plainText, seller, victim } from './story.mjs'

const OPENING_BALANCE = 3_245_000

/** @param {string} local time on the clock of Cambodia @returns {number} */
function unixSeconds(local) {
  return Date.parse(`${local}+07:00`) / 1000
}

/** The chat as Telegram Desktop exports it: one space of indent, times as local text and as UNIX seconds. */
export function telegramResult() {
  const speakers = {
    victim: { from: victim.name, from_id: 'user5000000101' },
    seller: { from: seller.name, from_id: `user${seller.telegramId}` },
  }
  const exported = messages.map((message, index) => {
    const isPlain = message.pieces.every((piece) => piece.type === 'plain')
    return {
      id: 48_201 + index * 3,
      type: 'message',
      date: message.at,
      date_unixtime: String(unixSeconds(message.at)),
      ...speakers[message.by],
      ...(message.photo && {
        photo: '(File not included. Change data exporting settings to download.)',
        photo_file_size: message.photo.sizeBytes,
        width: message.photo.width,
        height: message.photo.height,
      }),
      text: isPlain ? plainText(message) : message.pieces.map((piece) => (piece.type === 'plain' ? piece.text : piece)),
      text_entities: message.pieces,
    }
  })
  const chat = {
    name: `${seller.name} · ${MARK.km} ${MARK.en}`,
    type: 'personal_chat',
    id: seller.telegramId,
    messages: exported,
  }
  return JSON.stringify(chat, null, 1)
}

/** The victim's bank statement: UTF-8 with a byte-order mark and CRLF, as banks write it for Excel. */
export function bankStatement() {
  const entries = [
    ['2026-11-03', 'DEMO-POS-261103-1822', 'ទិញទំនិញនៅផ្សារទំនើប', -85_000],
    ['2026-11-05', 'DEMO-PAY-261105-0800', 'ប្រាក់បៀវត្សខែតុលា', 1_600_000],
    ['2026-11-08', 'DEMO-BIL-261108-1911', 'បង់ថ្លៃអគ្គិសនី', -124_500],
    [payments.deposit.on, payments.deposit.reference, `បង់តាម KHQR ទៅ ${seller.bakong}`, -Number(payments.deposit.amount)],
    [payments.rest.on, payments.rest.reference, `ផ្ទេរទៅគណនី ${seller.account} ${seller.latinName}`, -Number(payments.rest.amount)],
    ['2026-11-13', 'DEMO-ATM-261113-1432', 'ដកសាច់ប្រាក់ពីម៉ាស៊ីន ATM', -500_000],
    ['2026-11-15', 'DEMO-TOP-261115-1206', 'បញ្ចូលប្រាក់ទូរស័ព្ទ, ៣០ ថ្ងៃ', -60_000],
  ]
  let balance = OPENING_BALANCE
  const rows = entries.map(([day, reference, what, amount]) => {
    balance += Number(amount)
    return [day, reference, what, amount < 0 ? -amount : '', amount > 0 ? amount : '', balance]
  })
  const lines = [
    [`ធនាគារឧទាហរណ៍ (DEMO BANK) · ${MARK.en} · ទិន្នន័យប្រឌិត`],
    ['ម្ចាស់គណនី', `${victim.name} ${victim.latinName}`],
    ['លេខគណនី', victim.account, 'រូបិយប័ណ្ណ', 'KHR'],
    ['រយៈពេល', '2026-11-01', '2026-11-16'],
    ['កាលបរិច្ឆេទ', 'លេខយោង', 'បរិយាយ', 'ដកប្រាក់ (KHR)', 'ដាក់ប្រាក់ (KHR)', 'សមតុល្យ (KHR)'],
    ['2026-11-01', '', 'សមតុល្យដើមគ្រា', '', '', OPENING_BALANCE],
    ...rows,
    ['2026-11-16', '', 'សមតុល្យចុងគ្រា', '', '', balance],
  ]
  const width = 6
  const text = lines.map((line) => [...line, ...Array(width - line.length).fill('')].map(csvField).join(',')).join('\r\n')
  return `\ufeff${text}\r\n`
}

/** @param {string | number} value */
function csvField(value) {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The mail that asked for the customs fee (RFC 5322, MIME), lines ended by CRLF. */
export function mailMessage() {
  const mixed = '=_demo_mixed_261113'
  const alternative = '=_demo_alternative_261113'
  const subject = `ទំនិញរបស់អ្នកជាប់នៅគយ៖ ការបញ្ជាទិញ ${order}`
  const body = [
    'សូមគោរពជូន អតិថិជន សុខ ចាន់ធីតា',
    '',
    `ទំនិញតាមការបញ្ជាទិញលេខ ${order} ត្រូវបានឃាត់ទុកនៅគយ។ សូមបង់ពន្ធចំនួន 120.00 USD ក្នុងរយៈពេល ២៤ ម៉ោង តាមភ្នាក់ងារផ្ទេរប្រាក់ ទៅលេខ ${seller.phone}។`,
    `ព័ត៌មានលម្អិត៖ ${seller.payUrl}`,
    'ប្រាក់នេះនឹងសងជូនវិញ ពេលអ្នកទទួលទំនិញ។',
    '',
    `${seller.shop} (${MARK.km} ${MARK.en})`,
  ]
  const invoice = [
    `${MARK.km} · ${MARK.en} · វិក្កយបត្រប្រឌិត`,
    `វិក្កយបត្រលេខ៖ CF-${order}`,
    'ពន្ធគយ (Customs fee)៖ 120.00 USD',
    `បង់ជូន៖ ${seller.latinName}, ${seller.phone}`,
    '',
  ].join('\r\n')
  return [
    `Return-Path: <${seller.email}>`,
    `Received: from mail.${seller.domain}`,
    `\t(mail.${seller.domain} [${seller.ip}])`,
    '\tby mx1.mail.example (DEMO MTA) with ESMTPS id 261113DEMO0001',
    `\tfor <${victim.email}>; Fri, 13 Nov 2026 10:42:19 +0700`,
    `Received: from [198.51.100.23] by mail.${seller.domain} with ESMTPSA;`,
    '\tFri, 13 Nov 2026 10:42:16 +0700',
    `X-Demonstration: invented message, part of the demonstration of Samnum`,
    `From: ${encodedWords(seller.shop)}`,
    ` <${seller.email}>`,
    `To: ${encodedWords(victim.name)}`,
    ` <${victim.email}>`,
    `Subject: ${encodedWords(subject)}`,
    'Date: Fri, 13 Nov 2026 10:42:15 +0700',
    `Message-ID: <20261113034215.demo.0001@${seller.domain}>`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${mixed}"`,
    '',
    'This is a message in MIME format.',
    `--${mixed}`,
    `Content-Type: multipart/alternative; boundary="${alternative}"`,
    '',
    `--${alternative}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    base64Lines(`${body.join('\r\n')}\r\n`),
    `--${alternative}`,
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quotedPrintable(htmlBody(body)),
    `--${alternative}--`,
    `--${mixed}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="invoice-CF-${order}.txt";`,
    ...continuedParameter('filename', `វិក្កយបត្រ-CF-${order}.txt`),
    '',
    base64Lines(invoice),
    `--${mixed}--`,
    '',
  ].join('\r\n')
}

/** @param {readonly string[]} lines */
function htmlBody(lines) {
  const paragraphs = lines.filter((line) => line !== '').map((line) => `<p>${line.replaceAll(seller.payUrl, `<a href="${seller.payUrl}">${seller.payUrl}</a>`)}</p>`)
  return `<html lang="km"><body>\r\n${paragraphs.join('\r\n')}\r\n</body></html>`
}

// 52 characters of base64 and 12 around them leave room for `Subject: ` in a line of 76 (RFC 2047 §2).
const MAX_WORD_BYTES = 39

/** Encoded words of RFC 2047, split between code points, folded onto lines of their own. */
function encodedWords(text) {
  const words = []
  let piece = ''
  for (const character of text) {
    if (Buffer.byteLength(piece + character) > MAX_WORD_BYTES) {
      words.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...words, piece].map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ')
}

/** A parameter with letters beyond ASCII in numbered parts (RFC 2231 §3 and §4). */
function continuedParameter(name, value) {
  const encoded = `UTF-8''${encodeURIComponent(value)}`
  const parts = encoded.match(/(?:%[0-9A-F]{2}|[^%]){1,20}/g) ?? []
  return parts.map((part, index) => ` ${name}*${index}*=${part}${index < parts.length - 1 ? ';' : ''}`)
}

function base64Lines(text) {
  return (Buffer.from(text).toString('base64').match(/.{1,76}/g) ?? []).join('\r\n')
}

/** Quoted-printable of RFC 2045 §6.7, lines of at most 76 characters. */
function quotedPrintable(text) {
  return text
    .split('\r\n')
    .map((line) => {
      const units = [...Buffer.from(line)].map((byte) =>
        (byte >= 33 && byte <= 126 && byte !== 61) || byte === 32 ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
      )
      const rows = ['']
      for (const unit of units) {
        if (rows[rows.length - 1].length + unit.length > 75) rows.push('')
        rows[rows.length - 1] += unit
      }
      return rows.join('=\r\n')
    })
    .join('\r\n')
}
