import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CanonicalValue, canonicalBytes } from '#core/ledger/canonical-json.ts'
import { sha256Hex } from '#node/crypto/primitives.ts'
import type { VaultHeader } from '#node/vault/vault-header.ts'

export const HEADER_COPIES = ['vault.json', 'vault.copy.json'] as const

/** The bytes of a header file of any content, with the digest that fits it, as an attacker can compute it too. */
export function headerBytesOf(content: object): Buffer {
  const digestHex = sha256Hex(canonicalBytes(content as CanonicalValue))
  return Buffer.concat([canonicalBytes({ ...content, digestHex } as CanonicalValue), Buffer.from('\n')])
}

/** The header of a vault without its digest. */
export async function readContent(folder: string, file: string = HEADER_COPIES[0]): Promise<VaultHeader> {
  const { digestHex: _, ...content } = JSON.parse(await readFile(join(folder, file), 'utf8'))
  return content
}

/** Writes both copies of a header. */
export async function writeHeaders(folder: string, bytes: Uint8Array): Promise<void> {
  for (const file of HEADER_COPIES) await writeFile(join(folder, file), bytes)
}
