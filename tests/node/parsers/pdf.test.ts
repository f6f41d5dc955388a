import { expect, test } from 'vitest'
import { parseHere, readHere } from '../../support/parse-here.ts'
import { makePdf } from '../../support/parser-samples/make-pdf.ts'

test('text is read page by page with its places, and the information with its times', async () => {
  const found = await readHere('pdf', makePdf({ pages: ['Hello', 'World'], title: 'Letter' }))
  expect(
    found.facts.filter((fact) => fact.name === 'pdf/page').map(({ position, value }) => [position, value]),
  ).toEqual([
    [{ kind: 'page', page: 1 }, 'Hello'],
    [{ kind: 'page', page: 2 }, 'World'],
  ])
  const run = found.facts.find((fact) => fact.name === 'pdf/text')
  expect(run?.value).toBe('Hello')
  const [left = 0, bottom = 0] = (run?.label ?? '').split(' ').map(Number)
  expect(Math.abs(left - 720)).toBeLessThan(30)
  expect(Math.abs(bottom - 7_200)).toBeLessThan(30)
  expect(found.facts.find((fact) => fact.label === 'CreationDate')?.time).toMatchObject({
    atMs: Date.UTC(2026, 2, 5, 7, 5, 6),
    certainty: 'stated',
  })
  expect(found.warnings).toEqual([])
})

test('scripts, launch actions, links and attached files are named and not run', async () => {
  const found = await readHere(
    'pdf',
    makePdf({
      pages: ['x'],
      script: 'app.alert(1)',
      launch: 'calc.exe',
      link: 'https://example.com/',
      attachment: 'a.exe',
    }),
  )
  expect(found.facts.find((fact) => fact.name === 'pdf/script')?.value).toBe('app.alert(1)')
  expect(found.files.map(({ path }) => path)).toEqual(['a.exe'])
  expect(found.identifiers.map(({ normalised }) => normalised)).toEqual(['https://example.com/'])
  const codes = found.warnings.map(({ code }) => code)
  expect(codes).toEqual(expect.arrayContaining(['pdf/script', 'pdf/launch-action', 'pdf/embedded-file']))
})

test('a locked document says that it is locked', async () => {
  const text = makePdf({ pages: ['x'] }).toString('latin1')
  const locked = text.replace(
    '/Root 1 0 R',
    `/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<${'00'.repeat(32)}>/U<${'00'.repeat(32)}>>>`,
  )
  expect(await parseHere('pdf', Buffer.from(locked, 'latin1'))).toMatchObject({
    ok: false,
    failure: { code: 'parse/encrypted' },
  })
})

test('what stands before or behind a document is said', async () => {
  const pdf = makePdf({ pages: ['x'] })
  const behind = await readHere('pdf', Buffer.concat([pdf, Buffer.from('<script>x()</script>')]))
  expect(behind.warnings.map(({ code }) => code)).toContain('file/trailing-bytes')
})

test('another kind and a document without anything in it are refused', async () => {
  expect(await parseHere('pdf', 'hello')).toMatchObject({
    ok: false,
    failure: { code: 'parse/not-this-kind' },
  })
  expect(await parseHere('pdf', '%PDF-1.7\nnothing')).toMatchObject({
    ok: false,
    failure: { code: 'parse/malformed' },
  })
})
