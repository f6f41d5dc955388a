import { lstat, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { RollbackWitness, SeenHead } from '#app/ports/rollback-witness.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { DigestHex } from '#core/ids.ts'
import { canonicalBytes, parseCanonical } from '#core/ledger/canonical-json.ts'
import { equalBytes, hkdfSha256, hmacSha256 } from '../crypto/primitives.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import { PRIVATE_FOLDER, writeFileDurably } from '../disk/durable-file.ts'
import { readUpTo } from '../disk/read-file.ts'
import { filesBehind } from '../vault/vault-files.ts'

const FORMAT = 'samnum-witness'
const VERSION = 1
/** A witness has about 300 bytes. */
const MAX_BYTES = 1024
const LINE_FEED = Buffer.from('\n')

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`))
const shape = z.strictObject({
  format: z.literal(FORMAT),
  v: z.literal(VERSION),
  vaultId: hex(32),
  seq: z.number().int().min(1),
  hashHex: hex(64),
  macHex: hex(64),
})

/**
 * Witnesses in a folder of the machine's own, one small file for each vault, named by its id (`docs/format.md`, section Witness).
 *
 * Each is authenticated under a key that only the open vault gives, so that nobody else can make one accuse. Errors of the disk and
 * whatever else stands at its place are passed over in silence: a witness must not keep anybody from their vault.
 */
export function makeFolderRollbackWitness(folder: string): RollbackWitness {
  return {
    async recall(session) {
      try {
        const path = join(folder, session.vaultId)
        // Looked at before opening: opening a FIFO that nobody writes to would wait for ever.
        if (!(await lstat(path)).isFile()) return null
        const bytes = await readUpTo(path, MAX_BYTES)
        return bytes === null ? null : parseWitness(session, bytes)
      } catch (error) {
        errnoOf(error)
        return null
      }
    },
    async remember(session, head) {
      const bytes = witnessBytes(session, head)
      try {
        await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER })
        await writeFileDurably(join(folder, session.vaultId), bytes)
      } catch (error) {
        errnoOf(error)
      }
    },
  }
}

function witnessBytes(session: VaultSession, { seq, hashHex }: SeenHead): Uint8Array {
  const facts = { format: FORMAT, v: VERSION, vaultId: session.vaultId, seq, hashHex }
  return Buffer.concat([canonicalBytes({ ...facts, macHex: macHexOf(session, facts) }), LINE_FEED])
}

function parseWitness(session: VaultSession, bytes: Uint8Array): SeenHead | null {
  if (bytes.at(-1) !== LINE_FEED[0]) return null
  const value = parseCanonical(bytes.subarray(0, -1))
  const witness = shape.safeParse(value.ok ? value.value : null)
  if (!witness.success) return null
  const { macHex, ...facts } = witness.data
  if (facts.vaultId !== session.vaultId) return null
  const expected = Buffer.from(macHexOf(session, facts), 'hex')
  if (!equalBytes(expected, Buffer.from(macHex, 'hex'))) return null
  return { seq: facts.seq, hashHex: facts.hashHex as DigestHex }
}

function macHexOf(session: VaultSession, facts: Readonly<Record<string, string | number>>): string {
  const { headKey } = filesBehind(session).keyring
  const key = hkdfSha256(headKey, new Uint8Array(0), 'samnum/v1/witness', 32)
  return Buffer.from(hmacSha256(key, canonicalBytes(facts))).toString('hex')
}
