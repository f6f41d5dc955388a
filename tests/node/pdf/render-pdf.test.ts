import { describe, expect, it } from 'vitest'
import type { DocumentTree } from '#core/documents/document-tree.ts'
import { renderPdf } from '#node/pdf/render-pdf.ts'
import { makeWorkerReportPrinter } from '#node/pdf/worker-report-printer.ts'
import { draw, extractLines, treeOf } from './pdf-desk.ts'

const SHORT = treeOf([{ kind: 'paragraph', text: 'ព្រះរាជាណាចក្រកម្ពុជា' }])
const LONG = treeOf(
  Array.from({ length: 20_000 }, (_, index) => ({ kind: 'paragraph', text: `កថាខណ្ឌទី ${index}` }) as const),
)

describe('the PDF worker', () => {
  it('gives the bytes that the engine gives in its own thread', async () => {
    const rendered = await renderPdf(SHORT)
    const { bytes, pages } = await draw(SHORT)
    expect(rendered).toEqual({ ok: true, value: { bytes, pages } })
    expect(extractLines(bytes)).toEqual(['ព្រះរាជាណាចក្រកម្ពុជា'])
  })

  it('says how many pages are laid out, each number once and ascending', async () => {
    const heard: number[] = []
    const tree = treeOf(LONG.blocks.slice(0, 200))
    const rendered = await renderPdf(tree, { onProgress: (pages) => heard.push(pages) })
    const pages = rendered.ok ? rendered.value.pages : 0
    expect(pages).toBeGreaterThan(2)
    expect(heard).toEqual(Array.from({ length: pages }, (_, index) => index + 1))
  })

  it('stops when it is called off, and that is no failure of drawing', async () => {
    const control = new AbortController()
    const rendering = renderPdf(LONG, { signal: control.signal, onProgress: () => control.abort() })
    expect(await rendering).toEqual({ ok: false, failure: { code: 'cancelled' } })
  })

  it('does not start when it was called off before', async () => {
    const signal = AbortSignal.abort()
    expect(await renderPdf(SHORT, { signal })).toEqual({ ok: false, failure: { code: 'cancelled' } })
  })

  it('answers a failure when the tree is none, instead of throwing or hanging', async () => {
    const nonsense = { ...SHORT, blocks: [{ kind: 'nonsense' }] } as unknown as DocumentTree
    const rendered = await renderPdf(nonsense)
    expect(rendered).toEqual({
      ok: false,
      failure: { code: 'report/not-drawn', facts: { cause: 'TypeError' } },
    })
  })

  it('is what the report printer prints with', async () => {
    const { signal } = new AbortController()
    const printed = await makeWorkerReportPrinter().print(SHORT, { signal, onProgress: () => {} })
    expect(printed.ok && printed.value.pages).toBe(1)
  })
})
