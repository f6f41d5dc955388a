import { expect, test } from 'vitest'
import { checkPrintedPages } from '#app/report/check-printed-pages.ts'
import { fail, succeed } from '#core/result.ts'

const HEAD = 'cd34'.repeat(16)
const page = (text: string, code = '9DAB-15D1-BF5F') => `${text}\n${HEAD} ${code}`
const pdfOf = (pages: readonly string[]) => Buffer.from(JSON.stringify(pages))
const readPages = async (pdf: Uint8Array) =>
  succeed(JSON.parse(Buffer.from(pdf).toString()) as readonly string[])
const LEDGER = [page('one'), page('two'), page('three')]

test('a document is drawn again from the head that most of its pages name, though the first is foreign', async () => {
  const heads: (string | null)[] = []
  const checked = await checkPrintedPages(pdfOf([page('one', '0000-1111-2222'), ...LEDGER.slice(1)]), {
    readPages,
    drawAnew: async ({ ledgerHeadHex, checkCode }) => {
      heads.push(`${ledgerHeadHex} ${checkCode}`)
      return succeed(pdfOf(LEDGER))
    },
  })
  expect(heads).toEqual([`${HEAD} 9DAB-15D1-BF5F`])
  expect(checked).toMatchObject({
    ok: true,
    value: { pages: 3, findings: [{ page: 1, code: 'page/foreign' }] },
  })
})

test('a document without any foot of ours is no document of the ledger', async () => {
  const drawAnew = async () => succeed(pdfOf(LEDGER))
  expect(await checkPrintedPages(pdfOf(['hello']), { readPages, drawAnew })).toMatchObject({
    ok: false,
    failure: { code: 'report/head-not-found' },
  })
})

test('what keeps it from being read or drawn is passed on', async () => {
  const drawAnew = async () => fail({ code: 'record/not-found' as const })
  expect(await checkPrintedPages(pdfOf(LEDGER), { readPages, drawAnew })).toMatchObject({
    failure: { code: 'record/not-found' },
  })
})
