import type { Keeping } from './raid-desk.ts'
import { refusalOf } from './remote.ts'
import type { Workplace } from './workplace.ts'

type Keeper = { revision: number; wanted: string | null; isRunning: boolean; isForgotten: boolean }

const keepers = new WeakMap<Workplace, Map<string, Keeper>>()

/** Reads what was kept of a draft; `null` when nothing was. */
export async function loadDraft(at: Workplace, name: string): Promise<string | null> {
  const answer = await at.desk.client.call('draft.load', { name })
  if (answer.outcome !== 'done') return null
  const { draft } = answer.value
  keeperOf(at, name).revision = draft?.revision ?? 0
  return draft?.text ?? null
}

/**
 * Keeps a draft, so that it survives when the machine stops. One saving runs at a time; what was written meanwhile is
 * saved after it, so that the last key stroke is never more than one saving away from the disk.
 */
export async function keepDraft(
  at: Workplace,
  name: string,
  text: string,
  onKeeping: (keeping: Keeping) => void,
  /** The case with which the draft goes. */
  caseId?: string,
): Promise<void> {
  const keeper = keeperOf(at, name)
  keeper.wanted = text
  onKeeping({ status: 'keeping' })
  if (keeper.isRunning) return
  keeper.isRunning = true
  while (keeper.wanted !== null) {
    const next: string = keeper.wanted
    keeper.wanted = null
    const { revision } = keeper
    const answer = await at.desk.client.call('draft.save', {
      name,
      revision,
      text: next,
      ...(caseId !== undefined && { case: caseId }),
    })
    if (keeper.isForgotten) return
    if (answer.outcome === 'done') {
      keeper.revision = answer.value.revision
      continue
    }
    const refusal = refusalOf(answer)
    if (refusal?.kind === 'failure' && refusal.failure.code === 'draft/changed-elsewhere') {
      // The window in which somebody writes is the one that counts.
      await loadDraft(at, name)
      keeper.wanted ??= next
      continue
    }
    keeper.isRunning = false
    if (refusal !== null) onKeeping({ status: 'refused', refusal })
    return
  }
  keeper.isRunning = false
  onKeeping({ status: 'kept' })
}

/** Forgets a draft, whose words stand in the ledger now or were thrown away. */
export async function forgetDraft(at: Workplace, name: string): Promise<void> {
  const keeper = keeperOf(at, name)
  // What is still on its way to the disk is not saved anew.
  keeper.isForgotten = true
  keeper.wanted = null
  keepers.get(at)?.delete(name)
  await at.desk.client.call('draft.forget', { name })
}

function keeperOf(at: Workplace, name: string): Keeper {
  const all = keepers.get(at) ?? new Map<string, Keeper>()
  keepers.set(at, all)
  const keeper = all.get(name) ?? { revision: 0, wanted: null, isRunning: false, isForgotten: false }
  all.set(name, keeper)
  return keeper
}
