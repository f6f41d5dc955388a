import type { Failure } from '#contract/failures.ts'
import { type DigestedPlaybook, type PlaybookStep, readPlaybookText } from '#core/playbooks/playbook.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { ShippedPlaybooks } from '../ports/playbooks.ts'
import type { VaultSession } from '../vault-session.ts'

/** A playbook that the station knows; `adopted` says when and by whom, unless it ships with the program. */
export type KnownPlaybook = DigestedPlaybook & {
  readonly adopted: { readonly atMs: number; readonly by: string } | null
}

/** Every playbook in its newest version: those that ship, and in their place or beside them those that the station adopted. */
export function knownPlaybooks(
  { register }: Pick<VaultSession, 'register'>,
  shipped: ShippedPlaybooks,
): Result<readonly KnownPlaybook[], LedgerStoreFailure> {
  const rows = register.playbooks()
  if (!rows.ok) return rows
  const known = new Map<string, KnownPlaybook>()
  const add = (each: KnownPlaybook) => {
    const { playbookId, version } = each.playbook
    const other = known.get(playbookId)
    if (other === undefined || other.playbook.version < version) known.set(playbookId, each)
  }
  for (const each of shipped) add({ ...each, adopted: null })
  for (const { text, atMs, by } of rows.value) {
    const read = readPlaybookText(text)
    // A later form of playbooks is the business of a later program.
    if (read.ok) add({ ...read.value, adopted: { atMs, by } })
  }
  return succeed([...known.values()])
}

/** Finds a playbook by its id. */
export function findPlaybook(
  known: readonly KnownPlaybook[],
  playbookId: string,
): Result<KnownPlaybook, Failure<'playbook/not-found'>> {
  const found = known.find(({ playbook }) => playbook.playbookId === playbookId)
  return found === undefined ? fail({ code: 'playbook/not-found' }) : succeed(found)
}

/** Finds a step of a playbook by its id. */
export function findStep(
  { playbook }: KnownPlaybook,
  stepId: string,
): Result<PlaybookStep, Failure<'playbook/step-not-found'>> {
  const found = playbook.steps.find((step) => step.stepId === stepId)
  return found === undefined ? fail({ code: 'playbook/step-not-found' }) : succeed(found)
}
