import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExhibitLine } from '#contract/exhibit-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { sha256Hex } from '#node/crypto/primitives.ts'
import { type CliDesk, openCliDesk } from './cli-desk.ts'

const CHAT = '03/04/2026, 10:00 - Dara: call 012 345 678\n04/04/2026, 10:01 - Sok: yes\n'
const STATEMENT = 'Foo,Bar,Baz\n05/03/2026,12.50,Dara\n06/03/2026,-3.00,Sok\n'
const MAP = {
  v: 1,
  name: 'Small bank',
  content: 'statement',
  headerRow: 1,
  columns: [
    { column: 0, role: 'date', header: 'Foo' },
    { column: 1, role: 'amount', header: 'Bar' },
    { column: 2, role: 'counterparty', header: 'Baz' },
  ],
  dateOrder: 'day-month-year',
  decimalSign: '.',
  currency: 'USD',
  zone: '+07:00',
}

let desk: CliDesk
let vault: string
let number: string

beforeAll(async () => {
  desk = await openCliDesk()
  vault = desk.path('vault')
  await desk.run(['vault', 'create', vault, '--user', 'Sok', '--kdf-memory', '64'])
  number = (await desk.run(['case', 'open', vault, '--title', 'x', '--json'])).json<{ number: string }>()
    .number
  await mkdir(desk.path('phone', 'chats'), { recursive: true })
  await writeFile(desk.path('phone', 'chats', 'chat.txt'), CHAT)
  await writeFile(desk.path('phone', 'note.txt'), 'mail dara@example.com')
  await writeFile(desk.path('statement.csv'), STATEMENT)
  await writeFile(desk.path('map.json'), JSON.stringify(MAP))
  const added = await desk.run([
    'exhibit',
    'add',
    vault,
    number,
    desk.path('phone'),
    desk.path('statement.csv'),
  ])
  expect(added.error).toBe('')
  await desk.run(['place', 'add', vault, 'S1', 'Shelf', '--room', 'Room 1'])
})

afterAll(() => desk.leave())

/** Runs a command in both languages, as a person reads it. */
async function inBoth(args: readonly string[]) {
  const en = await desk.run([...args, '--language', 'en'])
  const km = await desk.run([...args, '--language', 'km'])
  expect(km.exitCode).toBe(en.exitCode)
  return { en, km }
}

describe('reading exhibits', () => {
  test('of many files names one of them, and says which it was', async () => {
    const args = ['exhibit', 'parse', vault, `${number}-E001`]
    const read = await desk.run([...args, '--part', 'note.txt', '--json'])
    expect(read.json()).toMatchObject({ outcome: 'parsed', parser: 'text', counts: { identifiers: 1 } })
    const { en, km } = await inBoth(args)
    expect(en.exitCode).toBe(1)
    expect(en.error).toContain('of many files')
    expect(km.error).toContain('ឯកសារច្រើន')
    const wrong = await desk.run([...args, '--part', 'no.txt', '--json'])
    expect(wrong.json()).toMatchObject({ failure: { code: 'exhibit/part-not-found' } })
  })

  test('stands in the chain of what was read and of what was made: tool, command and both digests', async () => {
    const args = ['exhibit', 'parse', vault, `${number}-E001`, '--part', 'note.txt', '--json']
    const made = (await desk.run(args)).json<{ number: string; digestHex: string }>()
    const read = (await desk.run(['exhibit', 'show', vault, `${number}-E001`, '--json'])).json<{
      exhibit: { digestHex: string }
    }>()
    for (const item of [`${number}-E001`, made.number]) {
      const { en, km } = await inBoth(['custody', vault, item])
      for (const [label, value] of [
        ['Tool', 'samnum exhibit parse text samnum [0-9.]+, parser [0-9]+'],
        ['Command', '.*note[.]txt.*'],
        ['Read', `${number}-E001 · SHA-256 ${read.exhibit.digestHex}`],
        ['Made', `${made.number} · SHA-256 ${made.digestHex}`],
      ])
        expect(en.out).toMatch(new RegExp(`^ {4}${label} +${value}$`, 'm'))
      expect(km.out).toMatch(/^ {4}បញ្ជា +/m)
      expect(km.out).toContain(`${made.number} · SHA-256 ${made.digestHex}`)
    }
  })

  test('asks instead of guessing, and reads with the answer', async () => {
    const args = ['exhibit', 'parse', vault, `${number}-E001`, '--part', 'chats/chat.txt']
    const { en, km } = await inBoth(args)
    expect(en.out).toContain('--option date-order=dmy')
    expect(km.out).toContain('--option date-order=dmy')
    const read = await desk.run([...args, '--option', 'date-order=dmy', '--json'])
    expect(read.json()).toMatchObject({ outcome: 'parsed', counts: { messages: 2 } })
  })

  test('reads a table through a saved map, and refuses a map that is none or not there', async () => {
    expect((await desk.run(['column-map', 'list', vault, '--language', 'en'])).out).toContain('no saved maps')
    const saved = await inBoth(['column-map', 'save', vault, desk.path('map.json')])
    expect(saved.en.exitCode).toBe(0)
    expect((await desk.run(['column-map', 'list', vault, '--language', 'en'])).out).toContain(
      'Small bank (Bank statement)',
    )
    const parse = ['exhibit', 'parse', vault, `${number}-E002`]
    const read = await desk.run([...parse, '--map', 'Small bank', '--json'])
    expect(read.json()).toMatchObject({ outcome: 'parsed', parser: 'table', counts: { transactions: 2 } })
    const missing = await desk.run([...parse, '--map', 'Other', '--json'])
    expect(missing.json()).toMatchObject({ failure: { code: 'column-map/not-found' } })
    await writeFile(desk.path('bad.json'), JSON.stringify({ ...MAP, columns: MAP.columns.slice(0, 1) }))
    const bad = await desk.run(['column-map', 'save', vault, desk.path('bad.json'), '--json'])
    expect(bad.json()).toMatchObject({ failure: { code: 'column-map/unusable' } })
  })

  test('lists what was read, and confirms findings in the name of who does', async () => {
    const args = ['exhibit', 'parse', vault, `${number}-E001`, '--part', 'note.txt', '--json']
    const { number: result } = (await desk.run(args)).json<{ number: string }>()
    const list = ['finding', 'list', vault, result, '--list']
    const { en, km } = await inBoth([...list, 'identifiers'])
    expect(en.out).toContain('identifiers:1')
    expect(km.out).toContain('dara@example.com')
    expect(en.out).not.toContain('✓')
    expect((await desk.run([...list, 'messages', '--language', 'en'])).out).toContain('is empty')
    const confirm = ['finding', 'confirm', vault, result]
    const done = await desk.run([...confirm, 'identifiers:1', '--note', 'her own', '--language', 'en'])
    expect(done.out).toContain('Confirmed: 1')
    expect((await desk.run([...list, 'identifiers', '--language', 'en'])).out).toContain('✓ identifiers:1')
    const beyond = await desk.run([...confirm, 'identifiers:9', '--json'])
    expect(beyond.json()).toMatchObject({ failure: { code: 'finding/not-found' } })
    for (const wrong of ['warnings:1', 'identifiers:0', 'identifiers'])
      expect((await desk.run([...confirm, wrong])).exitCode).toBe(2)
    const none = await desk.run(['finding', 'confirm', vault, `${number}-E002`, 'identifiers:1', '--json'])
    expect(none.json()).toMatchObject({ failure: { code: 'parse/not-a-result' } })
  })

  test('takes no further digests of a folder', async () => {
    const args = ['exhibit', 'add', vault, '--case', number, desk.path('phone'), '--digests', 'md5']
    const { en, km } = await inBoth(args)
    expect(en.exitCode).toBe(1)
    expect(en.error).toContain('not of a folder')
    expect(km.error).toContain('ថត')
    const one = await desk.run([
      ...args.slice(0, 5),
      desk.path('statement.csv'),
      '--digests',
      'md5',
      '--json',
    ])
    expect(one.json()).toMatchObject({ files: [{ outcome: 'sealed', exhibit: { digests: {} } }] })
  })
})

test('adding a later piece of an image alone says which file is the first', async () => {
  for (const piece of ['001', '002', '003']) await writeFile(desk.path(`disk.${piece}`), `piece ${piece}`)
  await writeFile(desk.path('log.002'), 'alone')
  const add = (name: string) => ['exhibit', 'add', vault, '--case', number, desk.path(name)]
  const { out } = await desk.run([...add('disk.002'), '--language', 'en'])
  expect(out).toContain('Add disk.001')
  const later = (await desk.run([...add('disk.003'), '--language', 'km'])).out
  expect(later).toContain('សូមបញ្ចូល disk.001')
  const first = await desk.run([...add('disk.001'), '--json'])
  expect(first.json()).toMatchObject({ files: [{ exhibit: { collected: { partCount: 3 } } }] })
  for (const name of ['disk.001', 'log.002'])
    expect((await desk.run([...add(name), '--json'])).out).not.toContain('firstPiece')
  expect((await desk.run([...add('disk.002'), '--json'])).json()).toMatchObject({
    files: [{ firstPiece: 'disk.001' }],
  })
})

test('a split image shows the digest of each piece, and of the joined bytes those that other tools print', async () => {
  const pieces = ['001', '002', '003'].map((number) => `bytes of piece ${number}`)
  for (const [at, piece] of pieces.entries()) await writeFile(desk.path(`card.00${at + 1}`), piece)
  const joinedHex = (name: string) => createHash(name).update(pieces.join('')).digest('hex')
  const add = ['exhibit', 'add', vault, '--case', number, desk.path('card.001'), '--digests', 'md5,sha512']
  const { exhibit } = (await desk.run([...add, '--json'])).json<{ files: { exhibit: ExhibitLine }[] }>()
    .files[0] as { exhibit: ExhibitLine }
  const joined = { sha256Hex: joinedHex('sha256'), md5Hex: joinedHex('md5'), sha512Hex: joinedHex('sha512') }
  expect(exhibit.collected?.joined).toEqual(joined)
  const show = ['exhibit', 'show', vault, exhibit.number]
  const shown = (await desk.run([...show, '--json'])).json()
  expect(shown).toMatchObject({ exhibit: { collected: { joined } } })
  for (const language of ['en', 'km'])
    for (const digest of [...Object.values(joined), ...pieces.map((piece) => sha256Hex(Buffer.from(piece)))])
      expect((await desk.run([...show, '--language', language])).out).toContain(digest)
})

describe('custody', () => {
  test('moves, counts by label with its check characters, and tells the chain', async () => {
    const exhibit = `${number}-E002`
    const move = ['exhibit', 'move', vault, exhibit, '--to-place', 'S1', '--purpose', 'store']
    const why = ['--where', 'Station', '--reason', 'Storage', '--seal', 'none']
    expect((await desk.run([...move, ...why, '--language', 'en'])).exitCode).toBe(0)
    const elsewhere = move.map((word) => (word === 'S1' ? 'S9' : word))
    expect((await desk.run([...elsewhere, ...why, '--json'])).json()).toMatchObject({
      failure: { code: 'custody/place-not-found' },
    })
    const { code } = (await desk.run(['custody', vault, exhibit, '--json'])).json<{ code?: string }>()
    expect(code).toBeUndefined()
    const stranger = `${exhibit}.ZZZZ`
    await writeFile(desk.path('codes.txt'), `${stranger}\n`)
    const audit = ['exhibit', 'audit', vault, 'S1', '--codes', desk.path('codes.txt')]
    const compared = (await desk.run([...audit, '--json'])).json<OutputOf<'audit.compare'>>()
    // The label of another station's exhibit of the same number is not this one.
    expect(compared).toMatchObject({ found: [], missing: [{ number: exhibit }], unknown: [stranger] })
    const { en, km } = await inBoth(audit)
    expect(en.out).toContain('Nothing was recorded')
    expect(km.out).toContain('បាត់')
    expect((await desk.run([...audit, '--record', '--language', 'en'])).out).toContain('Recorded in 1 cases')
    const past = ['exhibit', 'audit', vault, 'S1']
    expect((await desk.run([...past, '--json'])).json()).toMatchObject({
      counts: [
        {
          found: 0,
          missing: 1,
          unexpected: 0,
          missingItems: [{ number: exhibit }],
          unknownCodes: [stranger],
        },
      ],
      total: 1,
    })
    const counts = await inBoth(past)
    expect(counts.en.out).toMatch(
      new RegExp(
        `Found 0, missing 1, unexpected 0, unknown 1[.]\\n.*missing +${exhibit}.*\\n.*unknown +${stranger}`,
      ),
    )
    expect(counts.km.out).toContain('រកឃើញ ០ បាត់ ១ លើស ០ មិនស្គាល់ ១។')
    expect((await desk.run(['exhibit', 'audit', vault, 'S9', '--json'])).json()).toMatchObject({
      failure: { code: 'custody/place-not-found' },
    })
    expect((await desk.run([...past, '--record', '--json'])).exitCode).toBe(2)
    const chain = await inBoth(['custody', vault, exhibit])
    expect(chain.en.out).toMatch(/^ {4}Counted +missing\n {4}Where +S1 Shelf$/m)
    expect(chain.km.out).toContain('បាត់')
    for (const [label, value] of [
      ['From → to', 'Sok → Shelf'],
      ['Purpose', 'Store'],
      ['Where', 'Station'],
      ['Reason', 'Storage'],
      ['Seal', 'No seal'],
    ])
      expect(chain.en.out).toMatch(new RegExp(`^ {4}${label} +${value}$`, 'm'))
    expect(chain.km.out).toMatch(/^ {4}គោលបំណង +ដាក់ទុកក្នុងឃ្លាំង$/m)
    expect(chain.km.out).toMatch(/^ {4}ត្រាបិទ +គ្មានត្រា$/m)
    expect((await desk.run(['custody', vault, `${number}-E999`, '--json'])).json()).toMatchObject({
      failure: { code: 'custody/item-not-found' },
    })
  })

  test('says when it was, asks why that lies before the last event, and tells it in the chain', async () => {
    const exhibit = `${number}-E002`
    const out = ['exhibit', 'move', vault, exhibit, '--to-outside', 'Laboratory', '--purpose', 'hand-to-lab']
    const why = ['--where', 'Gate', '--reason', 'Test', '--seal', 'none']
    const early = [...out, ...why, '--when', '2026-01-02 08:30']
    const asked = await inBoth(early)
    expect(asked.en.exitCode).toBe(1)
    expect(asked.en.error).toContain('before the last one recorded')
    expect(asked.km.error).toContain('មុនពេលវេលាចុងក្រោយ')
    const later = [...out, ...why, '--when', '2099-01-02 08:30', '--json']
    expect((await desk.run(later)).json()).toMatchObject({ failure: { code: 'custody/time-in-the-future' } })
    const unread = [...out, ...why, '--when', 'yesterday', '--json']
    expect((await desk.run(unread)).json()).toMatchObject({ usage: { code: 'usage/wrong-value' } })
    expect((await desk.run([...early, '--explanation', 'Entered late', '--json'])).exitCode).toBe(0)
    const { en, km } = await inBoth(['custody', vault, exhibit])
    expect(en.out).toContain('2026-01-02 08:30')
    expect(en.out).toMatch(/^ {4}Explanation +Entered late$/m)
    expect(km.out).toContain('Entered late')
  })

  test('tells of a return by whose order it was', async () => {
    const back = ['exhibit', 'move', vault, `${number}-E001`, '--to-outside', 'Owner', '--purpose', 'return']
    const why = ['--where', 'Court', '--reason', 'Closed', '--seal', 'none', '--basis', 'Art. 1']
    const order = ['--order', 'D-7', '--authority', 'Court of Kampot', '--ordered-on', '2026-01-05']
    // An order without its day is asked for, not left out.
    const half = await inBoth([...back, ...why, ...order.slice(0, 4)])
    expect(half.en.exitCode).toBe(2)
    expect(half.km.error).toContain('--ordered-on')
    const moved = await desk.run([...back, ...why, '--condition', 'whole', ...order, '--json'])
    expect(moved.exitCode).toBe(0)
    const { en, km } = await inBoth(['custody', vault, `${number}-E001`])
    expect(en.out).toMatch(/^ {4}Authority +Art\. 1$/m)
    expect(en.out).toMatch(/^ {4}Condition +whole$/m)
    expect(en.out).toMatch(/^ {4}Order +D-7 · Court of Kampot · 2026-01-05$/m)
    expect(km.out).toMatch(/^ {4}ដីកា ឬបទបញ្ជា +D-7 · Court of Kampot · 2026-01-05$/m)
  })

  test('draws labels and refuses those of nothing', async () => {
    const out = desk.path('labels.pdf')
    const drawn = await desk.run(['exhibit', 'label', vault, `${number}-E002`, '--out', out, '--json'])
    expect(drawn.exitCode).toBe(0)
    expect((await readFile(out)).subarray(0, 5).toString()).toBe('%PDF-')
    const none = ['exhibit', 'label', vault, `${number}-E999`, '--out', desk.path('none.pdf'), '--json']
    expect((await desk.run(none)).json()).toMatchObject({ failure: { code: 'custody/item-not-found' } })
    const { en, km } = await inBoth(['exhibit', 'receipt', vault, number, '--out', desk.path('r.pdf')])
    expect(en.exitCode).toBe(2)
    expect(km.error).not.toBe('')
    const sealed = ['exhibit', 'receipt', vault, number, '--exhibit', `${number}-E002`]
    expect((await desk.run([...sealed, '--out', desk.path('r.pdf'), '--json'])).json()).toMatchObject({
      failure: { code: 'custody/not-physical' },
    })
  })

  test('names in its help the words that an option takes', async () => {
    const { en, km } = await inBoth(['exhibit', 'move', '--help'])
    for (const help of [en.out, km.out])
      expect(help.replaceAll(/\s+/g, ' ')).toContain('return, dispose, destroy)')
  })
})
