import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/**
 * The folder in which programs of this user keep what they must remember and nobody edits: `$XDG_STATE_HOME/samnum`, or
 * `~/.local/state/samnum` (XDG Base Directory Specification 0.8), and on Windows the local, not roaming, application data. `null`
 * where the machine names none.
 */
export function stateFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string | null {
  const named = platform === 'win32' ? environment.LOCALAPPDATA : environment.XDG_STATE_HOME
  // A relative one is invalid and ignored, as the specification says.
  if (named !== undefined && isAbsolute(named)) return join(named, platform === 'win32' ? 'Samnum' : 'samnum')
  const home = homedir()
  if (!isAbsolute(home)) return null
  if (platform === 'win32') return join(home, 'AppData', 'Local', 'Samnum')
  return join(home, '.local', 'state', 'samnum')
}

/** Where witnesses of rollbacks stand in such a folder. */
export function witnessFolderIn(folder: string): string {
  return join(folder, 'witness')
}
