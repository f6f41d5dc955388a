import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page } from 'playwright/test'
import type { Language } from '#core/language.ts'
import type { Catalogue } from '../../src/renderer/text/catalogue.ts'
import { en } from '../../src/renderer/text/en.ts'
import { km } from '../../src/renderer/text/km.ts'
import { chooseHost, ROOT } from './choose-host.ts'
import { startElectronHost } from './electron-host.ts'
import type { Host, WatchPage } from './host.ts'
import { startServeHost } from './serve-host.ts'

/** The texts of the screens, by which tests find what a person would. */
export const TEXTS: { readonly [Name in Language]: Catalogue } = { km, en }

export const PASSPHRASE = 'ផ្កាឈូក មេឃ ដំរី ទន្លេ'
export const OFFICER = 'សុខ សំណាង'

/** A station's machine: an empty folder for the vault, one for the person's own files, and the program started on the first. */
export type Workstation = {
  readonly vaultFolder: string
  readonly desktopFolder: string
  /** The window that is open now. */
  readonly host: Host
  readonly page: Page
  /** Ends the program and starts it again on the same vault. */
  restart(): Promise<void>
  /** Kills the program and starts it again on the same vault. */
  crash(): Promise<void>
  /** Addresses asked for that are not the workstation's own. */
  readonly foreignRequests: string[]
  /** Errors that the pages reported: exceptions, refusals by the security policy, files that are missing. */
  readonly pageErrors: string[]
}

/** Tests of the screens. After each, nothing may have left the machine and no page may have complained. */
export const test = base.extend<{ workstation: Workstation }>({
  workstation: async ({ browser }, use, testInfo) => {
    const folder = await mkdtemp(join(tmpdir(), 'samnum-e2e-'))
    const vaultFolder = join(folder, 'vault')
    const chosen = chooseHost()
    testInfo.annotations.push({ type: 'host', description: chosen.kind })
    const foreignRequests: string[] = []
    const pageErrors: string[] = []
    const watch: WatchPage = (page, origin) => watchPage(page, origin, foreignRequests, pageErrors)
    const start = (): Promise<Host> =>
      chosen.kind === 'electron'
        ? startElectronHost(ROOT, chosen.program, vaultFolder, watch)
        : startServeHost(ROOT, browser, vaultFolder, watch)
    let host = await start()
    await use({
      vaultFolder,
      desktopFolder: folder,
      foreignRequests,
      pageErrors,
      get host() {
        return host
      },
      get page() {
        return host.page
      },
      async crash() {
        const before = pageErrors.length
        await host.kill()
        // A page whose engine is gone says so; that is what was asked for.
        pageErrors.splice(before)
        host = await start()
      },
      async restart() {
        await host.close()
        host = await start()
      },
    })
    await host.close()
    // A browser that was told to close may write its last download for a moment longer.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    expect(foreignRequests, 'nothing is asked of any other machine').toEqual([])
    expect(pageErrors, 'no page complains').toEqual([])
  },
})

/** Notes what a page asks of others, and what it complains about. */
export function watchPage(page: Page, origin: string, foreignRequests: string[], pageErrors: string[]): void {
  page.context().on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${origin}/`) && !url.startsWith(`blob:${origin}/`)) foreignRequests.push(url)
  })
  page.on('pageerror', (error) => pageErrors.push(String(error.stack)))
  page.on('console', (message) => {
    // The browser reports an upload that the engine breaks off, which it does when the person stops a sealing.
    const { url } = message.location()
    const isStoppedUpload = url.startsWith(`${origin}/intake/`)
    // Likewise a piece of evidence that it still asks for when the person has gone on to the next.
    const isLeftEvidence = url.startsWith(`${origin}/preview/`) && message.text().includes('404')
    if (message.type() === 'error' && !isStoppedUpload && !isLeftEvidence)
      pageErrors.push(`${message.text()} (${url})`)
  })
}

export { expect }
