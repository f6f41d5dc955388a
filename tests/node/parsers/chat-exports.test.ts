import { describe, expect, it } from 'vitest'
import { decodeText } from '#node/parsers/decode-text.ts'
import { splitCards } from '#node/parsers/vcard-lines.ts'
import { parseHere, readHere } from '../../support/parse-here.ts'
import {
  CARDS,
  FACEBOOK_THREAD,
  latinised,
  TELEGRAM_PAGE,
  TELEGRAM_RESULT,
} from '../../support/parser-samples/chat-samples.ts'

const at = (atMs: number | undefined) => (atMs === undefined ? undefined : new Date(atMs).toISOString())

describe('what Telegram Desktop exports as JSON', () => {
  it('gives every message with its id, its exact time and what it refers to', async () => {
    const { messages, people, facts, identifiers, places } = await readHere('telegram-json', TELEGRAM_RESULT)
    expect(
      messages.map(({ position, kind, at: time }) => [position, kind, at(time?.atMs), time?.certainty]),
    ).toEqual([
      [
        { kind: 'message', id: '1', thread: '9007199254740993' },
        'system',
        '2026-03-15T07:00:00.000Z',
        'stated',
      ],
      [
        { kind: 'message', id: '2', thread: '9007199254740993' },
        'text',
        '2026-03-15T07:05:33.000Z',
        'stated',
      ],
      [
        { kind: 'message', id: '3', thread: '9007199254740993' },
        'text',
        '2026-03-15T07:07:00.000Z',
        'stated',
      ],
      [
        { kind: 'message', id: '4', thread: '9007199254740993' },
        'text',
        '2026-03-15T07:08:00.000Z',
        'assumed-zone',
      ],
    ])
    expect(messages[0]?.body).toBe('invite_members\nmembers: ដារ៉ា, Lan')
    expect(messages[1]).toMatchObject({
      sender: { name: 'Boss', account: 'user5' },
      body: 'send to 012 345 678 here',
      replyTo: '1',
      forwardedFrom: { name: 'Bank' },
      threadName: 'Work',
    })
    expect(messages[2]?.attachments).toMatchObject([
      { name: 'a.pdf', mediaType: 'application/pdf', sizeBytes: 12, isMissing: true },
    ])
    expect(messages[3]?.attachments).toEqual([{ path: 'photos/1.jpg', sizeBytes: 99 }])
    expect(people).toMatchObject([{ name: 'Boss' }])
    expect(facts.map(({ name }) => name)).toContain('telegram/owner-phone-number')
    expect(identifiers.map(({ kind, normalised }) => [kind, normalised])).toEqual([
      ['phone', '+85512345678'],
      ['url', 'https://evil.example/pay'],
    ])
    expect(places).toMatchObject([{ latitudeE7: 115_564_000, longitudeE7: 1_049_282_000 }])
  })

  it('takes keys for keys, and says that one stood twice', async () => {
    const text =
      '{"__proto__":{"isOfficer":true},"name":"a","name":"b","type":"personal_chat","id":1,"messages":[{"id":1,"type":"message","constructor":{"prototype":{"x":1}},"text":"hi"},7]}'
    const { messages, warnings } = await readHere('telegram-json', text)
    expect(messages).toMatchObject([{ body: 'hi', threadName: 'b' }])
    expect(warnings.map(({ code }) => code)).toEqual(['json/duplicate-key', 'json/unknown-shape'])
    expect(Reflect.get({}, 'isOfficer')).toBeUndefined()
  })
})

describe('what Telegram Desktop exports as HTML', () => {
  it('gives messages, whose senders are not repeated, with replies, files and links', async () => {
    const { messages, facts, identifiers, warnings } = await readHere('telegram-html', TELEGRAM_PAGE)
    expect(facts).toMatchObject([{ name: 'telegram/chat', value: 'Work group' }])
    expect(
      messages.map(({ id, kind, sender, body, replyTo, attachments, forwardedFrom, at: time }) => [
        id,
        kind,
        sender?.name,
        body,
        replyTo,
        attachments,
        forwardedFrom?.name,
        at(time?.atMs),
        time?.certainty,
      ]),
    ).toEqual([
      ['-1', 'system', undefined, '15 March 2026', undefined, undefined, undefined, undefined, undefined],
      [
        '2',
        'text',
        'Boss',
        'call\n012 345 678 link',
        undefined,
        undefined,
        undefined,
        '2026-03-15T07:05:33.000Z',
        'stated',
      ],
      [
        '3',
        'text',
        'Boss',
        undefined,
        '2',
        [{ path: 'files/a.pdf', name: 'a.pdf' }],
        undefined,
        '2026-03-15T07:06:00.000Z',
        'assumed-zone',
      ],
      ['4', 'text', 'Lan', 'hello', undefined, undefined, 'Bank', '2026-03-15T07:07:00.000Z', 'stated'],
    ])
    expect(identifiers.map(({ kind }) => kind)).toEqual(['phone', 'url'])
    expect(warnings).toEqual([])
  })
})

describe('what Facebook gives', () => {
  it('repairs its texts and keeps what stood there', async () => {
    const { messages, people, warnings } = await readHere('facebook-json', FACEBOOK_THREAD)
    expect(people.map(({ name }) => name)).toEqual(['ដារ៉ា', 'Lan'])
    expect(messages[0]).toMatchObject({
      threadName: 'ក្រុម',
      body: 'សួស្ដី 012 345 678',
      rawBody: latinised('សួស្ដី 012 345 678'),
      position: { kind: 'bytes' },
    })
    expect(messages[1]).toMatchObject({
      attachments: [{ path: 'messages/inbox/x/photos/1.jpg' }],
      body: 'https://evil.example/pay',
    })
    expect(messages[2]).toMatchObject({ kind: 'call', durationSeconds: 65 })
    expect(messages[3]).toMatchObject({ body: 'Motörhead', isDeleted: true })
    expect(warnings).toContainEqual({ code: 'text/repaired-encoding', count: 4 })
    const { offset, length } = (messages[1]?.position ?? {}) as { offset: number; length: number }
    expect(
      JSON.parse(
        Buffer.from(FACEBOOK_THREAD)
          .subarray(offset, offset + length)
          .toString(),
      ),
    ).toMatchObject({ sender_name: 'Lan' })
  })

  it('reads the threads of end-to-end encrypted chats, whose texts are whole', async () => {
    const { messages } = await readHere(
      'facebook-json',
      '{"participants":["ដារ៉ា"],"threadName":"T","messages":[{"isUnsent":false,"media":[{"uri":"./media/1.jpg"}],"senderName":"ដារ៉ា","text":"សួស្ដី","timestamp":1773558333000,"type":"media"}]}',
    )
    expect(messages).toMatchObject([
      { sender: { name: 'ដារ៉ា' }, body: 'សួស្ដី', attachments: [{ path: './media/1.jpg' }] },
    ])
  })
})

describe('JSON that is none', () => {
  it.each([
    ['nothing', '', 'parse/malformed'],
    ['another kind', '[1,2]', 'parse/not-this-kind'],
    ['two values', '{} {}', 'parse/malformed'],
    ['a text without an end', '{"messages":"', 'parse/malformed'],
    ['a number that is none', '{"a":01}', 'parse/malformed'],
    ['100,000 lists in each other', '['.repeat(100_000), 'parse/too-deep'],
  ])('is a stated failure: %s', async (_name, text, code) => {
    expect(await parseHere('telegram-json', text)).toMatchObject({ ok: false, failure: { code } })
    expect(await parseHere('facebook-json', text)).toMatchObject({ ok: false, failure: { code } })
  })
})

describe('contacts', () => {
  it('are read from old and new cards', async () => {
    const { people, identifiers } = await readHere('vcard', CARDS)
    expect(people).toMatchObject([
      {
        position: { kind: 'line', line: 1, byteOffset: 0 },
        name: 'ដារ៉ា',
        identifiers: [{ kind: 'phone', normalised: '+85512345678' }],
      },
      {
        position: { kind: 'line', line: 7 },
        name: 'Lan Tran',
        organisation: 'Example Co',
        identifiers: [{ normalised: '+84901234567' }, { kind: 'email', normalised: 'lan@example.com' }],
        notes: ['two\nlines'],
      },
    ])
    expect(identifiers).toHaveLength(3)
  })

  it('are read whatever a line has in front of its value', async () => {
    const many = Array.from({ length: 100_000 }, (_, index) => `TYPE=${index}`).join(';')
    const card = (line: string) =>
      `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dara\r\n${line}:012345678\r\nEND:VCARD\r\n`
    const crowded = card(`TEL;${many}`)
    // The library goes through all parameters of a kind again with each: they are not given to it.
    expect(splitCards(decodeText(Buffer.from(crowded)))[0]?.text.split('TYPE=')).toHaveLength(33)
    const { people } = await readHere('vcard', crowded + card('TEL;TYPE=CELL'))
    expect(people.map(({ identifiers }) => identifiers?.[0]?.normalised)).toEqual([
      '+85512345678',
      '+85512345678',
    ])
  })

  it('says which card it cannot read and which has no end', async () => {
    const { people, warnings } = await readHere(
      'vcard',
      'BEGIN:VCARD\nVERSION:3.0\nFN:A\nBEGIN:VCARD\nFN:B\n',
    )
    expect(people.map(({ name }) => name)).toEqual(['A', 'B'])
    expect(warnings.map(({ code }) => code)).toEqual(['file/truncated', 'file/truncated'])
  })
})
