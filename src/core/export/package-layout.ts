import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { DigestHex } from '../ids.ts'
import { comparePaths } from '../text-safety/escape-path.ts'
import { encodeBagPath } from './bag-text.ts'

/** Where the parts of a package lie (`docs/format-export.md`). */
export const PACKAGE_PATHS = {
  ledger: 'data/ledger/disclosure.json',
  exhibitList: 'data/exhibits.json',
  exhibits: 'data/exhibits',
  reports: 'data/reports',
  records: 'data/records',
  letters: 'data/letters',
  paperList: 'data/papers.json',
  receipts: 'data/receipts.json',
  certificates: 'data/certificates.json',
  graph: 'data/case.jsonld',
  money: 'data/money.ftm.json',
  indicators: 'data/indicators.stix.json',
  tables: 'data/csv',
  withheld: 'data/withheld.json',
  withheldText: 'data/withheld.txt',
  verifier: 'verify.html',
  readMe: 'README.txt',
  /** Only in a package of a training vault. */
  training: 'data/TRAINING.txt',
} as const

/** The files beside `data/` that every package has, and no other but what a system leaves in a folder that somebody looked at. */
export const PACKAGE_TAG_FILES = [
  'bagit.txt',
  'bag-info.txt',
  'manifest-sha256.txt',
  'manifest-sha512.txt',
  'tagmanifest-sha256.txt',
  'tagmanifest-sha512.txt',
  PACKAGE_PATHS.readMe,
  PACKAGE_PATHS.verifier,
] as const

/** What the Finder and the Explorer write into a folder at whose top somebody looks; nobody reads it as a document. */
const LEFT_BY_SYSTEMS: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini'])

/**
 * What of a package's top a bag leaves open and a package does not: BagIt lets anybody add files beside the payload, and asks for no list of
 * those that are there.
 */
export function findTopStrangers(
  paths: readonly string[],
): readonly { readonly code: 'bag/file-missing' | 'bag/file-not-listed'; readonly path: string }[] {
  const known: ReadonlySet<string> = new Set(PACKAGE_TAG_FILES)
  const here = new Set(paths)
  const missing = PACKAGE_TAG_FILES.filter((path) => !here.has(path))
  const more = paths.filter(
    (path) =>
      !path.startsWith('data/') && path !== 'fetch.txt' && !known.has(path) && !LEFT_BY_SYSTEMS.has(path),
  )
  return [
    ...missing.map((path) => ({ code: 'bag/file-missing', path }) as const),
    ...more.map((path) => ({ code: 'bag/file-not-listed', path }) as const),
  ]
}

/** A file of a package with the SHA-256 of its bytes. */
export type DigestedFile = { readonly path: string; readonly sha256Hex: string }

/**
 * The digest by which the ledger knows what is in a package: SHA-256 over the lines `DIGEST  PATH`, sorted by the bytes of the paths, of every
 * file but the ledger's own extract, which holds the event that says it, and BagIt's own files, which follow from the rest.
 */
export function contentDigest(files: Iterable<DigestedFile>): DigestHex {
  const lines = [...files]
    // A disc or a system may hand back decomposed what was written composed (HFS+): the name is the same.
    .map(({ path, sha256Hex }) => ({ path: path.normalize('NFC'), sha256Hex }))
    .filter(({ path }) => isContent(path))
    .sort((a, b) => comparePaths(a.path, b.path))
    .map(({ path, sha256Hex }) => `${sha256Hex}  ${encodeBagPath(path)}\n`)
  return bytesToHex(sha256(utf8ToBytes(lines.join('')))) as DigestHex
}

/** Tells whether the content digest covers a file. */
export function isContent(path: string): boolean {
  if (path === PACKAGE_PATHS.ledger) return false
  return path.startsWith('data/') || path === PACKAGE_PATHS.verifier || path === PACKAGE_PATHS.readMe
}
