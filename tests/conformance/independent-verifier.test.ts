import { appendFile, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Finding } from '#contract/vault-operations.ts'
import { destroyPages, pagesOfEvents, salvage } from '../faults/salvage/salvage-room.ts'
import { asInsider, type Row, resign } from '../support/insider.ts'
import {
  copyVault,
  createVault,
  fillVault,
  makeFolder,
  openDesk,
  PASSPHRASE,
  whenFileEnds,
} from '../support/make-vault.ts'
import {
  codesOf,
  filesOf,
  hasPython,
  judge,
  judgeAsSamnum,
  judgeAsStranger,
  type Verdict,
} from './judge-vault.ts'
import { makePeopledVault, type PeopledVault } from './peopled-vault.ts'

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

  const judgeAsFounder = (folder: string): Verdict => judgeAsStranger(folder, passphraseFile)

  test('finds a vault whole that samnum finds whole, with every kind of event in it', async () => {
    const folder = await copyVault(whole)
    const stranger = judgeAsFounder(folder)
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
    const stranger = judgeAsFounder(folder)
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
      const stranger = judgeAsFounder(folder)
      expect(stranger.findings).toContainEqual(expect.objectContaining({ file: 'ledger.db', page }))
      expect((await judgeAsSamnum(folder)).findings.map(({ code }) => code)).toContain('database/damaged')
    }
  })
})

describe.skipIf(!hasPython)(
  'a verifier written from the specification alone, for each of several people',
  () => {
    const atEnd = whenFileEnds()
    let vault: PeopledVault
    let secrets: string

    beforeAll(async () => {
      vault = await makePeopledVault(atEnd)
      secrets = await makeFolder(atEnd)
      await writeFile(join(secrets, 'founder'), vault.founder.passphrase)
      await writeFile(join(secrets, 'officer'), vault.officer.passphrase)
      await writeFile(join(secrets, 'code'), vault.recoveryCode)
    })

    /** What both say, for the founder and then for the officer. */
    async function judgeForEach(folder: string): Promise<readonly (readonly [Verdict, Verdict])[]> {
      const verdicts: [Verdict, Verdict][] = []
      for (const who of ['founder', 'officer'] as const) {
        const { number, passphrase } = vault[who]
        const stranger = judgeAsStranger(folder, join(secrets, who), '--number', `${number}`)
        verdicts.push([
          stranger,
          await judgeAsSamnum(await copyVault(folder), { userNumber: number, passphrase }),
        ])
      }
      return verdicts
    }

    test('finds a vault whole whose people came, went and came back, though one of them lacks cases', async () => {
      const verdicts = await judgeForEach(vault.folder)
      for (const [stranger, samnum] of verdicts) {
        expect(stranger).toMatchObject({ isWhole: true, findings: [], notes: [] })
        expect(samnum).toMatchObject({ isWhole: true, findings: [] })
      }
      const unread = verdicts.map(([stranger]) => stranger.checked?.eventsUnreadable ?? 0)
      expect(unread.map((count) => count > 0)).toEqual([false, true])
    })

    test('opens the vault with a recovery code, which reads every case', async () => {
      const folder = await copyVault(vault.folder)
      const run = judge(folder, '--recovery-code-file', join(secrets, 'code'))
      expect(run).toMatchObject({ isWhole: true, findings: [], checked: { eventsUnreadable: 0 } })
    })

    test('asks for a key file that a slot demands, refuses another, and opens with the right one', async () => {
      const folder = await copyVault(vault.folder)
      const { number: userNumber, passphrase } = vault.officer
      const desk = openDesk(folder)
      await desk.ask('vault.unlock', { userNumber, passphrase })
      const keyFile = join(await makeFolder(), 'key')
      await desk.ask('key.makeKeyFile', { passphrase, outletId: await desk.engine.offerOutletPath(keyFile) })
      await desk.engine.close()
      const other = join(await makeFolder(), 'other')
      await writeFile(other, `samnum key file 1\n${'ab'.repeat(32)}\n`)
      const verdicts = [[], ['--key-file', other], ['--key-file', keyFile]].map((options) =>
        codesOf(judgeAsStranger(folder, join(secrets, 'officer'), '--number', `${userNumber}`, ...options)),
      )
      expect(verdicts).toEqual([['vault/key-file-needed'], ['vault/wrong-key-file'], []])
    })

    const edits: readonly (readonly [string, string, string])[] = [
      ['a body that was exchanged', 'ledger/body-differs', 'SET sealed_body = randomblob(300)'],
      ['a body that no order emptied', 'ledger/body-missing', "SET sealed_body = x''"],
      ['a signature of nobody', 'ledger/signature-wrong', 'SET signature = randomblob(64)'],
      [
        'an event of the register’s scope',
        'ledger/scope-wrong',
        'SET scope = (SELECT min(scope) FROM event WHERE seq = 1)',
      ],
      ['an event of no known scope', 'ledger/key-missing', "SET scope = '00'"],
      ['an event that is gone', 'ledger/sequence-broken', ''],
    ]
    test.for(edits)('names %s as samnum does, to whoever may read it or not', async ([, code, edit]) => {
      const folder = await copyVault(vault.folder)
      const insider = await asInsider(folder)
      // What follows the first event of a case, in the case that was shared.
      const complaint =
        'seq = (SELECT seq FROM event WHERE scope <> (SELECT scope FROM event WHERE seq = 1) ORDER BY seq LIMIT 1) + 1'
      insider.edit((database) => {
        database.exec(
          edit === '' ? `DELETE FROM event WHERE ${complaint}` : `UPDATE event ${edit} WHERE ${complaint}`,
        )
      })
      for (const [stranger, samnum] of await judgeForEach(folder)) {
        expect(codesOf(stranger)).toEqual(codesOf(samnum).filter((each) => each.startsWith('ledger/')))
        expect(codesOf(stranger)).toContain(code)
      }
    })

    test('names what somebody signed in the name of another, as samnum does', async () => {
      const folder = await copyVault(vault.folder)
      const insider = await asInsider(folder)
      const [founding] = insider.rows()
      const isOfOfficer = ({ header, scope }: Row): boolean =>
        scope !== founding?.scope && !header.includes(insider.keys.keyId)
      const row = insider.rows().findLast(isOfOfficer)
      if (row === undefined) throw new Error('the officer signed nothing')
      const { header, hash_hex, signature } = resign(row, { actor: insider.keys.keyId }, insider.keys)
      insider.edit((database) => {
        const change = 'UPDATE event SET header = ?, hash_hex = ?, signature = ? WHERE seq = ?'
        database.prepare(change).run(header, hash_hex, signature, row.seq)
      })
      const [[stranger, samnum] = []] = await judgeForEach(folder)
      if (stranger === undefined || samnum === undefined) throw new Error('nobody judged')
      expect(codesOf(stranger)).toEqual(codesOf(samnum).filter((code) => !code.startsWith('projection/')))
      expect(codesOf(stranger)).toContain('ledger/actor-not-allowed')
    })

    test('refuses a header from before the last change, as samnum does', async () => {
      const folder = await copyVault(vault.folder)
      const older = await readFile(join(folder, 'vault.json'))
      const desk = openDesk(folder)
      await desk.ask('vault.unlock', { userNumber: 1, passphrase: PASSPHRASE })
      await desk.ask('key.rotate', {})
      await desk.engine.close()
      for (const name of ['vault.json', 'vault.copy.json']) await writeFile(join(folder, name), older)
      for (const [stranger, samnum] of await judgeForEach(folder)) {
        expect(codesOf(stranger)).toContain('vault/header-rolled-back')
        expect(codesOf(samnum)).toEqual(['vault/header-rolled-back'])
      }
    })

    test('finds a salvaged vault as samnum does, whatever was lost of it', async () => {
      const { databaseKey } = (await asInsider(vault.folder)).keyring
      const events = [...pagesOfEvents(vault.folder, databaseKey)].sort(([left], [right]) => left - right)
      for (const share of [0, 0.5]) {
        const [, pages] = events[Math.floor(share * events.length)] ?? [0, []]
        const folder = await copyVault(vault.folder)
        await destroyPages(folder, pages)
        const { report, desk } = await salvage(folder)
        await desk.engine.close()
        expect(report.lost.length).toBeGreaterThan(0)
        for (const [stranger, samnum] of await judgeForEach(desk.folder)) {
          expect(codesOf(stranger)).toEqual(codesOf(samnum))
        }
      }
    })
  },
)

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
