import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of the checkout or installation in which a source file, or the bundle it was built into, lies: the nearest with a package.json. */
export function programRoot(folder: string): string {
  const above = dirname(folder)
  return above === folder || existsSync(join(folder, 'package.json')) ? folder : programRoot(above)
}
