import { contextOf, findIdentifiers } from '#core/parsing/find-identifiers.ts'
import { decodeText } from './decode-text.ts'
import type { Parser } from './parser.ts'

const MAX_BYTES = 64 * 1024 * 1024
/** Between two looks at how much is on its way. */
const LINES_AT_ONCE = 2000

/** Reads any text for the identifiers that stand in it, line by line. */
export const textParser: Parser = {
  name: 'text',
  version: '1',
  options: ['encoding'],
  async parse({ evidence, options, out }) {
    const decoded = decodeText(await evidence.readAll(MAX_BYTES), options.encoding)
    if (decoded.isWrong) out.warn('text/wrong-encoding', { raw: decoded.encoding })
    const position = { kind: 'bytes', offset: 0, length: evidence.sizeBytes } as const
    out.add('facts', { position, name: 'text/encoding', value: decoded.encoding })
    let line = 0
    for (const [text] of decoded.text.matchAll(/[^\n]*(?:\n|$)/g)) {
      if (text === '') break
      line++
      for (const found of findIdentifiers(text)) {
        const { kind, raw, normalised } = found
        out.add('identifiers', {
          position: { kind: 'line', line },
          kind,
          raw,
          normalised,
          context: contextOf(text, found),
        })
      }
      if (line % LINES_AT_ONCE === 0) await out.settle()
    }
    out.add('facts', { position, name: 'text/lines', value: String(line) })
    return undefined
  },
}
