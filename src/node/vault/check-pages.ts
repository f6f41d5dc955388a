import { fstatSync, readSync } from 'node:fs'
import { makePageCheck, PAGE_SALT_BYTES } from '../crypto/page-authentication.ts'
import { PAGE_BYTES } from '../sqlite/vault-database.ts'

/** Pages read at once. */
const PAGES_AT_ONCE = 256

/** A page that is not as it was written, counted from 1, and where it begins in the file. */
export type DamagedPage = { readonly page: number; readonly offsetBytes: number }

/** How many pages a database file has; a rest that is no whole page counts as one. */
export function countPages(descriptor: number): number {
  return Math.ceil(fstatSync(descriptor).size / PAGE_BYTES)
}

/**
 * Checks every page of an encrypted database file, free ones included, by its authentication code, without SQLite. Yields
 * after each run of pages how many were read and which of them are damaged.
 */
export function* checkPages(
  descriptor: number,
  databaseKey: Uint8Array,
): Generator<{ readonly pages: number; readonly damaged: readonly DamagedPage[] }> {
  const sizeBytes = fstatSync(descriptor).size
  const salt = Buffer.alloc(PAGE_SALT_BYTES)
  readSync(descriptor, salt, 0, salt.length, 0)
  const isAuthentic = makePageCheck(databaseKey, salt)
  const buffer = Buffer.alloc(PAGES_AT_ONCE * PAGE_BYTES)
  for (let offset = 0; offset < sizeBytes; offset += buffer.length) {
    const readBytes = readSync(descriptor, buffer, 0, buffer.length, offset)
    const damaged: DamagedPage[] = []
    const pages = Math.ceil(readBytes / PAGE_BYTES)
    for (let index = 0; index < pages; index++) {
      const bytes = buffer.subarray(index * PAGE_BYTES, Math.min((index + 1) * PAGE_BYTES, readBytes))
      const page = offset / PAGE_BYTES + index + 1
      if (bytes.length < PAGE_BYTES || !isAuthentic(page, bytes)) {
        damaged.push({ page, offsetBytes: (page - 1) * PAGE_BYTES })
      }
    }
    yield { pages, damaged }
  }
}

/** The first damaged page of a database file, or `null`. */
export function firstDamagedPage(descriptor: number, databaseKey: Uint8Array): DamagedPage | null {
  for (const { damaged } of checkPages(descriptor, databaseKey)) {
    const first = damaged[0]
    if (first !== undefined) return first
  }
  return null
}
