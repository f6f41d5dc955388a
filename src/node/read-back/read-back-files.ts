import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { ReadBackPages } from '#app/read-back/read-back.ts'
import { READ_BACK_STYLE } from '#core/read-back/read-back-page.ts'

/** What a page on a second screen is made of: itself, its look and its letters. */
export type ReadBackFile = 'page' | 'style' | 'font'

/** A file of a page on a second screen. */
export type ReadBackAnswer = { readonly contentType: string; readonly bytes: Uint8Array }

const KHMER_FONT = '@expo-google-fonts/battambang/400Regular/Battambang_400Regular.ttf'
const PATH = /^\/read-back\/([0-9a-f]{32})\/(style\.css|khmer\.ttf)?$/

/** Reads the address of a file of a page on a second screen; `null` for any other. */
export function parseReadBackPath(
  path: string,
): { readonly pageId: string; readonly file: ReadBackFile } | null {
  const found = PATH.exec(path)
  if (found === null) return null
  const file = found[2] === undefined ? 'page' : found[2] === 'style.css' ? 'style' : 'font'
  return { pageId: found[1] ?? '', file }
}

/** Reads a file of a page that is shown; `null` where it is not shown any more. */
export function readReadBack(
  pages: Pick<ReadBackPages, 'find'>,
  pageId: string,
  file: ReadBackFile,
): ReadBackAnswer | null {
  const page = pages.find(pageId)
  if (page === null) return null
  if (file === 'page') return { contentType: 'text/html; charset=utf-8', bytes: Buffer.from(page) }
  if (file === 'style') return { contentType: 'text/css; charset=utf-8', bytes: Buffer.from(READ_BACK_STYLE) }
  return { contentType: 'font/ttf', bytes: readKhmerFont() }
}

function readKhmerFont(): Uint8Array {
  return readFileSync(createRequire(import.meta.url).resolve(KHMER_FONT))
}
