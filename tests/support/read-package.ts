import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LineSplitter } from '#core/export/line-splitter.ts'
import { DisclosureCheck } from '#core/ledger/disclosure-check.ts'
import { MAX_LINE_BYTES } from '#core/ledger/disclosure-format.ts'
import { makeNativeEventCrypto } from '#node/crypto/native-event-crypto.ts'
import { filesIn } from './rewrite-lists.ts'

const LEDGER = 'data/ledger/disclosure.json'

/** How a PDF is opened: its text as a reader extracts it, the whole of it without compression, and the files within. */
export type OpenPdf = (bytes: Uint8Array) => readonly string[]

/** Everything that stands in a package, by where: names of files, files as they are, PDF documents opened, and what the extract of the ledger opens. */
export async function readPackage(path: string, openPdf: OpenPdf): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const files = await filesIn(path)
  found.set('names of files', files.join('\n'))
  for (const file of files) {
    const bytes = await readFile(join(path, file))
    const texts = file.endsWith('.pdf') ? openPdf(bytes) : file === LEDGER ? openLedger(bytes) : []
    found.set(file, [bytes.toString('utf8'), ...texts].join('\n'))
  }
  return found
}

function openLedger(bytes: Uint8Array): readonly string[] {
  const opened: unknown[] = []
  const check = new DisclosureCheck(makeNativeEventCrypto(), [], {
    onEvent: (event) => void opened.push(event),
    onWithheld: () => {},
  })
  const lines = new LineSplitter(check, MAX_LINE_BYTES)
  lines.take(bytes)
  lines.end()
  return [...opened, check.finish()].map((one) => JSON.stringify(one))
}

/** Where a text stands in what was read, in UTF-8, in UTF-16 as PDF strings have it, or in hexadecimal. Blanks do not matter: lines break anywhere. */
export function placesOf(text: string, read: ReadonlyMap<string, string>): readonly string[] {
  const wide = Buffer.from(text, 'utf16le').swap16()
  const writings = [
    withoutBlanks(text),
    ...[wide.toString('hex'), wide.toString('hex').toUpperCase(), Buffer.from(text).toString('hex')],
  ]
  return [...read].flatMap(([place, whole]) => {
    const plain = withoutBlanks(whole)
    return writings.some((writing) => plain.includes(writing)) || whole.includes(wide.toString('latin1'))
      ? [place]
      : []
  })
}

function withoutBlanks(text: string): string {
  return text.normalize('NFC').replaceAll(/[\s\u200b]+/g, '')
}
