import type { Page } from 'playwright/test'

/** A running workstation for one vault, whatever shows its window. */
export type Host = {
  readonly name: string
  readonly page: Page
  /** Where the page comes from; no request may go anywhere else. */
  readonly origin: string
  /** Opens a window of the same person: for `samnum serve` the whole address that it printed, with the page's key. */
  readonly address: string
  /** Chooses files in the dialog that `press` opens. */
  chooseFiles(paths: readonly string[], press: () => Promise<void>): Promise<void>
  /** Saves what `press` lets out of the vault to a path. */
  saveTo(path: string, press: () => Promise<void>): Promise<void>
  /** Ends the engine at once, as a power cut or the system's killer does, and the window with it. */
  kill(): Promise<void>
  /** Ends the window and the engine, as closing the program does. */
  close(): Promise<void>
}

/** Watches a window from its first request on. */
export type WatchPage = (page: Page, origin: string) => void
