import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { InputOf } from '#contract/operations.ts'
import type { updateOperations } from '#contract/update-operations.ts'
import { CARRIER_PATHS } from '#core/packages/package-layout.ts'
import { updateName } from '#core/updates/update-manifest.ts'
import { rawPublicKey, signingKeyFromSeed } from '#node/crypto/primitives.ts'
import { keepUpdate } from '#node/hub-store/hub-updates.ts'
import type { InstalledProgram } from '#node/updates/folder-program-updates.ts'
import { installProgram } from '#node/updates/install-program.ts'
import { makeUpdate } from '#node/updates/make-update.ts'
import { expectOk } from '../support/results.ts'
import type { ContractDesk, GoodCalls } from './contract-desk.ts'
import { servedCode } from './network-calls.ts'

type Name = keyof typeof updateOperations

const SEED = Buffer.alloc(32, 9)
const ENTRY = 'start.mjs'

/** One well-formed input for each operation on the versions of the program. */
export const UPDATE_INPUTS: { readonly [Operation in Name]: InputOf<Operation> } = {
  'update.status': {},
  'update.take': { carrierId: '0123456789abcdef0123456789abcdef' },
  'update.fetch': {},
  'update.apply': {},
  'update.undo': {},
}

/** A program in a folder that good calls put there. */
export function programIn(room: string): InstalledProgram {
  return {
    folder: join(room, 'program'),
    runningVersion: '1.0.0',
    platform: 'linux-x64',
    releaseKeys: [Buffer.from(rawPublicKey(signingKeyFromSeed(SEED))).toString('hex')],
  }
}

const releaseOf = (version: string) => ({
  version,
  platform: 'linux-x64',
  leastVersion: '1.0.0',
  entry: ENTRY,
  releasedAtMs: 0,
})

/** Takes an update from a stick, lets it start next, and gives it up; fetches the next one from a hub. */
export function goodUpdateCalls({ engine, room, done }: ContractDesk): GoodCalls<Name> {
  return {
    'update.take': async () => {
      const [tree, stick] = [join(room(), 'tree'), join(room(), 'update-stick', CARRIER_PATHS.updates)]
      await mkdir(tree)
      await mkdir(stick, { recursive: true })
      await writeFile(join(tree, ENTRY), '')
      const first = { version: '1.0.0', entry: ENTRY }
      expectOk(await installProgram(tree, join(room(), 'program'), join(tree, ENTRY), first))
      const made = join(room(), 'made')
      await rename(
        made,
        join(stick, updateName(expectOk(await makeUpdate(tree, made, releaseOf('1.1.0'), SEED)))),
      )
      const carrierId = await engine().offerFolder(join(room(), 'update-stick'))
      expect(await done('update.take', { carrierId })).toMatchObject({ version: '1.1.0', isNew: true })
    },
    'update.apply': async () => {
      expect(await done('update.apply', {})).toEqual({ version: '1.1.0' })
    },
    'update.status': async () => {
      expect(await done('update.status', {})).toMatchObject({ current: '1.0.0', pending: '1.1.0' })
    },
    'update.undo': async () => {
      expect(await done('update.undo', {})).toEqual({ version: '1.0.0' })
    },
    'update.fetch': async () => {
      const ends: (() => Promise<void>)[] = []
      const folder = join(room(), 'carrying-hub')
      await done('sync.enrol', await servedCode(folder, ends))
      const made = join(room(), 'made')
      expectOk(await makeUpdate(join(room(), 'tree'), made, releaseOf('1.2.0'), SEED))
      expectOk(await keepUpdate(folder, made, programIn(room()).releaseKeys))
      expect(await done('update.fetch', {})).toMatchObject({ version: '1.2.0', isNew: true })
      await done('sync.unpin', { reason: 'tested' })
      for (const end of ends.reverse()) await end()
    },
  }
}
