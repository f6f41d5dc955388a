import { readFileSync, statSync } from 'node:fs'
import jsqr from 'jsqr'
import { KHQR } from 'ts-khqr'
import { describe, expect, it } from 'vitest'
import { complaintInput } from '#core/casework/complaint.ts'
import { parseIdentifier } from '#core/identifiers/identifier.ts'
import { toLatinDigits } from '#core/khmer/digits.ts'
import { totalsByCurrency } from '#core/money/money.ts'
import { parseMoney } from '#core/money/parse-money.ts'
import { readPng } from './read-png.ts'

const FOLDER = new URL('../../../resources/demo/', import.meta.url)

function read(name: string): Buffer {
  return readFileSync(new URL(name, FOLDER))
}

const complaint = complaintInput.parse(JSON.parse(read('complaint.json').toString('utf8')))
const statement = read('bank-statement.csv').toString('utf8')
const mail = read('message.eml').toString('latin1')
const chat = JSON.parse(read('telegram-result.json').toString('utf8')) as {
  readonly name: string
  readonly type: string
  readonly id: number
  readonly messages: readonly {
    readonly id: number
    readonly type: string
    readonly date: string
    readonly date_unixtime: string
    readonly from: string
    readonly from_id: string
    readonly text: string | readonly (string | { readonly type: string; readonly text: string })[]
    readonly text_entities: readonly { readonly type: string; readonly text: string }[]
  }[]
}
const chatText = chat.messages
  .map((message) => message.text_entities.map(({ text }) => text).join(''))
  .join('\n')

function paymentCode(): string {
  const { data, width, height } = readPng(read('screenshot-khqr.png'))
  return jsqr.default(data, width, height)?.data ?? ''
}

/** Splits EMV TLV: two digits of tag, two of length, the value. */
function readTlv(text: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (let at = 0; at < text.length; ) {
    const length = Number(text.slice(at + 2, at + 4))
    fields.set(text.slice(at, at + 2), text.slice(at + 4, at + 4 + length))
    at += 4 + length
  }
  return fields
}

/** CRC-16/CCITT-FALSE (EMV QRCPS merchant-presented mode §4.7.3). */
function crc16(text: string): string {
  let crc = 0xffff
  for (const byte of Buffer.from(text)) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}

describe('the complaint', () => {
  it('is accepted by the schema and says that it is invented', () => {
    expect(complaint.summary).toContain('ឧទាហរណ៍')
    expect(complaint.narrative).toContain('ឧទាហរណ៍ (DEMONSTRATION)')
    expect(complaint.victim.name).toContain('ឈ្មោះប្រឌិត')
  })

  it('tells its story in more than 150 Khmer words', () => {
    const segments = new Intl.Segmenter('km', { granularity: 'word' }).segment(complaint.narrative)
    const words = [...segments].filter(({ segment }) => /[\u1780-\u17b3]/.test(segment))
    expect(words.length).toBeGreaterThan(150)
  })

  it('names identifiers that all parse under their kind', () => {
    const normalised = complaint.identifiers.map(({ kind, value }) => {
      const parsed = parseIdentifier(kind, value)
      return parsed.ok ? `${kind} ${parsed.value.normalised}` : `${kind} ${parsed.failure.code}`
    })
    expect(normalised).toEqual([
      'phone +85512000202',
      'telegram @measprak_demo',
      'telegram 5000000202',
      'facebook measprakdemo',
      'bank-account 999900000202',
      'bakong measprak_demo@demo',
      'email orders@measprak-phone.example',
      'url https://measprak-phone.example/offer',
      'domain measprak-phone.example',
      'ip 203.0.113.45',
    ])
  })

  it('counts losses in riel and dollars', () => {
    const paid = complaint.losses
      .filter(({ state }) => state === 'paid')
      .map(({ currency, amount }) => {
        const parsed = parseMoney(currency, amount)
        if (!parsed.ok) throw new Error(parsed.failure.code)
        return parsed.value
      })
    expect(totalsByCurrency(paid)).toEqual([
      { currency: 'KHR', amount: '1850000' },
      { currency: 'USD', amount: '120' },
    ])
    expect(complaint.losses.filter(({ state }) => state === 'attempted')).toMatchObject([
      { currency: 'USD', amount: '300' },
    ])
  })

  it('uses reserved domains only', () => {
    const all =
      ['complaint.json', 'bank-statement.csv', 'telegram-result.json']
        .map((name) => read(name).toString())
        .join('\n') + mail.replaceAll('=\r\n', '')
    const hosts = [...all.matchAll(/(?:https?:\/\/|@)([a-z0-9.-]+\.[a-z]{2,})/g)].map((match) => match[1])
    expect(hosts.length).toBeGreaterThan(5)
    expect(hosts.filter((host) => !host?.endsWith('.example') && host !== 'www.facebook.com')).toEqual([])
  })
})

describe('the screenshot', () => {
  const code = paymentCode()

  it('is small enough to ship', () => {
    expect(statSync(new URL('screenshot-khqr.png', FOLDER)).size).toBeLessThanOrEqual(300 * 1024)
  })

  it('holds a payment code whose CRC is right, for the deposit of the complaint', () => {
    expect(code.slice(-4)).toBe(crc16(code.slice(0, -4)))
    const fields = readTlv(code)
    expect(fields.get('53')).toBe('116')
    expect(fields.get('54')).toBe(complaint.losses[0]?.amount)
    expect(fields.get('58')).toBe('KH')
    expect(fields.get('59')).toContain('DEMO')
    expect(readTlv(fields.get('29') ?? '').get('00')).toBe('measprak_demo@demo')
    expect(readTlv(fields.get('99') ?? '').get('00')).toBe(String(Date.parse('2026-11-11T09:12:00+07:00')))
  })

  it('is read by a library for KHQR, which only finds it expired', () => {
    expect(KHQR.parse(code).data).toMatchObject({
      bakongAccountID: 'measprak_demo@demo',
      transactionAmount: '800000',
    })
    const broken = code.replace('800000', '900000')
    expect(KHQR.verify(broken).isValid).toBe(false)
    expect(KHQR.verifyDetail(code).status.errorCode).toBe(46)
  })
})

describe('the bank statement', () => {
  const rows = statement
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map((match) => match[1] ?? match[2] ?? ''),
    )

  it('has six fields in every line and Khmer headers', () => {
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([6]))
    expect(rows[0]?.[0]).toContain('DEMONSTRATION')
    expect(rows[4]).toEqual(['កាលបរិច្ឆេទ', 'លេខយោង', 'បរិយាយ', 'ដកប្រាក់ (KHR)', 'ដាក់ប្រាក់ (KHR)', 'សមតុល្យ (KHR)'])
  })

  it('adds up line by line, in the order of days', () => {
    const entries = rows.slice(5).map(([day = '', , , out = '', into = '', balance = '']) => ({
      day,
      change: Number(into || 0) - Number(out || 0),
      balance: Number(balance),
    }))
    for (const [index, entry] of entries.entries()) {
      const before = entries[index - 1]
      if (before === undefined) continue
      expect(entry.balance).toBe(before.balance + entry.change)
      expect(entry.day >= before.day).toBe(true)
    }
    expect(entries.length).toBe(9)
  })

  it('shows the payments in riel of the complaint, with their references', () => {
    for (const loss of complaint.losses.filter(({ currency }) => currency === 'KHR')) {
      const row = rows.find(([, reference]) => reference === loss.reference)
      expect(row?.[0]).toBe(loss.on)
      expect(row?.[3]).toBe(loss.amount)
    }
  })
})

describe('the chat', () => {
  it('has the structure that Telegram Desktop exports', () => {
    expect(chat).toMatchObject({ type: 'personal_chat', id: 5_000_000_202 })
    expect(chat.name).toContain('DEMONSTRATION')
    for (const message of chat.messages) {
      expect(message.type).toBe('message')
      expect(Date.parse(`${message.date}+07:00`)).toBe(Number(message.date_unixtime) * 1000)
      expect(message.from).toContain('ឈ្មោះប្រឌិត')
      const pieces = typeof message.text === 'string' ? [message.text] : message.text
      const flat = pieces.map((piece) => (typeof piece === 'string' ? { type: 'plain', text: piece } : piece))
      expect(flat).toEqual(message.text_entities)
    }
  })

  it('runs forward from the first to the last day of the complaint', () => {
    const times = chat.messages.map(({ date_unixtime }) => Number(date_unixtime))
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(chat.messages[0]?.date.slice(0, 10)).toBe(complaint.happenedFrom)
    expect(chat.messages.at(-1)?.date.slice(0, 10)).toBe(complaint.happenedTo)
  })

  it('names the same accounts, amounts and references as the complaint', () => {
    for (const { reference } of complaint.losses)
      if (reference !== undefined) expect(chatText).toContain(reference)
    const figures = toLatinDigits(chatText)
    for (const figure of ['800.000', '1.050.000', '120', '300', '+855 12 000 202', '9999 0000 0202']) {
      expect(figures).toContain(figure)
    }
  })
})

describe('the mail', () => {
  it('is ASCII in lines of at most 76 characters that end in CRLF', () => {
    const lines = mail.split('\r\n')
    expect(mail.replaceAll('\r\n', '')).toMatch(/^[\x20-\x7e\t]*$/)
    expect(lines.filter((line) => line.length > 76)).toEqual([])
  })

  it('has a Khmer subject in encoded words of at most 75 characters', () => {
    const subject = /^Subject: (.*(?:\r\n .*)*)/m.exec(mail)?.[1] ?? ''
    const words = subject.split(/\r\n /)
    expect(words.every((word) => word.length <= 75)).toBe(true)
    const decoded = words
      .map((word) => Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1] ?? '', 'base64').toString())
      .join('')
    expect(decoded).toBe('ទំនិញរបស់អ្នកជាប់នៅគយ៖ ការបញ្ជាទិញ MP-20261110-07')
  })

  it('holds text, HTML and an attachment with a Khmer name, in closed parts', () => {
    for (const boundary of mail.matchAll(/boundary="([^"]+)"/g)) {
      expect(mail).toContain(`\r\n--${boundary[1]}\r\n`)
      expect(mail).toContain(`\r\n--${boundary[1]}--\r\n`)
    }
    const encoded = [...mail.matchAll(/filename\*[0-9]\*=([^;\r\n]*)/g)].map((match) => match[1]).join('')
    expect(decodeURIComponent(encoded.replace(/^UTF-8''/, ''))).toBe('វិក្កយបត្រ-CF-MP-20261110-07.txt')
    const bodies = [...mail.matchAll(/base64(?:\r\n[^\r\n]+)*\r\n\r\n((?:[A-Za-z0-9+/=]+\r\n)+)/g)]
    const texts = bodies.map((match) => Buffer.from(match[1] ?? '', 'base64').toString())
    expect(texts).toHaveLength(2)
    for (const text of texts) {
      expect(text).toContain('120.00 USD')
      expect(text).toContain('+855 12 000 202')
      expect(text).toContain('DEMONSTRATION')
    }
    expect(mail).toContain('Content-Type: text/html; charset=utf-8')
  })

  it('comes from the address and the server that the complaint names', () => {
    expect(mail).toContain('<orders@measprak-phone.example>')
    expect(mail).toContain('[203.0.113.45]')
    expect(mail).toContain('Date: Fri, 13 Nov 2026 10:42:15 +0700')
    expect(new Date('Fri, 13 Nov 2026 10:42:15 +0700').toUTCString()).toContain('Fri, 13 Nov 2026')
  })
})
