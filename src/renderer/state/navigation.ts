import { discardDraft, draftTarget } from './complaint-actions.ts'
import { isWritten } from './complaint-edit.ts'
import { isSameRoute, type Route } from './route.ts'
import { isOpen } from './sealing-actions.ts'
import type { OpenDialog, SessionState } from './session-state.ts'
import { change, type Workplace } from './workplace.ts'

/** Tells whether going somewhere else must be asked about first: a written complaint is on screen. */
export function mustAskBeforeLeaving(state: SessionState, to: Route): boolean {
  const { route, drafts } = state
  if (route.screen !== 'new-complaint' || isSameRoute(route, to)) return false
  const draft = drafts[draftTarget(route.caseId)]
  return draft !== undefined && isWritten(draft.edit)
}

/** What somebody came to a part of a case for. */
export function thingOf({ route }: Pick<SessionState, 'route'>): string | undefined {
  return route.screen === 'case' ? route.thingId : undefined
}

/** Goes somewhere, or asks first. Answers whether the screen changed. */
export function goTo(at: Workplace, to: Route): boolean {
  if (mustAskBeforeLeaving(at.store.getState(), to)) {
    openDialog(at, { name: 'leave-draft', to })
    return false
  }
  change(at, () => ({ route: to, dialog: null }))
  return true
}

/** Goes from an exhibit in the open case file to what it holds. */
export function lookAtExhibit(at: Workplace, exhibitId: string): void {
  const { caseFile } = at.store.getState()
  if (caseFile !== null) goTo(at, { screen: 'viewer', caseId: caseFile.caseId, exhibitId })
}

/** Goes from an exhibit in the open case file to its chain of custody. */
export function goToItem(at: Workplace, itemId: string): void {
  const { caseFile } = at.store.getState()
  if (caseFile !== null) goTo(at, { screen: 'item', caseId: caseFile.caseId, itemId })
}

/** Goes from an exhibit in the open case file to reading it with parsers. */
export function goToReading(at: Workplace, exhibitId: string): void {
  const { caseFile } = at.store.getState()
  if (caseFile !== null) goTo(at, { screen: 'reading', caseId: caseFile.caseId, exhibitId })
}

/** Leaves a written complaint as the person decided; a kept one waits until the vault locks. */
export function leaveDraft(at: Workplace, to: Route, decision: 'keep' | 'discard'): void {
  const { route } = at.store.getState()
  if (route.screen === 'new-complaint' && decision === 'discard') discardDraft(at, draftTarget(route.caseId))
  change(at, () => ({ route: to, dialog: null }))
}

/** What locking now would break off: written complaints and files being sealed. */
export function unfinishedOf(state: SessionState): { readonly drafts: number; readonly sealings: number } {
  return {
    drafts: Object.values(state.drafts).filter((draft) => isWritten(draft.edit)).length,
    sealings: state.sealings.filter(isOpen).length,
  }
}

/** Opens a dialog; one at a time. */
export function openDialog(at: Workplace, dialog: OpenDialog): void {
  change(at, () => ({ dialog }))
}

/** Closes the open dialog. */
export function closeDialog(at: Workplace): void {
  change(at, () => ({ dialog: null }))
}

/** Asks for the lock. Answers whether it may happen at once; with unfinished things the person is asked first. */
export function requestLock(at: Workplace): boolean {
  const state = at.store.getState()
  const { drafts, sealings } = unfinishedOf(state)
  // Asking twice for the lock means it.
  if (drafts + sealings === 0 || state.dialog?.name === 'lock') return true
  openDialog(at, { name: 'lock' })
  return false
}
