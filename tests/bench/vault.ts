// What the vault costs at its size, as ratios within one run: `npm run bench:vault -- [--events N] [--only NAME,…] [--vault DIR]`.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { benchAppend } from './bench-append.ts'
import { makeStation } from './bench-engine.ts'
import { benchRebuild } from './bench-rebuild.ts'
import { benchUnlock } from './bench-unlock.ts'
import { benchVerify } from './bench-verify.ts'
import { fillVault } from './big-vault.ts'
import { indexWords, withVault } from './open-bench-vault.ts'
import { measure, note } from './side-by-side.ts'

const BENCHES: { readonly [name: string]: (folder: string) => Promise<void> } = {
  unlock: benchUnlock,
  append: (folder) => withVault(folder, (session) => benchAppend(session, folder)),
  verify: (folder) => withVault(folder, benchVerify),
  rebuild: (folder) => withVault(folder, benchRebuild),
}

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '100000' },
    // A vault that is kept for the next run; otherwise one is made and removed.
    vault: { type: 'string' },
    only: { type: 'string', default: Object.keys(BENCHES).join(',') },
  },
})
const events = Number(values.events)
const [first, ...others] = values.only.split(',').filter((name) => Object.hasOwn(BENCHES, name))
const folder = values.vault ?? join(await mkdtemp(join(tmpdir(), 'samnum-bench-')), 'vault')

try {
  if (first !== undefined && others.length === 0 && existsSync(folder)) await BENCHES[first]?.(folder)
  else {
    await makeVault()
    // Each in a process of its own, so that the memory of one is not that of another.
    for (const name of first === undefined ? [] : [first, ...others]) runAlone(name)
  }
} finally {
  if (values.vault === undefined) await rm(dirname(folder), { recursive: true })
}

async function makeVault(): Promise<void> {
  if (!existsSync(folder)) await makeStation(folder)
  await withVault(folder, async (session) => {
    const { value, took } = await measure(() => fillVault(session, events))
    if (value > 0) note(`${value} events made in ${(took.wallMs / 1000).toFixed(0)} s`)
    // What is measured afterwards shall not share the processor with it.
    const words = await measure(() => indexWords(session))
    note(`their words indexed in ${(words.took.wallMs / 1000).toFixed(0)} s`)
  })
}

function runAlone(name: string): void {
  const args = [fileURLToPath(import.meta.url), '--only', name, '--vault', folder]
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
