import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The root of the repository. */
export const ROOT = resolve(import.meta.dirname, '../..')

/** What this run of the suite drives. */
export type ChosenHost =
  | { readonly kind: 'electron'; readonly program: string; readonly why: string }
  | { readonly kind: 'serve'; readonly why: string }

/** Chooses Electron where its runtime is present and may be started, and `samnum serve` elsewhere. */
export function chooseHost(): ChosenHost {
  const program = findElectronProgram()
  if (program === null) return { kind: 'serve', why: 'Electron’s runtime is not present' }
  if (process.getuid?.() === 0)
    return { kind: 'serve', why: 'Electron refuses to run as root with its sandbox' }
  return { kind: 'electron', program, why: 'its runtime is present' }
}

function findElectronProgram(): string | null {
  const home = join(ROOT, 'node_modules/electron')
  const named = join(home, 'path.txt')
  const name = existsSync(named)
    ? readFileSync(named, 'utf8')
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron'
  const program = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist'), name)
  return existsSync(program) ? program : null
}
