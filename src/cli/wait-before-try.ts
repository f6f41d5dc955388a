import { setTimeout as sleep } from 'node:timers/promises'
import { fillTemplate } from '#contract/fill-template.ts'
import type { CommandContext } from './command-context.ts'
import type { Outcome } from './outcome.ts'

/**
 * Sits out the wait that wrong passphrases have earned, and answers `null` when it is over. The engine counts it within one
 * process, so that a command that ended instead would begin it anew. Answers the outcome where nobody wants to wait.
 */
export async function waitBeforeTry(context: CommandContext, waitMs: number): Promise<Outcome | null> {
  if (waitMs === 0) return null
  if (!context.mayWait)
    return { kind: 'failed', failure: { code: 'vault/wait-before-next-try', facts: { waitMs } } }
  const { terminal, text, language, signal } = context
  const seconds = Math.ceil(waitMs / 1000)
  terminal.writeError(`${fillTemplate(text.outcome.waiting, { seconds }, language)}\n`)
  try {
    await sleep(waitMs, undefined, { signal })
    return null
  } catch {
    return { kind: 'cancelled' }
  }
}
