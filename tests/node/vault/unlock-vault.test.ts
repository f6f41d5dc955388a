import { mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseHeadFile } from '#node/vault/head-file.ts'
import { asInsider } from '../../support/insider.ts'
import {
  codeOf,
  copyVault,
  createVault,
  makeClosedVault,
  makeFolder,
  openDesk,
  PASSPHRASE,
  unlock,
  whenFileEnds,
} from '../../support/make-vault.ts'
import { HEADER_COPIES, headerBytesOf, readContent, writeHeaders } from '../../support/vault-files.ts'
import { filesIn } from '../objects/object-room.ts'

const atEnd = whenFileEnds()
let original: string

beforeAll(async () => {
  original = await makeClosedVault(atEnd)
})

/** What unlocking a folder answers, and that it changed nothing there. */
async function failureOf(folder: string, passphrase = PASSPHRASE) {
  const desk = openDesk(folder)
  const answer = await desk.call('vault.unlock', { passphrase })
  expect(desk.bugs).toEqual([])
  expect(desk.pushes).toEqual([])
  return answer.outcome === 'failed' ? answer.failure : { code: answer.outcome }
}

async function stateOf(folder: string): Promise<readonly string[]> {
  const files = await filesIn(folder)
  return await Promise.all(
    files.map(async (file) => `${file} ${(await readFile(join(folder, file))).toString('base64')}`),
  )
}

describe('a vault', () => {
  test('that was locked opens again and holds what it held', async () => {
    const desk = await unlock(await copyVault(original))
    expect((await desk.ask('case.list', {})).total).toBe(2)
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
    await desk.ask('vault.lock', {})
    expect(await desk.ask('vault.status', {})).toMatchObject({ state: 'locked' })
    expect(codeOf(await desk.call('case.list', {}))).toBe('vault/locked')
    await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect((await desk.ask('case.list', {})).total).toBe(2)
    const told = desk.pushes.map(({ topic }) => topic).filter((topic) => topic !== 'progress')
    expect(told).toEqual(['unlocked', 'locked', 'unlocked'])
  })

  test('does not open with another passphrase, and stays as it was but for the count of tries', async () => {
    const folder = await copyVault(original)
    const before = await stateOf(folder)
    for (const passphrase of [`${PASSPHRASE} `, PASSPHRASE.toUpperCase()]) {
      expect(await failureOf(folder, passphrase)).toEqual({ code: 'vault/wrong-passphrase' })
    }
    const after = await stateOf(folder)
    expect(after.filter((file) => !file.startsWith('attempts '))).toEqual(before)
    expect(after).toHaveLength(before.length + 1)
    await unlock(folder)
  })
})

describe('what is no vault', () => {
  test.each<[string, string, (room: string) => Promise<string>]>([
    ['a folder that is not there', 'vault/not-found', async (room) => join(room, 'nothing')],
    ['an empty folder', 'vault/not-a-vault', async (room) => room],
    [
      'a folder of other things',
      'vault/not-a-vault',
      async (room) => {
        await writeFile(join(room, 'ledger.db'), 'x')
        return room
      },
    ],
    [
      'a file',
      'vault/not-a-folder',
      async (room) => {
        await writeFile(join(room, 'file'), 'x')
        return join(room, 'file')
      },
    ],
    [
      'a header that is somebody else\u2019s',
      'vault/not-a-vault',
      async (room) => {
        await writeHeaders(room, Buffer.from('{"name":"package"}\n'))
        return room
      },
    ],
    [
      'headers that are folders',
      'vault/header-damaged',
      async (room) => {
        for (const file of HEADER_COPIES) await mkdir(join(room, file))
        return room
      },
    ],
    [
      'headers beyond all measure',
      'vault/header-damaged',
      async (room) => {
        await writeHeaders(room, Buffer.alloc(1024 * 1024 + 1, 0x20))
        return room
      },
    ],
  ])('%s is named %s', async (_, code, prepare) => {
    const folder = await prepare(await makeFolder())
    expect(await failureOf(folder)).toMatchObject({ code })
  })
})

describe('the two copies of a header', () => {
  test.each([0, 1, 2, 100, 500])('both cut to %i bytes are truncated', async (length) => {
    const folder = await copyVault(original)
    for (const file of HEADER_COPIES) await truncate(join(folder, file), length)
    expect(await failureOf(folder)).toEqual({ code: 'vault/header-truncated', facts: { sizeBytes: length } })
  })

  test.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, 700), 'vault/header-truncated'],
    ['emptied', () => Buffer.alloc(0), 'vault/header-truncated'],
    ['overwritten', () => Buffer.from('hello'), 'vault/not-a-vault'],
    [
      'damaged',
      (bytes: Buffer) => Buffer.from(bytes.toString().replace('"passes":1', '"passes":2')),
      'vault/header-damaged',
    ],
    [
      'with a version digit damaged',
      (bytes: Buffer) => Buffer.from(bytes.toString().replace(/"v":1/, '"v":3')),
      'vault/header-damaged',
    ],
    ['missing', () => null, 'vault/header-damaged'],
  ])('let a vault open when one is %s, and verify names it', async (_, change, code) => {
    for (const file of HEADER_COPIES) {
      const folder = await copyVault(original)
      const changed = change(await readFile(join(folder, file)))
      if (changed === null) await rm(join(folder, file))
      else await writeFile(join(folder, file), changed)
      const desk = await unlock(folder)
      expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: false, findings: [{ code, file }] })
      await desk.engine.close()
    }
  })

  test('that differ though both read well are a finding', async () => {
    const folder = await copyVault(original)
    const other = await createVault()
    await writeFile(join(folder, 'vault.copy.json'), await readFile(join(other.folder, 'vault.json')))
    const desk = await unlock(folder)
    expect(await desk.ask('vault.verify', {})).toMatchObject({
      findings: [{ code: 'vault/header-damaged', file: 'vault.copy.json' }],
    })
  })

  test('do not open a vault from the future, not even when only one of them is', async () => {
    const future = headerBytesOf({ ...(await readContent(original)), v: 2 })
    for (const files of [HEADER_COPIES, ['vault.json'], ['vault.copy.json']]) {
      const folder = await copyVault(original)
      for (const file of files) await writeFile(join(folder, file), future)
      expect(await failureOf(folder)).toEqual({ code: 'vault/from-the-future', facts: { version: 2 } })
      expect(
        codeOf(await openDesk(folder).call('vault.create', { userName: 'x', passphrase: PASSPHRASE })),
      ).toBe('vault/exists')
    }
  })
})

describe('a header that somebody wrote, its digest made to fit', () => {
  async function judgeHeader(
    change: (content: Awaited<ReturnType<typeof readContent>>) => object | Promise<object>,
  ) {
    const folder = await copyVault(original)
    await writeHeaders(folder, headerBytesOf(await change(await readContent(folder))))
    return await failureOf(folder)
  }
  const slotWith = (change: object) => (content: Awaited<ReturnType<typeof readContent>>) => ({
    ...content,
    slots: content.slots.map((slot) => ({
      ...slot,
      ...change,
      kdf: { ...('kdf' in slot && slot.kdf), ...('kdf' in change && (change.kdf as object)) },
    })),
  })

  test.each([
    ['weaker than the format allows', { memoryKiB: 1024 }],
    ['absurd', { memoryKiB: 100 * 1024 * 1024 }],
    ['endless', { passes: 4_000_000_000 }],
    ['those of another function', { name: 'scrypt' }],
  ])('to parameters that are %s is refused before any memory is taken', async (_, kdf) => {
    const judged = await judgeHeader(slotWith({ kdf }))
    expect(judged.code).toBe('vault/key-parameters-refused')
  })

  test('to other parameters within the limits makes the passphrase a wrong one', async () => {
    expect((await judgeHeader(slotWith({ kdf: { passes: 2 } }))).code).toBe('vault/wrong-passphrase')
  })

  test('with a slot of another vault does not open', async () => {
    const other = await createVault()
    const foreign = await readContent(other.folder)
    const failure = await judgeHeader((content) => ({ ...content, slots: foreign.slots }))
    expect(failure.code).toBe('vault/wrong-passphrase')
  })

  test('with a keyring of another vault does not open', async () => {
    const other = await createVault()
    const foreign = await readContent(other.folder)
    const failure = await judgeHeader((content) => ({
      ...content,
      sealedKeyringHex: foreign.sealedKeyringHex,
    }))
    expect(failure.code).toBe('vault/header-damaged')
  })

  test('with another code, or with a slot too many, does not open', async () => {
    expect((await judgeHeader((content) => ({ ...content, macHex: '00'.repeat(32) }))).code).toBe(
      'vault/header-damaged',
    )
    const twice = await judgeHeader((content) => ({
      ...content,
      slots: [...content.slots, ...content.slots],
    }))
    expect(twice.code).toBe('vault/header-damaged')
  })

  test('whole from another vault is another vault: nothing of this one opens with it', async () => {
    const other = await createVault()
    const failure = await judgeHeader(() => readContent(other.folder))
    expect(failure.code).toMatch(/^(head|database)\/damaged$/)
  })
})

describe('the files of a vault', () => {
  test.each([
    ['ledger.db', 'missing'],
    ['ledger.db', 'empty'],
    ['head', 'missing'],
    ['head', 'empty'],
  ])('are missed by their names: %s %s', async (file, state) => {
    const folder = await copyVault(original)
    if (state === 'missing') await rm(join(folder, file))
    else await truncate(join(folder, file), 0)
    const before = await stateOf(folder)
    expect(await failureOf(folder)).toEqual({ code: 'vault/file-missing', facts: { file } })
    expect(await stateOf(folder)).toEqual(before)
  })

  test('cannot be exchanged with those of another vault', async () => {
    const other = await createVault()
    await other.engine.close()
    for (const [file, code] of [
      ['ledger.db', 'database/damaged'],
      ['head', 'head/damaged'],
    ] as const) {
      const folder = await copyVault(original)
      await writeFile(join(folder, file), await readFile(join(other.folder, file)))
      expect(await failureOf(folder)).toMatchObject({ code })
    }
  })

  test('do not open with a head of which nothing holds, and do with half of one', async () => {
    const folder = await copyVault(original)
    const head = await readFile(join(folder, 'head'))
    await writeFile(join(folder, 'head'), Buffer.alloc(1024))
    expect(await failureOf(folder)).toEqual({ code: 'head/damaged' })
    const stale = head.readBigUInt64BE(8) < head.readBigUInt64BE(520) ? 0 : 512
    const half = Buffer.from(head)
    half.fill(0, stale, stale + 512)
    await writeFile(join(folder, 'head'), half)
    const desk = await unlock(folder)
    expect(await desk.ask('vault.verify', {})).toMatchObject({
      findings: [{ code: 'head/damaged', file: 'head', offsetBytes: stale }],
    })
  })

  test('that a crash left with a head behind the ledger open, and the head catches up', async () => {
    const folder = await copyVault(original)
    const old = await readFile(join(folder, 'head'))
    const desk = await unlock(folder)
    await desk.ask('case.open', { title: 'later' })
    await desk.engine.close()
    await writeFile(join(folder, 'head'), old)
    const again = await unlock(folder)
    expect(await again.ask('vault.verify', {})).toMatchObject({ isWhole: true, head: { seq: 11 } })
    await again.engine.close()
    const { keyring } = await asInsider(folder)
    expect(parseHeadFile(keyring.headKey, await readFile(join(folder, 'head'))).latest?.seq).toBe(11)
  })
})
