import { anchorLedger, checkAnchor, showAnchorState } from '#app/ledger/anchor-ledger.ts'
import { discloseCase } from '#app/ledger/disclose-case.ts'
import { expungeCase } from '#app/ledger/expunge-case.ts'
import { rebuildViews } from '#app/ledger/rebuild-views.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { EngineParts } from '../engine-parts.ts'

type LedgerOperation =
  | 'ledger.anchor'
  | 'ledger.checkAnchor'
  | 'ledger.anchorState'
  | 'ledger.rebuild'
  | 'case.disclose'
  | 'case.expunge'

/** What operations on the ledger, and on what is disclosed or destroyed of it do. */
export function ledgerHandlers({
  current,
  slots,
  outlets,
  drawn,
}: EngineParts): Pick<Handlers, LedgerOperation> {
  return {
    'ledger.anchor': anchorLedger(current),
    'ledger.checkAnchor': checkAnchor(current),
    'ledger.anchorState': showAnchorState(current),
    'ledger.rebuild': rebuildViews(current),
    'case.disclose': discloseCase(current, outlets),
    'case.expunge': expungeCase(current, slots, (caseId) => drawn.forgetCase(caseId)),
  }
}
