import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CliDesk, digestFolder, openCliDesk } from './cli-desk.ts'

let desk: CliDesk

beforeAll(async () => {
  desk = await openCliDesk()
})

afterAll(() => desk.leave())

const REPORT = ['report', 'v', '1', '--out', 'x.pdf']

describe('a command that is typed wrongly exits with 2 and changes nothing', () => {
  test.each([
    [[], 'usage/missing-command'],
    [['vault'], 'usage/missing-command'],
    [['vualt', 'info', 'v'], 'usage/unknown-command'],
    [['vault', 'open', 'v'], 'usage/unknown-command'],
    [['constructor'], 'usage/unknown-command'],
    [['vault', 'create'], 'usage/missing-option'],
    [['vault', 'create', '--user', 'a'], 'usage/missing-argument'],
    [['vault', 'create', 'v'], 'usage/missing-option'],
    [['vault', 'create', 'v', '--user'], 'usage/missing-value'],
    [['vault', 'create', 'v', '--user', 'a', '--passphrase', 'x'], 'usage/unknown-option'],
    [['vault', 'create', 'v', '--user', 'a', '--kdf-memory', '63'], 'usage/wrong-value'],
    [['vault', 'create', 'v', '--user', 'a', '--kdf-memory', '1025'], 'usage/wrong-value'],
    [['vault', 'create', 'v', '--user', 'a', '--kdf-memory', '64.5'], 'usage/wrong-value'],
    [['vault', 'create', 'v', 'w', '--user', 'a'], 'usage/too-many-arguments'],
    [['vault', 'info', 'v', '--jsonn'], 'usage/unknown-option'],
    [['case', 'open', 'v'], 'usage/missing-option'],
    [['case', 'list', 'v', '--limit', '0'], 'usage/wrong-value'],
    [['case', 'list', 'v', '--limit', '1001'], 'usage/wrong-value'],
    [['case', 'list', 'v', '--offset', '-1'], 'usage/wrong-value'],
    [['case', 'show', 'v'], 'usage/missing-argument'],
    [['complaint', 'add', 'v'], 'usage/missing-option'],
    [['exhibit', 'add', 'v', 'f'], 'usage/missing-argument'],
    [['exhibit', 'add', 'v', '1', 'f', '--digests', 'md4'], 'usage/wrong-value'],
    [['exhibit', 'add', 'v', '--case', '1'], 'usage/missing-argument'],
    [['exhibit', 'add', 'v', 'f', 'g', '--case', '1', '--name', 'n'], 'usage/name-for-one-file'],
    [['exhibit', 'extract', 'v', '1'], 'usage/missing-option'],
    [[...REPORT, '--lang', 'km'], 'usage/missing-option'],
    [[...REPORT, '--kind', 'case'], 'usage/missing-option'],
    [[...REPORT, '--kind', 'ledger', '--lang', 'km'], 'usage/wrong-value'],
    [[...REPORT, '--kind', 'case', '--lang', 'fr'], 'usage/wrong-value'],
    [['schema', 'exhibit'], 'usage/wrong-value'],
    [['serve', 'v', '--port', '65536'], 'usage/wrong-value'],
    [['vault', 'info', 'v', '--language', 'fr'], 'usage/wrong-value'],
    [['vault', 'info', 'v', '--user', 'me'], 'usage/wrong-value'],
    [['vault', 'info', 'v', '--user', '0'], 'usage/wrong-value'],
    [['vault', 'create', 'v', '--user', 'a', '--key-file', 'k'], 'usage/unknown-option'],
    [['vault', 'users'], 'usage/missing-argument'],
    [['vault', 'users', 'v', 'promote'], 'usage/wrong-value'],
    [['vault', 'users', 'v', 'suspend', '2'], 'usage/missing-option'],
    [['vault', 'passphrase'], 'usage/missing-argument'],
    [['vault', 'rotate', 'v', 'w'], 'usage/too-many-arguments'],
    [['vault', 'recover', 'v', 'code'], 'usage/too-many-arguments'],
    [['vault', 'recovery-code', 'v', 'make'], 'usage/missing-option'],
    [['vault', 'recovery-code', 'v', 'list', '--label', 'x'], 'usage/unknown-option'],
    [['vault', 'escrow', 'v', 'add', '--label', 'x'], 'usage/missing-option'],
    [['vault', 'escrow', 'v', 'add', 'x', '--label', 'x', '--recipient', 'y'], 'usage/too-many-arguments'],
    [['vault', 'key-file', 'v', 'make'], 'usage/missing-option'],
    [['vault', 'key-file', 'v', 'drop'], 'usage/missing-option'],
    [['vault', 'anchor', 'v', '--check'], 'usage/missing-value'],
    [['vault', 'salvage', 'v'], 'usage/missing-argument'],
    [['case', 'share', 'v', '1'], 'usage/missing-option'],
    [['case', 'share', 'v', '1', '--with', 'x'], 'usage/wrong-value'],
    [['case', 'confirm', 'v', '1', '--event', '3'], 'usage/missing-option'],
    [['case', 'confirm', 'v', '1', '--event', '0', '--purpose', 'review'], 'usage/wrong-value'],
    [['case', 'confirm', 'v', '1', '--event', '3', '--purpose', 'joy'], 'usage/wrong-value'],
    [['case', 'disclose', 'v', '1'], 'usage/missing-option'],
    [['case', 'expunge', 'v', '1', '--confirm', '1'], 'usage/missing-option'],
    [['disclosure', 'verify'], 'usage/missing-argument'],
  ] as const)('%o: %s', async (args, code) => {
    const before = await digestFolder(desk.room)
    const asJson = await desk.run(['--json', ...args])
    expect(asJson.exitCode).toBe(2)
    const { usage } = asJson.json<{ usage: { code: string; sentence: string } }>()
    expect(usage.code).toBe(code)
    for (const language of ['km', 'en'] as const) {
      if (args.some((arg) => arg === '--language')) continue
      const ran = await desk.run(['--language', language, ...args])
      expect(ran).toMatchObject({ exitCode: 2, out: '' })
      const [sentence = '', more = ''] = ran.error.split('\n')
      expect(/[\u1780-\u17dd]/.test(sentence)).toBe(language === 'km')
      expect(more).toMatch(/samnum.* --help$/)
    }
    expect(await digestFolder(desk.room)).toBe(before)
  })

  test('--json anywhere before -- asks for a document, and after -- is a file', async () => {
    const late = await desk.run(['vault', 'nothing', '--json'])
    expect(late.json()).toMatchObject({
      usage: { code: 'usage/unknown-command', facts: { name: 'nothing' } },
    })
    const file = await desk.run(['nothing', '--', '--json'], { passphraseFile: null })
    expect(file).toMatchObject({ exitCode: 2, out: '' })
  })

  test('no terminal and no passphrase file is wrong usage', async () => {
    const vault = desk.path('v')
    const ran = await desk.run(['vault', 'create', vault, '--user', 'a', '--json'], { passphraseFile: null })
    expect(ran.exitCode).toBe(2)
    expect(ran.json()).toMatchObject({ usage: { code: 'usage/no-passphrase' } })
    const spawned = await desk.spawn(['vault', 'create', vault, '--user', 'a'], {
      passphraseFile: null,
      input: 'typed into a pipe\n',
    })
    expect(spawned.exitCode).toBe(2)
    expect(spawned.error).toContain('--passphrase-file')
  })

  test('a passphrase that is typed as an argument is refused and never shown', async () => {
    const ran = await desk.run(['vault', 'info', 'v', '--passphrase=hunter2hunter2'])
    expect(ran.exitCode).toBe(2)
    expect(ran.error).not.toContain('hunter2')
  })
})

describe('help', () => {
  test.each([
    [['--help'], 'samnum'],
    [['vault', '--help'], 'samnum vault'],
    [['vault', 'create', '--help'], 'samnum vault create'],
    [['case', 'list', '--help'], 'samnum case list'],
    [['exhibit', 'add', '--help'], 'samnum exhibit add'],
    [['report', '--help'], 'samnum report'],
    [['serve', '--help'], 'samnum serve'],
    [['vault', 'users', '--help'], 'samnum vault users'],
    [['vault', 'recovery-code', '--help'], 'samnum vault recovery-code'],
    [['case', 'expunge', '--help'], 'samnum case expunge'],
    [['disclosure', 'verify', '--help'], 'samnum disclosure verify'],
  ])('%o is shown in both languages, and as a document', async (args, usage) => {
    const en = await desk.run(args, { passphraseFile: null })
    expect(en.exitCode).toBe(0)
    expect(en.out).toContain(`Usage: ${usage} `)
    expect(en.out).toContain('--passphrase-file')
    const km = await desk.run([...args, '--language', 'km'], { passphraseFile: null })
    expect(km.out).toContain(`របៀបប្រើ៖ ${usage} `)
    const asJson = await desk.run([...args, '--json'], { passphraseFile: null })
    expect(asJson.json<{ help: string }>().help).toContain(`Usage: ${usage} `)
  })
})
