import { randomBytes } from '#node/crypto/primitives.ts'

/** What the shell writes to its log. */
export type LogCode =
  | 'bug'
  | 'engine-bug'
  | 'engine-gone'
  | 'engine-killed'
  | 'navigation-refused'
  | 'window-refused'
  | 'webview-refused'
  | 'request-refused'
  | 'download-refused'
  | 'permission-refused'
  | 'device-refused'
  | 'certificate-refused'
  | 'sender-refused'
  | 'message-refused'
  | 'second-instance'
  | 'page-gone'
  | 'locked'
  | 'keychain-refused'
  | 'start-refused'

// A desktop session may have closed the stream; a lost line of the log must not end the program.
process.stderr.on('error', () => {})

/**
 * Writes one line `samnum REFERENCE CODE [ABOUT]` to standard error, and answers the reference.
 *
 * No case data may reach it: `about` is one word of a closed list of the caller's, cut down to harmless characters here.
 */
export function log(code: LogCode, about?: string): string {
  const reference = Buffer.from(randomBytes(4)).toString('hex')
  const word = about === undefined ? '' : ` ${about.replaceAll(/[^A-Za-z0-9_.-]/g, '_').slice(0, 40)}`
  process.stderr.write(`samnum ${reference} ${code}${word}\n`)
  return reference
}

/** Logs a throw by its class alone: messages and values may quote case data. */
export function logBug(code: 'bug' | 'engine-bug', cause: unknown): string {
  return log(code, cause instanceof Error ? cause.constructor.name : typeof cause)
}
