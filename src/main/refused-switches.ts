/**
 * Switches that turn off the sandbox or the web's own protections, or write memory and traffic to files. None of them
 * starts the program, packaged or not.
 */
const PROTECTION_SWITCHES = [
  'no-sandbox',
  'disable-setuid-sandbox',
  'disable-namespace-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-gpu-sandbox',
  'allow-sandbox-debugging',
  'single-process',
  'in-process-gpu',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-running-insecure-content',
  'allow-file-access-from-files',
  'ignore-certificate-errors',
  'enable-blink-features',
  'enable-experimental-web-platform-features',
  'js-flags',
  'load-extension',
  'proxy-server',
  'proxy-pac-url',
  'log-file',
  'log-net-log',
  'enable-crash-reporter',
  'trace-startup',
] as const

/** Switches that open the program to a debugger. */
const DEBUGGER_SWITCHES = [
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-publish-uid',
  'inspect-wait',
  'debug-port',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-io-pipes',
  'remote-allow-origins',
  'auto-open-devtools-for-tabs',
] as const

/** How this program was started. */
export type StartFacts = {
  /** The words of the command line after the program. */
  readonly words: readonly string[]
  /** Asks Chromium's own reading of the command line. */
  readonly hasSwitch: (name: string) => boolean
  readonly isPackaged: boolean
}

/**
 * Finds the first switch that this program refuses to start with, or answers `null`.
 *
 * Debugger switches count by what the command line says; in a packaged program also by what Chromium took from anywhere
 * else. In a checkout the end-to-end suite attaches itself that second way, and whoever can do that there can change
 * the source as well.
 */
export function findRefusedSwitch({ words, hasSwitch, isPackaged }: StartFacts): string | null {
  const written = new Set(words.map(switchName))
  const isRefused = (name: string, takenElsewhere: boolean): boolean =>
    written.has(name) || (takenElsewhere && hasSwitch(name))
  return (
    PROTECTION_SWITCHES.find((name) => isRefused(name, true)) ??
    DEBUGGER_SWITCHES.find((name) => isRefused(name, isPackaged)) ??
    null
  )
}

/** `--Name=value`, `-name` and, as Windows allows, `/name` all name the switch `name`; any other word names none. */
function switchName(word: string): string | null {
  return /^(?:--?|\/)([a-z][a-z0-9-]*)(?:=.*)?$/is.exec(word)?.[1]?.toLowerCase() ?? null
}
