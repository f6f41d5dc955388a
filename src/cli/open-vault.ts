import type { Client } from '#contract/client.ts'
import type { Envelope } from '#contract/envelope.ts'
import type { InputOf, OperationName, OutputOf } from '#contract/operations.ts'
import type { Session } from '#contract/vault-operations.ts'
import { composeEngine } from '#node/engine/compose-engine.ts'
import type { Engine } from '#node/engine/engine.ts'
import type { CommandContext } from './command-context.ts'
import { makeEngineClient } from './engine-client.ts'
import type { Outcome } from './outcome.ts'
import { readPassphrase } from './read-passphrase.ts'
import { softwareName } from './software.ts'

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
  work: (desk: Desk, session: Session) => Promise<Outcome>,
): Promise<Outcome> {
  return await withEngine(context, folder, async (desk) => {
    const status = await desk.call('vault.status', {})
    if (status.outcome !== 'done') return stopped(status)
    if (status.value.state === 'absent') {
      // Nobody is asked for a passphrase where there is no vault; the engine's refusal says what is there instead.
      const refused = await desk.call('vault.unlock', { passphrase: ' ' })
      if (refused.outcome !== 'done') return stopped(refused)
    }
    const passphrase = await readPassphrase(context, 'unlock')
    if (!passphrase.ok) return notRead(passphrase.failure)
    const unlocked = await desk.call('vault.unlock', { passphrase: passphrase.value })
    if (unlocked.outcome !== 'done') return stopped(unlocked)
    return await work(desk, unlocked.value)
  })
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

/** The outcome of a command that could not read its passphrase. */
export function notRead(failure: ReadFailure): Outcome {
  return failure.code === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', failure }
}

type ReadFailure = Extract<Awaited<ReturnType<typeof readPassphrase>>, { readonly ok: false }>['failure']

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
