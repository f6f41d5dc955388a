import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputOf } from '#contract/operations.ts'
import { CHROMIUM_TABLES, makeDatabase } from '../../support/parser-samples/make-history.ts'
import { makeZip } from '../../support/parser-samples/make-zip.ts'
import { expectDone, openViewingDesk, type ViewingDesk } from './viewing-desk.ts'

let desk: ViewingDesk

beforeAll(async () => {
  desk = await openViewingDesk()
})

afterAll(async () => {
  await desk.leave()
  expect(desk.bugs).toEqual([])
})

const utf8 = (text: string) => new TextEncoder().encode(text)

/** Seals a folder as a page in a browser does: announced as a list, then each file sent in the order of the answer. */
async function sealFolder(
  name: string,
  files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
): Promise<OutputOf<'exhibit.seal'>> {
  const offered = expectDone(
    await desk.call('intake.offerFolder', {
      name,
      files: files.map(({ path, bytes }) => ({
        path,
        sizeBytes: bytes.length,
        modifiedAtMs: 1_700_000_000_000,
      })),
    }),
  )
  const { intakeId, uploads } = offered
  const send = async () => {
    for (const { index, uploadId } of uploads)
      await desk.ask(`/intake/${uploadId}`, { method: 'PUT', body: Buffer.from(files[index]?.bytes ?? []) })
  }
  const [sealed] = await Promise.all([
    desk.call('exhibit.seal', { case: desk.caseNumber, intakeId }, `seal-${intakeId.slice(0, 8)}`),
    send(),
  ])
  return expectDone(sealed)
}

async function textOf(previewId: string): Promise<string> {
  const answer = expectDone(await desk.call('preview.page', { previewId, view: 'text' }))
  return answer.view === 'text' ? answer.page.rows.map(({ text }) => text).join('\n') : ''
}

describe('a folder that a page sends', () => {
  test('becomes one exhibit whose files are looked at and read by themselves', async () => {
    const sealed = await sealFolder('phone', [
      { path: 'chat/z.txt', bytes: utf8('the last') },
      { path: 'a.txt', bytes: utf8('call 012 345 678') },
      { path: 'empty.txt', bytes: new Uint8Array() },
    ])
    expect(sealed).toMatchObject({
      name: 'phone',
      collected: { form: 'folder', partCount: 2, emptyFiles: 1 },
    })
    const { exhibitId } = sealed
    const part = 'chat/z.txt'
    const opened = expectDone(await desk.call('exhibit.preview', { exhibit: exhibitId, part }))
    expect(opened).toMatchObject({ name: 'z.txt', kind: 'text', covering: 'none' })
    expect(await textOf(opened.previewId)).toBe('the last')
    const read = expectDone(await desk.call('exhibit.parse', { exhibit: exhibitId, part: 'a.txt' }))
    expect(read).toMatchObject({ outcome: 'parsed', parser: 'text', counts: { identifiers: 1 } })
    const { examinations } = expectDone(await desk.call('examination.list', { case: desk.caseNumber }))
    expect(examinations.at(-1)).toMatchObject({
      command: 'samnum exhibit parse --parser text --part a.txt',
      inputs: [{ exhibitId }],
    })
  })

  test('is not looked at as a whole, nor by a path that it has not; one file has no parts', async () => {
    const { exhibitId } = await sealFolder('f', [{ path: 'a.txt', bytes: utf8('a') }])
    const one = await desk.seal('one.txt', utf8('one'))
    const codeOf = async (input: { exhibit: string; part?: string }) => {
      const answer = await desk.call('exhibit.preview', input)
      return answer.outcome === 'failed' ? answer.failure.code : answer.outcome
    }
    expect(await codeOf({ exhibit: exhibitId })).toBe('exhibit/part-needed')
    expect(await codeOf({ exhibit: exhibitId, part: '../a.txt' })).toBe('exhibit/part-not-found')
    expect(await codeOf({ exhibit: one.exhibitId, part: 'a.txt' })).toBe('exhibit/is-one-file')
  })

  test.each([
    ['a path that leads out', ['../a']],
    ['an absolute path', ['/etc/passwd']],
    ['a path twice', ['a', 'a']],
    ['a name that is no name', ['a//b']],
  ])('is refused with %s', async (_, paths) => {
    const files = paths.map((path) => ({ path, sizeBytes: 1, modifiedAtMs: null }))
    expect(await desk.call('intake.offerFolder', { name: 'f', files })).toMatchObject({
      outcome: 'failed',
      failure: { code: 'input/invalid' },
    })
  })

  test('with a browser’s profile is read together with the log beside its history', async () => {
    const { database, wal } = makeDatabase(
      CHROMIUM_TABLES,
      `INSERT INTO urls VALUES (1, 'https://evil.example/login', 'Log in', 1, 0, 13350000000000000, 0);
       INSERT INTO visits VALUES (1, 1, 13350000000000000, 0, 0, 0);`,
    )
    const { exhibitId } = await sealFolder('Default', [
      { path: 'History', bytes: database },
      { path: 'History-wal', bytes: wal },
    ])
    const read = expectDone(
      await desk.call('exhibit.parse', { exhibit: exhibitId, part: 'History', parser: 'browser-history' }),
    )
    expect(read).toMatchObject({ outcome: 'parsed', options: { 'wal-bytes': String(wal.length) } })
    if (read.outcome !== 'parsed') throw new Error('parsed')
    const found = expectDone(
      await desk.call('exhibit.findings', { exhibit: read.number, list: 'identifiers' }),
    )
    expect(JSON.stringify(found.page)).toContain('https://evil.example/login')
    expect(read.warnings.map(({ code }) => code)).not.toContain('history/wal-missing')
  })
})

describe('what lies in an archive or e-mail', () => {
  const inside = async (name: string, bytes: Uint8Array, index: number) => {
    const { previewId } = await desk.look(name, bytes)
    return await desk.call('preview.openEntry', { previewId, index })
  }

  test('is looked at from memory, and what lies in it again', async () => {
    const inner = makeZip([{ name: 'deep/note.txt', bytes: 'the note' }])
    const outer = makeZip([
      { name: 'a.txt', bytes: 'first' },
      { name: 'in/inner.zip', bytes: inner },
    ])
    const first = expectDone(await inside('case.zip', outer, 1))
    expect(first).toMatchObject({ name: 'inner.zip', kind: 'archive', sizeBytes: inner.length })
    const second = expectDone(await desk.call('preview.openEntry', { previewId: first.previewId, index: 0 }))
    expect(second).toMatchObject({ name: 'note.txt', kind: 'text' })
    expect(await textOf(second.previewId)).toBe('the note')
  })

  test.each([
    ['an encrypted file', 0, 'preview/protected'],
    ['a bomb that says what it is', 1, 'preview/too-large'],
    ['a bomb that lies about it', 2, 'preview/not-shown'],
    ['a place that it has not', 9, 'preview/not-shown'],
  ])('is not unpacked: %s', async (_, index, code) => {
    const zeros = Buffer.alloc(40 * 1024 * 1024)
    const zip = makeZip([
      { name: 'locked.txt', bytes: 'x', isEncrypted: true },
      { name: 'bomb.bin', bytes: zeros },
      { name: 'liar.bin', bytes: zeros, statedSize: 10 },
    ])
    expect(await inside('bombs.zip', zip, index)).toMatchObject({ outcome: 'failed', failure: { code } })
  })

  test('is not unpacked out of anything else', async () => {
    expect(await inside('a.txt', utf8('x'), 0)).toMatchObject({ failure: { code: 'preview/no-such-view' } })
  })

  test('is shown by its bytes where its name says another kind', async () => {
    const zip = makeZip([{ name: 'photo.png', bytes: '%PDF-1.4 no picture' }])
    expect(expectDone(await inside('p.zip', zip, 0))).toMatchObject({ isMismatch: true, views: ['hex'] })
  })
})
