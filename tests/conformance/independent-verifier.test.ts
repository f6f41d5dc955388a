import { spawnSync } from 'node:child_process'
import { appendFile, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Finding } from '#contract/vault-operations.ts'
import {
  copyVault,
  createVault,
  fillVault,
  makeFolder,
  openDesk,
  PASSPHRASE,
  whenFileEnds,
} from '../support/make-vault.ts'

const PYTHON = '/usr/bin/python3'
const VERIFIER = fileURLToPath(new URL('independent-verifier/verify_vault.py', import.meta.url))

type Verdict = { readonly isWhole: boolean; readonly findings: readonly Pick<Finding, 'code' | 'file'>[] }

const hasPython = spawnSync(PYTHON, ['-c', 'import argon2, cryptography']).status === 0
if (!hasPython)
  console.log('Skipped: the independent verifier needs python3-argon2 and python3-cryptography.')

describe.skipIf(!hasPython)('a verifier written from the specification alone', () => {
  const atEnd = whenFileEnds()
  let whole: string
  let passphraseFile: string

  beforeAll(async () => {
    const desk = await createVault({ atEnd })
    const { first } = await fillVault(desk)
    await leaveOnce(desk, first, await makeFolder(atEnd))
    await desk.engine.close()
    whole = desk.folder
    passphraseFile = join(await makeFolder(atEnd), 'passphrase')
    await writeFile(passphraseFile, PASSPHRASE)
  })

  function judgeAsStranger(folder: string): Verdict {
    const run = spawnSync(PYTHON, [VERIFIER, folder, '--passphrase-file', passphraseFile, '--json'], {
      encoding: 'utf8',
    })
    expect(run.stderr).toBe('')
    const verdict = JSON.parse(run.stdout) as Verdict
    expect(run.status).toBe(verdict.isWhole ? 0 : 1)
    return verdict
  }

  async function judgeAsSamnum(folder: string): Promise<Verdict> {
    const desk = openDesk(folder)
    const unlocked = await desk.call('vault.unlock', { passphrase: PASSPHRASE })
    if (unlocked.outcome === 'failed') {
      return { isWhole: false, findings: [{ code: unlocked.failure.code }] }
    }
    const verdict = await desk.ask('vault.verify', {})
    await desk.engine.close()
    return verdict
  }

  test('finds a vault whole that samnum finds whole, with every kind of event in it', async () => {
    const folder = await copyVault(whole)
    const stranger = judgeAsStranger(folder)
    expect(stranger.findings).toEqual([])
    expect((await judgeAsSamnum(folder)).isWhole).toBe(true)
  })

  const damages: readonly (readonly [string, Finding['code'], (folder: string) => Promise<void>])[] = [
    ['a byte of the header', 'vault/header-damaged', (folder) => flip(folder, 'vault.json', 200)],
    ['a byte of its copy', 'vault/header-damaged', (folder) => flip(folder, 'vault.copy.json', 300)],
    [
      'a flipped bit of the version',
      'vault/header-damaged',
      (folder) => replaceText(folder, 'vault.json', '"v":1,', '"v":3,'),
    ],
    [
      'a header of a newer program',
      'vault/from-the-future',
      (folder) => replaceText(folder, 'vault.json', '"v":1,', '"v":2,'),
    ],
    ['a header cut short', 'vault/header-truncated', (folder) => truncate(join(folder, 'vault.json'), 90)],
    ['a byte of the first head record', 'head/damaged', (folder) => flip(folder, 'head', 33)],
    ['a byte of the second head record', 'head/damaged', (folder) => flip(folder, 'head', 512 + 100)],
    ['a longer head file', 'head/damaged', (folder) => appendFile(join(folder, 'head'), 'x')],
    ['a byte of an object', 'object/segment-damaged', (folder) => flipObject(folder, 4096)],
    ['a byte of an object’s padding', 'object/header-damaged', (folder) => flipObject(folder, 1000)],
    [
      'an object cut short',
      'object/size-wrong',
      (folder) => withObject(folder, (path) => truncate(path, 4100)),
    ],
    ['an object gone', 'object/missing', (folder) => withObject(folder, (path) => rm(path))],
    ['two objects exchanged', 'object/size-wrong', exchangeObjects],
  ]
  test.for(damages)('names %s as samnum does', async ([, code, damage]) => {
    const folder = await copyVault(whole)
    await damage(folder)
    const stranger = judgeAsStranger(folder)
    const samnum = await judgeAsSamnum(folder)
    expect(stranger.findings.map((finding) => finding.code)).toContain(code)
    expect(samnum.findings.map((finding) => finding.code)).toContain(code)
    expect(stranger.findings.map(({ file }) => file)).toEqual(expect.arrayContaining(filesOf(samnum)))
  })

  test('finds a byte in any page of the database, as samnum does', async () => {
    const pages = (await readFile(join(whole, 'ledger.db'))).length / 4096
    for (const page of [1, Math.ceil(pages / 2), pages]) {
      const folder = await copyVault(whole)
      await flip(folder, 'ledger.db', (page - 1) * 4096 + 777)
      const stranger = judgeAsStranger(folder)
      expect(stranger.findings).toContainEqual(expect.objectContaining({ file: 'ledger.db', page }))
      expect((await judgeAsSamnum(folder)).findings.map(({ code }) => code)).toContain('database/damaged')
    }
  })
})

function filesOf({ findings }: Verdict): string[] {
  return findings.flatMap(({ file }) => (file === undefined ? [] : [file]))
}

// One report saved and one exhibit extracted, so that departures are among the events.
async function leaveOnce(
  desk: Awaited<ReturnType<typeof createVault>>,
  caseNumber: string,
  folder: string,
): Promise<void> {
  const { reportId } = await desk.ask('report.make', { case: caseNumber, kind: 'case', languages: 'km+en' })
  const report = await desk.engine.offerOutletPath(join(folder, 'report.pdf'))
  await desk.ask('report.save', { reportId, outletId: report })
  const exhibit = await desk.engine.offerOutletPath(join(folder, 'exhibit'))
  await desk.ask('exhibit.extract', { exhibit: `${caseNumber}-E001`, outletId: exhibit })
}

async function flip(folder: string, file: string, offset: number): Promise<void> {
  const path = join(folder, file)
  const bytes = await readFile(path)
  bytes[offset] = (bytes[offset] ?? 0) ^ 0x01
  await writeFile(path, bytes)
}

async function replaceText(folder: string, file: string, from: string, to: string): Promise<void> {
  const path = join(folder, file)
  const text = await readFile(path, 'utf8')
  expect(text).toContain(from)
  await writeFile(path, text.replace(from, to))
}

async function objectsOf(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'objects'), { recursive: true })
  return names.filter((name) => /^[0-9a-f]{2}.[0-9a-f]{32}$/.test(name)).map((name) => join('objects', name))
}

async function withObject(folder: string, work: (path: string) => Promise<void>): Promise<void> {
  const [object = ''] = await objectsOf(folder)
  await work(join(folder, object))
}

async function flipObject(folder: string, offset: number): Promise<void> {
  const [object = ''] = await objectsOf(folder)
  await flip(folder, object, offset)
}

async function exchangeObjects(folder: string): Promise<void> {
  const [first = '', second = ''] = await objectsOf(folder)
  await rename(join(folder, first), join(folder, 'aside'))
  await rename(join(folder, second), join(folder, first))
  await rename(join(folder, 'aside'), join(folder, second))
}
