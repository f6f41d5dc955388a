import { CANCELLED, type Cancelled } from '#app/ports/byte-source.ts'
import type { Failure } from '#contract/failures.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { askWithoutEcho } from './ask-without-echo.ts'
import type { CommandContext } from './command-context.ts'
import { readTextFile } from './read-input-file.ts'
import type { SecretFiles } from './secret-files.ts'
import { type UsageCode, UsageError } from './usage.ts'

/** A secret is one line; what is longer is another file. Four bytes for each of the contract's 1,000 letters. */
const MAX_SECRET_BYTES = 4_002
/** The contract takes 500 letters of a key file. */
const MAX_KEY_FILE_BYTES = 2_000
/** age writes two lines of comment before an identity. */
const MAX_IDENTITY_BYTES = 4_096

type ReadSecret = Promise<Result<string, Failure | Cancelled>>

/** Gets the passphrase that unlocks, from the file that the option or the environment names or from the terminal. */
export async function readPassphrase(context: CommandContext): ReadSecret {
  return await readLine(context, 'passphrase', context.text.prompt.passphrase, 'usage/no-passphrase')
}

/** Gets the passphrase of whoever founds a vault; at the terminal it is asked for twice. */
export async function readFounderPassphrase(context: CommandContext): ReadSecret {
  return await readTwice(context, 'passphrase', context.text.prompt.newPassphrase, 'usage/no-passphrase')
}

/** Gets a passphrase to be set for somebody; at the terminal it is asked for twice. `whose` names them in the question. */
export async function readNewPassphrase(context: CommandContext, whose: string | null): ReadSecret {
  const { prompt } = context.text
  const question =
    whose === null ? prompt.newPassphrase : fillTemplate(prompt.newPassphraseOf, { whose }, context.language)
  return await readTwice(context, 'newPassphrase', question, 'usage/no-new-passphrase')
}

/** Gets the passphrase of the second person. */
export async function readSecondPassphrase(context: CommandContext): ReadSecret {
  const { prompt } = context.text
  return await readLine(context, 'secondPassphrase', prompt.secondPassphrase, 'usage/no-second-passphrase')
}

/** Gets a recovery code as it stands on the paper. */
export async function readRecoveryCode(context: CommandContext): ReadSecret {
  const code = await readLine(
    context,
    'recoveryCode',
    context.text.prompt.recoveryCode,
    'usage/no-recovery-code',
  )
  return code.ok ? succeed(code.value.trim()) : code
}

/** Gets headquarters' age identity out of a file as `age-keygen` writes it, with or without its comments. */
export async function readEscrowIdentity(path: string): Promise<Result<string, Failure>> {
  const text = await readTextFile(path, { maxBytes: MAX_IDENTITY_BYTES, mayBePipe: true })
  if (!text.ok) return text
  const lines = text.value.split(/\r?\n/).map((line) => line.trim())
  return succeed(lines.find((line) => line !== '' && !line.startsWith('#')) ?? '')
}

/** Reads the text of a key file, or answers `null` where none is named. */
export async function readKeyFile(path: string | null): Promise<Result<string | null, Failure>> {
  if (path === null) return succeed(null)
  return await readTextFile(path, { maxBytes: MAX_KEY_FILE_BYTES, mayBePipe: true })
}

/** Reads the line of a secret. One line break at the end of a file is not part of it. */
async function readLine(
  context: CommandContext,
  secret: keyof SecretFiles,
  question: string,
  missing: UsageCode,
): ReadSecret {
  const path = context.secretFiles[secret]
  if (path !== null) {
    const text = await readTextFile(path, { maxBytes: MAX_SECRET_BYTES, mayBePipe: true })
    return text.ok ? succeed(text.value.replace(/\r?\n$/, '')) : text
  }
  const { keyboard } = context.terminal
  if (keyboard === null) throw new UsageError(missing)
  const typed = await askWithoutEcho(context.terminal, keyboard, question)
  return typed === null ? fail(CANCELLED) : succeed(typed)
}

async function readTwice(
  context: CommandContext,
  secret: keyof SecretFiles,
  question: string,
  missing: UsageCode,
): ReadSecret {
  const first = await readLine(context, secret, question, missing)
  if (!first.ok || context.secretFiles[secret] !== null) return first
  const second = await readLine(context, secret, context.text.prompt.again, missing)
  if (second.ok && second.value !== first.value) throw new UsageError('usage/passphrases-differ')
  return second
}
