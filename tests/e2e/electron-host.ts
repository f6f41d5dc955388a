import { _electron as electron } from 'playwright'
import type { Host, WatchPage } from './host.ts'

const ORIGIN = 'app://samnum'

/**
 * Starts the desktop program. Its dialogs are the system's, which no test can press: what the person would choose is answered
 * in their place.
 */
export async function startElectronHost(
  root: string,
  program: string,
  folder: string,
  watch: WatchPage,
): Promise<Host> {
  const app = await electron.launch({
    executablePath: program,
    args: [root],
    cwd: root,
    env: { ...(process.env as Record<string, string>), SAMNUM_VAULT: folder },
  })
  const page = await app.firstWindow()
  watch(page, ORIGIN)
  await page.setViewportSize({ width: 1366, height: 768 })
  return {
    name: 'Electron',
    page,
    origin: ORIGIN,
    address: ORIGIN,
    async chooseFiles(paths, press) {
      await app.evaluate(
        ({ dialog }, filePaths) => {
          dialog.showOpenDialog = async () => ({ canceled: false, filePaths })
        },
        [...paths],
      )
      await press()
    },
    async saveTo(path, press) {
      await app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath })
      }, path)
      await press()
    },
    async kill() {
      const ended = app.waitForEvent('close')
      app.process().kill('SIGKILL')
      await ended
    },
    close: () => app.close(),
  }
}
