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
  graph: 'data/case.jsonld',
  money: 'data/money.ftm.json',
  indicators: 'data/indicators.stix.json',
  tables: 'data/csv',
  withheld: 'data/withheld.json',
  withheldText: 'data/withheld.txt',
  verifier: 'verify.html',
  readMe: 'README.txt',
} as const

/** A file of a package with the SHA-256 of its bytes. */
export type DigestedFile = { readonly path: string; readonly sha256Hex: string }

/**
 * The digest by which the ledger knows what is in a package: SHA-256 over the lines `DIGEST  PATH`, sorted by the bytes of the paths, of every
 * file but the ledger's own extract, which holds the event that says it, and BagIt's own files, which follow from the rest.
 */
export function contentDigest(files: Iterable<DigestedFile>): DigestHex {
  const lines = [...files]
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
