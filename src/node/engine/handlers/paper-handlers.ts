import { showItem } from '#app/custody/show-item.ts'
import { makeLabels } from '#app/report/make-labels.ts'
import { makeReceipt } from '#app/report/make-receipt.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { paperOperations } from '#contract/paper-operations.ts'
import type { EngineParts } from '../engine-parts.ts'

/** What operations on labels and receipts do. */
export function paperHandlers({
  current,
  drawn,
  printer,
  software,
}: EngineParts): Pick<Handlers, keyof typeof paperOperations> {
  const tools = { session: current, printer, drawn }
  return {
    'item.show': showItem(current),
    'label.make': makeLabels(tools, software),
    'receipt.make': makeReceipt(tools, software),
  }
}
