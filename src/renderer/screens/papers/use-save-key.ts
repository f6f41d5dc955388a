import { useEffect, useEffectEvent } from 'react'
import { useWorkplace } from '../../state/places.tsx'

/** Saves with Ctrl+Enter, wherever the focus is, while no dialog is open. */
export function useSaveKey(save: () => void): void {
  const at = useWorkplace()
  const saveNow = useEffectEvent(save)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !event.ctrlKey || at.store.getState().dialog !== null) return
      event.preventDefault()
      saveNow()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [at])
}
