import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../../../../src/renderer/text/catalogue.ts'
import { en } from '../../../../src/renderer/text/en.ts'
import { km } from '../../../../src/renderer/text/km.ts'

type Leaf = string | ((...facts: never[]) => string)

/** Every text of a catalogue by its path. */
function leavesOf(catalogue: Catalogue): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>()
  const visit = (node: unknown, path: string) => {
    if (typeof node === 'string' || typeof node === 'function') leaves.set(path, node as Leaf)
    else for (const [name, inner] of Object.entries(node as object)) visit(inner, `${path} ${name}`.trim())
  }
  visit(catalogue, '')
  return leaves
}

/** What each text says. */
function textsOf(catalogue: Catalogue): Map<string, string[]> {
  return new Map([...leavesOf(catalogue)].map(([path, leaf]) => [path, sayings(leaf)]))
}

function sayings(leaf: Leaf): string[] {
  if (typeof leaf === 'string') return [leaf]
  // None, one and many: a wrong plural shows in one of them.
  return [0, 1, 12_345].map((count) => {
    const facts = Array.from({ length: leaf.length }, () => count)
    return (leaf as (...facts: number[]) => string)(...facts)
  })
}

// Names that are written the same in Khmer: of programs, standards, keys, formats, networks and fonts.
const NAMES_IN_KHMER = [
  'Samnum',
  'AGE-SECRET-KEY-1',
  'age1',
  'USB',
  'SHA-256',
  'PDF',
  'Ctrl+L',
  'Ctrl',
  'Shift',
  'Alt',
  'Enter',
  'Esc',
  'Bitcoin',
  'Ethereum',
  'Tron',
  'IBAN',
  'IMEI',
  'ICCID',
  'ACPO',
  'HTML',
  'JSON',
  // A command to type.
  'samnum schema playbook',
  // A serial number as an example.
  'SN123',
  'https',
  'MRZ',
  'KHQR',
  'UTC',
  'JPEG',
  'PNG',
  // A name in Latin letters as an example of what is found.
  'Sophea',
  'Battambang',
  'Moul',
  'Noto Sans',
  'SIL Open Font License 1.1',
  'QR',
  'http://',
]

describe('the catalogues', () => {
  const khmer = textsOf(km)
  const english = textsOf(en)

  it('name the same texts in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...khmer.keys()].sort())
  })

  it('take the same facts in both languages', () => {
    const factsOf = (catalogue: Catalogue) =>
      [...leavesOf(catalogue)]
        .map(([path, leaf]) => [path, typeof leaf === 'function' ? leaf.length : 'none'])
        .sort()
    expect(factsOf(en)).toEqual(factsOf(km))
  })

  it('leave nothing empty', () => {
    const empty = [...khmer, ...english].filter(([, said]) => said.some((text) => text.trim() === ''))
    expect(empty.map(([path]) => path)).toEqual([])
  })

  it('have no English left in Khmer', () => {
    const foreign = [...khmer].filter(([path, said]) => {
      if (path.endsWith(' appNameLatin')) return false
      return said.some((text) =>
        /[A-Za-z]{2,}/.test(NAMES_IN_KHMER.reduce((rest, name) => rest.replaceAll(name, ''), text)),
      )
    })
    expect(foreign).toEqual([])
  })

  it('have no Khmer in English but the name itself and the sign of the riel', () => {
    const foreign = [...english].filter(
      ([path, said]) =>
        path !== 'window appName' &&
        said.some((text) => /[\u1780-\u17ff]/.test(text.replaceAll('សំណុំរឿង', '').replaceAll('៛', ''))),
    )
    expect(foreign).toEqual([])
  })

  it('write Khmer without invisible characters and with one spelling of its words', () => {
    // Both subscripts look alike; search and the failure texts use the second.
    const spellings = [/បណ្តឹង/, /ប្តូរ/, /ម្តង/, /ស្តារ/, /ផ្តល់/, /\u200b|\u200c|\u200d|\u00ad/]
    const wrong = [...khmer].filter(([, said]) =>
      said.some((text) => spellings.some((spelling) => spelling.test(text))),
    )
    expect(wrong).toEqual([])
  })

  it('write numbers in Khmer digits in Khmer and in Latin ones in English', () => {
    expect(km.cases.found(1250)).toBe('រកឃើញ ១.២៥០ សំណុំរឿង')
    expect(en.cases.found(1250)).toBe('1,250 case files found')
    expect(en.cases.found(1)).toBe('1 case file found')
  })
})
