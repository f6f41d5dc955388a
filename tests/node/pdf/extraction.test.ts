import { describe, expect, it } from 'vitest'
import type { Block } from '#core/documents/document-tree.ts'
import { khmerNames, legalWords, ownKhmerNames } from './khmer-names.ts'
import { draw, extractLines, findSyntaxFaults, treeOf, uncompress } from './pdf-desk.ts'

const { names: places, isWhole } = khmerNames()
const names = [...new Set([...legalWords(), ...places])]
if (!isWhole)
  console.info(`../shared/gazetteer is not here: ${places.length} names of our own are tried instead`)

/** The first look tries every name, the others every tenth, and every name with SLOW=1: poppler is slow on large fonts. */
const STRIDE = process.env.SLOW === '1' ? 1 : 10

const LOOKS: readonly {
  readonly face: string
  readonly stride: number
  readonly toBlock: (name: string) => Block
}[] = [
  { face: 'Battambang', stride: 1, toBlock: (name) => ({ kind: 'paragraph', text: name }) },
  {
    face: 'Battambang Bold',
    stride: STRIDE,
    toBlock: (name) => ({ kind: 'paragraph', text: name, tone: 'strong' }),
  },
  { face: 'Moul', stride: STRIDE, toBlock: (name) => ({ kind: 'heading', level: 1, text: name }) },
]

describe('the text layer', () => {
  for (const { face, stride, toBlock } of LOOKS) {
    it(`gives back legal words and Khmer names as typed and in order, drawn in ${face}`, async () => {
      const tried = names.filter((_, index) => index % stride === 0)
      const { bytes } = await draw(treeOf(tried.map(toBlock)))
      const extracted = extractLines(bytes).map((line) => line.normalize('NFC'))
      expect(extracted).toEqual(tried.map((name) => name.normalize('NFC')))
      expect(findSyntaxFaults(bytes)).toBe('')
    })
  }

  it('spells every cluster even for readers that ignore the text of whole lines', async () => {
    const { bytes } = await draw(treeOf(ownKhmerNames().map((text) => ({ kind: 'paragraph', text }))))
    const open = uncompress(bytes)
    const without = open.replace(/\/ActualText <[0-9a-f]+>/g, (entry) => ' '.repeat(entry.length))
    expect(without).not.toBe(open)
    expect(extractLines(Buffer.from(without, 'latin1'))).toEqual(ownKhmerNames())
  })

  it('joins the lines of a long Khmer text into what was typed', async () => {
    const text = ownKhmerNames().join('').repeat(6)
    const { bytes } = await draw(treeOf([{ kind: 'paragraph', text }]))
    const lines = extractLines(bytes)
    expect(lines.length).toBeGreaterThan(20)
    expect(lines.join('')).toBe(text)
  })

  it('gives back 64 hex digits of a digest as one word where they fit a line', async () => {
    const digestHex = 'fedcba9876543210'.repeat(4)
    const { bytes } = await draw(treeOf([{ kind: 'paragraph', text: { digestHex } }], { languages: 'en' }))
    expect(extractLines(bytes)).toContain(digestHex)
  })
})
