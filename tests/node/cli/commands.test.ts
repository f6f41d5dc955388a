import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseFile } from '#contract/case-operations.ts'
import type { ExhibitLine } from '#contract/exhibit-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { type CliDesk, COMPLAINT, openCliDesk, type Ran } from './cli-desk.ts'

let desk: CliDesk
let vault: string
const content = Buffer.from('ភស្តុតាង '.repeat(1000))
const digest = createHash('sha256').update(content).digest('hex')

/** What a script gets: exit 0 and exactly one JSON document on standard output. */
function documentOf<Shape = object>(ran: Ran): Shape {
  expect(ran.error).toBe('')
  expect(ran.exitCode).toBe(0)
  expect(ran.out.endsWith('}\n')).toBe(true)
  expect(ran.out.trimEnd()).not.toContain('\n')
  return ran.json<Shape>()
}

beforeAll(async () => {
  desk = await openCliDesk()
  vault = desk.path('vault')
  await writeFile(desk.path('complaint.json'), JSON.stringify(COMPLAINT))
  await writeFile(desk.path('a.txt'), content)
  await writeFile(desk.path('b.txt'), 'b')
})

afterAll(() => desk.leave())

describe('each row of the table does its job, as a script sees it', () => {
  test('vault create', async () => {
    const ran = await desk.spawn([
      'vault',
      'create',
      vault,
      '--user',
      'សុខ វណ្ណា',
      '--kdf-memory',
      '64',
      '--json',
    ])
    expect(documentOf(ran)).toMatchObject({
      person: { name: 'សុខ វណ្ណា', roles: ['commander', 'administrator'] },
      head: { seq: 1 },
    })
  })

  test('vault info', async () => {
    const info = documentOf<OutputOf<'vault.info'>>(await desk.spawn(['vault', 'info', vault, '--json']))
    expect(info).toMatchObject({
      formatVersion: 1,
      cases: 0,
      exhibits: 0,
      keyDerivation: { memoryKiB: 65_536 },
    })
    expect(info.software).toMatch(/^samnum [0-9]+\./)
  })

  test('case open', async () => {
    const opened = documentOf<OutputOf<'case.open'>>(
      await desk.spawn(['case', 'open', vault, '--title', 'ករណីសាកល្បង', '--json']),
    )
    expect(opened.number).toMatch(/^[0-9]{4}-0001$/)
  })

  test('case list, all and with a query', async () => {
    const all = documentOf(await desk.run(['case', 'list', vault, '--json']))
    expect(all).toMatchObject({ total: 1, cases: [{ title: 'ករណីសាកល្បង' }] })
    expect(documentOf(await desk.run(['case', 'list', vault, '--query', 'គ្មាន', '--json']))).toEqual({
      cases: [],
      total: 0,
    })
    const none = documentOf(
      await desk.run(['case', 'list', vault, '--offset', '1', '--limit', '5', '--json']),
    )
    expect(none).toMatchObject({ cases: [], total: 1 })
  })

  test('complaint add, into a new case and into one that is named', async () => {
    const file = desk.path('complaint.json')
    const fresh = documentOf<OutputOf<'complaint.add'>>(
      await desk.spawn(['complaint', 'add', vault, '--file', file, '--json']),
    )
    expect(fresh.number).toMatch(/-0002$/)
    const named = documentOf<OutputOf<'complaint.add'>>(
      await desk.run(['complaint', 'add', vault, '--file', file, '--case', fresh.caseId, '--json']),
    )
    expect(named).toMatchObject({ caseId: fresh.caseId, number: fresh.number })
    expect(named.complaintId).not.toBe(fresh.complaintId)
  })

  test('case show, by number and by id', async () => {
    const number = await caseWithComplaints()
    const byNumber = documentOf<CaseFile>(await desk.spawn(['case', 'show', vault, number, '--json']))
    expect(byNumber.complaints).toHaveLength(2)
    expect(byNumber.complaints[0]?.complaint.victim.name).toBe(COMPLAINT.victim.name)
    expect(documentOf(await desk.run(['case', 'show', vault, byNumber.caseId, '--json']))).toEqual(byNumber)
  })

  test('exhibit add, several files each acknowledged by itself', async () => {
    const number = await caseWithComplaints()
    const files = [desk.path('a.txt'), desk.path('b.txt')]
    const added = documentOf<{ files: { exhibit: ExhibitLine }[] }>(
      await desk.spawn(['exhibit', 'add', vault, '--case', number, ...files, '--json']),
    )
    expect(added.files).toMatchObject([
      {
        file: files[0],
        outcome: 'sealed',
        exhibit: { number: `${number}-E001`, digestHex: digest, name: 'a.txt' },
      },
      { file: files[1], outcome: 'sealed', exhibit: { number: `${number}-E002`, name: 'b.txt' } },
    ])
  })

  test('exhibit add, with a name and a description', async () => {
    const number = await caseWithComplaints()
    const options = ['--name', 'រូបថត.txt', '--description', 'ពីទូរស័ព្ទ', '--json']
    const added = documentOf<{ files: { exhibit: ExhibitLine }[] }>(
      await desk.run(['exhibit', 'add', vault, '--case', number, desk.path('a.txt'), ...options]),
    )
    expect(added.files[0]?.exhibit).toMatchObject({
      name: 'រូបថត.txt',
      sourceName: 'a.txt',
      description: 'ពីទូរស័ព្ទ',
    })
  })

  test('exhibit list', async () => {
    const listed = documentOf<OutputOf<'exhibit.list'>>(
      await desk.spawn(['exhibit', 'list', vault, await caseWithComplaints(), '--json']),
    )
    expect(listed.exhibits).toHaveLength(3)
  })

  test('exhibit verify', async () => {
    const exhibit = `${await caseWithComplaints()}-E001`
    expect(documentOf(await desk.spawn(['exhibit', 'verify', vault, exhibit, '--json']))).toMatchObject({
      number: exhibit,
      digestHex: digest,
      sizeBytes: content.length,
    })
  })

  test('exhibit extract', async () => {
    const exhibit = `${await caseWithComplaints()}-E001`
    const out = desk.path('extracted.txt')
    const extracted = documentOf(
      await desk.spawn(['exhibit', 'extract', vault, exhibit, '--out', out, '--json']),
    )
    expect(extracted).toMatchObject({ number: exhibit, digestHex: digest, file: out })
    expect(await readFile(out)).toEqual(content)
  })

  test.each(['km', 'en', 'km+en'])('report in %s', async (languages) => {
    const number = await caseWithComplaints()
    const out = desk.path(`report-${languages}.pdf`)
    const command = ['report', vault, number, '--kind', 'case', '--lang', languages, '--out', out, '--json']
    const saved = documentOf(await (languages === 'km' ? desk.spawn(command) : desk.run(command)))
    const bytes = await readFile(out)
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(saved).toMatchObject({
      file: out,
      languages,
      sizeBytes: bytes.length,
      digestHex: createHash('sha256').update(bytes).digest('hex'),
    })
  })

  test('schema complaint', async () => {
    const schema = documentOf<Record<string, unknown>>(
      await desk.spawn(['schema', 'complaint', '--json'], { passphraseFile: null }),
    )
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    expect(schema.required).toEqual(expect.arrayContaining(['channel', 'victim', 'summary', 'narrative']))
    expect(schema.additionalProperties).toBe(false)
  })

  test('schema complaint says how long each text may be, and complaint add keeps to it', async () => {
    type Texts = { readonly [name: string]: { readonly type?: string; readonly maxLength?: number } }
    const schema = documentOf<{ properties: Texts & { victim: { properties: Texts } } }>(
      await desk.run(['schema', 'complaint', '--json'], { passphraseFile: null }),
    )
    const { properties } = schema
    expect([properties.summary?.maxLength, properties.narrative?.maxLength]).toEqual([300, 1_000_000])
    expect(properties.victim.properties.name?.maxLength).toBe(400)
    // Counted in code points, as JSON Schema counts: a letter outside the basic plane is one.
    const ofLength = (length: number) => ({ ...COMPLAINT, summary: '\u{1f4de}'.repeat(length) })
    for (const [length, exitCode] of [
      [300, 0],
      [301, 1],
    ] as const) {
      await writeFile(desk.path('length.json'), JSON.stringify(ofLength(length)))
      const file = ['--file', desk.path('length.json'), '--case', await caseWithComplaints()]
      const ran = await desk.run(['complaint', 'add', vault, ...file, '--json'])
      expect([length, ran.exitCode]).toEqual([length, exitCode])
    }
  })

  test('vault verify', async () => {
    const verified = documentOf(await desk.spawn(['vault', 'verify', vault, '--json']))
    expect(verified).toMatchObject({ isWhole: true, findings: [], checked: { objects: 2 } })
  })

  test('--version and --help', async () => {
    const { version } = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'))
    expect(documentOf(await desk.spawn(['--version', '--json'], { passphraseFile: null }))).toEqual({
      version,
    })
    const help = await desk.spawn(['exhibit', 'add', '--help'], { passphraseFile: null })
    expect(help).toMatchObject({ exitCode: 0, error: '' })
    expect(help.out).toMatch(/^Usage: samnum exhibit add /)
  })
})

describe('people read aligned lines in their language', () => {
  test('vault create and vault verify', async () => {
    const folder = desk.path('second')
    const created = await desk.run(['vault', 'create', folder, '--user', 'A', '--kdf-memory', '64'])
    expect(created).toMatchObject({ exitCode: 0, error: '' })
    expect(created.out).toContain('The vault was created.')
    const verified = await desk.run(['vault', 'verify', folder, '--language', 'km'])
    expect(verified).toMatchObject({ exitCode: 0, error: '' })
    expect(verified.out).toContain('ឃ្លាំងសម្ងាត់ត្រឹមត្រូវទាំងស្រុង។')
  })

  test.each([
    [{ LC_ALL: 'km_KH.UTF-8', LANG: 'en_US.UTF-8' }, 'គ្មានសំណុំរឿងទេ។'],
    [{ LANG: 'km_KH' }, 'គ្មានសំណុំរឿងទេ។'],
    [{ LC_ALL: 'C', LANG: 'km_KH' }, 'There are no cases.'],
    [{ LANG: 'kmz' }, 'There are no cases.'],
    [{}, 'There are no cases.'],
  ])('the language comes from the environment %o', async (environment, text) => {
    const ran = await desk.run(['case', 'list', vault, '--query', 'nothing at all'], { environment })
    expect(ran.out).toBe(`${text}\n`)
  })

  test('names that could mislead are shown escaped, and --json keeps them as they are', async () => {
    const title = 'a\u202eb\u200bc'
    await desk.run(['case', 'open', vault, '--title', title])
    const shown = await desk.run(['case', 'list', vault])
    expect(shown.out).toContain('a⟨U+202E⟩b⟨U+200B⟩c')
    const { cases } = (await desk.run(['case', 'list', vault, '--json'])).json<OutputOf<'case.list'>>()
    expect(cases.some((line) => line.title === title)).toBe(true)
  })

  test('case show and exhibit list say what they hold', async () => {
    const number = await caseWithComplaints()
    const shown = await desk.run(['case', 'show', vault, number, '--language', 'km'])
    expect(shown.out).toContain(COMPLAINT.victim.name)
    expect(shown.out).toContain('៣១២,៥០\u00a0USD')
    const listed = await desk.run(['exhibit', 'list', vault, number])
    const rows = listed.out.trimEnd().split('\n')
    expect(rows).toHaveLength(4)
    const column = rows[0]?.indexOf('SHA-256') ?? -1
    expect(rows[1]?.slice(column, column + 64)).toBe(digest)
  })
})

async function caseWithComplaints(): Promise<string> {
  const { cases } = (await desk.run(['case', 'list', vault, '--query', 'សុភា', '--json'])).json<
    OutputOf<'case.list'>
  >()
  return cases[0]?.number ?? 'no case'
}
