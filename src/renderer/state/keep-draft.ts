import type { Keeping } from './raid-desk.ts'
import { type Refusal, refusalOf } from './remote.ts'
import type { Workplace } from './workplace.ts'

type Keeper = {
  revision: number
  wanted: string | null
  isRunning: boolean
  isForgotten: boolean
  /** A reading that is on its way: what it says of the revision is waited for before anything is saved. */
  loading: Promise<unknown> | null
  isSaving: boolean
  /** Why nothing is saved until the draft has been read again. */
  elsewhere: Refusal | null
}

const keepers = new WeakMap<Workplace, Map<string, Keeper>>()

/** Reads what was kept of a draft; `null` when nothing was. What is saved from here on stands over it. */
export async function loadDraft(at: Workplace, name: string): Promise<string | null> {
  const keeper = keeperOf(at, name)
  const asking = at.desk.client.call('draft.load', { name })
  keeper.loading = asking
  keeper.elsewhere = null
  const answer = await asking
  if (keeper.loading === asking) keeper.loading = null
  if (answer.outcome !== 'done') return null
  const { draft } = answer.value
  // What is being saved meanwhile answers with a newer one.
  if (!keeper.isSaving) keeper.revision = draft?.revision ?? 0
  return draft?.text ?? null
}

/**
 * Keeps a draft, so that it survives when the machine stops. One saving runs at a time; what was written meanwhile is
 * saved after it, so that the last key stroke is never more than one saving away from the disk.
 *
 * What another window kept under the same name is not overwritten: that is refused, and stays so until {@link loadDraft} has read it.
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
  if (keeper.elsewhere !== null) {
    onKeeping({ status: 'refused', refusal: keeper.elsewhere })
    return
  }
  keeper.wanted = text
  onKeeping({ status: 'keeping' })
  if (keeper.isRunning) return
  keeper.isRunning = true
  await keeper.loading
  while (keeper.wanted !== null) {
    const next: string = keeper.wanted
    keeper.wanted = null
    const { revision } = keeper
    keeper.isSaving = true
    const answer = await at.desk.client.call('draft.save', {
      name,
      revision,
      text: next,
      ...(caseId !== undefined && { case: caseId }),
    })
    keeper.isSaving = false
    if (keeper.isForgotten) return
    if (answer.outcome === 'done') {
      keeper.revision = answer.value.revision
      continue
    }
    keeper.isRunning = false
    const refusal = refusalOf(answer)
    if (refusal === null) return
    if (isKeptElsewhere(refusal)) keeper.elsewhere = refusal
    onKeeping({ status: 'refused', refusal })
    return
  }
  keeper.isRunning = false
  onKeeping({ status: 'kept' })
}

/** Tells whether a draft was not kept because another window keeps one under the same name. */
export function isKeptElsewhere(refusal: Refusal): boolean {
  return refusal.kind === 'failure' && refusal.failure.code === 'draft/changed-elsewhere'
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
  const keeper = all.get(name) ?? {
    revision: 0,
    wanted: null,
    isRunning: false,
    isForgotten: false,
    loading: null,
    isSaving: false,
    elsewhere: null,
  }
  all.set(name, keeper)
  return keeper
}
