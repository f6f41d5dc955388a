import { readFile, stat, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseFile } from '#contract/case-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import {
  AUDITOR,
  FOUNDER,
  OFFICER,
  type OpenedCase,
  OTHER_OFFICER,
  openCaseAs,
  openStation,
  type Station,
} from './station.ts'

let station: Station
let theirs: OpenedCase
let other: OpenedCase

beforeAll(async () => {
  station = await openStation()
  theirs = await openCaseAs(station, OFFICER, 'ករណីរបស់មន្ត្រីទីមួយ')
  other = await openCaseAs(station, OTHER_OFFICER, 'ករណីរបស់មន្ត្រីទីពីរ')
})

afterAll(() => station.leave())

/** The numbers of the cases that one person sees. */
async function seenBy(number: number): Promise<readonly string[]> {
  const listed = await station.ask<OutputOf<'case.list'>>(number, ['case', 'list', station.vault])
  return listed.cases.map((line) => line.number).sort()
}

const second = (number: number) => [
  '--second-user',
  String(number),
  '--second-passphrase-file',
  station.fileOf(number),
]

describe('samnum case share and samnum case readers', () => {
  const share = (name: string, number: number) => [
    'case',
    'share',
    station.vault,
    name,
    '--with',
    String(number),
  ]

  test('two officers see their own cases, and one sees what is shared with them', async () => {
    expect(await seenBy(OFFICER)).toEqual([theirs.number])
    expect(await seenBy(OTHER_OFFICER)).toEqual([other.number])
    expect(await seenBy(FOUNDER)).toEqual([theirs.number, other.number])
    await station.refuse(OTHER_OFFICER, ['case', 'show', station.vault, theirs.number], 'case/not-found')
    await station.refuse(OTHER_OFFICER, share(theirs.number, AUDITOR), 'case/not-found')
    const shared = await station.as(OFFICER, [...share(theirs.number, OTHER_OFFICER), '--language', 'km'])
    expect(shared).toMatchObject({ exitCode: 0, error: '' })
    expect(shared.out).toContain(station.nameOf(OTHER_OFFICER))
    expect(await seenBy(OTHER_OFFICER)).toEqual([theirs.number, other.number])
    expect(await seenBy(AUDITOR)).toEqual([])
  })

  test('a case is not shared twice, with nobody, or by whoever may not', async () => {
    await station.refuse(OFFICER, share(theirs.number, OTHER_OFFICER), 'case/already-shared')
    await station.refuse(OFFICER, share(theirs.number, 77), 'people/not-found')
    await station.refuse(AUDITOR, share(theirs.number, AUDITOR), 'operation/not-allowed')
  })

  test('readers names everybody who can read a case', async () => {
    const readers = ['case', 'readers', station.vault, theirs.number]
    const listed = await station.ask<OutputOf<'case.readers'>>(OFFICER, readers)
    const names = listed.readers.flatMap((reader) => (reader.kind === 'person' ? [reader.name] : []))
    expect(names.sort()).toEqual([FOUNDER, OFFICER, OTHER_OFFICER].map(station.nameOf).sort())
    const en = await station.as(OFFICER, readers)
    expect(en.out).toContain('active')
    await station.refuse(AUDITOR, readers, 'case/not-found')
  })
})

describe('samnum case confirm', () => {
  const confirm = (seq: number | string, ...more: string[]) => [
    'case',
    'confirm',
    station.vault,
    theirs.number,
    '--event',
    String(seq),
    '--purpose',
    'review',
    ...more,
  ]

  async function lastEvent(): Promise<CaseFile['events'][number]> {
    const shown = await station.ask<CaseFile>(OFFICER, ['case', 'show', station.vault, theirs.number])
    return shown.events.at(-1) as CaseFile['events'][number]
  }

  test('the second person signs with their own passphrase, and it is an event of the case', async () => {
    const event = await lastEvent()
    const confirmed = await station.ask<OutputOf<'event.confirm'>>(
      OFFICER,
      confirm(event.seq, '--note', 'បានពិនិត្យ', ...second(FOUNDER)),
    )
    expect(confirmed.confirmedBy).toEqual({
      userId: station.userIdOf(FOUNDER),
      name: station.nameOf(FOUNDER),
    })
    expect(await lastEvent()).toMatchObject({ seq: confirmed.seq, kind: 'event-confirmed' })
    const km = await station.as(OFFICER, [...confirm(event.seq, ...second(FOUNDER)), '--language', 'km'])
    expect(km.out).toContain('បានចុះហត្ថលេខា')
  })

  test('oneself is no second person, nor is a wrong passphrase, and an event that is not there is named', async () => {
    const { seq } = await lastEvent()
    await station.refuse(OFFICER, confirm(seq, ...second(OFFICER)), 'people/second-person-is-first')
    const failure = await station.refuse(OFFICER, confirm(9999, ...second(FOUNDER)), 'event/not-found')
    expect(failure.facts).toEqual({ seq: 9999 })
    const wrong = await station.secret('wrong', 'open sesame open')
    const ran = await station.as(OFFICER, [
      ...confirm(seq, '--second-user', '1', '--second-passphrase-file', wrong),
      '--json',
    ])
    expect(ran.json()).toMatchObject({ failure: { code: 'vault/wrong-passphrase' } })
    expect(ran.out + ran.error).not.toContain('sesame')
    await station.settle()
    const mute = await station.as(OFFICER, [...confirm(seq), '--json'])
    expect(mute.exitCode).toBe(2)
    expect(mute.json()).toMatchObject({ usage: { code: 'usage/no-second-passphrase' } })
    expect(await lastEvent()).toMatchObject({ seq })
  })
})

describe('samnum case disclose and samnum disclosure verify', () => {
  test('writes one file that proves one case to whoever has no vault', async () => {
    const file = station.path('case.disclosure')
    const disclose = ['case', 'disclose', station.vault, theirs.number, '--out', file]
    const disclosed = await station.ask<OutputOf<'case.disclose'> & { file: string }>(OFFICER, disclose)
    expect(disclosed.file).toBe(file)
    expect((await stat(file)).size).toBe(disclosed.sizeBytes)
    const text = await readFile(file, 'utf8')
    expect(text).not.toContain('ករណីរបស់មន្ត្រីទីពីរ')
    await station.refuse(OFFICER, disclose, 'extract/exists')
    await station.refuse(AUDITOR, disclose, 'operation/not-allowed')
    await station.refuse(
      OFFICER,
      ['case', 'disclose', station.vault, other.number, '--out', station.path('never')],
      'case/not-found',
    )
    for (const language of ['km', 'en']) {
      const checked = await station.run(['disclosure', 'verify', file, '--language', language], {
        passphraseFile: null,
      })
      expect(checked).toMatchObject({ exitCode: 0, error: '' })
      expect(checked.out).toContain(theirs.number)
    }
  })

  test('a disclosure that was changed does not hold, and says where', async () => {
    const file = station.path('case.disclosure')
    const bytes = await readFile(file)
    const at = Math.floor(bytes.length / 2)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    await writeFile(station.path('changed'), bytes)
    const ran = await station.run(['disclosure', 'verify', station.path('changed'), '--json'], {
      passphraseFile: null,
    })
    expect(ran.exitCode).toBe(1)
    expect(ran.json()).toMatchObject({ failure: { sentence: expect.any(String) } })
    for (const path of [station.path('nowhere'), station.vault, station.fileOf(OFFICER)]) {
      const refused = await station.run(['disclosure', 'verify', path, '--json'], { passphraseFile: null })
      expect(refused.exitCode).toBe(1)
    }
  })
})

describe('samnum case expunge', () => {
  const order = ['--order', 'ដីកា ១២៣', '--authority', 'តុលាការខេត្ត', '--ordered-on', '2026-11-20']
  const expunge = (name: string, number: string, ...more: string[]) => [
    'case',
    'expunge',
    station.vault,
    name,
    '--confirm',
    number,
    ...order,
    ...more,
  ]

  test('is refused to whoever may not, for another number, and without a second person', async () => {
    const { number } = theirs
    await station.refuse(OFFICER, expunge(number, number, ...second(FOUNDER)), 'operation/not-allowed')
    await station.refuse(FOUNDER, expunge(number, other.number, ...second(OFFICER)), 'case/number-differs')
    await station.refuse(
      FOUNDER,
      expunge(number, number, ...second(FOUNDER)),
      'people/second-person-is-first',
    )
    const mute = await station.as(FOUNDER, [...expunge(number, number), '--json'])
    expect(mute.json()).toMatchObject({ usage: { code: 'usage/no-second-passphrase' } })
    const day = expunge(number, number, ...second(OFFICER)).map((word) =>
      word === '2026-11-20' ? '2026-02-30' : word,
    )
    await station.refuse(FOUNDER, day, 'input/invalid')
    expect(await seenBy(OFFICER)).toEqual([number])
  })

  test('destroys the case and nothing else, and the vault still verifies', async () => {
    const { number } = theirs
    const gone = await station.as(FOUNDER, [
      ...expunge(number, number, ...second(OFFICER)),
      '--language',
      'km',
    ])
    expect(gone).toMatchObject({ exitCode: 0, error: '' })
    expect(gone.out).toContain(number)
    expect(gone.out).toContain(station.nameOf(OFFICER))
    expect(await seenBy(FOUNDER)).toEqual([other.number])
    await station.refuse(FOUNDER, ['case', 'show', station.vault, number], 'case/not-found')
    const verified = await station.ask(FOUNDER, ['vault', 'verify', station.vault])
    expect(verified).toMatchObject({ isWhole: true })
  })
})
