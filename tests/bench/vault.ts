// What the vault costs at its size, as ratios within one run: `npm run bench:vault -- [--events N] [--only NAME,…] [--vault DIR]`.
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchAppend } from './bench-append.ts'
import { makeStation } from './bench-engine.ts'
import { benchRebuild } from './bench-rebuild.ts'
import { benchUnlock } from './bench-unlock.ts'
import { benchVerify } from './bench-verify.ts'
import { fillVault } from './big-vault.ts'
import { withVault } from './open-bench-vault.ts'
import { measure, note } from './side-by-side.ts'

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '100000' },
    // A vault that is kept for the next run; otherwise one is made and removed.
    vault: { type: 'string' },
    only: { type: 'string', default: 'append,unlock,verify,rebuild' },
  },
})
const events = Number(values.events)
const asked = values.only.split(',')
const folder = values.vault ?? join(await mkdtemp(join(tmpdir(), 'samnum-bench-')), 'vault')

try {
  if (!existsSync(folder)) await makeStation(folder)
  await withVault(folder, async (session) => {
    const { value, took } = await measure(() => fillVault(session, events))
    if (value > 0) note(`${value} events made in ${(took.wallMs / 1000).toFixed(0)} s`)
  })
  if (asked.includes('unlock')) await benchUnlock(folder)
  if (asked.includes('verify')) await withVault(folder, benchVerify)
  if (asked.includes('rebuild')) await withVault(folder, benchRebuild)
  if (asked.includes('append')) await withVault(folder, (session) => benchAppend(session, folder))
} finally {
  if (values.vault === undefined) await rm(dirname(folder), { recursive: true })
}
