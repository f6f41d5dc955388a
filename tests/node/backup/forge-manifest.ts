import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { type CanonicalValue, canonicalBytes } from '#core/ledger/canonical-json.ts'

type Fields = { readonly [name: string]: CanonicalValue | undefined }

/** Changes a manifest and makes its digest fit, as whoever holds the stick and no key can. */
export async function forgeManifest(path: string, change: (manifest: Fields) => Fields): Promise<void> {
  const { digestHex: _, ...manifest } = JSON.parse(await readFile(path, 'utf8')) as Fields
  const forged = change(manifest)
  const digestHex = createHash('sha256').update(canonicalBytes(forged)).digest('hex')
  await writeFile(path, Buffer.concat([canonicalBytes({ ...forged, digestHex }), Buffer.from('\n')]))
}
