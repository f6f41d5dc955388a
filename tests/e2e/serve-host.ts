import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser } from 'playwright/test'
import { WITH_COMPILED_CODE } from '../support/compiled-code.ts'
import type { Host, WatchPage } from './host.ts'

const STARTS_WITHIN_MS = 90_000

/** Starts `samnum serve` and opens its address in a browser. */
export async function startServeHost(
  root: string,
  browser: Browser,
  folder: string,
  watch: WatchPage,
): Promise<Host> {
  const child = spawn(process.execPath, [join(root, 'src/cli/samnum.mjs'), 'serve', folder], {
    cwd: root,
    env: { ...process.env, ...WITH_COMPILED_CODE },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = await firstLine(child)
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    acceptDownloads: true,
    // Nothing of the machine's own language may decide what is shown.
    locale: 'en-US',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const { origin } = new URL(url)
  watch(page, origin)
  // Whoever listens is told of choosers from here on: one that is opened by the very next key would come before the asking.
  page.on('filechooser', () => {})
  await page.goto(url)
  return {
    name: 'samnum serve in Chromium',
    page,
    origin,
    address: url,
    async chooseFiles(paths, press) {
      const chooser = page.waitForEvent('filechooser')
      await press()
      await (await chooser).setFiles([...paths])
    },
    async saveTo(path, press) {
      const download = page.waitForEvent('download')
      await press()
      await (await download).saveAs(path)
    },
    async kill() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
      await context.close()
    },
    async close() {
      await context.close()
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  const { stdout, stderr } = child
  if (stdout === null || stderr === null) throw new Error('samnum serve has no output')
  let said = ''
  stderr.on('data', (bytes: Buffer) => {
    said += bytes.toString('utf8')
  })
  const lines = createInterface({ input: stdout })
  const timer = setTimeout(() => lines.close(), STARTS_WITHIN_MS)
  for await (const line of lines) {
    clearTimeout(timer)
    // What comes later is read by nobody and must not fill the pipe.
    stdout.resume()
    return line
  }
  throw new Error(`samnum serve printed no address: ${said}`)
}
