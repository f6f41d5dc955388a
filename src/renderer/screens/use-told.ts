import { closeDialog } from '../state/navigation.ts'
import { tell } from '../state/notice-actions.ts'
import { useWorkplace } from '../state/places.tsx'
import type { WayInChange } from '../state/session-state.ts'

/** Closes the dialog and says what was changed. */
export function useTold(what: WayInChange): () => void {
  const at = useWorkplace()
  return () => {
    closeDialog(at)
    tell(at, { what })
  }
}
