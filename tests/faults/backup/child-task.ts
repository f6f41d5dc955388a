/** Backs a vault up, or restores it, in a process of its own that may kill itself, and prints the outcome as a line of JSON. */
import { writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openFolderMedium } from '#node/backup/folder-medium.ts'
import { restoreBackup } from '#node/backup/restore-backup.ts'
import { writeBackup } from '#node/backup/write-backup.ts'
import { makeSystemClock } from '#node/engine/system-clock.ts'
import { Attempts } from '#node/vault/attempts.ts'
import { unlockVault } from '#node/vault/unlock-vault.ts'
import { watchMedium } from './failing-medium.ts'

const { values } = parseArgs({
  options: {
    task: { type: 'string' },
    stick: { type: 'string', default: '' },
    vault: { type: 'string', default: '' },
    passphrase: { type: 'string', default: '' },
    'part-bytes': { type: 'string' },
    'kill-before': { type: 'string', default: '0' },
  },
})

const work = { signal: new AbortController().signal, onProgress: () => {} }
const partBytes = Number(values['part-bytes'])
const killBefore = Number(values['kill-before'])
let reads = 0
const { medium } = watchMedium(
  openFolderMedium(values.stick),
  (step) => {
    if (values.task === 'write' && step === killBefore) process.kill(process.pid, 'SIGKILL')
  },
  () => {
    reads += 1
    if (values.task === 'restore' && reads === killBefore) process.kill(process.pid, 'SIGKILL')
  },
)

async function run(): Promise<unknown> {
  if (values.task === 'restore') {
    const target = values.vault
    return await restoreBackup({ medium, target, generation: null, credentials: null, work, partBytes })
  }
  const clock = makeSystemClock()
  const tools = { attempts: new Attempts(values.vault, clock), keychain: null }
  const session = await unlockVault(values.vault, { passphrase: values.passphrase }, { clock }, tools)
  if (!session.ok) return session
  return await writeBackup({ session: session.value, medium, keep: 2, readsAll: false, work, partBytes })
}

writeSync(1, `${JSON.stringify(await run())}\n`)
