import { readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { copyVault, makeClosedVault, openDesk, PASSPHRASE, unlock, whenFileEnds } from '../../support/make-vault.ts'
import { propertyRuns } from '../../support/property-runs.ts'
import { startVaultChild } from './run-vault-child.ts'

const WAL = 'ledger.db-wal'
const APPENDS = 6
const WAL_HEADER_BYTES = 32
const FRAME_BYTES = 24 + 4096

const atEnd = whenFileEnds()
let closed: string
let acknowledgedSeq: number
let walBytes: number
const beforeKill = { folder: '' }

beforeAll(async () => {
  closed = await makeClosedVault(atEnd)
})

/** A vault whose process was killed after some complaints had been acknowledged, all of them still in the journal. */
async function makeKilledVault(): Promise<string> {
  if (beforeKill.folder === '') {
    const folder = join(closed, '..', 'killed')
    await (await import('node:fs/promises')).cp(closed, folder, { recursive: true })
    const { child, printed, ended } = startVaultChild({ task: 'append', folder, times: `${APPENDS}`, text: 'x' })
    acknowledgedSeq = (await printed('complaint.add', APPENDS)).seq
    child.kill('SIGKILL')
    await ended
    beforeKill.folder = folder
    walBytes = (await stat(join(folder, WAL))).size
  }
  return await copyVault(beforeKill.folder)
}
