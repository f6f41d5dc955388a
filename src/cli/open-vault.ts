import type { Client } from '#contract/client.ts'
import type { Envelope } from '#contract/envelope.ts'
import { explainFailure } from '#contract/failure-text.ts'
import type { Failure } from '#contract/failures.ts'
import type { InputOf, OperationName, OutputOf } from '#contract/operations.ts'
import type { Session } from '#contract/vault-operations.ts'
import { composeEngine } from '#node/engine/compose-engine.ts'
import type { Engine } from '#node/engine/engine.ts'
import type { CommandContext } from './command-context.ts'
import { makeEngineClient } from './engine-client.ts'
import { isOutcome, type Outcome } from './outcome.ts'
import { readKeyFile, readPassphrase } from './read-secret.ts'
import { softwareName } from './software.ts'
import { waitBeforeTry } from './wait-before-try.ts'

/** An engine for one vault with calls that show progress and stop when the person wants it. */
export type Desk = {
  readonly engine: Engine
  readonly client: Client
  /** Asks for an operation; `subject` is what the progress line says the work is about. */
  call<Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
    subject?: string,
  ): Promise<Envelope<OutputOf<Name>>>
}

/** What opened the vault. Operations on a person's own slot ask for it once more. */
export type Credentials = { readonly passphrase: string; readonly keyFile?: string }

/** How a new vault derives keys from passphrases, in MiB of memory; `null` leaves it to the machine. */
export type KeyMemoryMiB = number | null

/** Runs work with an engine for the folder and closes it afterwards, whatever happens. */
export async function withEngine(
  context: CommandContext,
  folder: string,
  work: (desk: Desk) => Promise<Outcome>,
  keyMemoryMiB: KeyMemoryMiB = null,
): Promise<Outcome> {
  const engine = await composeEngine({
    folder,
    software: softwareName(),
    ...(context.witnessFolder !== null && { witnessFolder: context.witnessFolder }),
    ...(keyMemoryMiB !== null && {
      keyDerivation: { name: 'argon2id', memoryKiB: keyMemoryMiB * 1024, passes: 3, lanes: 1 } as const,
    }),
  })
  try {
    return await work(makeDesk(context, engine))
  } finally {
    await engine.close()
  }
}

/** Runs work with the vault of the folder unlocked, and locks it afterwards. */
export async function withVault(
  context: CommandContext,
  folder: string,
  work: (desk: Desk, credentials: Credentials) => Promise<Outcome>,
): Promise<Outcome> {
  return await withLockedVault(context, folder, async (desk) => {
    const credentials = await readCredentials(context)
    if (isOutcome(credentials)) return credentials
    const { userNumber } = context
    const unlocked = await desk.call('vault.unlock', {
      ...credentials,
      ...(userNumber !== null && { userNumber }),
    })
    if (unlocked.outcome !== 'done') return stopped(unlocked)
    sayNotices(context, unlocked.value)
    return await work(desk, credentials)
  })
}

/** Runs work with an engine before a vault that is there and may be tried; nobody is asked for a secret otherwise. */
export async function withLockedVault(
  context: CommandContext,
  folder: string,
  work: (desk: Desk) => Promise<Outcome>,
): Promise<Outcome> {
  return await withEngine(context, folder, async (desk) => {
    const status = await desk.call('vault.status', {})
    if (status.outcome !== 'done') return stopped(status)
    if (status.value.state === 'absent') {
      // The engine's refusal says what is there instead of a vault.
      const refused = await desk.call('vault.unlock', { passphrase: ' ' })
      if (refused.outcome !== 'done') return stopped(refused)
    }
    if (status.value.state === 'locked') {
      const refusal = await waitBeforeTry(context, status.value.waitMs)
      if (refusal !== null) return refusal
    }
    return await work(desk)
  })
}

/** Reads what unlocks: the key file where one is named, and the passphrase. Answers the outcome when one cannot be had. */
export async function readCredentials(context: CommandContext): Promise<Credentials | Outcome> {
  const keyFile = await readKeyFile(context.secretFiles.keyFile)
  if (!keyFile.ok) return notRead(keyFile.failure)
  const passphrase = await readPassphrase(context)
  if (!passphrase.ok) return notRead(passphrase.failure)
  return { passphrase: passphrase.value, ...(keyFile.value !== null && { keyFile: keyFile.value }) }
}

/** Says on standard error what whoever has just unlocked should know before they go on. */
export function sayNotices({ terminal, text, language }: CommandContext, { notices }: Session): void {
  for (const notice of notices)
    terminal.writeError(`${text.outcome.notice} ${explainFailure(notice, language)}\n`)
}

/** The outcome of a command whose call did not succeed. */
export function stopped(answer: Exclude<Envelope<unknown>, { readonly outcome: 'done' }>): Outcome {
  switch (answer.outcome) {
    case 'failed':
      return { kind: 'failed', failure: answer.failure }
    case 'cancelled':
      return { kind: 'cancelled' }
    case 'bug':
      return { kind: 'bug', reference: answer.reference }
  }
}

/** The outcome of a command that could not read a secret. */
export function notRead(failure: Failure | { readonly code: 'cancelled' }): Outcome {
  return failure.code === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', failure }
}

function makeDesk(context: CommandContext, engine: Engine): Desk {
  const client = makeEngineClient(engine)
  return {
    engine,
    client,
    async call(name, input, subject) {
      try {
        return await client.call(name, input, {
          signal: context.signal,
          onProgress: (progress) => context.progress.show(progress, subject),
        })
      } finally {
        context.progress.clear()
      }
    },
  }
}
