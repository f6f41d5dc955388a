import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Block, Phrase } from '#core/documents/document-tree.ts'
import { findBrokenClauses } from './archive-clauses.ts'
import { draw, makeFolder, SOME_DIGEST, treeOf, uncompress } from './pdf-desk.ts'

const phrase = (text: string): Phrase => ({ km: `ក${text}`, en: text })

const BLOCKS: readonly Block[] = [
  { kind: 'letterhead', institution: [phrase('unit')], reference: ['លេខ ១'] },
  { kind: 'title', text: phrase('title'), about: 'about' },
  { kind: 'heading', level: 1, text: phrase('first') },
  { kind: 'paragraph', text: phrase('said'), tone: 'quotation' },
  { kind: 'heading', level: 3, text: phrase('deep') },
  { kind: 'list', ordered: true, points: [phrase('point'), ['plain', phrase('second')]] },
  { kind: 'key-values', rows: [{ label: phrase('label'), value: 'محمد 12' }] },
  { kind: 'notice', tone: 'caution', heading: phrase('notice'), text: [phrase('care')] },
  {
    kind: 'table',
    summary: phrase('summary'),
    columns: [
      { heading: phrase('one'), width: { share: 1 } },
      { heading: phrase('two'), width: { share: 1 } },
    ],
    rows: Array.from({ length: 30 }, (_, row) => ({
      cells: [`row ${row}`, ''],
      beneath: [{ label: phrase('hash'), value: { digestHex: SOME_DIGEST } }],
    })),
    whenEmpty: phrase('none'),
  },
  { kind: 'signatures', intro: phrase('done'), signers: [{ role: phrase('officer'), mark: 'signature' }] },
]

const FOOT = { caseNumber: '2026-0001', ledgerHeadHex: SOME_DIGEST, everyPageSigners: [phrase('victim')] }

function readStructure(bytes: Uint8Array): string[] {
  const path = join(makeFolder(), 'document.pdf')
  writeFileSync(path, bytes)
  const text = execFileSync('pdfinfo', ['-struct-text', path], { encoding: 'utf8', maxBuffer: 1e8 })
  return text.split('\n').map((line) => line.replace(/ \((block|inline)\)/, '').trimEnd())
}

describe('the structure of a document', () => {
  it('holds every clause of PDF/A-3a that is checked, in each language and for an empty document', async () => {
    for (const languages of ['km', 'en', 'km+en'] as const) {
      const { bytes } = await draw(treeOf(BLOCKS, { languages, foot: FOOT }))
      expect(findBrokenClauses(bytes)).toEqual([])
    }
    expect(findBrokenClauses((await draw(treeOf([]))).bytes)).toEqual([])
  })

  it('names what each block is, in reading order, and the language of what is not Khmer', async () => {
    const { bytes } = await draw(treeOf(BLOCKS.slice(0, 6), { languages: 'km+en', foot: FOOT }))
    const read = readStructure(bytes)
    const from = read.indexOf('    H1')
    expect(read.slice(from).map((line) => line.trim())).toEqual(
      [
        'H1',
        '"កtitle"',
        'Span',
        '"title"',
        'P',
        '"about"',
        'H2',
        '"កfirst"',
        'Span',
        '"first"',
        'BlockQuote',
      ].concat(
        [
          'P',
          '"កsaid"',
          'Span',
          '"said"',
          'H3',
          '"កdeep"',
          'Span',
          '"deep"',
          'L:',
          '/ListNumbering /Decimal',
          'LI',
        ],
        [
          'Lbl',
          '"១."',
          'LBody',
          '"កpoint"',
          'Span',
          '"point"',
          'LI',
          'Lbl',
          '"២."',
          'LBody',
          '"plain"',
          'Span',
        ],
        ['"កsecond"', 'Span', '"second"', ''],
      ),
    )
    expect(read.join('\n')).not.toContain('2026-0001')
    expect(uncompress(bytes)).toMatch(/\/Lang \(en\)[\s\S]{0,80}\/S \/Span/)
  })

  it('gives each row the cells of its table and counts a repeated heading row once', async () => {
    const { bytes, pages } = await draw(treeOf(BLOCKS.slice(8, 9), { languages: 'en' }))
    expect(pages).toBeGreaterThan(1)
    const read = readStructure(bytes).map((line) => line.trim())
    const count = (wanted: string) => read.filter((line) => line === wanted).length
    expect([count('TR'), count('TH:'), count('/Scope /Column'), count('TD'), count('TD:')]).toEqual([
      61, 2, 2, 60, 30,
    ])
    expect(count('"one"')).toBe(1)
    expect(read.filter((line) => line.startsWith('"row '))).toHaveLength(30)
    expect(findBrokenClauses(bytes)).toEqual([])
  })

  it('says a text that runs from right to left in the order in which it is read', async () => {
    const { bytes } = await draw(treeOf(BLOCKS.slice(6, 7)))
    const hex = [...'محمد 12'].map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0')).join('')
    expect(uncompress(bytes)).toContain(`/ActualText <feff${hex}>`)
  })
})

/** Faults of one length each, so that no offset moves, and the clause that finds each. */
const FAULTS: readonly (readonly [string, string, string])[] = [
  ['/Marked true', '/Marked null', '6.7.2.2 mark information'],
  ['/S /H1', '/S /Hx', '6.7.3 structure'],
  ['/MCID 3>>', '/MCID 9>>', '6.7.3 structure'],
  ['/Artifact <<', '/Artifice <<', '6.7.3 structure'],
  ['/Lang (en)\n', '/Lang (1n)\n', '6.7.4 natural language'],
  ['<pdfaid:conformance>A<', '<pdfaid:conformance>B<', '6.6.4 version and conformance'],
  ['/ToUnicode', '/ToUnicore', '6.2.11.7.2 Unicode character maps'],
  ['/FontFile2', '/FontFile9', '6.2.11.4 embedding'],
  ['/CIDToGIDMap', '/CIDToGIDMat', '6.2.11.3 composite fonts'],
  ['/GTS_PDFA1', '/GTS_PDFX1', '6.2.3 output intent'],
  ['/ID [', '/IX [', '6.1.3 trailer'],
]

describe('the check of the clauses', () => {
  it('finds each planted fault', async () => {
    const open = uncompress((await draw(treeOf(BLOCKS, { languages: 'km+en', foot: FOOT }))).bytes)
    expect(
      findBrokenClauses(Buffer.from(open, 'latin1')).filter(({ clause }) => clause !== '6.1.2 header'),
    ).toEqual([])
    for (const [right, wrong, clause] of FAULTS) {
      expect(open).toContain(right)
      const broken = findBrokenClauses(Buffer.from(open.replace(right, wrong), 'latin1'))
      expect(broken.map((one) => one.clause)).toContain(clause)
    }
  })
})
