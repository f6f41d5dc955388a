import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from './pdf-desk.ts'

/** A value of a PDF as `qpdf --json-output` writes it: names begin with `/`, references end in ` R`, texts with `u:` or `b:`. */
export type PdfValue =
  | null
  | boolean
  | number
  | string
  | readonly PdfValue[]
  | { readonly [key: string]: PdfValue }

export type PdfDict = { readonly [key: string]: PdfValue }

type Entry = {
  readonly value?: PdfValue
  readonly stream?: { readonly dict: PdfDict; readonly data: string }
}

/** All objects of a PDF, read by qpdf and not by us. */
export class PdfObjects {
  readonly #objects: { readonly [name: string]: Entry }
  readonly trailer: PdfDict

  constructor(bytes: Uint8Array) {
    const path = join(makeFolder(), 'document.pdf')
    writeFileSync(path, bytes)
    const args = ['--json-output=2', '--json-stream-data=inline', '--decode-level=generalized', path, '-']
    const json = execFileSync('qpdf', args, { encoding: 'utf8', maxBuffer: 512 * 1024 * 1024 })
    this.#objects = JSON.parse(json).qpdf[1]
    this.trailer = this.#objects.trailer?.value as PdfDict
  }

  /** Follows a reference; other values answer themselves, streams their dictionary. */
  get(value: PdfValue | undefined): PdfValue {
    if (typeof value !== 'string' || !/^\d+ \d+ R$/.test(value)) return value ?? null
    const entry = this.#objects[`obj:${value}`]
    return entry?.stream?.dict ?? entry?.value ?? null
  }

  dict(value: PdfValue | undefined): PdfDict {
    const found = this.get(value)
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as PdfDict) : {}
  }

  list(value: PdfValue | undefined): readonly PdfValue[] {
    const found = this.get(value)
    return Array.isArray(found) ? found : []
  }

  /** What a stream holds, without its compression. */
  stream(reference: PdfValue | undefined): Buffer {
    return Buffer.from(this.#objects[`obj:${reference}`]?.stream?.data ?? '', 'base64')
  }

  get catalog(): PdfDict {
    return this.dict(this.trailer['/Root'])
  }

  /** Every dictionary of the file with the reference that leads to it. */
  all(): { readonly reference: string; readonly dict: PdfDict; readonly isStream: boolean }[] {
    return Object.entries(this.#objects)
      .filter(([name]) => name.startsWith('obj:'))
      .map(([name, entry]) => {
        const reference = name.slice(4)
        return { reference, dict: this.dict(reference), isStream: entry.stream !== undefined }
      })
  }

  /** References of the pages, in order. */
  pages(node: PdfValue | undefined = this.catalog['/Pages']): string[] {
    const dict = this.dict(node)
    if (dict['/Type'] === '/Page') return [node as string]
    return this.list(dict['/Kids']).flatMap((kid) => this.pages(kid))
  }

  /** Content of a page. */
  content(page: string): string {
    const contents = this.dict(page)['/Contents']
    const parts = Array.isArray(contents) ? contents : [contents]
    return parts.map((part) => this.stream(part).toString('latin1')).join('\n')
  }
}
