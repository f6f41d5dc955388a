import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesIn } from '../../node/objects/object-room.ts'
import { copyVault, createVault, type Desk, makeFolder, sealBytes, unlock } from '../../support/make-vault.ts'
import { startVaultChild } from './run-vault-child.ts'

/** Texts that occur nowhere else: in Khmer and Latin, one for each field that a vault takes. */
const canary = (field: string) => `សម្ងាត់${randomBytes(4).readUInt32BE().toString(10)}${field}canary`
const FIELDS = {
  userName: canary('user'),
  title: canary('title'),
  victim: canary('victim'),
  latinName: canary('latin'),
  summary: canary('summary'),
  narrative: canary('story'),
  identifier: canary('identifier'),
  note: canary('note'),
  reference: canary('reference'),
  fileName: canary('file'),
  description: canary('description'),
  query: canary('query'),
  content: canary('content'),
}
const PHONE = `0${String(randomBytes(4).readUInt32BE()).padStart(10, '1').slice(0, 8)}`

/** Every way in which a text may stand in a file that is read without a key. */
function writingsOf(text: string): readonly Buffer[] {
  const utf16 = Buffer.from(text, 'utf16le')
  return [
    Buffer.from(text),
    utf16,
    Buffer.from(utf16).swap16(),
    Buffer.from(Buffer.from(text).toString('hex')),
    Buffer.from(Buffer.from(text).toString('base64').slice(0, -4)),
  ]
}

const SECRETS = [...Object.values(FIELDS), PHONE]
const NEEDLES = SECRETS.flatMap((secret) => [...writingsOf(secret), ...writingsOf(secret.slice(0, 12))])

/** Looks for every secret in every file under some folders, names included. */
async function findReadable(folders: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const folder of folders) {
    for (const file of await filesIn(folder)) {
      const bytes = await readFile(join(folder, file))
      for (const needle of NEEDLES) if (bytes.includes(needle)) found.push(`${file}: ${needle.toString()}`)
      for (const secret of SECRETS) if (file.includes(secret)) found.push(`the name ${file}`)
    }
  }
  return found
}

async function fill(desk: Desk): Promise<void> {
  const { number } = await desk.ask('case.open', { title: FIELDS.title })
  await desk.ask('complaint.add', {
    case: number,
    complaint: {
      channel: 'walk-in',
      victim: { name: FIELDS.victim, latinName: FIELDS.latinName, phone: PHONE },
      summary: FIELDS.summary,
      narrative: `${FIELDS.narrative}\n`.repeat(2000),
      identifiers: [
        { kind: 'other', value: FIELDS.identifier, note: FIELDS.note },
        { kind: 'phone', value: PHONE },
      ],
      losses: [{ state: 'paid', currency: 'USD', amount: '1', reference: FIELDS.reference }],
    },
  })
  await sealBytes(desk, number, Buffer.from(FIELDS.content.repeat(5000)), `${FIELDS.fileName}.txt`)
  await desk.ask('case.list', { query: FIELDS.query })
  await desk.ask('case.show', { case: number })
  await desk.ask('report.make', { case: number, kind: 'case', languages: 'km' })
}

test('what looks for readable bytes finds them where they are', async () => {
  const folder = await makeFolder()
  for (const [index, needle] of NEEDLES.entries())
    await writeFile(join(folder, `${index}`), Buffer.concat([randomBytes(99), needle]))
  expect(new Set((await findReadable([folder])).map((line) => line.split(':')[0])).size).toBe(NEEDLES.length)
})

test('nothing of a case is readable in any file of its vault, while it is open, as a crash leaves it, or closed', async () => {
  const desk = await createVault()
  await desk.ask('vault.lock', {})
  const again = await unlock(desk.folder)
  await fill(again)
  expect(await findReadable([desk.folder])).toEqual([])
  expect(await findReadable([await copyVault(desk.folder)])).toEqual([])
  await again.ask('vault.verify', {})
  expect(await findReadable([desk.folder])).toEqual([])
  await again.engine.close()
  expect(await findReadable([desk.folder])).toEqual([])
})

test('a whole session in a process of its own, killed, leaves nothing readable in its vault or in its temporary folder', async () => {
  const desk = await createVault()
  await desk.engine.close()
  const temporary = join(await makeFolder(), 'tmp')
  const evidence = join(await makeFolder(), `${FIELDS.fileName}.bin`)
  await mkdir(temporary)
  await writeFile(evidence, FIELDS.content.repeat(200_000))
  const env = { ...process.env, TMPDIR: temporary, SQLITE_TMPDIR: temporary, NODE_OPTIONS: '' }
  const args = { task: 'session', folder: desk.folder, text: FIELDS.narrative, source: evidence }
  const session = startVaultChild(args, { env, cwd: temporary })
  expect((await session.printed('vault.verify')).value).toMatchObject({ isWhole: true })
  expect(session.lines.filter(({ outcome }) => outcome !== 'done')).toEqual([])
  expect(await findReadable([desk.folder, temporary])).toEqual([])
  session.child.kill('SIGKILL')
  await session.ended
  expect(await findReadable([desk.folder, temporary])).toEqual([])
  expect(await filesIn(temporary)).toEqual([])
  const reopened = await unlock(desk.folder)
  expect((await reopened.ask('case.list', { query: FIELDS.narrative })).total).toBe(1)
})
