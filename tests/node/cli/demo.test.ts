import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language } from '#core/language.ts'
import { CLI_TEXT } from '../../../src/cli/cli-text.ts'
import { makeDemoContext } from '../../../src/cli/demo/demo-context.ts'
import { DEMO_PLACES, runDemo } from '../../../src/cli/demo/run-demo.ts'
import { type CliDesk, digestFolder, makeMemoryTerminal, openCliDesk } from './cli-desk.ts'

let desk: CliDesk

beforeAll(async () => {
  desk = await openCliDesk()
})

afterAll(() => desk.leave())

async function demonstrate(
  places: { material?: string; target: string },
  language: Language = 'en',
  signal = new AbortController().signal,
) {
  const terminal = makeMemoryTerminal()
  const context = makeDemoContext(terminal, language, signal)
  const exitCode = await runDemo(context, { material: DEMO_PLACES.material, ...places })
  return { exitCode, out: terminal.out(), error: terminal.error() }
}

describe('the demonstration', () => {
  test('does the main job, says where everything lies, and replaces what it made itself', async () => {
    const target = desk.path('demo')
    const first = await demonstrate({ target })
    expect(first).toMatchObject({ exitCode: 0, error: '' })
    const evidence = (await readdir(DEMO_PLACES.material)).filter((name) =>
      /\.(png|eml|csv)$|result\.json$/.test(name),
    )
    expect((await readdir(join(target, 'extracted'))).sort()).toEqual(evidence.sort())
    const reports = await readdir(join(target, 'reports'))
    expect(reports.sort()).toEqual([
      expect.stringMatching(/-en\.pdf$/),
      expect.stringMatching(/-km\+en\.pdf$/),
      expect.stringMatching(/-km\.pdf$/),
    ])
    const passphrase = /demonstration only: ([a-z0-9-]{23})\n/.exec(first.out)?.[1] ?? ''
    await writeFile(desk.path('demo-passphrase'), passphrase)
    const verified = await desk.run(['vault', 'verify', join(target, 'vault'), '--json'], {
      passphraseFile: desk.path('demo-passphrase'),
    })
    expect(verified.json()).toMatchObject({ isWhole: true, checked: { objects: evidence.length } })
    expect(first.out).toContain('npx samnum serve ')

    const again = await demonstrate({ target }, 'km')
    expect(again.exitCode).toBe(0)
    expect(again.out).toContain(CLI_TEXT.km.demo.replaced)
    expect(again.out).not.toContain(passphrase)
  })

  test('leaves alone what it did not make', async () => {
    await mkdir(desk.path('mine'))
    await writeFile(desk.path('mine', 'letter.txt'), 'dear')
    await mkdir(desk.path('empty'))
    await writeFile(desk.path('file'), 'a file')
    await symlink(desk.path('mine'), desk.path('link'))
    const before = await digestFolder(desk.room)
    for (const name of ['mine', 'empty', 'file', 'link']) {
      const ran = await demonstrate({ target: desk.path(name) })
      expect(ran.exitCode).toBe(1)
      expect(ran.error).toContain(desk.path(name))
    }
    expect(await digestFolder(desk.room)).toBe(before)
  })

  test('says when its material is missing or wrong, and makes no case of it', async () => {
    const none = await demonstrate({ material: desk.path('empty'), target: desk.path('never') })
    expect(none.exitCode).toBe(1)
    expect(none.error).toContain(desk.path('empty'))
    await mkdir(desk.path('wrong'))
    await writeFile(desk.path('wrong', 'complaint.json'), '{"channel":"pigeon"}')
    await writeFile(desk.path('wrong', 'a.txt'), 'a')
    const wrong = await demonstrate({ material: desk.path('wrong'), target: desk.path('wrong-demo') }, 'km')
    expect(wrong.exitCode).toBe(1)
    expect(wrong.error).toContain('complaint.channel')
  })

  test('stops when the person wants it', async () => {
    const ran = await demonstrate({ target: desk.path('stopped') }, 'en', AbortSignal.abort())
    expect(ran.exitCode).toBe(1)
    expect(ran.error).toContain('Cancelled')
  })
})
