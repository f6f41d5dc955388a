import { constants } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { CarrierFailure } from '#app/ports/folder-carriers.ts'
import {
  BAG_DECLARATION,
  bagInfoText,
  type DigestsByPath,
  manifestText,
  PACKAGE_ALGORITHMS,
  type PackageAlgorithm,
} from '#core/export/bag-layout.ts'
import type { DigestHex } from '#core/ids.ts'
import { type PackageManifest, parseManifest } from '#core/packages/manifest.ts'
import { BAG_PATHS, chunkPath, expectedFiles, pieceCount, piecePath } from '#core/packages/package-layout.ts'
import type { SignedDocument, SignedDocumentFailure } from '#core/packages/signed-document.ts'
import { SYNC_LIMITS } from '#core/packages/sync-limits.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { startFileDigests } from '../../crypto/file-digests.ts'
import { startSha256 } from '../../crypto/primitives.ts'
import { attemptOnCarrier } from './carrier-failure.ts'

const PIECE_BYTES = 1024 * 1024

/** Why a folder is no whole package; `facts.path` is made by this program or lies in the folder: show it escaped. */
export type BagFailure =
  | CarrierFailure
  | SignedDocumentFailure
  | {
      readonly code: 'sync/file-missing' | 'sync/file-differs' | 'sync/file-unexpected' | 'sync/too-large'
      readonly facts?: { readonly path: string }
    }

/** A bag whose every byte is what its manifest and its payload demand. Whose manifest it is was not judged. */
export type WholeBag = {
  readonly folder: string
  readonly signed: SignedDocument<PackageManifest>
  /** Opens one file below `data`, by the path that `package-layout.ts` gives. It was whole when the bag was checked. */
  open(path: string): ReturnType<typeof openPlain>
}

/**
 * Checks a package's bag: that it has the files its manifest demands and no other, no links among them, with their sizes and digests,
 * and that every line of BagIt's own files is the one a writer would have written. Sizes are judged before anything is read.
 */
export async function checkBag(folder: string): Promise<Result<WholeBag, BagFailure>> {
  const listed = await attemptOnCarrier(() => listFiles(folder, ''))
  if (!listed.ok) return listed
  const files = listed.value
  const manifestSize = files.get(BAG_PATHS.manifest)
  if (manifestSize === undefined) return missing(BAG_PATHS.manifest)
  if (manifestSize !== 'special' && manifestSize > SYNC_LIMITS.manifestBytes)
    return wrong('sync/too-large', BAG_PATHS.manifest)
  const bytes = manifestSize === 'special' ? null : await readWhole(folder, BAG_PATHS.manifest, manifestSize)
  if (bytes === null) return wrong('sync/file-unexpected', BAG_PATHS.manifest)
  if (!bytes.ok) return bytes
  const signed = parseManifest(bytes.value)
  if (!signed.ok) return signed
  const manifest = signed.value.document
  const payload = [...expectedFiles(manifest), { path: BAG_PATHS.manifest, sizeBytes: bytes.value.length }]
  const demanded = new Map<string, number | null>(payload.map(({ path, sizeBytes }) => [path, sizeBytes]))
  for (const path of TAG_PATHS) demanded.set(path, null)
  const named = compareNames(files, demanded)
  if (!named.ok) return named
  const digests = await digestPayload(folder, manifest, payload)
  if (!digests.ok) return digests
  const tags = await compareTags(folder, manifest, payload, digests.value)
  if (!tags.ok) return tags
  return succeed({
    folder,
    signed: signed.value,
    open: (path) => openPlain(join(folder, ...path.split('/'))),
  })
}

const TAG_PATHS: readonly string[] = [
  'bagit.txt',
  'bag-info.txt',
  ...PACKAGE_ALGORITHMS.flatMap((name) => [`manifest-${name}.txt`, `tagmanifest-${name}.txt`]),
]

type Listed = ReadonlyMap<string, number | 'special'>

/** Most files a bag may have beside what lists them: whoever fills a stick with names is not followed through all of them. */
const MOST_FILES = SYNC_LIMITS.chunks + SYNC_LIMITS.objects * 64

async function listFiles(
  root: string,
  below: string,
  found = new Map<string, number | 'special'>(),
): Promise<Listed> {
  const entries = await readdir(join(root, below), { withFileTypes: true })
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (found.size > MOST_FILES) break
    if (entry.isDirectory() && path.split('/').length < 4) await listFiles(root, path, found)
    else if (entry.isFile()) found.set(path, (await lstat(join(root, path))).size)
    else found.set(path, 'special')
  }
  return found
}

function compareNames(files: Listed, demanded: ReadonlyMap<string, number | null>): Result<void, BagFailure> {
  for (const path of files.keys()) if (!demanded.has(path)) return wrong('sync/file-unexpected', path)
  for (const [path, sizeBytes] of demanded) {
    const found = files.get(path)
    if (found === undefined) return missing(path)
    if (found === 'special') return wrong('sync/file-unexpected', path)
    if (sizeBytes !== null && found !== sizeBytes) return wrong('sync/file-differs', path)
  }
  return succeed(undefined)
}

/** Digests each file once, and of the pieces of an object all of them together. */
async function digestPayload(
  folder: string,
  manifest: PackageManifest,
  payload: readonly { readonly path: string }[],
): Promise<Result<DigestsByPath, BagFailure>> {
  const digests = new Map<string, { readonly [Name in PackageAlgorithm]: string }>()
  const expected = expectedDigests(manifest)
  let whole = startSha256()
  for (const { path } of payload) {
    const running = startFileDigests(PACKAGE_ALGORITHMS)
    const read = await readThrough(folder, path, (bytes) => {
      running.update(bytes)
      whole.update(bytes)
    })
    if (!read.ok) return read
    digests.set(path, running.end())
    const demand = expected.get(path)
    if (demand === 'goes-on') continue
    const digestHex = whole.digest('hex')
    whole = startSha256()
    if (demand !== undefined && digestHex !== demand) return wrong('sync/file-differs', path)
  }
  return succeed(digests)
}

function expectedDigests({
  keys,
  chunks,
  objects,
}: PackageManifest): ReadonlyMap<string, DigestHex | 'goes-on'> {
  const expected = new Map<string, DigestHex | 'goes-on'>([[BAG_PATHS.keys, keys.digestHex]])
  chunks.forEach(({ digestHex }, at) => {
    expected.set(chunkPath(at + 1), digestHex)
  })
  for (const { objectId, sizeBytes, digestHex } of objects) {
    const pieces = pieceCount(sizeBytes)
    for (let number = 1; number <= pieces; number += 1)
      expected.set(piecePath(objectId, number), number === pieces ? digestHex : 'goes-on')
  }
  return expected
}

/** BagIt's own files follow from the rest to the last byte. */
async function compareTags(
  folder: string,
  { software, madeAtMs, vaultId, packageId }: PackageManifest,
  payload: readonly { readonly path: string; readonly sizeBytes: number }[],
  digests: DigestsByPath,
): Promise<Result<void, BagFailure>> {
  const paths = payload.map(({ path }) => path)
  const sizeBytes = payload.reduce((sum, file) => sum + file.sizeBytes, 0)
  const info = { software, exportedAtMs: madeAtMs, caseNumber: vaultId, exportId: packageId }
  const texts = new Map([
    ['bagit.txt', BAG_DECLARATION],
    ['bag-info.txt', bagInfoText({ ...info, payload: { sizeBytes, files: payload.length } })],
    ...PACKAGE_ALGORITHMS.map(
      (name) => [`manifest-${name}.txt`, manifestText(paths, name, digests)] as const,
    ),
  ])
  const tagDigests = new Map<string, { readonly [Name in PackageAlgorithm]: string }>()
  for (const [path, text] of texts) {
    const running = startFileDigests(PACKAGE_ALGORITHMS)
    running.update(Buffer.from(text))
    tagDigests.set(path, running.end())
  }
  const tagPaths = [...texts.keys()]
  for (const name of PACKAGE_ALGORITHMS)
    texts.set(`tagmanifest-${name}.txt`, manifestText(tagPaths, name, tagDigests))
  for (const [path, text] of texts) {
    const expected = Buffer.from(text)
    const read = await readWhole(folder, path, expected.length + 1)
    if (!read.ok) return read
    if (!expected.equals(read.value)) return wrong('sync/file-differs', path)
  }
  return succeed(undefined)
}

async function readWhole(
  folder: string,
  path: string,
  mostBytes: number,
): Promise<Result<Uint8Array, CarrierFailure>> {
  return await attemptOnCarrier(async () => {
    const handle = await openPlain(join(folder, ...path.split('/')))
    try {
      const into = new Uint8Array(mostBytes)
      const { bytesRead } = await handle.read(into, 0, mostBytes, 0)
      return into.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  })
}

async function readThrough(
  folder: string,
  path: string,
  take: (bytes: Uint8Array) => void,
): Promise<Result<void, CarrierFailure>> {
  return await attemptOnCarrier(async () => {
    const handle = await openPlain(join(folder, ...path.split('/')))
    try {
      const into = new Uint8Array(PIECE_BYTES)
      for (;;) {
        const { bytesRead } = await handle.read(into, 0, into.length)
        if (bytesRead === 0) return
        take(into.subarray(0, bytesRead))
      }
    } finally {
      await handle.close()
    }
  })
}

function openPlain(path: string) {
  return open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
}

function missing(path: string): Result<never, BagFailure> {
  return wrong('sync/file-missing', path)
}

function wrong(
  code: 'sync/file-missing' | 'sync/file-differs' | 'sync/file-unexpected' | 'sync/too-large',
  path: string,
): Result<never, BagFailure> {
  return fail({ code, facts: { path } })
}
