import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { ZipEntry } from '../zip/open-zip.ts'

/** What is done with a part's elements. Names are without their prefix. */
export type XmlVisitor = {
  readonly open?: (name: string, attributes: { readonly [name: string]: string }) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

/** Thrown where a part is no XML or nests deeper than any spreadsheet does. */
export class XmlBrokenError extends Error {
  override readonly name = 'XmlBrokenError'
}

/** Deepest nesting of elements; ECMA-376 parts that hold cells nest fewer than ten. */
const MAX_DEPTH = 64

/**
 * Reads a part of a package as a stream of elements. Declared entities are never expanded: the library knows only the five of XML and
 * stops at any other.
 *
 * @param wants asked after each piece; `false` ends the reading early.
 */
export async function visitXml(
  entry: ZipEntry,
  maxBytes: number,
  visitor: XmlVisitor,
  wants: () => boolean = () => true,
): Promise<void> {
  const parser = new SaxesParser()
  let depth = 0
  parser.on('error', (error) => {
    throw new XmlBrokenError('broken XML', { cause: error })
  })
  parser.on('opentag', (tag: SaxesTagPlain) => {
    depth += 1
    if (depth > MAX_DEPTH) throw new XmlBrokenError('nests too deep')
    visitor.open?.(bareName(tag.name), tag.attributes)
  })
  parser.on('text', (text) => visitor.text?.(text))
  parser.on('cdata', (text) => visitor.text?.(text))
  parser.on('closetag', (tag: SaxesTagPlain) => {
    depth -= 1
    visitor.close?.(bareName(tag.name))
  })
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of entry.open(maxBytes)) {
    parser.write(decoder.decode(chunk, { stream: true }))
    if (!wants()) return
  }
  parser.write(decoder.decode())
  parser.close()
}

/** Finds an attribute by its name without prefix. */
export function attributeOf(
  attributes: { readonly [name: string]: string },
  name: string,
): string | undefined {
  if (Object.hasOwn(attributes, name)) return attributes[name]
  const found = Object.keys(attributes).find((key) => bareName(key) === name)
  return found === undefined ? undefined : attributes[found]
}

function bareName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
