import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExhibitLine } from '#contract/exhibit-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { type CliDesk, digestFolder, openCliDesk, type Ran } from './cli-desk.ts'
import { expectRefusal } from './refusals.ts'

let desk: CliDesk
let vault: string
let stick: string
let exhibit: ExhibitLine

function documentOf<Shape>(ran: Ran): Shape {
  expect(ran.error).toBe('')
  expect(ran.exitCode).toBe(0)
  return ran.json<Shape>()
}

beforeAll(async () => {
  desk = await openCliDesk()
  vault = desk.path('vault')
  stick = desk.path('stick')
  await writeFile(desk.path('a.txt'), 'ភស្តុតាង')
  await desk.run(['vault', 'create', vault, '--user', 'សុខ វណ្ណា', '--kdf-memory', '64'])
  await desk.run(['case', 'open', vault, '--title', 'ករណី'])
  const opened = await desk.run(['case', 'list', vault, '--json'])
  const [line] = opened.json<OutputOf<'case.list'>>().cases
  const added = await desk.run([
    'exhibit',
    'add',
    vault,
    desk.path('a.txt'),
    '--case',
    line?.number ?? '',
    '--json',
  ])
  exhibit = added.json<{ files: { exhibit: ExhibitLine }[] }>().files[0]?.exhibit as ExhibitLine
})

afterAll(() => desk.leave())

describe('samnum backup and samnum restore, as a script sees them', () => {
  test('backup makes a generation and says what it copied and read back', async () => {
    const first = documentOf<OutputOf<'backup.write'>>(await desk.spawn(['backup', vault, stick, '--json']))
    expect(first).toMatchObject({ generation: 1, objects: 1, copied: { files: 5 }, findings: [] })
    expect(first.verified).toEqual(first.copied)
    const second = documentOf(await desk.run(['backup', vault, stick, '--keep', '2', '--read-all', '--json']))
    expect(second).toMatchObject({
      generation: 2,
      kept: { files: 1 },
      copied: { files: 4 },
      verified: { files: 5 },
    })
  })

  test('restore makes a vault that is whole', async () => {
    const target = desk.path('restored')
    const restored = documentOf<OutputOf<'backup.restore'>>(
      await desk.spawn(['restore', stick, target, '--json']),
    )
    expect(restored).toMatchObject({ generation: 2, objects: 1, missingObjects: 0, isAuthenticated: true })
    const verified = await desk.run(['vault', 'verify', target, '--json'])
    expect(documentOf(verified)).toMatchObject({ isWhole: true, head: restored.head })
    expect(await digestFolder(target)).not.toBe('')
  })

  test('restore needs no passphrase and takes the generation that is named', async () => {
    const ran = await desk.run(['restore', stick, desk.path('older'), '--generation', '1', '--json'], {
      passphraseFile: null,
    })
    expect(documentOf(ran)).toMatchObject({ generation: 1, isAuthenticated: false })
  })

  test('people read lines in their language', async () => {
    const en = await desk.run(['backup', vault, stick, '--language', 'en'])
    expect(en.out).toMatch(/^The vault was backed up, and what was written was read back\.\n/)
    expect(en.out).toMatch(/\nGeneration +3\n/)
    expect(en.out).toMatch(/\nThere before +1 files, [0-9,]+ bytes\n/)
    const km = await desk.run(['restore', stick, desk.path('km'), '--language', 'km'])
    expect(km.out).toMatch(/^ឃ្លាំងសម្ងាត់ត្រូវបានស្ដារ/)
    expect(km.out).toContain('samnum vault verify')
  })

  test('whoever backs up to the vault’s own disk is told so, and only they', async () => {
    const same = await desk.run(['backup', vault, desk.path('same-disk'), '--language', 'en'])
    expect(same.out).toContain('on the same disk as the vault')
    const km = await desk.run(['backup', vault, desk.path('same-disk'), '--language', 'km'])
    expect(km.out).toContain('ថាសតែមួយជាមួយឃ្លាំងសម្ងាត់')
    const memory = await mkdtemp('/dev/shm/samnum-other-disk-')
    try {
      const other = await desk.run(['backup', vault, join(memory, 'b'), '--language', 'en'])
      expect(other.exitCode).toBe(0)
      expect(other.out).not.toContain('same disk')
    } finally {
      await rm(memory, { recursive: true })
    }
  })

  test('Ctrl+C leaves the last good generation and exits with 1', async () => {
    const stop = new AbortController()
    stop.abort()
    const before = await digestFolder(join(stick, 'generations'))
    const ran = await desk.run(['backup', vault, stick, '--json'], { signal: stop.signal })
    expect(ran.exitCode).toBe(1)
    expect(ran.json()).toEqual({ cancelled: true })
    expect(await digestFolder(join(stick, 'generations'))).toBe(before)
  })
})

describe('a backup or restoring that cannot be done says why, in both languages, and changes nothing', () => {
  test('a place for the backup that would be lost with the vault', async () => {
    await expectRefusal(desk, ['backup', vault, vault], 'backup/is-the-vault')
    await expectRefusal(desk, ['backup', vault, join(vault, 'backup')], 'backup/inside-vault')
  })

  test('a medium that is not there, and a folder that holds something else', async () => {
    await expectRefusal(desk, ['backup', vault, desk.path('no', 'stick')], 'backup/not-found')
    await expectRefusal(desk, ['restore', desk.path('nothing'), desk.path('new')], 'backup/not-found')
    await expectRefusal(desk, ['backup', vault, desk.room], 'backup/not-a-backup')
    await expectRefusal(desk, ['restore', vault, desk.path('new')], 'backup/not-a-backup')
  })

  test('restoring over something', async () => {
    await expectRefusal(desk, ['restore', stick, vault], 'vault/exists')
    await expectRefusal(desk, ['restore', stick, desk.path('a.txt')], 'vault/not-a-folder')
    await expectRefusal(desk, ['restore', stick, join(stick, 'vault')], 'backup/target-inside-backup')
  })

  test('a wrong passphrase and a generation that is not there', async () => {
    await writeFile(desk.path('wrong'), 'quite another passphrase')
    await expectRefusal(desk, ['restore', stick, desk.path('new')], 'vault/wrong-passphrase', {
      passphraseFile: desk.path('wrong'),
    })
    const failure = await expectRefusal(
      desk,
      ['restore', stick, desk.path('new'), '--generation', '9'],
      'backup/no-such-generation',
    )
    expect(failure.facts).toEqual({ generation: 9, newestGeneration: '3' })
  })

  test('a damaged backup names its first bad file and the generation before', async () => {
    const path = join(stick, 'generations/000003/ledger.db')
    const whole = await readFile(path)
    await writeFile(path, whole.subarray(0, -1))
    const failure = await expectRefusal(desk, ['restore', stick, desk.path('new')], 'backup/damaged')
    expect(failure.facts).toEqual({
      file: 'generations/000003/ledger.db',
      generation: 3,
      previousGeneration: '2',
    })
    expect(failure.sentence).toContain('--generation៖ 2')
    await writeFile(path, whole)
  })
})

test('an exhibit that the vault has lost makes the exit code 1, and the backup is made', async () => {
  const objectId = exhibit.objectId ?? ''
  await rm(join(vault, 'objects', objectId.slice(0, 2), objectId))
  const ran = await desk.run(['backup', vault, desk.path('other'), '--json'])
  expect(ran.exitCode).toBe(1)
  expect(ran.json()).toMatchObject({
    generation: 1,
    objects: 0,
    findings: [{ code: 'object/missing', exhibitNumber: exhibit.number }],
    failure: { code: 'object/missing' },
  })
  const inWords = await desk.run(['backup', vault, desk.path('other'), '--language', 'en'])
  expect(inWords.exitCode).toBe(1)
  expect(inWords.out).toContain('The vault was backed up')
  expect(inWords.error).toContain(`exhibit ${exhibit.number}`)
  // The earlier backup still has it.
  const kept = await desk.run(['backup', vault, stick, '--json'])
  expect(documentOf(kept)).toMatchObject({ objects: 1, findings: [] })
})

test('a vault that demands a key file is restored and proved with it, and with no other', async () => {
  const own = desk.path('with-key-file')
  const medium = desk.path('medium')
  const [right, wrong] = [desk.path('right.key'), desk.path('wrong.key')]
  await desk.run(['vault', 'create', own, '--user', 'A', '--kdf-memory', '64'])
  for (const [out, more] of [
    [wrong, []],
    [right, ['--key-file', wrong]],
  ] as const)
    documentOf(await desk.run(['vault', 'key-file', own, 'make', '--out', out, ...more, '--json']))
  documentOf(await desk.run(['backup', own, medium, '--key-file', right, '--json']))
  const restore = (...more: string[]) => ['restore', medium, desk.path('proved'), ...more]
  await expectRefusal(desk, restore(), 'vault/key-file-needed')
  await expectRefusal(desk, restore('--key-file', wrong), 'vault/wrong-key-file')
  const proved = await desk.run([...restore('--key-file', right), '--json'])
  expect(documentOf(proved)).toMatchObject({ isAuthenticated: true })
  const opened = await desk.run(['vault', 'info', desk.path('proved'), '--key-file', right, '--json'])
  expect(opened.exitCode).toBe(0)
  await expectRefusal(desk, ['vault', 'info', desk.path('proved')], 'vault/key-file-needed')
})

test('a command that is typed wrongly exits with 2', async () => {
  const codes = []
  for (const args of [
    ['backup', vault],
    ['restore', stick],
    ['backup', vault, stick, '--keep', '0'],
    ['backup', vault, stick, '--keep', '101'],
    ['restore', stick, desk.path('new'), '--generation', '0'],
    ['restore', stick, desk.path('new'), 'more'],
  ]) {
    const ran = await desk.run([...args, '--json'])
    expect(ran.exitCode).toBe(2)
    codes.push(ran.json<{ usage: { code: string } }>().usage.code)
  }
  expect(codes).toEqual([
    'usage/missing-argument',
    'usage/missing-argument',
    'usage/wrong-value',
    'usage/wrong-value',
    'usage/wrong-value',
    'usage/too-many-arguments',
  ])
})
