import { loadCaseFile, loadInfo } from './case-actions.ts'
import { loadCases } from './case-list-actions.ts'
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
    const { caseList, caseFile, info } = at.store.getState()
    if (caseList.page.status !== 'idle') await loadCases(at)
    if (caseFile !== null) await loadCaseFile(at, caseFile.caseId)
    if (info.status !== 'idle') await loadInfo(at)
  }
  at.refresh.isRunning = false
}
