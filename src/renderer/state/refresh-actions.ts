import { loadBackup } from './backup-actions.ts'
import { loadCaseFile, loadInfo, loadReaders } from './case-actions.ts'
import { loadCases } from './case-list-actions.ts'
import { refreshCasework } from './casework-actions.ts'
import { refreshCustody } from './custody-actions.ts'
import { refreshPapers } from './papers-actions.ts'
import { loadAnchorState, loadPeople, loadRecovery, loadWaysIn } from './station-actions.ts'
import { loadSync } from './sync-actions.ts'
import type { Workplace } from './workplace.ts'

/**
 * Reads again what this window shows of the ledger. While one reading runs, any number of further wishes become one more
 * reading after it.
 */
export async function refreshShown(at: Workplace): Promise<void> {
  at.refresh.isWanted = true
  if (at.refresh.isRunning) return
  at.refresh.isRunning = true
  while (at.refresh.isWanted) {
    at.refresh.isWanted = false
    // What is shown is looked at anew each time: the person may have gone elsewhere during the reading before.
    const shown = () => at.store.getState()
    if (shown().caseList.page.status !== 'idle') await loadCases(at)
    const { caseFile } = shown()
    if (caseFile !== null) await loadCaseFile(at, caseFile.caseId)
    const { readers } = shown()
    if (readers !== null) await loadReaders(at, readers.caseId)
    if (shown().info.status !== 'idle') await loadInfo(at)
    if (shown().people.status !== 'idle') await loadPeople(at)
    if (shown().waysIn.status !== 'idle') await loadWaysIn(at)
    // What is in order can only be undone among the ways in.
    if (shown().session.recovery !== 'ready' || shown().waysIn.status !== 'idle') await loadRecovery(at)
    if (shown().anchorState.status !== 'idle') await loadAnchorState(at)
    if (shown().sync.status.status !== 'idle') await loadSync(at)
    if (shown().backup.last.status !== 'idle') await loadBackup(at)
    await refreshCustody(at)
    await refreshPapers(at)
    await refreshCasework(at)
  }
  at.refresh.isRunning = false
}
