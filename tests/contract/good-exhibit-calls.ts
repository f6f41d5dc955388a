import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { columnMapOperations } from '#contract/column-map-operations.ts'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import type { parsingOperations } from '#contract/parsing-operations.ts'
import type { viewingOperations } from '#contract/viewing-operations.ts'
import { FACEBOOK_THREAD } from '../support/parser-samples/chat-samples.ts'
import type { ContractDesk, GoodCalls } from './contract-desk.ts'
import { SAMPLE_INPUTS } from './sample-calls.ts'

type Name =
  | 'intake.offerFolder'
  | 'exhibit.interrupted'
  | 'exhibit.discardInterrupted'
  | 'exhibit.parts'
  | keyof typeof parsingOperations
  | keyof typeof columnMapOperations
  | keyof typeof viewingOperations

/** More than is sealed together with another file. */
const LARGE_BYTES = 67_108_864

/** Good calls about exhibits of many files, what parsers read in exhibits, and looking at them. */
export function goodExhibitCalls(desk: ContractDesk): GoodCalls<Name> {
  const { done, seen } = desk
  const here = { interruptedId: '', collection: '', result: '', previewId: '' }

  return {
    'intake.offerFolder': async () => {
      const files = [
        { path: 'b/c.txt', sizeBytes: 3, modifiedAtMs: null },
        { path: 'a.txt', sizeBytes: 2, modifiedAtMs: null },
        { path: 'empty.txt', sizeBytes: 0, modifiedAtMs: null },
      ]
      const offered = await done('intake.offerFolder', { name: 'profile', files }, 'http')
      expect(offered).toMatchObject({ name: 'profile', sizeBytes: 5, fileCount: 3 })
      // In the order in which they are read, which is that of their paths; what has no bytes is not sent.
      expect(offered.uploads.map(({ index }) => index)).toEqual([1, 0])
    },
    'exhibit.interrupted': async () => {
      await sealFolderInPart(desk)
      const { seals, collections } = await done('exhibit.interrupted', { case: seen.case })
      expect(seals).toEqual([])
      expect(collections).toMatchObject([{ partCount: 1, sizeBytes: 5 }])
      here.interruptedId = collections[0]?.interruptedId ?? ''
    },
    'exhibit.discardInterrupted': async () => {
      const { interruptedId } = here
      const { exhibit } = await done('exhibit.discardInterrupted', { case: seen.case, interruptedId })
      expect(exhibit).toMatchObject({ sizeBytes: 5, collected: { partCount: 1, skipped: 1 } })
      here.collection = exhibit?.number ?? ''
      expect(await done('exhibit.interrupted', { case: seen.case })).toEqual({ seals: [], collections: [] })
    },
    'exhibit.parts': async () => {
      expect(await done('exhibit.parts', { exhibit: here.collection, offset: 0, limit: 10 })).toMatchObject({
        parts: [{ path: 'a.txt', sizeBytes: 5 }],
        partCount: 1,
        skipped: [{ path: '.', reason: 'interrupted' }],
      })
    },
    'exhibit.suggestParsers': async () => {
      expect(await done('exhibit.suggestParsers', { exhibit: seen.exhibit })).toMatchObject({
        number: seen.exhibit,
        parsers: ['text'],
      })
    },
    'exhibit.parse': async () => {
      const intakeId = await desk.offerFile('message_1.json', FACEBOOK_THREAD)
      const { number } = await done('exhibit.seal', { case: seen.case, intakeId })
      const parsed = await done('exhibit.parse', { exhibit: number })
      expect(parsed).toMatchObject({ outcome: 'parsed', parser: 'facebook-json', counts: { messages: 4 } })
      if (parsed.outcome === 'parsed') here.result = parsed.number
    },
    'exhibit.findings': async () => {
      const found = await done('exhibit.findings', { exhibit: here.result, list: 'messages', limit: 1 })
      expect(found).toMatchObject({ total: 4, page: { list: 'messages', entries: [{ kind: 'text' }] } })
    },
    'finding.confirm': async () => {
      const items = [{ list: 'messages' as const, index: 0 }]
      expect(await done('finding.confirm', { exhibit: here.result, items, note: 'បានអាន' })).toMatchObject({
        confirmed: 1,
      })
    },
    'columnMap.save': async () => {
      await done('columnMap.save', SAMPLE_INPUTS['columnMap.save'])
    },
    'columnMap.list': async () => {
      const { map } = SAMPLE_INPUTS['columnMap.save']
      expect((await done('columnMap.list', {})).maps).toMatchObject([
        { map, options: { content: 'statement' } },
      ])
    },
    'exhibit.preview': async () => {
      const opened = await done('exhibit.preview', { exhibit: seen.exhibit })
      expect(opened).toMatchObject({ number: seen.exhibit, kind: 'text', covering: 'text' })
      here.previewId = opened.previewId
    },
    'preview.page': async () => {
      const { previewId } = here
      expect(await done('preview.page', { previewId, view: 'text' })).toMatchObject({
        view: 'text',
        page: { encoding: 'utf-8', rows: [{ line: 0, text: 'នេះជាភស្តុតាង' }] },
      })
    },
    'preview.openEntry': async () => {
      const mail =
        'Subject: s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n' +
        '--b\r\nContent-Type: text/plain; name=note.txt\r\nContent-Disposition: attachment; filename=note.txt\r\n\r\nhidden\r\n--b--\r\n'
      const intakeId = await desk.offerFile('letter.eml', Buffer.from(mail))
      const { number } = await done('exhibit.seal', { case: seen.case, intakeId })
      const { previewId } = await done('exhibit.preview', { exhibit: number })
      const opened = await done('preview.openEntry', { previewId, index: 0 })
      expect(opened).toMatchObject({ number, name: 'note.txt', kind: 'text', covering: 'none' })
      await done('preview.close', { previewId: opened.previewId })
    },
    'preview.close': async () => {
      const { previewId } = here
      await done('preview.close', { previewId })
      expect(await desk.ask('preview.page', { previewId, view: 'text' })).toMatchObject({
        outcome: 'failed',
        failure: { code: 'preview/unknown' },
      })
    },
    'exhibit.redact': async () => {
      const input = { exhibit: seen.exhibit, words: ['ភស្តុតាង'], reason: 'ការពារអត្តសញ្ញាណ' }
      expect(await done('exhibit.redact', input)).toMatchObject({
        coveredCount: 8,
        name: 'path-redacted.txt',
      })
    },
  }
}

/** Seals a folder and calls it off once its first file is recorded and the second, which is large, is on its way. */
async function sealFolderInPart({ engine, room, seen }: ContractDesk): Promise<void> {
  const folder = join(room(), 'folder')
  await mkdir(folder)
  await writeFile(join(folder, 'a.txt'), 'first')
  await writeFile(join(folder, 'b.bin'), '')
  await truncate(join(folder, 'b.bin'), LARGE_BYTES)
  const [offered] = await engine().offerPaths([folder])
  if (offered?.ok !== true) throw new Error('the folder was refused')
  const stop = new AbortController()
  const leave = engine().subscribe((push) => {
    if (push.topic === 'progress' && push.callId === 'in-part' && push.progress.done > 5) stop.abort()
  })
  const input = { case: seen.case, intakeId: offered.value.intakeId }
  const message = { protocol: PROTOCOL_VERSION, callId: 'in-part', name: 'exhibit.seal', input }
  expect(await engine().call(message, 'in-process', { signal: stop.signal })).toEqual({
    outcome: 'cancelled',
  })
  leave()
}
