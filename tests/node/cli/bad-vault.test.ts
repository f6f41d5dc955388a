import { cp, mkdir, readdir, readFile, rename, rm, truncate, unlink, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { type CanonicalValue, canonicalBytes } from '#core/ledger/canonical-json.ts'
import { sha256Hex } from '#node/crypto/primitives.ts'
import { composeEngine } from '#node/engine/compose-engine.ts'
import { type CliDesk, COMPLAINT, digestFolder, openCliDesk, PASSPHRASE } from './cli-desk.ts'
import { expectRefusal } from './refusals.ts'

let desk: CliDesk
/** A whole vault with a case, a complaint and an exhibit; tests work on copies. */
let vault: string
let number: string
let copies = 0

beforeAll(async () => {
  desk = await openCliDesk()
  vault = desk.path('vault')
  await writeFile(desk.path('complaint.json'), JSON.stringify(COMPLAINT))
  await writeFile(desk.path('exhibit.txt'), 'exhibit')
  await desk.run(['vault', 'create', vault, '--user', 'A', '--kdf-memory', '64'])
  const taken = await desk.run(['complaint', 'add', vault, '--file', desk.path('complaint.json'), '--json'])
  number = taken.json<{ number: string }>().number
  const added = await desk.run(['exhibit', 'add', vault, '--case', number, desk.path('exhibit.txt')])
  expect(added.exitCode).toBe(0)
})

afterAll(() => desk.leave())

async function copyVault(): Promise<string> {
  copies++
  const copy = desk.path(`copy-${copies}`)
  await cp(vault, copy, { recursive: true })
  return copy
}

type HeaderDraft = {
  v: number
  somethingNew?: boolean
  slots: { slotId: string; kdf: { memoryKiB: number } }[]
}

/** Rewrites both copies of a header, with a digest that holds: somebody meant it so. */
async function rewriteHeader(folder: string, change: (header: HeaderDraft) => void): Promise<void> {
  for (const name of ['vault.json', 'vault.copy.json']) {
    const { digestHex: _, ...header } = JSON.parse(await readFile(`${folder}/${name}`, 'utf8'))
    change(header as HeaderDraft)
    const digestHex = sha256Hex(canonicalBytes(header as CanonicalValue))
    await writeFile(
      `${folder}/${name}`,
      Buffer.concat([canonicalBytes({ ...header, digestHex }), Buffer.from('\n')]),
    )
  }
}

describe('a vault that cannot be opened says why, in both languages, and stays as it is', () => {
  test('wrong passphrase, from a file', async () => {
    await writeFile(desk.path('wrong'), 'another passphrase\n')
    // Each on a vault of its own, because wrong tries make the next one wait.
    for (const command of ['info', 'verify']) {
      const folder = await copyVault()
      const options = { passphraseFile: desk.path('wrong'), unchanged: folder }
      await expectRefusal(desk, ['vault', command, folder], 'vault/wrong-passphrase', options)
    }
    const spawned = await desk.spawn(['case', 'list', await copyVault(), '--json'], {
      passphraseFile: desk.path('wrong'),
    })
    expect(spawned.exitCode).toBe(1)
    expect(spawned.json()).toMatchObject({
      failure: { code: 'vault/wrong-passphrase', retry: 'after-user-acts' },
    })
  })

  test('a line break at the end is no part of the passphrase, a second one is', async () => {
    for (const [ending, exitCode] of [
      ['', 0],
      ['\n', 0],
      ['\r\n', 0],
      ['\n\n', 1],
      [' \n', 1],
    ] as const) {
      await writeFile(desk.path('ending'), PASSPHRASE + ending)
      const ran = await desk.run(['vault', 'info', vault], { passphraseFile: desk.path('ending') })
      expect([ending, ran.exitCode]).toEqual([ending, exitCode])
    }
  })

  test('SAMNUM_PASSPHRASE_FILE names the file, and the option outranks it', async () => {
    const environment = { SAMNUM_PASSPHRASE_FILE: desk.passphraseFile }
    const fromEnvironment = await desk.run(['vault', 'info', vault], { passphraseFile: null, environment })
    expect(fromEnvironment.exitCode).toBe(0)
    const wrong = { SAMNUM_PASSPHRASE_FILE: desk.path('nowhere') }
    expect((await desk.run(['vault', 'info', vault], { environment: wrong })).exitCode).toBe(0)
  })

  test('no vault there', async () => {
    await expectRefusal(desk, ['vault', 'info', desk.path('nowhere')], 'vault/not-found')
    await mkdir(desk.path('empty'))
    await expectRefusal(desk, ['vault', 'info', desk.path('empty')], 'vault/not-a-vault')
    await mkdir(desk.path('photos'))
    await writeFile(desk.path('photos', 'a.jpg'), 'a')
    await expectRefusal(desk, ['case', 'list', desk.path('photos')], 'vault/not-a-vault')
    await expectRefusal(desk, ['case', 'list', desk.passphraseFile], 'vault/not-a-folder')
  })

  test('nobody is asked for a passphrase where there is no vault', async () => {
    const ran = await desk.run(['vault', 'info', desk.path('nowhere'), '--json'], { passphraseFile: null })
    expect(ran.json()).toMatchObject({ failure: { code: 'vault/not-found' } })
  })

  test('a vault from the future', async () => {
    const folder = await copyVault()
    await rewriteHeader(folder, (header) => {
      header.v = 2
      header.somethingNew = true
    })
    const failure = await expectRefusal(desk, ['vault', 'info', folder], 'vault/from-the-future')
    expect(failure.facts).toEqual({ version: 2 })
    expect(failure.sentence).toContain('ទម្រង់លេខ ២')
  })

  test('a truncated header, when its copy is gone too', async () => {
    const folder = await copyVault()
    await truncate(`${folder}/vault.json`, 100)
    const mended = await desk.run(['vault', 'info', folder])
    expect(mended.exitCode).toBe(0)
    await truncate(`${folder}/vault.copy.json`, 100)
    await expectRefusal(desk, ['vault', 'info', folder], 'vault/header-truncated')
    await truncate(`${folder}/vault.json`, 0)
    await truncate(`${folder}/vault.copy.json`, 0)
    await expectRefusal(desk, ['vault', 'info', folder], 'vault/header-truncated')
  })

  test('a header that asks for a gigantic key derivation', async () => {
    const folder = await copyVault()
    await rewriteHeader(folder, (header) => {
      for (const slot of header.slots) slot.kdf.memoryKiB = 2 ** 30
    })
    await expectRefusal(desk, ['vault', 'info', folder], 'vault/key-parameters-refused')
  })

  test('a header that asks for a weak key derivation, or for one that nobody knows', async () => {
    for (const kdf of [{ memoryKiB: 1024 }, { name: 'scrypt' }, { passes: 0 }, { passes: 2 ** 31 }]) {
      const folder = await copyVault()
      await rewriteHeader(folder, (header) => {
        for (const slot of header.slots) Object.assign(slot.kdf, kdf)
      })
      await expectRefusal(desk, ['vault', 'info', folder], 'vault/key-parameters-refused')
    }
  })

  test('a header that asks for less than its passphrase was sealed with, within the limits', async () => {
    const folder = await copyVault()
    await rewriteHeader(folder, (header) => {
      for (const slot of header.slots) Object.assign(slot.kdf, { lanes: 2 })
    })
    await expectRefusal(desk, ['vault', 'info', folder], 'vault/wrong-passphrase')
  })

  test('a header in which somebody stands twice', async () => {
    const folder = await copyVault()
    await rewriteHeader(folder, (header) => {
      header.slots.push(...header.slots.map((slot) => ({ ...slot, slotId: 'ab'.repeat(16) })))
    })
    await expectRefusal(desk, ['vault', 'info', folder], 'vault/header-damaged')
  })

  test('a database that is gone', async () => {
    const folder = await copyVault()
    await unlink(`${folder}/ledger.db`)
    await expectRefusal(desk, ['vault', 'info', folder], 'vault/file-missing')
  })

  test('a vault that another program has open', async () => {
    const folder = await copyVault()
    const engine = composeEngine({ folder, software: 'test' })
    const message = {
      protocol: PROTOCOL_VERSION,
      callId: 'open',
      name: 'vault.unlock',
      input: { passphrase: PASSPHRASE },
    }
    expect(await engine.call(message, 'in-process')).toMatchObject({ outcome: 'done' })
    try {
      const ran = await desk.spawn(['case', 'open', folder, '--title', 'x', '--json'])
      expect(ran.exitCode).toBe(1)
      expect(ran.json()).toMatchObject({ failure: { code: 'vault/in-use', retry: 'later' } })
    } finally {
      await engine.close()
    }
    expect((await desk.run(['vault', 'verify', folder])).exitCode).toBe(0)
  })
})

describe('a vault is not created where something is', () => {
  const create = (folder: string) => ['vault', 'create', folder, '--user', 'A', '--kdf-memory', '64']

  test('a vault, other files, a file', async () => {
    await expectRefusal(desk, create(vault), 'vault/exists', { unchanged: vault })
    await mkdir(desk.path('full'))
    await writeFile(desk.path('full', 'letter.txt'), 'dear')
    await expectRefusal(desk, create(desk.path('full')), 'vault/folder-not-empty')
    await expectRefusal(desk, create(desk.passphraseFile), 'vault/not-a-folder')
  })

  test('a passphrase that is too short is named, and nothing is made', async () => {
    await writeFile(desk.path('short'), 'short\n')
    const failure = await expectRefusal(desk, create(desk.path('new')), 'input/invalid', {
      passphraseFile: desk.path('short'),
    })
    expect(failure.problems).toMatchObject([
      {
        field: 'passphrase',
        code: 'text/too-short',
        sentence: expect.stringContaining('មាន ៥ តួ ត្រូវការយ៉ាងតិច ១០ តួ'),
      },
    ])
  })
})

describe('vault verify exits with 1 when anything does not hold, and says where', () => {
  async function verify(folder: string) {
    const ran = await desk.run(['vault', 'verify', folder, '--json'])
    return {
      exitCode: ran.exitCode,
      document: ran.json<{
        isWhole: boolean
        findings: { code: string; file?: string }[]
        failure: { code: string; sentence: string }
      }>(),
    }
  }

  test('a damaged exhibit', async () => {
    const folder = await copyVault()
    const [object] = await objectsOf(folder)
    const bytes = await readFile(object)
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    await writeFile(object, bytes)
    const before = await digestFolder(folder)
    const { exitCode, document } = await verify(folder)
    expect(exitCode).toBe(1)
    expect(document.isWhole).toBe(false)
    expect(document.findings[0]).toMatchObject({
      file: object.slice(folder.length + 1),
      exhibitNumber: `${number}-E001`,
    })
    expect(document.failure.code).toBe(document.findings[0]?.code)
    expect(document.failure.sentence).toContain('in segment 0')
    const inWords = await desk.run(['vault', 'verify', folder, '--language', 'km'])
    expect(inWords.exitCode).toBe(1)
    expect(inWords.out).toContain(`វត្ថុតាង ${number}-E001`)
    expect(inWords.error).toContain('មិនត្រឹមត្រូវទាំងស្រុងទេ')
    expect(await digestFolder(folder)).toBe(before)
    await expectRefusal(desk, ['exhibit', 'verify', folder, `${number}-E001`], 'object/segment-damaged')
    await mkdir(desk.path('outside'))
    await expectRefusal(
      desk,
      ['exhibit', 'extract', folder, `${number}-E001`, '--out', desk.path('outside', 'never')],
      'object/segment-damaged',
      { unchanged: desk.path('outside') },
    )
  })

  test('a missing exhibit, and a file that does not belong there', async () => {
    const folder = await copyVault()
    const [object] = await objectsOf(folder)
    await rename(object, desk.path('taken-away'))
    expect(await verify(folder)).toMatchObject({
      exitCode: 1,
      document: { failure: { code: 'object/missing' } },
    })
    const other = await copyVault()
    await writeFile(`${other}/objects/note\u202e.txt`, 'x')
    const { exitCode, document } = await verify(other)
    expect(exitCode).toBe(document.isWhole ? 0 : 1)
    expect(JSON.stringify(document)).toContain('note')
  })

  test('damage that keeps the vault from opening is a finding too', async () => {
    const folder = await copyVault()
    await rm(`${folder}/ledger.db`)
    const { exitCode, document } = await verify(folder)
    expect(exitCode).toBe(1)
    expect(document).toMatchObject({
      isWhole: false,
      findings: [{ code: 'vault/file-missing', file: 'ledger.db' }],
      failure: { code: 'vault/file-missing' },
    })
  })
})

async function objectsOf(folder: string): Promise<[string, ...string[]]> {
  const entries = await readdir(`${folder}/objects`, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`)
  const [first, ...rest] = files
  if (first === undefined) throw new Error('the vault has an object')
  return [first, ...rest]
}
