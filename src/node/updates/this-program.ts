import releaseKeys from '../../../resources/release-keys.json' with { type: 'json' }
import type { InstalledProgram } from './folder-program-updates.ts'

/** The system and processor that a program is made for. */
export const THIS_PLATFORM = `${process.platform}-${process.arch}`

/** The program that runs: where the launcher says that it lies, and the release keys that were built into it. */
export function thisProgram(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): InstalledProgram {
  return {
    folder: environment.SAMNUM_PROGRAM ?? null,
    runningVersion: environment.SAMNUM_RUNNING ?? null,
    platform: THIS_PLATFORM,
    releaseKeys: releaseKeys.keys,
  }
}
