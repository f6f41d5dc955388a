import type { WebContentsViewConstructorOptions } from 'electron'
import type { Fetched, SessionDouble } from './session-double.ts'
import { strict } from './strict.ts'
import type { ViewUsed } from './used.ts'
import { type ContentsDouble, makeContentsDouble } from './window-double.ts'

/** A view laid over a window, and what it loaded. */
export type ViewDouble = {
  readonly used: ViewUsed
  readonly options: WebContentsViewConstructorOptions
  readonly contents: ContentsDouble
  readonly loaded: { readonly url: string; readonly answer: Fetched }[]
  readonly state: { bounds: unknown; isClosed: boolean }
}

/** Makes a view whose page is fetched through its session. */
export function makeViewDouble(
  options: WebContentsViewConstructorOptions,
  session: SessionDouble,
  onCreated: (contents: ContentsDouble) => void,
): ViewDouble {
  const contents = makeContentsDouble()
  const loaded: { url: string; answer: Fetched }[] = []
  const state = { bounds: null as unknown, isClosed: false }
  onCreated(contents)
  const used: ViewUsed = {
    setBounds: (bounds) => {
      state.bounds = bounds
    },
    webContents: Object.assign(Object.create(contents.used) as typeof contents.used, {
      close: () => {
        state.isClosed = true
      },
      loadURL: async (url: string) => {
        loaded.push({ url, answer: await session.fetch(url) })
      },
    }),
  }
  return { used: strict('WebContentsView', used), options, contents, loaded, state }
}
