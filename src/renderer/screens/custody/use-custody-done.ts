import type { CustodyNotice } from '../../state/custody-dialog-state.ts'
import { closeDialog } from '../../state/navigation.ts'
import { tell } from '../../state/notice-actions.ts'
import { useWorkplace } from '../../state/places.tsx'

/** Closes the dialog and tells what has happened. */
export function useCustodyDone(): (what: CustodyNotice['what'], of: string) => void {
  const at = useWorkplace()
  return (what, of) => {
    closeDialog(at)
    tell(at, { what: 'custody', notice: { what, of } })
  }
}
