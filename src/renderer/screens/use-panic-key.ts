import { useEffect } from 'react'
import { shortcutOf } from '../state/shortcuts.ts'
import { lockVault } from '../state/vault-actions.ts'
import type { WindowPlace } from '../state/window-store.ts'

/**
 * Locks at once when the panic key is pressed, whatever is on the screen and without asking. It is heard before anything else
 * in the page, so that no dialog can keep it.
 */
export function usePanicKey(place: WindowPlace): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (shortcutOf(event, false)?.name !== 'panic') return
      event.preventDefault()
      event.stopImmediatePropagation()
      const phase = place.store.getState().phase.name
      if (phase !== 'connecting' && phase !== 'unreachable') void lockVault(place)
    }
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [place])
}
