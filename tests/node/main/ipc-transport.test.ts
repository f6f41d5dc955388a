import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Envelope } from '#contract/envelope.ts'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import type { OfferedFile } from '#contract/window-operations.ts'
import { openUnlockedDesktop } from '../../support/electron-double/desktop-vault.ts'
import type { SenderDouble } from '../../support/electron-double/ipc-double.ts'
import { type OpenDesktop, openDesktop } from '../../support/electron-double/run-desktop.ts'

// Under a loaded machine even a thread's message may take its time; the limit only ends what would never come.
const PATIENT = { timeout: 120_000 }

const CALL = 'samnum:call'

let desktop: OpenDesktop

beforeAll(async () => {
  desktop = await openUnlockedDesktop()
})

afterAll(() => desktop.stop())

function resultOf<T>(envelope: Envelope<unknown>): T {
  if (envelope.outcome !== 'done') throw new Error(JSON.stringify(envelope))
  return envelope.value as T
}

const NOT_ALLOWED = { outcome: 'failed', failure: { code: 'operation/not-allowed' } }

describe('17 who may call', () => {
  const message = { protocol: PROTOCOL_VERSION, callId: 'forged', name: 'vault.status', input: {} }
  const own = (): SenderDouble => desktop.double.senderOf(desktop.window)
  const frameWith = (change: object): SenderDouble => ({
    ...own(),
    senderFrame: { ...desktop.window.contents.frame, ...change },
  })

  const forged: readonly (readonly [string, () => SenderDouble])[] = [
    ['a frame that is gone', () => ({ ...own(), senderFrame: null })],
    ['no frame at all', () => ({ ...own(), senderFrame: undefined })],
    [
      'a frame inside the page',
      () => frameWith({ parent: desktop.window.contents.frame, frameTreeNodeId: 7 }),
    ],
    ['a frame that has a parent', () => frameWith({ parent: desktop.window.contents.frame })],
    ['another top frame', () => frameWith({ frameTreeNodeId: 7 })],
    ['a frame that is being replaced', () => frameWith({ detached: true })],
    ['a frame that does not say whether it is', () => frameWith({ detached: undefined })],
    ['another origin', () => frameWith({ origin: 'https://samnum' })],
    ['an opaque origin', () => frameWith({ origin: 'null' })],
    ['an origin that only begins like ours', () => frameWith({ origin: 'app://samnum.evil' })],
    ['no origin', () => frameWith({ origin: undefined })],
    ['a report of our own origin', () => frameWith({ url: `app://samnum/report/${'0'.repeat(32)}` })],
    ['no address', () => frameWith({ url: '' })],
    [
      'contents that no window of ours has',
      () => {
        const { used } = desktop.double.createContents()
        return { sender: used, senderFrame: used.mainFrame }
      },
    ],
    [
      'a stranger that bears the id of our window',
      () => ({
        ...own(),
        sender: { id: desktop.window.used.webContents.id, mainFrame: desktop.window.contents.frame },
      }),
    ],
  ]

  test.each(forged)('%s is refused with a value and logged', async (_name, sender) => {
    const before = desktop.logged().length
    expect(await desktop.double.invoke(CALL, sender(), [message])).toEqual(NOT_ALLOWED)
    expect(desktop.logged().slice(before)).toEqual([
      expect.stringMatching(/^samnum [0-9a-f]{8} sender-refused$/),
    ])
  })

  test('the own page of an own window is answered', async () => {
    expect(await desktop.double.invoke(CALL, own(), [message])).toMatchObject({ outcome: 'done' })
  })

  test('a window that was closed is a stranger', async () => {
    const other = await openDesktop()
    try {
      const sender = other.double.senderOf(other.window)
      other.window.state.isDestroyed = true
      expect(await other.double.invoke(CALL, sender, [message])).toEqual(NOT_ALLOWED)
      other.window.close()
      expect(await other.double.invoke(CALL, sender, [message])).toEqual(NOT_ALLOWED)
    } finally {
      await other.stop()
    }
  })
})

describe('what may be said', () => {
  const good = { protocol: PROTOCOL_VERSION, callId: 'one', name: 'vault.status', input: {} }

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'vault.status'],
    ['a list', [good]],
    ['no call id', { ...good, callId: undefined }],
    ['an empty call id', { ...good, callId: '' }],
    ['a call id that is too long', { ...good, callId: 'x'.repeat(65) }],
    ['a call id of other characters', { ...good, callId: 'a/b' }],
    ['a protocol that is no number', { ...good, protocol: '1' }],
    ['a name that is no text', { ...good, name: ['vault.status'] }],
    ['something besides', { ...good, transport: 'in-process' }],
  ])('%s is refused as bad input', async (_name, message) => {
    const before = desktop.logged().length
    const answer = await desktop.double.invoke(CALL, desktop.double.senderOf(desktop.window), [message])
    expect(answer).toMatchObject({ outcome: 'failed', failure: { code: 'input/invalid' } })
    expect(desktop.logged().slice(before)).toEqual([expect.stringMatching(/message-refused$/)])
  })

  test.each(['nothing', 'constructor', '__proto__', 'toString', 'window.nothing', 'intake.offered'])(
    'an operation named «%s» is unknown',
    async (name) => {
      expect(await desktop.call(name)).toEqual({ outcome: 'failed', failure: { code: 'operation/unknown' } })
    },
  )

  test('an operation of another transport is refused', async () => {
    expect(await desktop.call('intake.offer', { name: 'a', sizeBytes: 1, modifiedAtMs: null })).toEqual({
      outcome: 'failed',
      failure: { code: 'operation/wrong-transport' },
    })
  })

  test('a page of another protocol is told so, by the engine and by the shell', async () => {
    for (const name of ['vault.status', 'window.choose-files']) {
      const answer = await desktop.bridge.call({ ...good, protocol: PROTOCOL_VERSION + 1, name })
      expect(answer).toEqual({ outcome: 'failed', failure: { code: 'operation/protocol-mismatch' } })
    }
  })

  test('the outcome of a real call comes back whole', async () => {
    const opened = resultOf<{ caseId: string; number: string }>(
      await desktop.call('case.open', { title: 'ការឆបោកតាមទូរស័ព្ទ' }),
    )
    const shown = resultOf<{ title: string }>(await desktop.call('case.show', { case: opened.number }))
    expect(shown.title).toBe('ការឆបោកតាមទូរស័ព្ទ')
    await vi.waitFor(
      () => expect(desktop.pushes.some(({ topic }) => topic === 'ledger-grew')).toBe(true),
      PATIENT,
    )
  })
})

describe('files', () => {
  const place = async (name: string, text: string): Promise<string> => {
    const folder = join(desktop.folder, 'evidence')
    await mkdir(folder, { recursive: true })
    const path = join(folder, name)
    await writeFile(path, text)
    return path
  }

  const dropped = (path: string): object => {
    const file = { name: 'dropped' }
    desktop.double.pathsOfFiles.set(file, path)
    return file
  }

  test('chosen files come back under opaque ids, and the refused ones with their failure and name', async () => {
    const path = await place('chat.txt', 'hello')
    desktop.double.dialogs.open = async () => ({
      canceled: false,
      filePaths: [path, join(desktop.folder, 'gone')],
    })
    const { files } = resultOf<{ files: OfferedFile[] }>(await desktop.call('window.choose-files'))
    expect(files).toEqual([
      {
        outcome: 'offered',
        item: { intakeId: expect.stringMatching(/^[0-9a-f]{32}$/), name: 'chat.txt', sizeBytes: 5 },
      },
      {
        outcome: 'refused',
        name: 'gone',
        failure: { code: 'intake/not-found', facts: { causeCode: 'ENOENT' } },
      },
    ])
    expect(JSON.stringify(files)).not.toContain('/evidence')
    expect(desktop.double.dialogs.asked.at(-1)).toMatchObject({
      kind: 'open',
      options: { properties: ['openFile', 'multiSelections', 'dontAddToRecent'] },
    })
  })

  test('a closed dialog chooses nothing', async () => {
    desktop.double.dialogs.open = async () => ({ canceled: true, filePaths: ['/etc/passwd'] })
    expect(await desktop.call('window.choose-files')).toEqual({ outcome: 'done', value: { files: [] } })
    desktop.double.dialogs.save = async () => ({ canceled: true, filePath: '/etc/passwd' })
    expect(await desktop.call('window.choose-outlet', { suggestedName: 'x.pdf' })).toEqual({
      outcome: 'done',
      value: { outletId: null },
    })
  })

  test('one window shows one dialog at a time', async () => {
    let close = (): void => {}
    const asked = desktop.double.dialogs.asked.length
    desktop.double.dialogs.open = () =>
      new Promise((resolve) => {
        close = () => resolve({ canceled: true, filePaths: [] })
      })
    const first = desktop.call('window.choose-files')
    expect(await desktop.call('window.choose-files')).toEqual({ outcome: 'done', value: { files: [] } })
    expect(desktop.double.dialogs.asked.length).toBe(asked + 1)
    close()
    await first
    desktop.double.dialogs.open = async () => ({ canceled: true, filePaths: [] })
    await desktop.call('window.choose-files')
    expect(desktop.double.dialogs.asked.length).toBe(asked + 2)
  })

  test('dropped files become paths in the preload script; what is no file of the disk stays out', async () => {
    const path = await place('dropped.txt', 'dropped')
    const files = [dropped(path), { name: 'made by the page' }, 'a text', null]
    const offered = resultOf<{ files: OfferedFile[] }>(await desktop.call('window.offer-dropped', { files }))
    expect(offered.files).toEqual([
      { outcome: 'offered', item: expect.objectContaining({ name: 'dropped.txt', sizeBytes: 7 }) },
    ])
  })

  test('the page cannot name a path itself', async () => {
    const path = await place('wanted.txt', 'wanted')
    expect(await desktop.call('window.offer-dropped', { paths: [path] })).toEqual({
      outcome: 'done',
      value: { files: [] },
    })
  })

  test.each([
    ['window.choose-files', { path: '/etc' }],
    ['window.choose-outlet', {}],
    ['window.choose-outlet', { suggestedName: '' }],
    ['window.choose-outlet', { suggestedName: 'x'.repeat(401) }],
    ['window.choose-outlet', { suggestedName: 7 }],
  ])('%s refuses the input %j', async (name, input) => {
    const asked = desktop.double.dialogs.asked.length
    expect(await desktop.call(name, input)).toMatchObject({
      outcome: 'failed',
      failure: { code: 'input/invalid' },
    })
    expect(desktop.double.dialogs.asked.length).toBe(asked)
  })

  test('a file is sealed with progress, listed and written out again, byte for byte', async () => {
    const { number } = resultOf<{ number: string }>(await desktop.call('case.open', { title: 'Seal' }))
    const text = 'ភស្តុតាង '.repeat(100_000)
    const path = await place('evidence.txt', text)
    desktop.double.dialogs.open = async () => ({ canceled: false, filePaths: [path] })
    const { files } = resultOf<{ files: OfferedFile[] }>(await desktop.call('window.choose-files'))
    const [offered] = files
    if (offered?.outcome !== 'offered') throw new Error('not offered')
    desktop.pushes.length = 0
    const sealed = resultOf<{ number: string; digestHex: string }>(
      await desktop.call('exhibit.seal', { case: number, intakeId: offered.item.intakeId }, 'sealing'),
    )
    const progress = desktop.pushes.filter((push) => push.topic === 'progress')
    expect(progress.length).toBeGreaterThan(0)
    expect(new Set(progress.map(({ callId }) => callId))).toEqual(new Set(['sealing']))

    const out = join(desktop.folder, 'out.txt')
    desktop.double.dialogs.save = async () => ({ canceled: false, filePath: out })
    const { outletId } = resultOf<{ outletId: string }>(
      await desktop.call('window.choose-outlet', { suggestedName: '../../evil:name.txt' }),
    )
    const asked = desktop.double.dialogs.asked.at(-1)?.options
    expect(asked).toMatchObject({ defaultPath: join(desktop.folder, 'documents', '_.._evil_name.txt') })
    expect(await desktop.call('exhibit.extract', { exhibit: sealed.number, outletId })).toMatchObject({
      outcome: 'done',
    })
    expect(await readFile(out, 'utf8')).toBe(text)
  })
})

describe('cancelling', () => {
  test('a running call stops when its page asks for it', async () => {
    const { number } = resultOf<{ number: string }>(await desktop.call('case.open', { title: 'Cancel' }))
    const path = join(desktop.folder, 'large.bin')
    await writeFile(path, '')
    await truncate(path, 1024 ** 3)
    desktop.double.dialogs.open = async () => ({ canceled: false, filePaths: [path] })
    const { files } = resultOf<{ files: OfferedFile[] }>(await desktop.call('window.choose-files'))
    const [offered] = files
    if (offered?.outcome !== 'offered') throw new Error('not offered')
    const sealing = desktop.call('exhibit.seal', { case: number, intakeId: offered.item.intakeId }, 'stop-me')
    expect(await desktop.call('call.cancel', { callId: 'stop-me' })).toEqual({ outcome: 'done', value: {} })
    expect(await sealing).toEqual({ outcome: 'cancelled' })
    expect(
      resultOf<{ exhibits: unknown[] }>(await desktop.call('exhibit.list', { case: number })).exhibits,
    ).toEqual([])
  })

  test('a call that does not run may be cancelled in vain, and bad input is refused', async () => {
    expect(await desktop.call('call.cancel', { callId: 'nobody' })).toEqual({ outcome: 'done', value: {} })
    expect(await desktop.call('call.cancel', {})).toMatchObject({ failure: { code: 'input/invalid' } })
  })

  test('two running calls cannot bear one id', async () => {
    const first = desktop.call('vault.verify', {}, 'twin')
    expect(await desktop.call('vault.status', {}, 'twin')).toMatchObject({
      outcome: 'failed',
      failure: { code: 'input/invalid', problems: [{ field: 'callId', code: 'field/wrong' }] },
    })
    expect(await first).toMatchObject({ outcome: 'done' })
    expect(await desktop.call('vault.status', {}, 'twin')).toMatchObject({ outcome: 'done' })
  })
})

test('a page that no longer listens hears nothing', async () => {
  const heard: string[] = []
  const stop = desktop.bridge.subscribe(({ topic }) => heard.push(topic))
  await desktop.call('case.open', { title: 'One' })
  await vi.waitFor(() => expect(heard).toEqual(['ledger-grew']), PATIENT)
  stop()
  const before = desktop.pushes.length
  await desktop.call('case.open', { title: 'Two' })
  await vi.waitFor(() => expect(desktop.pushes.length).toBe(before + 1), PATIENT)
  expect(heard).toEqual(['ledger-grew'])
})

test('no line of the log quotes what was said', () => {
  for (const line of desktop.logged()) expect(line).toMatch(/^samnum [0-9a-f]{8} [a-z-]+( [\w.-]+)?$/)
})
