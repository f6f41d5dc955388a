import { describe, expect, it } from 'vitest'
import type { DocumentTree } from '#core/documents/document-tree.ts'
import { findBrokenClauses } from './archive-clauses.ts'
import { ask, CREATED_AT_MS, draw, findSyntaxFaults, SOME_DIGEST, treeOf, uncompress } from './pdf-desk.ts'

const HOSTILE_TITLE = 'ករណី <script>&amp;</rdf:li>]]> (\\) \u0000\u001b\ud800'

const TREE: DocumentTree = treeOf(
  [
    { kind: 'title', text: { km: 'របាយការណ៍', en: 'Report' } },
    { kind: 'heading', level: 2, text: { km: 'ក', en: 'A' } },
    { kind: 'paragraph', text: { km: 'អត្ថបទ', en: 'text 😀' } },
  ],
  {
    languages: 'km+en',
    info: {
      title: HOSTILE_TITLE,
      subject: 'a < b & c',
      author: 'សុខ ចាន់ថា',
      creator: 'Samnum 0.1.0',
      createdAtMs: CREATED_AT_MS,
    },
    attachments: [
      {
        name: 'SHA256SUMS',
        mediaType: 'text/plain',
        relationship: 'Data',
        description: 'កូដ (SHA-256)',
        modifiedAtMs: CREATED_AT_MS,
        content: { text: `${SOME_DIGEST}  ឯកសារ.txt\n` },
      },
      {
        name: 'រូប (១).bin',
        mediaType: 'application/x y/<z>',
        relationship: 'Source',
        modifiedAtMs: CREATED_AT_MS,
        content: { base64: 'AAECAw==' },
      },
    ],
  },
)

describe('the archive file', () => {
  it('is the same byte for byte whenever it is drawn', async () => {
    const [first, second] = [await draw(TREE), await draw(structuredClone(TREE))]
    expect(Buffer.from(first.bytes).equals(Buffer.from(second.bytes))).toBe(true)
  })

  it('has another identifier as soon as the tree differs', async () => {
    const idOf = async (tree: DocumentTree) =>
      /\/ID \[<([0-9a-f]{32})>/.exec(uncompress((await draw(tree)).bytes))?.[1]
    const id = await idOf(TREE)
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect(await idOf({ ...TREE, blocks: TREE.blocks.slice(1) })).not.toBe(id)
    expect(await idOf({ ...TREE })).toBe(id)
  })

  it('claims PDF/A-3a and holds the clauses of it', async () => {
    const open = uncompress((await draw(TREE)).bytes)
    expect(open.startsWith('%PDF-1.7')).toBe(true)
    expect(open).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(open).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
    expect(open).not.toMatch(/\/(JavaScript|Encrypt|OpenAction|AA)\b/)
    expect(findBrokenClauses((await draw(TREE)).bytes)).toEqual([])
    expect(open).toMatch(/\/S \/GTS_PDFA1/)
    expect(open).toMatch(/\/DestOutputProfile \d+ 0 R/)
    expect(open).toContain('sRGB IEC61966-2.1')
    expect(open).toMatch(/\/Lang \(km\)/)
    expect(open).toMatch(/\/DisplayDocTitle true/)
  })

  it('states title and dates alike in the information dictionary and in XMP, whatever the title holds', async () => {
    const { bytes } = await draw(TREE)
    expect(findSyntaxFaults(bytes)).toBe('')
    const title = 'ករណី <script>&amp;</rdf:li>]]> (\\) \ufffd\ufffd\ufffd'
    const information = ask('pdfinfo', bytes, ['-isodates'])
    expect(information).toContain(`Title:           ${title}`)
    expect(information).toContain('CreationDate:    2026-11-21T02:05:00Z')
    expect(information).toContain('ModDate:         2026-11-21T02:05:00Z')
    const xmp = Buffer.from(
      /<\?xpacket begin[\s\S]*?<\?xpacket end="w"\?>/.exec(uncompress(bytes))?.[0] ?? '',
      'latin1',
    )
    const escaped = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    expect(xmp.toString('utf8')).toContain(`<rdf:li xml:lang="x-default">${escaped}</rdf:li>`)
    expect(xmp.toString('utf8')).toContain('<xmp:CreateDate>2026-11-21T02:05:00Z</xmp:CreateDate>')
  })

  it('embeds a subset of every font it uses and names its characters', async () => {
    const rows = ask('pdffonts', (await draw(TREE)).bytes, [])
      .trim()
      .split('\n')
      .slice(2)
    expect(rows.length).toBeGreaterThanOrEqual(4)
    for (const row of rows) expect(row).toMatch(/^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes/)
  })

  it('carries attachments that come out as they went in', async () => {
    const { bytes } = await draw(TREE)
    const listed = ask('pdfdetach', bytes, ['-list'])
    expect(listed).toContain('2 embedded files')
    expect(listed).toContain('1: SHA256SUMS')
    expect(listed).toContain('2: រូប (១).bin')
    const open = uncompress(bytes)
    expect(open).toMatch(/\/AFRelationship \/Data/)
    expect(open).toMatch(/\/AFRelationship \/Source/)
    expect(open).toMatch(/\/Subtype \/text#2fplain/)
    expect(open).toMatch(/\/Subtype \/application#2fx#20y#2f#3cz#3e/)
    expect(Buffer.from(open, 'latin1').toString('utf8')).toContain(`${SOME_DIGEST}  ឯកសារ.txt\n`)
  })

  it('has no attachment when the tree has none', async () => {
    const { bytes } = await draw(treeOf([]))
    expect(ask('pdfdetach', bytes, ['-list'])).toContain('0 embedded files')
    expect(findSyntaxFaults(bytes)).toBe('')
  })
})
