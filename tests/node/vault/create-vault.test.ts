import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { VaultHeader } from '#node/vault/vault-header.ts'
import {
  codeOf,
  makeFolder,
  openDesk,
  PASSPHRASE,
  smallPrinter,
  USER_NAME,
  unlock,
} from '../../support/make-vault.ts'

const FOUNDER = { userName: USER_NAME, passphrase: PASSPHRASE }

describe('making a vault', () => {
  test('opens it for its founder, who may do everything, with one event in its ledger', async () => {
    const desk = openDesk(join(await makeFolder(), 'vault'))
    const session = await desk.ask('vault.create', FOUNDER)
    expect(session).toMatchObject({
      person: { name: USER_NAME, roles: ['commander', 'administrator'] },
      head: { seq: 1 },
    })
    expect(await desk.ask('vault.status', {})).toMatchObject({ state: 'unlocked', session })
    expect(desk.pushes).toContainEqual({ topic: 'unlocked' })
    const info = await desk.ask('vault.info', {})
    expect(info).toMatchObject({ formatVersion: 1, events: 1, cases: 0, exhibits: 0, objectBytes: 0 })
    expect(info.keyDerivation).toEqual({ name: 'argon2id', memoryKiB: 65_536, passes: 1, lanes: 1 })
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [], notes: [] })
  })

  test('leaves two equal header copies, a head and a database, for its owner only, and nothing beside them', async () => {
    const room = await makeFolder()
    const folder = join(room, 'vault')
    const desk = openDesk(folder)
    await desk.ask('vault.create', FOUNDER)
    await desk.engine.close()
    expect((await readdir(folder)).sort()).toEqual([
      'head',
      'ledger.db',
      'objects',
      'people',
      'vault.copy.json',
      'vault.json',
    ])
    expect(await readdir(room)).toEqual(['vault'])
    expect(
      (await readFile(join(folder, 'vault.json'))).equals(await readFile(join(folder, 'vault.copy.json'))),
    ).toBe(true)
    for (const name of ['.', 'objects', 'people'])
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o700)
    for (const name of ['head', 'ledger.db', 'vault.json', 'vault.copy.json']) {
      expect((await stat(join(folder, name))).mode & 0o777, name).toBe(0o600)
    }
  })

  test('takes an empty folder, and a place that is named with a separator at its end', async () => {
    const room = await makeFolder()
    await mkdir(join(room, 'empty'))
    await openDesk(join(room, 'empty')).ask('vault.create', FOUNDER)
    await openDesk(`${join(room, 'new')}/`).ask('vault.create', FOUNDER)
    expect((await readdir(room)).sort()).toEqual(['empty', 'new'])
  })

  test('is refused where there is a vault, and leaves that alone', async () => {
    const folder = join(await makeFolder(), 'vault')
    const first = openDesk(folder)
    await first.ask('vault.create', FOUNDER)
    await first.engine.close()
    const before = await readFile(join(folder, 'vault.json'))
    expect(codeOf(await openDesk(folder).call('vault.create', FOUNDER))).toBe('vault/exists')
    expect((await readFile(join(folder, 'vault.json'))).equals(before)).toBe(true)
    await unlock(folder)
  })

  test('is refused while one is open', async () => {
    const desk = openDesk(join(await makeFolder(), 'vault'))
    await desk.ask('vault.create', FOUNDER)
    expect(codeOf(await desk.call('vault.create', FOUNDER))).toBe('vault/already-open')
    expect(codeOf(await desk.call('vault.unlock', { passphrase: PASSPHRASE }))).toBe('vault/already-open')
  })

  test('is refused in a folder that holds something else, over a file, and below a folder that is not there', async () => {
    const room = await makeFolder()
    await writeFile(join(room, 'file'), 'text')
    expect(codeOf(await openDesk(room).call('vault.create', FOUNDER))).toBe('vault/folder-not-empty')
    expect(codeOf(await openDesk(join(room, 'file')).call('vault.create', FOUNDER))).toBe(
      'vault/not-a-folder',
    )
    expect(codeOf(await openDesk(join(room, 'file', 'vault')).call('vault.create', FOUNDER))).toBe(
      'vault/not-a-folder',
    )
    expect(codeOf(await openDesk(join(room, 'no', 'vault')).call('vault.create', FOUNDER))).toBe(
      'vault/not-found',
    )
    expect(await readdir(room)).toEqual(['file'])
    expect(await readFile(join(room, 'file'), 'utf8')).toBe('text')
  })

  test('is refused with a passphrase that is short', async () => {
    const folder = join(await makeFolder(), 'vault')
    const answer = await openDesk(folder).call('vault.create', { userName: USER_NAME, passphrase: 'ខ្លី' })
    expect(answer).toMatchObject({
      failure: { code: 'input/invalid', problems: [{ field: 'passphrase', code: 'text/too-short' }] },
    })
    expect(await openDesk(folder).ask('vault.status', {})).toMatchObject({ state: 'absent' })
  })

  test('replaces what a crash left of making one', async () => {
    const room = await makeFolder()
    const leftover = join(room, 'vault.unfinished')
    await mkdir(join(leftover, 'objects'), { recursive: true })
    for (const name of ['ledger.db', 'ledger.db-wal', 'head', 'vault.json.new'])
      await writeFile(join(leftover, name), 'half')
    const desk = openDesk(join(room, 'vault'))
    await desk.ask('vault.create', FOUNDER)
    expect(await readdir(room)).toEqual(['vault'])
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('touches nothing of somebody else that has that name by chance', async () => {
    const room = await makeFolder()
    await mkdir(join(room, 'vault.unfinished'))
    await writeFile(join(room, 'vault.unfinished', 'thesis.odt'), 'years of work')
    expect(codeOf(await openDesk(join(room, 'vault')).call('vault.create', FOUNDER))).toBe(
      'vault/folder-not-empty',
    )
    expect(await readFile(join(room, 'vault.unfinished', 'thesis.odt'), 'utf8')).toBe('years of work')
    await writeFile(join(room, 'other.unfinished'), 'a file')
    expect(codeOf(await openDesk(join(room, 'other')).call('vault.create', FOUNDER))).toBe(
      'vault/folder-not-empty',
    )
    await symlink(join(room, 'vault.unfinished'), join(room, 'third.unfinished'))
    expect(codeOf(await openDesk(join(room, 'third')).call('vault.create', FOUNDER))).toBe(
      'vault/folder-not-empty',
    )
    expect(await readFile(join(room, 'vault.unfinished', 'thesis.odt'), 'utf8')).toBe('years of work')
  })

  test('twice at once makes one vault and refuses the other', async () => {
    const desk = openDesk(join(await makeFolder(), 'vault'))
    const answers = await Promise.all([
      desk.call('vault.create', FOUNDER),
      desk.call('vault.create', FOUNDER),
    ])
    expect(answers.map(({ outcome }) => outcome)).toEqual(['done', 'failed'])
    expect(codeOf(answers[1] as never)).toBe('vault/already-open')
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('gives each vault keys, ids and salts of its own', async () => {
    const headers: VaultHeader[] = []
    for (const name of ['a', 'b']) {
      const folder = join(await makeFolder(), name)
      await openDesk(folder, { printer: smallPrinter }).ask('vault.create', FOUNDER)
      headers.push(JSON.parse(await readFile(join(folder, 'vault.json'), 'utf8')))
    }
    const secretsOf = ({ vaultId, sealedKeyringHex, macHex, slots: [slot] }: VaultHeader) => {
      if (slot?.kind !== 'passphrase') throw new Error('a new vault has its founder’s slot')
      return [vaultId, sealedKeyringHex, macHex, slot.kdf.saltHex, slot.agreementKeyHex, slot.userId]
    }
    const [first, second] = headers.map(secretsOf)
    for (const [index, secret] of (first ?? []).entries()) expect(secret).not.toBe(second?.[index])
  })
})

test('a vault is made where a link to an empty folder leads, and the link stays', async () => {
  const room = await makeFolder()
  await mkdir(join(room, 'elsewhere'))
  await symlink(join(room, 'elsewhere'), join(room, 'link'))
  await openDesk(join(room, 'link')).ask('vault.create', FOUNDER)
  expect(await readdir(join(room, 'elsewhere'))).toContain('vault.json')
  expect((await readdir(room)).sort()).toEqual(['elsewhere', 'link'])
})
