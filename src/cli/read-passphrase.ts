import { CANCELLED, type Cancelled } from '#app/ports/byte-source.ts'
import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { askWithoutEcho } from './ask-without-echo.ts'
import type { CommandContext } from './command-context.ts'
import { readTextFile } from './read-input-file.ts'
import { UsageError } from './usage.ts'

/** A passphrase file is one line; what is longer is another file. Four bytes for each of the contract's 1,000 letters. */
const MAX_PASSPHRASE_BYTES = 4_002

/**
 * Gets the passphrase from the file that the option or the environment names, or asks for it at the terminal; a new one is
 * asked for twice. One line break at the end of the file is not part of it.
 */
export async function readPassphrase(
  context: CommandContext,
  purpose: 'unlock' | 'create',
): Promise<Result<string, Failure | Cancelled>> {
  const path = context.passphraseFile
  if (path !== null) {
    const text = await readTextFile(path, { maxBytes: MAX_PASSPHRASE_BYTES, mayBePipe: true })
    return text.ok ? succeed(text.value.replace(/\r?\n$/, '')) : text
  }
  const { keyboard } = context.terminal
  if (keyboard === null) throw new UsageError('usage/no-passphrase')
  const { prompt } = context.text
  const ask = (question: string) => askWithoutEcho(context.terminal, keyboard, question)
  const first = await ask(purpose === 'create' ? prompt.newPassphrase : prompt.passphrase)
  if (first === null) return fail(CANCELLED)
  if (purpose === 'unlock') return succeed(first)
  const second = await ask(prompt.again)
  if (second === null) return fail(CANCELLED)
  if (second !== first) throw new UsageError('usage/passphrases-differ')
  return succeed(first)
}
