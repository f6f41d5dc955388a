import { join } from 'node:path'
import type { App, BrowserWindow, Dialog, OpenDialogOptions } from 'electron'
import { LABELS, label } from './shell-text.ts'

/** Asks the person through the system's dialogs. One dialog a window: while one is open, another question goes unanswered. */
export type Dialogs = {
  /** Paths of the chosen files; none when the person closed the dialog. */
  chooseFiles(window: BrowserWindow): Promise<readonly string[]>
  /** The path of the chosen folder; none when the person closed the dialog. */
  chooseFolder(window: BrowserWindow): Promise<readonly string[]>
  /** The path to write to, or `null`. */
  chooseOutlet(window: BrowserWindow, suggestedName: string): Promise<string | null>
}

/** Makes the system's dialogs. What is chosen does not enter the system's list of recent files. */
export function makeDialogs(
  dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>,
  app: Pick<App, 'getPath'>,
): Dialogs {
  const busy = new WeakSet<BrowserWindow>()

  const once = async <T>(window: BrowserWindow, closed: T, ask: () => Promise<T>): Promise<T> => {
    if (busy.has(window)) return closed
    busy.add(window)
    try {
      return await ask()
    } finally {
      busy.delete(window)
    }
  }

  const open = (
    window: BrowserWindow,
    title: Parameters<typeof label>[0],
    properties: OpenDialogOptions['properties'],
  ): Promise<readonly string[]> =>
    once<readonly string[]>(window, [], async () => {
      const answer = await dialog.showOpenDialog(window, {
        title: label(title),
        properties: properties ?? [],
      })
      return answer.canceled ? [] : answer.filePaths
    })

  return {
    chooseFiles: (window) =>
      open(window, LABELS.chooseFiles, ['openFile', 'multiSelections', 'dontAddToRecent']),
    chooseFolder: (window) => open(window, LABELS.chooseFolder, ['openDirectory', 'dontAddToRecent']),
    chooseOutlet: (window, suggestedName) =>
      once<string | null>(window, null, async () => {
        const answer = await dialog.showSaveDialog(window, {
          title: label(LABELS.chooseOutlet),
          defaultPath: join(app.getPath('documents'), harmlessName(suggestedName)),
          properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
        })
        return answer.canceled || answer.filePath === '' ? null : answer.filePath
      }),
  }
}

/** Bytes of a name that every file system of a workstation holds. */
const MOST_NAME_BYTES = 200

/**
 * Makes a suggested name one that is only a name: no folders, no control or direction characters, nothing that Windows
 * refuses. The ending stays where it can.
 */
export function harmlessName(suggested: string): string {
  const plain = suggested
    .replaceAll(/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replaceAll(/[/\\:*?"<>|]/g, '_')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '')
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? ''
  const stem = shorten(plain.slice(0, plain.length - ending.length), MOST_NAME_BYTES - ending.length)
  const isReserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem.split('.')[0] ?? '')
  return `${stem === '' || isReserved ? `samnum${stem}` : stem}${ending}`
}

function shorten(text: string, mostBytes: number): string {
  let kept = ''
  let bytes = 0
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > mostBytes) return kept
    kept += character
  }
  return kept
}
