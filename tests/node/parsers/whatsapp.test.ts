import { describe, expect, it } from 'vitest'
import { parseHere, readHere } from '../../support/parse-here.ts'

const times = async (text: string, options: Record<string, string> = {}) =>
  (await readHere('whatsapp', text, { options })).messages.map(({ at }) =>
    at?.atMs === undefined ? at?.certainty : new Date(at.atMs).toISOString(),
  )

describe('the text that WhatsApp exports', () => {
  it.each([
    ['iPhone, day first', '[15/3/2026, 14:05:33] Dara: hi', '2026-03-15T07:05:33.000Z'],
    ['iPhone, month first with AM and PM', '[3/15/26, 2:05:33\u202fPM] Dara: hi', '2026-03-15T07:05:33.000Z'],
    ['Android, day first', '15/03/2026, 14:05 - Dara: hi', '2026-03-15T07:05:00.000Z'],
    ['Android, month first', '3/15/26, 2:05 PM - Dara: hi', '2026-03-15T07:05:00.000Z'],
    ['German', '15.03.26, 14:05 - Dara: hi', '2026-03-15T07:05:00.000Z'],
    ['Khmer words for the half of the day', '15/3/26, 2:05 ល្ងាច - ដារ៉ា: សួស្ដី', '2026-03-15T07:05:00.000Z'],
    ['Khmer morning', '15/3/26, 9:05 ព្រឹក - ដារ៉ា: សួស្ដី', '2026-03-15T02:05:00.000Z'],
    ['Khmer digits', '១៥/៣/២០២៦, ១៤:០៥ - ដារ៉ា: សួស្ដី', '2026-03-15T07:05:00.000Z'],
    ['Chinese', '[2026/3/15 下午2:05:33] 小明: 你好', '2026-03-15T07:05:33.000Z'],
    ['Chinese on Android', '2026/3/15 上午9:05 - 小明: 你好', '2026-03-15T02:05:00.000Z'],
    ['Thai with a Buddhist year', '15/3/2569 14:05 - สมชาย: สวัสดี', '2026-03-15T07:05:00.000Z'],
    ['Thai halves of the day', '15/3/2569 2:05 หลังเที่ยง - สมชาย: สวัสดี', '2026-03-15T07:05:00.000Z'],
    ['Vietnamese', '15/03/2026, 2:05 CH - Lan: chào', '2026-03-15T07:05:00.000Z'],
    ['Vietnamese with the time first', '14:05, 15/03/2026 - Lan: chào', '2026-03-15T07:05:00.000Z'],
    ['Arabic', '\u200f١٥/٣/٢٠٢٦، ٢:٠٥ م - سامي: مرحبا', '2026-03-15T07:05:00.000Z'],
    ['Korean', '2026. 3. 15. 오후 2:05 - 민수: 안녕', '2026-03-15T07:05:00.000Z'],
    ['Japanese', '2026/03/15 14:05 - 太郎: やあ', '2026-03-15T07:05:00.000Z'],
    ['Spanish', '15/3/2026, 2:05 p. m. - Ana: hola', '2026-03-15T07:05:00.000Z'],
    ['ISO', '2026-03-15, 14:05 - Bo: hej', '2026-03-15T07:05:00.000Z'],
  ])('reads the dates of %s', async (_name, line, expected) => {
    expect(await times(`${line}\n`)).toEqual([expected])
  })

  it('reads noon and midnight on a clock of twelve hours', async () => {
    expect(await times('3/15/26, 12:05 AM - A: x\n3/15/26, 12:05 PM - A: y\n')).toEqual([
      '2026-03-14T17:05:00.000Z',
      '2026-03-15T05:05:00.000Z',
    ])
  })

  it('takes the zone it is told', async () => {
    expect(await times('15/03/2026, 14:05 - A: x', { zone: '-05:30' })).toEqual(['2026-03-15T19:35:00.000Z'])
  })

  it('settles day and month by the whole file', async () => {
    // Alone, the first lines could be either; the last one cannot.
    expect(await times('3/4/26, 10:00 - A: x\n5/4/26, 10:00 - A: y\n25/4/26, 10:00 - A: z\n')).toEqual([
      '2026-04-03T03:00:00.000Z',
      '2026-04-05T03:00:00.000Z',
      '2026-04-25T03:00:00.000Z',
    ])
  })

  it('settles day and month by the way time runs', async () => {
    expect(
      await times(
        '1/9/26, 10:00 - A: x\n2/9/26, 10:00 - A: y\n3/9/26, 10:00 - A: z\n1/10/26, 10:00 - A: z\n',
      ),
    ).toEqual([
      '2026-09-01T03:00:00.000Z',
      '2026-09-02T03:00:00.000Z',
      '2026-09-03T03:00:00.000Z',
      '2026-10-01T03:00:00.000Z',
    ])
  })

  it('asks where nothing settles it, and takes the answer', async () => {
    const text = '3/4/26, 10:00 - A: x\n5/6/26, 10:00 - A: y\n'
    const asked = await parseHere('whatsapp', text)
    expect(asked).toMatchObject({
      ok: true,
      value: {
        kind: 'asks',
        questions: [
          {
            code: 'date-order',
            option: 'date-order',
            choices: [
              { value: 'dmy', example: '2026-04-03' },
              { value: 'mdy', example: '2026-03-04' },
            ],
            examples: ['3/4/26, 10:00', '5/6/26, 10:00'],
          },
        ],
      },
    })
    expect(await times(text, { 'date-order': 'mdy' })).toEqual([
      '2026-03-04T03:00:00.000Z',
      '2026-05-06T03:00:00.000Z',
    ])
    expect(await parseHere('whatsapp', text, { options: { 'date-order': 'day' } })).toMatchObject({
      failure: { code: 'parse/option-wrong' },
    })
  })

  it('keeps messages of several lines, notices, files and the marks of an iPhone', async () => {
    const evidence = await readHere(
      'whatsapp',
      [
        '\u200e[15/3/2026, 14:05:33] Family: \u200eMessages and calls are end-to-end encrypted.',
        '[15/3/2026, 14:06:00] Dara: first',
        'second: not a sender',
        '',
        'last',
        '\u200e[15/3/2026, 14:07:00] Dara: \u200e<attached: 00000012-PHOTO.jpg>',
        '[15/3/2026, 14:08:00] Dara: \u200eimage omitted',
        '[15/3/2026, 14:09:00] \u202a+855\u00a012\u00a0345\u00a0678\u202c: call 012 345 678',
      ].join('\r\n'),
    )
    expect(
      evidence.messages.map(({ kind, sender, body, attachments }) => [kind, sender?.name, body, attachments]),
    ).toEqual([
      ['system', 'Family', '\u200eMessages and calls are end-to-end encrypted.', undefined],
      ['text', 'Dara', 'first\nsecond: not a sender\n\nlast', undefined],
      [
        'text',
        'Dara',
        '\u200e<attached: 00000012-PHOTO.jpg>',
        [{ name: '00000012-PHOTO.jpg', path: '00000012-PHOTO.jpg' }],
      ],
      ['text', 'Dara', '\u200eimage omitted', [{ isMissing: true }]],
      ['text', '+855\u00a012\u00a0345\u00a0678', 'call 012 345 678', undefined],
    ])
    expect(evidence.messages[1]?.position).toEqual({ kind: 'line', line: 2, byteOffset: 82 })
    expect(evidence.identifiers).toMatchObject([
      { kind: 'phone', raw: '012 345 678', normalised: '+85512345678' },
    ])
    expect(evidence.warnings.map(({ code }) => code)).toContain('text/bidi-controls')
  })

  it('reads Android files and notices in any language', async () => {
    const { messages } = await readHere(
      'whatsapp',
      '15/03/2026, 14:05 - ការហៅទូរសព្ទត្រូវបានអ៊ិនគ្រីប\n15/03/2026, 14:06 - ដារ៉ា: IMG-20260315-WA0001.jpg (បានភ្ជាប់ឯកសារ)\n15/03/2026, 14:07 - ដារ៉ា: <មេឌៀត្រូវបានលុប>\n',
    )
    expect(messages.map(({ kind, attachments }) => [kind, attachments])).toEqual([
      ['system', undefined],
      ['text', [{ name: 'IMG-20260315-WA0001.jpg', path: 'IMG-20260315-WA0001.jpg' }]],
      ['text', [{ isMissing: true }]],
    ])
  })

  it('marks an hour ambiguous whose half of the day it does not know', async () => {
    const { messages } = await readHere('whatsapp', '15/3/26, 2:05 zorp - A: x\n')
    expect(messages[0]?.at?.certainty).toBe('ambiguous')
  })

  it('reads UTF-16 with and without a mark', async () => {
    const text = '15/03/2026, 14:05 - ដារ៉ា: សួស្ដី\n15/03/2026, 14:06 - Dara: b\n'
    for (const bytes of [
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(text.replace(/[\u1780-\u17ff]/g, 'k'), 'utf16le'),
    ]) {
      expect((await readHere('whatsapp', bytes)).messages).toHaveLength(2)
    }
  })

  it('leaves alone what is no chat', async () => {
    for (const text of ['', 'hello\nworld', 'a - b: c\n1/2 - 3', '[no] x']) {
      expect(await parseHere('whatsapp', text)).toMatchObject({
        ok: false,
        failure: { code: 'parse/not-this-kind' },
      })
    }
  })

  it('says where time runs backwards', async () => {
    const evidence = await readHere('whatsapp', '25/03/2026, 14:05 - A: x\n24/03/2026, 14:05 - A: y\n')
    expect(evidence.warnings).toContainEqual({
      code: 'time/out-of-order',
      position: { kind: 'line', line: 2, byteOffset: 25 },
      raw: '24/03/2026, 14:05',
    })
  })
})
