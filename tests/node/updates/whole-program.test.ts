import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeFolderCarrier } from '#node/carriers/folder/folder-carrier.ts'
import { keepUpdate, putUpdatesOnStick } from '#node/hub-store/hub-updates.ts'
import { makeFolderProgramUpdates } from '#node/updates/folder-program-updates.ts'
import { installProgram } from '#node/updates/install-program.ts'
import { makeUpdate } from '#node/updates/make-update.ts'
import { makeReleaseKey, readReleaseSeed } from '#node/updates/release-key-file.ts'
import { THIS_PLATFORM } from '#node/updates/this-program.ts'
import { expectOk } from '../../support/results.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const ENTRY = 'src/cli/samnum.mjs'
const PASSPHRASE = 'a long passphrase'

let room = ''
let program = ''
beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'samnum-program-'))
  program = join(room, 'program')
  await writeFile(join(room, 'passphrase'), `${PASSPHRASE}\n`)
})
afterAll(() => rm(room, { recursive: true, force: true }))

/** The command line's own tree: what a release of it would hold beside its packages. */
async function makeTree(version: string, releaseKey: string): Promise<string> {
  const tree = join(room, `tree-${version}`)
  await mkdir(tree)
  await cp(join(ROOT, 'src'), join(tree, 'src'), { recursive: true })
  await cp(join(ROOT, 'resources'), join(tree, 'resources'), { recursive: true })
  const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
  await writeFile(join(tree, 'package.json'), JSON.stringify({ ...manifest, version }))
  await writeFile(join(tree, 'resources/release-keys.json'), JSON.stringify({ v: 1, keys: [releaseKey] }))
  return tree
}

// A release has its packages in its own tree; here every version is given those of the checkout.
const bringPackages = (version: string) =>
  symlink(join(ROOT, 'node_modules'), join(program, 'versions', version, 'node_modules'))

type Ran = { readonly out: string; readonly error: string; readonly code: number | null }

async function run(script: string, ...args: string[]): Promise<Ran> {
  return await new Promise((resolve) => {
    const environment = { PATH: process.env.PATH, LANG: 'en_US.UTF-8', XDG_STATE_HOME: join(room, 'state') }
    const child = spawn(process.execPath, [script, ...args], { env: environment })
    let [out, error] = ['', '']
    child.stdout.on('data', (bytes) => (out += bytes))
    child.stderr.on('data', (bytes) => (error += bytes))
    child.on('close', (code) => resolve({ out, error, code }))
  })
}
const samnum = (...args: string[]) => run(join(program, 'samnum.mjs'), ...args)

it('the command line itself is updated from a stick, comes up, and goes back from one that does not', async () => {
  const key = join(room, 'release.key')
  const publicKey = expectOk(await makeReleaseKey(key))
  const seed = expectOk(await readReleaseSeed(key))
  const first = { version: '0.2.0', entry: ENTRY }
  const launcher = join(ROOT, 'src/cli/launch.mjs')
  expectOk(await installProgram(await makeTree('0.2.0', publicKey), program, launcher, first))
  await bringPackages('0.2.0')

  // Headquarters keeps it for stations and lays it on a stick.
  const [hub, stick] = [join(room, 'hub'), join(room, 'stick')]
  await mkdir(hub)
  await mkdir(stick)
  const carry = async (version: string, tree: string) => {
    const file = join(room, `${version}.samupdate`)
    const release = { version, platform: THIS_PLATFORM, leastVersion: '0.2.0', entry: ENTRY, releasedAtMs: 0 }
    expectOk(await makeUpdate(tree, file, release, seed))
    expectOk(await keepUpdate(hub, file, [publicKey]))
    expectOk(await putUpdatesOnStick(hub, stick))
  }
  await carry('0.3.0', await makeTree('0.3.0', publicKey))
  expect(await samnum('update', 'take', '--folder', stick)).toMatchObject({ error: '', code: 0 })
  expect(await samnum('update', 'apply')).toMatchObject({ error: '', code: 0 })
  await bringPackages('0.3.0')
  const withPassphrase = ['--passphrase-file', join(room, 'passphrase')]
  const create = ['vault', 'create', join(room, 'vault'), '--user', 'សុខ វណ្ណា', '--kdf-memory', '64']
  expect(await samnum(...create, ...withPassphrase)).toMatchObject({ code: 0 })
  const book = async () => JSON.parse(await readFile(join(program, 'program.json'), 'utf8'))
  expect(await book()).toMatchObject({ current: '0.3.0', previous: '0.2.0', trial: null, highest: '0.3.0' })

  const broken = await makeTree('0.4.0', publicKey)
  await writeFile(join(broken, 'src/cli/run-samnum.ts'), 'this is no program')
  await carry('0.4.0', broken)
  const installed = {
    folder: program,
    runningVersion: '0.3.0',
    platform: THIS_PLATFORM,
    releaseKeys: [publicKey],
  }
  const updates = makeFolderProgramUpdates(installed)
  const work = { signal: new AbortController().signal, onProgress: () => {} }
  expectOk(await updates.take(expectOk(await makeFolderCarrier(stick).updatePaths()), work))
  expectOk(await updates.apply())
  await bringPackages('0.4.0')
  const ran = await samnum('--version')
  expect(ran).toMatchObject({ out: '0.3.0\n', code: 0 })
  expect(ran.error).toContain('Version 0.4.0 does not come up, so Samnum went back to version 0.3.0.')
  expect(await book()).toMatchObject({ current: '0.3.0', failed: ['0.4.0'], trial: null })
}, 240_000)
