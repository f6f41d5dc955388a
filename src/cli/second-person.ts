import type { InputOf } from '#contract/operations.ts'
import type { CommandContext } from './command-context.ts'
import { notRead } from './open-vault.ts'
import type { Outcome } from './outcome.ts'
import { readKeyFile, readSecondPassphrase } from './read-secret.ts'

/** What a second person shows to agree. */
export type SecondPerson = InputOf<'event.confirm'>['secondPerson']

/** Whether the command line names a second person or a file of theirs. */
export function wantsSecondPerson({ secondUserNumber, secretFiles }: CommandContext): boolean {
  return (
    secondUserNumber !== null || secretFiles.secondPassphrase !== null || secretFiles.secondKeyFile !== null
  )
}

/** Asks the second person for what they agree with, while the first stays logged in. Answers the outcome when it cannot be had. */
export async function readSecondPerson(context: CommandContext): Promise<SecondPerson | Outcome> {
  const keyFile = await readKeyFile(context.secretFiles.secondKeyFile)
  if (!keyFile.ok) return notRead(keyFile.failure)
  const passphrase = await readSecondPassphrase(context)
  if (!passphrase.ok) return notRead(passphrase.failure)
  const { secondUserNumber } = context
  return {
    ...(secondUserNumber !== null && { userNumber: secondUserNumber }),
    passphrase: passphrase.value,
    ...(keyFile.value !== null && { keyFile: keyFile.value }),
  }
}
