import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parseHere, readHere } from '../../support/parse-here.ts'
import { MAIL } from '../../support/parser-samples/chat-samples.ts'
import { MSG_SAMPLE, makeMsg } from '../../support/parser-samples/make-msg.ts'
import { makeZip } from '../../support/parser-samples/make-zip.ts'
import { packUfdr, UFDR_REPORT } from '../../support/parser-samples/ufdr-sample.ts'

describe('a mail', () => {
  it('gives its headers with their places, the way it came, its words and its files', async () => {
    const { facts, messages, files, identifiers, warnings } = await readHere('eml', MAIL)
    const received = facts.find(({ name }) => name === 'mail/received')
    expect(received?.time).toMatchObject({
      atMs: Date.UTC(2026, 2, 15, 7, 5, 33),
      zone: '+07:00',
      certainty: 'stated',
    })
    const { offset, length } = (received?.position ?? {}) as { offset: number; length: number }
    expect(
      Buffer.from(MAIL)
        .subarray(offset, offset + length)
        .toString(),
    ).toMatch(/^Received: [\s\S]*\+0700\r\n$/)
    expect(facts.find(({ label }) => label === 'From')).toMatchObject({
      value: 'ដារ៉ា <dara@example.com>',
      raw: '=?UTF-8?B?4Z6K4Z624Z6a4Z+J4Z62?= <dara@example.com>',
    })
    expect(messages).toMatchObject([
      {
        kind: 'mail',
        subject: 'Pay \u202egpj',
        sender: { name: 'ដារ៉ា', account: 'dara@example.com' },
        recipients: [{ name: 'Lan, T', account: 'lan@example.org' }, { account: 'x@example.org' }],
        at: { atMs: Date.UTC(2026, 2, 15, 7, 5, 33) },
      },
    ])
    expect(messages[0]?.body).toContain('Send to 012 345 678')
    expect(messages[0]?.body).not.toContain('alert')
    const digestHex = createHash('sha256').update('hello').digest('hex')
    expect(files).toMatchObject([
      { path: '../../a.pdf', mediaType: 'application/pdf', sizeBytes: 5, digestHex },
    ])
    expect(identifiers.map(({ kind, normalised }) => `${kind} ${normalised}`)).toEqual(
      expect.arrayContaining(['ip 203.0.113.9', 'email dara@example.com', 'phone +85512345678']),
    )
    expect(warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining([
        'mail/from-differs',
        'html/active-content-removed',
        'html/remote-content',
        'entry/name-hostile',
        'text/bidi-controls',
      ]),
    )
  })

  it('is refused when it nests without end, and when it is none', async () => {
    let nested = 'From: a@b.example\r\n'
    for (let depth = 0; depth < 200; depth++)
      nested += `Content-Type: multipart/mixed; boundary="b${depth}"\r\n\r\n--b${depth}\r\n`
    expect(await parseHere('eml', nested)).toMatchObject({ ok: false, failure: { code: 'parse/too-deep' } })
    expect(await parseHere('eml', 'just a text\nof two lines')).toMatchObject({
      failure: { code: 'parse/not-this-kind' },
    })
  })
})

describe('a mail of Outlook', () => {
  it('gives its properties, both bodies, everyone it names and its files', async () => {
    const { facts, messages, files, identifiers, warnings } = await readHere('msg', makeMsg(MSG_SAMPLE))
    expect(facts.map(({ name, label }) => [name, label])).toEqual(
      expect.arrayContaining([
        ['mail/received', 'Received'],
        ['mail/property', 'messageClass'],
        ['mail/property', 'clientSubmitTime'],
      ]),
    )
    expect(messages).toMatchObject([
      {
        kind: 'mail',
        subject: 'Pay \u202egpj ឥឡូវ',
        sender: { name: 'ដារ៉ា', account: 'dara@example.com', role: 'from' },
        recipients: [
          { name: 'Lan', account: 'lan@example.org', role: 'to' },
          { name: 'X', account: 'x@example.org', role: 'cc' },
        ],
        at: { atMs: Date.UTC(2026, 2, 15, 7, 5, 33) },
        body: 'Send to 012 345 678',
      },
    ])
    expect(messages[0]?.rawBody).not.toContain('alert')
    const digestHex = createHash('sha256').update('hello').digest('hex')
    expect(files).toMatchObject([
      { path: '../../a.pdf', mediaType: 'application/pdf', sizeBytes: 5, digestHex },
    ])
    expect(identifiers.map(({ kind, normalised }) => `${kind} ${normalised}`)).toEqual(
      expect.arrayContaining(['ip 203.0.113.9', 'email dara@example.com', 'phone +85512345678']),
    )
    expect(warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['html/active-content-removed', 'html/remote-content', 'entry/name-hostile']),
    )
  })

  it('is refused when it is none, or damaged', async () => {
    expect(await parseHere('msg', 'no')).toMatchObject({ failure: { code: 'parse/not-this-kind' } })
    const magic = Buffer.from('d0cf11e0a1b11ae1', 'hex')
    for (const size of [8, 512, 4096]) {
      const answer = await parseHere('msg', Buffer.concat([magic, Buffer.alloc(size, 0xff)]))
      expect(answer).toMatchObject({
        ok: false,
        failure: { code: expect.stringMatching(/^parse\/(malformed|container-damaged)$/) },
      })
    }
  })
})

describe('the report of a phone', () => {
  it('gives the device, calls, chats, contacts, places and files, and says what it did not read', async () => {
    const { facts, messages, people, places, files, identifiers, warnings } = await readHere(
      'ufdr',
      packUfdr(),
    )
    expect(facts.map(({ name, label, value }) => [name, label, value])).toEqual([
      ['ufdr/extraction', 'Logical', 'Galaxy A12'],
      ['ufdr/case', 'Case number', '2026-0001'],
      ['ufdr/device', 'IMEI', '490154203237518'],
      ['ufdr/chat', 'WhatsApp', 'Team'],
    ])
    expect(messages).toMatchObject([
      {
        position: { kind: 'row', table: 'Call', rowId: 'c1' },
        kind: 'call',
        direction: 'outgoing',
        durationSeconds: 65,
        isDeleted: true,
        recipients: [{ name: 'Lan', account: '012345678' }],
        at: { atMs: Date.UTC(2026, 2, 15, 7, 5, 33) },
      },
      {
        position: { kind: 'row', table: 'InstantMessage', rowId: 'm1' },
        thread: 't1',
        threadName: 'Team',
        body: 'pay <now> 098 765 432',
        attachments: [{ name: '1.jpg' }],
        at: { atMs: Date.UTC(2026, 2, 15, 7, 5, 33) },
      },
    ])
    expect(people.map(({ name }) => name)).toEqual(['ដារ៉ា', 'Boss'])
    expect(places).toMatchObject([{ latitudeE7: 115_564_000, longitudeE7: 1_049_282_000, name: 'Home' }])
    expect(files).toMatchObject([{ path: '/DCIM/1.jpg', sizeBytes: 12, digestHex: 'a'.repeat(64) }])
    expect(identifiers.map(({ normalised }) => normalised)).toEqual(
      expect.arrayContaining(['+85512345678', '+85598765432', '+12125550100']),
    )
    expect(warnings).toEqual([{ code: 'entry/skipped', raw: 'Cookie', count: 1 }])
  })

  it('is refused when its XML is cut, nests without end, or is another archive', async () => {
    expect(await parseHere('ufdr', packUfdr(UFDR_REPORT.slice(0, 900)))).toMatchObject({
      failure: { code: 'parse/malformed' },
    })
    expect(await parseHere('ufdr', packUfdr(`<project>${'<a>'.repeat(100_000)}`))).toMatchObject({
      failure: { code: 'parse/too-deep' },
    })
    expect(await parseHere('ufdr', packUfdr('<html></html>'))).toMatchObject({
      failure: { code: 'parse/not-this-kind' },
    })
    expect(
      await parseHere(
        'ufdr',
        packUfdr('<!DOCTYPE p [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><project>&b;</project>'),
      ),
    ).toMatchObject({ ok: false })
    expect(await parseHere('ufdr', makeZip([{ name: 'a.txt', bytes: new Uint8Array(3) }]))).toMatchObject({
      failure: { code: 'parse/not-this-kind' },
    })
    expect(await parseHere('ufdr', 'no')).toMatchObject({ failure: { code: 'parse/not-this-kind' } })
  })
})

describe('any text', () => {
  it('gives the identifiers that stand in it, by line', async () => {
    const text =
      'nothing\nwrite to a.b@example.com or @dara_sok, t.me/boss_x\nwallet 0x52908400098527886E0F7030069857D2E4169EE7 IMEI: 490154203237518\nABA គណនី 000 123 456, ទូរសព្ទ ០១២ ៣៤៥ ៦៧៨ at 203.0.113.9 on 15/03/2026 14:05\n'
    const { identifiers } = await readHere('text', text)
    expect(
      identifiers.map(({ position, kind, raw }) => [(position as { line: number }).line, kind, raw]),
    ).toEqual([
      [2, 'email', 'a.b@example.com'],
      [2, 'telegram', '@dara_sok'],
      [2, 'telegram', 't.me/boss_x'],
      [3, 'wallet', '0x52908400098527886E0F7030069857D2E4169EE7'],
      [3, 'imei', '490154203237518'],
      [4, 'bank-account', '000 123 456'],
      [4, 'phone', '០១២ ៣៤៥ ៦៧៨'],
      [4, 'ip', '203.0.113.9'],
    ])
  })
})
