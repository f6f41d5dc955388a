import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCorpus } from '../../support/corpora.ts'
import { openViewingDesk, type ViewingDesk } from './viewing-desk.ts'

// Every file of the corpora beside the checkout goes the way of an exhibit: sealed, read by the likeliest parser in its process, opened
// in a viewing room and looked at in each way. A few by default, each of another kind; all with SLOW=1.

const FEW = 16
const CORPORA = ['exif', 'json/test_parsing', 'age', 'bagit', 'merkle', 'wycheproof']
/** What a file may be answered: an answer that names the file's own fault, or a limit that it met. */
const ANSWERS =
  /^(?:done|parse\/(?:no-parser|not-this-kind|malformed|container-damaged|encrypted|too-large|too-many-entries|too-deep)|preview\/(?:not-shown|too-large|protected))$/
/** security.md, Figures to reach: 10 s each; a test machine is shared. */
const MOST_MS = 60_000
/** The views that answer by themselves; sound and film go out as bytes. */
const ASKED_VIEWS = ['pictures', 'mail', 'table', 'entries', 'words', 'text', 'hex'] as const

const folders = CORPORA.map(findCorpus).filter((folder) => folder !== null)
const files = chosen(folders.flatMap(filesIn))

let desk: ViewingDesk
beforeAll(async () => {
  if (files.length > 0) desk = await openViewingDesk()
})
afterAll(async () => {
  if (files.length === 0) return
  await desk.leave()
  expect(desk.bugs).toEqual([])
})

test.skipIf(files.length === 0).each(files)(
  'a stranger’s file is read and looked at, or refused by name: %s',
  async (path) => {
    const startedAt = performance.now()
    const bytes = readFileSync(path)
    const { exhibitId } = await desk.seal(path.slice(path.lastIndexOf('/') + 1), bytes)
    const answers = new Map<string, string>()
    const note = (what: string, answer: { outcome: string; failure?: { code: string } }) =>
      answers.set(what, answer.outcome === 'failed' ? (answer.failure?.code ?? 'none') : answer.outcome)
    note('parse', await desk.call('exhibit.parse', { exhibit: exhibitId }))
    const opened = await desk.call('exhibit.preview', { exhibit: exhibitId, byContent: true })
    note('preview', opened)
    if (opened.outcome === 'done') {
      const { previewId, bytesId, views } = opened.value
      for (const view of ASKED_VIEWS.filter((one) => views.includes(one)))
        note(view, await desk.call('preview.page', { previewId, view }))
      if (views.includes('pictures'))
        expect([200, 404]).toContain((await desk.ask(`/preview/${bytesId}/picture/0/320`)).status)
      note('close', await desk.call('preview.close', { previewId }))
    }
    expect([...answers].filter(([, answer]) => !ANSWERS.test(answer))).toEqual([])
    expect(answers.get('preview')).toBe('done')
    expect(performance.now() - startedAt).toBeLessThan(MOST_MS)
  },
)

test.skipIf(files.length === 0)('and the vault that took them is whole', async () => {
  expect(await desk.call('vault.verify', {})).toMatchObject({ outcome: 'done', value: { isWhole: true } })
})

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size > 0)
    .sort()
}

function chosen(all: readonly string[]): readonly string[] {
  if (process.env.SLOW === '1' || all.length <= FEW) return all
  return Array.from({ length: FEW }, (_, index) => all[Math.floor((index * all.length) / FEW)] ?? '')
}
