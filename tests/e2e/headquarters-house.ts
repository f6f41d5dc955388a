import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { TOTP } from 'otpauth'
import type { Page } from 'playwright/test'
import { test as base } from 'playwright/test'
import type { Language } from '#core/language.ts'
import { WITH_COMPILED_CODE } from '../support/compiled-code.ts'
import { ROOT } from './choose-host.ts'
import { expect, TEXTS, watchPage } from './workstation.ts'

const STEP_MS = 30_000

/** The passphrase of everybody who has logged in before: `tests/support/desk-person.ts`. */
const PASSPHRASE = 'ពាក្យដែលមិនទាក់ទងគ្នា'

type Told = {
  readonly address: string
  readonly people: {
    readonly [Name in 'analyst' | 'administrator' | 'reviewer']: {
      readonly secret: string
      readonly atMs: number
    }
  }
  readonly invited: string
}

/** Headquarters with three stations, and a browser before it. */
export type House = Told & { readonly page: Page }

/** Tests of headquarters' page. After each, nothing may have left the machine and no page may have complained. */
export const test = base.extend<{ house: House }>({
  house: async ({ browser }, use) => {
    const child = spawn(
      process.execPath,
      [join(ROOT, 'tests/e2e/headquarters-house-child.ts'), join(ROOT, 'out/renderer')],
      { cwd: ROOT, env: { ...process.env, ...WITH_COMPILED_CODE }, stdio: ['pipe', 'pipe', 'pipe'] },
    )
    const told = await firstLine(child)
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      locale: 'en-US',
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    const foreignRequests: string[] = []
    const pageErrors: string[] = []
    watchPage(page, told.address, foreignRequests, pageErrors)
    await page.goto(told.address)
    await use({ ...told, page })
    await context.close()
    const ended = once(child, 'exit')
    child.stdin?.end()
    await ended
    expect(foreignRequests, 'nothing is asked of any other machine').toEqual([])
    expect(pageErrors, 'no page complains').toEqual([])
  },
})

async function firstLine(child: ChildProcess): Promise<Told> {
  const { stdout, stderr } = child
  if (stdout === null || stderr === null) throw new Error('the house has no output')
  let said = ''
  stderr.on('data', (bytes: Buffer) => {
    said += bytes.toString('utf8')
  })
  for await (const line of createInterface({ input: stdout })) {
    stdout.resume()
    return JSON.parse(line) as Told
  }
  throw new Error(`the house did not open: ${said}`)
}

/** Somebody's program that makes codes. No code is given twice. */
export class Authenticator {
  readonly #totp: TOTP
  #lastStep: number

  constructor({ secret, atMs }: { readonly secret: string; readonly atMs: number }) {
    this.#totp = new TOTP({ secret })
    this.#lastStep = Math.floor(atMs / STEP_MS)
  }

  /** The code of now, or the next one where that was given before. */
  next(): string {
    this.#lastStep = Math.max(Math.floor(Date.now() / STEP_MS), this.#lastStep + 1)
    return this.#totp.generate({ timestamp: this.#lastStep * STEP_MS })
  }
}

/** Fills in the log-in and sends it. */
export async function logIn(
  page: Page,
  language: Language,
  who: { readonly name: string; readonly code: string; readonly passphrase?: string },
): Promise<void> {
  const words = TEXTS[language].desk.logIn
  await page.getByRole('textbox', { name: words.name }).fill(who.name)
  await page.getByLabel(words.passphrase, { exact: true }).fill(who.passphrase ?? PASSPHRASE)
  await page.getByRole('textbox', { name: words.code }).fill(who.code)
  await page.getByRole('button', { name: words.submit, exact: true }).click()
}

/** Chooses the language of the page. */
export async function speak(page: Page, language: Language): Promise<void> {
  await page.getByRole('radio', { name: language === 'km' ? 'ខ្មែរ' : 'English', exact: true }).check()
}
