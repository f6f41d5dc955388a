import { join } from 'node:path'
import * as z from 'zod'
import type { VaultSession } from '#app/vault-session.ts'
import type { OutputOf } from '#contract/operations.ts'
import { canonicalBytes } from '#core/ledger/canonical-json.ts'
import { equalBytes, hmacSha256 } from '../crypto/primitives.ts'
import { attemptOnDisk } from '../disk/disk-failure.ts'
import { writeFileDurably } from '../disk/durable-file.ts'
import { readUpTo } from '../disk/read-file.ts'
import { filesBehind } from '../vault/vault-files.ts'
import { BACKUP_FILE } from '../vault/vault-folder.ts'
import { backupKeyOf } from './backup-format.ts'

const MOST_BYTES = 1024

const record = z.strictObject({
  v: z.literal(1),
  generation: z.number().int().min(1),
  createdAtMs: z.number().int(),
  seq: z.number().int().min(1),
  objects: z.number().int().min(0),
  findings: z.number().int().min(0),
})
const sealed = z.strictObject({ record, macHex: z.string().regex(/^[0-9a-f]{64}$/) })

type Last = OutputOf<'backup.last'>['last']

/** Keeps in the vault's folder what is known of a backup that was just finished. That it cannot be kept is no failure of the backup. */
export async function noteLastBackup(
  session: VaultSession,
  { generation, createdAtMs, head, objects, findings }: OutputOf<'backup.write'>,
): Promise<void> {
  const last = { v: 1 as const, generation, createdAtMs, seq: head.seq, objects, findings: findings.length }
  const macHex = Buffer.from(macOf(session, last)).toString('hex')
  const bytes = Buffer.from(canonicalBytes({ record: last, macHex }))
  await attemptOnDisk(() => writeFileDurably(join(filesBehind(session).folder, BACKUP_FILE), bytes))
}

/** Reads it again; what somebody else wrote there is nothing. */
export async function readLastBackup(session: VaultSession): Promise<Last> {
  const read = await attemptOnDisk(() => readUpTo(join(filesBehind(session).folder, BACKUP_FILE), MOST_BYTES))
  if (!read.ok || read.value === null) return null
  const parsed = sealed.safeParse(jsonOf(read.value))
  if (!parsed.success) return null
  const { record: last, macHex } = parsed.data
  if (!equalBytes(Buffer.from(macHex, 'hex'), Buffer.from(macOf(session, last)))) return null
  const { v: _, ...known } = last
  return known
}

function macOf(session: VaultSession, last: z.output<typeof record>): Uint8Array {
  const key = backupKeyOf(filesBehind(session).keyring)
  const mac = hmacSha256(key, Buffer.concat([Buffer.from('last-backup\n'), canonicalBytes(last)]))
  key.fill(0)
  return mac
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return null
  }
}
