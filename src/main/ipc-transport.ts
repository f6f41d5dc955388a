import { basename } from 'node:path'
import type { BrowserWindow, IpcMain } from 'electron'
import * as z from 'zod'
import type { CallMessage, Envelope, Push } from '#contract/envelope.ts'
import type { Failure } from '#contract/failures.ts'
import { problemsOf } from '#contract/input-problems.ts'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import type { CallChannel, CancelCallName, CopiedChannel, PushChannel } from '#contract/window-bridge.ts'
import {
  type OfferedFile,
  WINDOW_OPERATIONS,
  type WindowOperationName,
  type WindowOutputs,
} from '#contract/window-operations.ts'
import type { Dialogs } from './dialogs.ts'
import type { EngineInCharge } from './engine-process.ts'
import { log, logBug } from './log.ts'
import type { MediaViews } from './media-view.ts'
import type { ReadBackWindow } from './read-back-window.ts'
import { windowOfSender } from './sender-check.ts'
import type { OpenWindows } from './windows.ts'

const CALL: CallChannel = 'samnum:call'
const PUSH: PushChannel = 'samnum:push'
const COPIED: CopiedChannel = 'samnum:copied'
const CANCEL: CancelCallName = 'call.cancel'

const callMessage = z.strictObject({
  protocol: z.number().int(),
  callId: z.string().regex(/^[\w.:-]{1,64}$/),
  name: z.string().min(1).max(64),
  input: z.unknown(),
})

const cancelInput = z.strictObject({ callId: z.string() })

/** What the transport joins. */
export type IpcParts = {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'on'>
  readonly windows: OpenWindows
  readonly engine: EngineInCharge
  readonly dialogs: Dialogs
  readonly media: Pick<MediaViews, 'show'>
  readonly readBack: Pick<ReadBackWindow, 'show'>
  /** Told when a window says that something was copied. */
  readonly onCopied: () => void
}

/**
 * Carries calls between the windows' pages and the engine.
 *
 * Only an own window's page is heard. Every answer is an envelope, also to what is refused; nothing is thrown, because
 * Electron would hand the message of a throw to the page. A page names its calls freely: inside, the window's id is put
 * before the name, so that no window can stop or follow another's calls.
 */
export function carryCalls({ ipcMain, windows, engine, dialogs, media, readBack, onCopied }: IpcParts): void {
  const running = new Map<string, { readonly window: BrowserWindow; readonly callId: string }>()

  ipcMain.handle(CALL, async (event, raw: unknown): Promise<Envelope<unknown>> => {
    try {
      const window = windowOfSender(event, windows)
      if (window === null) return refuse({ code: 'operation/not-allowed' })
      const parsed = callMessage.safeParse(raw)
      if (!parsed.success) {
        log('message-refused')
        return refuse({ code: 'input/invalid', problems: problemsOf(parsed.error, raw) })
      }
      return await answer(window, parsed.data)
    } catch (cause) {
      return { outcome: 'bug', reference: logBug('bug', cause) }
    }
  })

  ipcMain.on(COPIED, (event) => {
    if (windowOfSender(event, windows) !== null) onCopied()
  })

  engine.subscribe((push) => {
    if (push.topic !== 'progress') {
      for (const window of windows.all()) send(window, push)
      return
    }
    const call = running.get(push.callId)
    if (call !== undefined) send(call.window, { ...push, callId: call.callId })
  })

  const answer = async (window: BrowserWindow, message: CallMessage): Promise<Envelope<unknown>> => {
    const idFor = (callId: string): string => `${window.webContents.id}/${callId}`
    if (message.name === CANCEL) {
      const input = cancelInput.safeParse(message.input)
      if (!input.success) return invalid(input.error, message.input)
      engine.cancel(idFor(input.data.callId))
      return { outcome: 'done', value: {} }
    }
    if (isWindowOperation(message.name)) return answerWindowOperation(window, message.name, message)
    const id = idFor(message.callId)
    if (running.has(id)) {
      log('message-refused')
      return refuse({ code: 'input/invalid', problems: [{ field: 'callId', code: 'field/wrong' }] })
    }
    running.set(id, { window, callId: message.callId })
    try {
      return await engine.call({ ...message, callId: id }, 'ipc')
    } finally {
      running.delete(id)
    }
  }

  const answerWindowOperation = async (
    window: BrowserWindow,
    name: WindowOperationName,
    { protocol, input: raw }: CallMessage,
  ): Promise<Envelope<WindowOutputs[WindowOperationName]>> => {
    if (protocol !== PROTOCOL_VERSION) return refuse({ code: 'operation/protocol-mismatch' })
    switch (name) {
      case 'window.choose-files': {
        const input = WINDOW_OPERATIONS[name].input.safeParse(raw)
        if (!input.success) return invalid(input.error, raw)
        return offer(await dialogs.chooseFiles(window))
      }
      case 'window.choose-folder': {
        const input = WINDOW_OPERATIONS[name].input.safeParse(raw)
        if (!input.success) return invalid(input.error, raw)
        return offer(await dialogs.chooseFolder(window))
      }
      case 'window.offer-dropped': {
        const input = WINDOW_OPERATIONS[name].input.safeParse(raw)
        if (!input.success) return invalid(input.error, raw)
        return offer(input.data.paths)
      }
      case 'window.show-media': {
        const input = WINDOW_OPERATIONS[name].input.safeParse(raw)
        if (!input.success) return invalid(input.error, raw)
        media.show(window, input.data.media)
        return { outcome: 'done', value: {} }
      }
      case 'window.show-read-back': {
        const input = WINDOW_OPERATIONS[name].input.safeParse(raw)
        if (!input.success) return invalid(input.error, raw)
        readBack.show(window, input.data.pageId)
        return { outcome: 'done', value: {} }
      }
      case 'window.choose-outlet': {
        const input = WINDOW_OPERATIONS[name].input.safeParse(raw)
        if (!input.success) return invalid(input.error, raw)
        const path = await dialogs.chooseOutlet(window, input.data.suggestedName)
        const outletId = path === null ? null : await engine.offerOutletPath(path)
        return { outcome: 'done', value: { outletId } }
      }
    }
  }

  const offer = async (
    paths: readonly string[],
  ): Promise<Envelope<{ readonly files: readonly OfferedFile[] }>> => {
    const results = paths.length === 0 ? [] : await engine.offerPaths(paths)
    const files = results.map((result, index): OfferedFile => {
      if (result.ok) return { outcome: 'offered', item: result.value }
      return { outcome: 'refused', name: basename(paths[index] ?? ''), failure: result.failure }
    })
    return { outcome: 'done', value: { files } }
  }
}

function isWindowOperation(name: string): name is WindowOperationName {
  return Object.hasOwn(WINDOW_OPERATIONS, name)
}

function refuse(failure: Failure): Envelope<never> {
  return { outcome: 'failed', failure }
}

function invalid(error: z.ZodError, input: unknown): Envelope<never> {
  return refuse({ code: 'input/invalid', problems: problemsOf(error, input) })
}

function send(window: BrowserWindow, push: Push): void {
  window.webContents.send(PUSH, push)
}
