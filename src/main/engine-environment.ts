/** What of the environment the engine's process may see; anything else could change how Node runs. */
const KEPT = [
  'HOME',
  'LANG',
  'LC_ALL',
  'PATH',
  'SYSTEMROOT',
  'SystemRoot',
  'TEMP',
  'TMP',
  'TMPDIR',
  'TZ',
  'USERPROFILE',
  'WINDIR',
] as const

/** The environment of the engine's process: no `NODE_OPTIONS`, no key log, no proxy, no Electron switches. */
export function engineEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name of KEPT) {
    const value = environment[name]
    if (value !== undefined) kept[name] = value
  }
  return kept
}
