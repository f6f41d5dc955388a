import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Result } from '#core/result.ts'
import { makeSystemClock } from '#node/engine/system-clock.ts'
import { Attempts } from '#node/vault/attempts.ts'
import { type Head, headRecordBytes, parseHeadFile } from '#node/vault/head-file.ts'
import { asInsider } from '../../support/insider.ts'
import {
  codeOf,
  copyVault,
  createVault,
  type Desk,
  makeClosedVault,
  makeFolder,
  openDesk,
  PASSPHRASE,
  unlock,
  whenFileEnds,
} from '../../support/make-vault.ts'
import { keeperOf } from '../../support/open-session.ts'
import { expectOk } from '../../support/results.ts'
import { HEADER_COPIES, headerBytesOf, readContent, writeHeaders } from '../../support/vault-files.ts'

const atEnd = whenFileEnds()
const NEXT = 'another passphrase'

/** A vault before and after a change of its header, both as a killed process would leave them. */
type Change = {
  readonly before: string
  readonly after: string
  readonly passphrases: readonly [string, string]
}

async function changeHeader(
  change: (desk: Desk) => Promise<unknown>,
  passphrases: readonly [string, string],
): Promise<Change> {
  const desk = await createVault({ atEnd })
  await desk.ask('case.open', { title: 'ការឆបោក' })
  const before = await copyVault(desk.folder, atEnd)
  await change(desk)
  const after = await copyVault(desk.folder, atEnd)
  await desk.engine.close()
  return { before, after, passphrases }
}

/** What a crash in the writing of a header leaves, in the order of its steps. */
const STEPS = [
  'before anything',
  'while the first temporary is written',
  'once the first temporary is whole',
  'once the first copy is there',
  'while the second temporary is written',
  'once both copies are there',
  'once the head file names the header',
  'once the ledger has the event',
] as const

async function interrupt({ before, after }: Change, step: (typeof STEPS)[number]): Promise<string> {
  const reached = STEPS.indexOf(step)
  if (step === 'once the ledger has the event') return await copyVault(after)
  const folder = await copyVault(before)
  const bytes = await readFile(join(after, 'vault.json'))
  const write = (file: string, content: Uint8Array) => writeFile(join(folder, file), content)
  if (reached === 1) await write('vault.json.new', bytes.subarray(0, 700))
  if (reached === 2) await write('vault.json.new', bytes)
  if (reached >= 3) await write('vault.json', bytes)
  if (reached === 4) await write('vault.copy.json.new', Buffer.alloc(0))
  if (reached >= 5) await write('vault.copy.json', bytes)
  if (reached === 6) await nameHeader(folder, before)
  return folder
}

/** Writes the head file as it is once it names a header of the next generation, with the ledger as it was. */
async function nameHeader(folder: string, before: string): Promise<void> {
  const { keyring } = await asInsider(before)
  const { latest } = parseHeadFile(keyring.headKey, await readFile(join(folder, 'head')))
  if (latest === null) throw new Error('the head file of the test does not hold')
  const generation = latest.generation + 1
  const record = { ...latest, generation, headerGeneration: latest.headerGeneration + 1 }
  const bytes = await readFile(join(folder, 'head'))
  bytes.set(headRecordBytes(keyring.headKey, record), 512 * (generation % 2))
  await writeFile(join(folder, 'head'), bytes)
}

describe.each([
  [
    'a changed passphrase',
    (desk: Desk) => desk.ask('key.changePassphrase', { current: PASSPHRASE, next: NEXT }),
    [PASSPHRASE, NEXT],
  ],
  ['an exchanged vault key', (desk: Desk) => desk.ask('key.rotate', {}), [PASSPHRASE, PASSPHRASE]],
] as const)('a crash in the writing of %s', (_, change, passphrases) => {
  let changed: Change

  beforeAll(async () => {
    changed = await changeHeader(change, passphrases)
  })

  test.each(STEPS)('%s leaves a vault that is whole, with the old header or the new one', async (step) => {
    const folder = await interrupt(changed, step)
    const isNew = STEPS.indexOf(step) >= 3
    const [old, next] = changed.passphrases
    if (old !== next) {
      const refused = await openDesk(folder).call('vault.unlock', { passphrase: isNew ? old : next })
      expect(codeOf(refused)).toBe('vault/wrong-passphrase')
      await rm(join(folder, 'attempts'))
    }
    const desk = openDesk(folder)
    await desk.ask('vault.unlock', { passphrase: isNew ? next : old })
    expect((await desk.ask('key.list', {})).generation).toBe(isNew ? 2 : 1)
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [], notes: [] })
    expect((await desk.ask('case.list', {})).total).toBe(1)
    await desk.engine.close()
    const copies = await Promise.all(HEADER_COPIES.map((file) => readFile(join(folder, file), 'utf8')))
    expect(copies[0]).toBe(copies[1])
    expect((await readdir(folder)).filter((name) => name.endsWith('.new'))).toEqual([])
    const { keyring } = await asInsider(changed.before)
    const { latest } = parseHeadFile(keyring.headKey, await readFile(join(folder, 'head')))
    expect(latest?.headerGeneration).toBe(isNew ? 2 : 1)

    const again = openDesk(folder)
    const { head } = await again.ask('vault.unlock', { passphrase: isNew ? next : old })
    expect(head.seq).toBe(isNew ? 4 : 3)
    await again.ask('key.rotate', {})
    expect((await again.ask('vault.verify', {})).isWhole).toBe(true)
  })
})

describe('an older header', () => {
  let older: string
  let newer: string

  beforeAll(async () => {
    const changed = await changeHeader(
      (desk) => desk.ask('key.changePassphrase', { current: PASSPHRASE, next: NEXT }),
      [PASSPHRASE, NEXT],
    )
    older = changed.before
    newer = changed.after
  })
  const putBack = (folder: string, files: readonly string[]) =>
    Promise.all(files.map((file) => cp(join(older, file), join(folder, file))))

  test('put back in both copies opens with nothing, not even with its own passphrase', async () => {
    const folder = await copyVault(newer)
    await putBack(folder, HEADER_COPIES)
    expect(await openDesk(folder).call('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({
      failure: { code: 'vault/header-rolled-back', facts: { generation: 1, recorded: 2 } },
    })
    expect(codeOf(await openDesk(folder).call('vault.unlock', { passphrase: NEXT }))).toBe(
      'vault/wrong-passphrase',
    )
  })

  test('put back with the head file of its time does not open either: the ledger knows better', async () => {
    const folder = await copyVault(newer)
    await putBack(folder, [...HEADER_COPIES, 'head'])
    expect(await openDesk(folder).call('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({
      failure: { code: 'vault/header-rolled-back', facts: { generation: 1, recorded: 2 } },
    })
  })

  test('put back before the ledger had the event of the newer one does not open either: the head file knows', async () => {
    const change: Change = { before: older, after: newer, passphrases: [PASSPHRASE, NEXT] }
    const folder = await interrupt(change, 'once the head file names the header')
    await putBack(folder, HEADER_COPIES)
    expect(await openDesk(folder).call('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({
      failure: { code: 'vault/header-rolled-back', facts: { generation: 1, recorded: 2 } },
    })
  })

  test.each(HEADER_COPIES)('put back as %s alone is not used, and takes the newer content', async (file) => {
    const folder = await copyVault(newer)
    await putBack(folder, [file])
    expect(codeOf(await openDesk(folder).call('vault.unlock', { passphrase: PASSPHRASE }))).toBe(
      'vault/wrong-passphrase',
    )
    await rm(join(folder, 'attempts'))
    const desk = openDesk(folder)
    await desk.ask('vault.unlock', { passphrase: NEXT })
    expect((await desk.ask('vault.verify', {})).findings).toEqual([])
    expect(await readContent(folder, file)).toEqual(await readContent(newer))
  })

  test('put back while the vault is open is found by verifying', async () => {
    const folder = await copyVault(newer)
    const desk = openDesk(folder)
    await desk.ask('vault.unlock', { passphrase: NEXT })
    await putBack(folder, HEADER_COPIES)
    expect((await desk.ask('vault.verify', {})).findings).toEqual(
      HEADER_COPIES.map((file) => ({ code: 'vault/header-damaged', file })),
    )
  })
})

describe('a header that claims to be newer', () => {
  test.each(HEADER_COPIES)('and is nobody’s work, as %s, is passed over and named', async (file) => {
    const folder = await copyVault(await makeClosedVault(atEnd))
    const forged = headerBytesOf({ ...(await readContent(folder)), generation: 9, macHex: '00'.repeat(32) })
    await writeFile(join(folder, file), forged)
    const desk = await unlock(folder)
    expect((await desk.ask('key.list', {})).generation).toBe(1)
    expect((await desk.ask('vault.verify', {})).findings).toEqual([{ code: 'vault/header-damaged', file }])
    expect((await readFile(join(folder, file))).equals(forged)).toBe(true)
  })

  test('in both copies opens nothing', async () => {
    const folder = await copyVault(await makeClosedVault(atEnd))
    await writeHeaders(folder, headerBytesOf({ ...(await readContent(folder)), generation: 9 }))
    expect(codeOf(await openDesk(folder).call('vault.unlock', { passphrase: PASSPHRASE }))).toBe(
      'vault/header-damaged',
    )
  })

  test('and is another vault’s, beside ours, does not keep anybody out', async () => {
    const folder = await copyVault(await makeClosedVault(atEnd))
    const other = await createVault()
    await other.ask('key.changePassphrase', { current: PASSPHRASE, next: NEXT })
    await cp(join(other.folder, 'vault.json'), join(folder, 'vault.copy.json'))
    const desk = await unlock(folder)
    expect((await desk.ask('vault.verify', {})).findings).toEqual([
      { code: 'vault/header-damaged', file: 'vault.copy.json' },
    ])
  })
})

describe('a header that could not be written', () => {
  test.each(HEADER_COPIES)(
    'because of %s leaves the old one in both copies, and the next is written',
    async (file) => {
      const folder = join(await makeFolder(), 'vault')
      const desk = openDesk(folder)
      await desk.ask('vault.create', { userName: 'a', passphrase: PASSPHRASE })
      const before = await readFile(join(folder, 'vault.json'))
      // A folder stands where the temporary is to be made, and no file takes its place.
      const obstacle = join(folder, `${file}.new`)
      await mkdir(join(obstacle, 'x'), { recursive: true })
      const refused = await desk.call('key.changePassphrase', { current: PASSPHRASE, next: NEXT })
      expect(codeOf(refused)).toMatch(/^disk\//)
      for (const copy of HEADER_COPIES)
        expect((await readFile(join(folder, copy))).equals(before), copy).toBe(true)
      expect(await desk.ask('key.list', {})).toMatchObject({ generation: 1 })
      await rm(obstacle, { recursive: true })
      await desk.ask('key.changePassphrase', { current: PASSPHRASE, next: NEXT })
      expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
      await desk.engine.close()
      const again = openDesk(folder)
      await again.ask('vault.unlock', { passphrase: NEXT })
      expect((await again.ask('vault.verify', {})).isWhole).toBe(true)
    },
  )
})

test('a head file of which one record is damaged is left as it is by a header that it does not name yet', async () => {
  const changed = await changeHeader((desk) => desk.ask('key.rotate', {}), [PASSPHRASE, PASSPHRASE])
  const folder = await interrupt(changed, 'once both copies are there')
  const bytes = await readFile(join(folder, 'head'))
  const { keyring } = await asInsider(folder)
  const { latest } = parseHeadFile(keyring.headKey, bytes)
  const head: Head | null = latest
  if (latest === null || head === null) throw new Error('the head file of the test does not hold')
  bytes.fill(0, 512 * (1 - (latest.generation % 2)), 512 * (2 - (latest.generation % 2)))
  await writeFile(join(folder, 'head'), bytes)
  const desk = await unlock(folder)
  // The event of the header that nobody recorded took its place, and names the header with it.
  const after = parseHeadFile(keyring.headKey, await readFile(join(folder, 'head')))
  expect(after.latest).toMatchObject({ seq: head.seq + 1, headerGeneration: 2 })
  expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
})

/** Another program that exchanges the vault key once a passphrase was tried against the header as it was. */
class ExchangedMeanwhile extends Attempts {
  readonly #newer: string
  readonly #folder: string

  constructor(folder: string, newer: string) {
    super(folder, makeSystemClock())
    this.#folder = folder
    this.#newer = newer
  }

  override async attempt<T, F extends { readonly code: string }>(
    isWrong: (failure: F) => boolean,
    work: () => Promise<Result<T, F>>,
  ) {
    const tried = await super.attempt(isWrong, work)
    for (const file of HEADER_COPIES) await cp(join(this.#newer, file), join(this.#folder, file))
    return tried
  }
}

test('a header that another program exchanges while it is read is no old one that somebody put back', async () => {
  const { before, after } = await changeHeader((desk) => desk.ask('key.rotate', {}), [PASSPHRASE, PASSPHRASE])
  const folder = await copyVault(after)
  for (const file of HEADER_COPIES) await cp(join(before, file), join(folder, file))
  const keeper = keeperOf(folder, new ExchangedMeanwhile(folder, after))
  const session = expectOk(await keeper.unlock({ passphrase: PASSPHRASE }))
  expect(expectOk(session.register.people())).toHaveLength(1)
  await keeper.close(session)
})
