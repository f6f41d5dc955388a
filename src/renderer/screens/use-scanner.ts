import { useEffect } from 'react'
import { NO_SCAN, takeStroke } from '../parts/scan-keys.ts'
import { goToScanned } from '../state/find-actions.ts'
import { useWorkplace } from '../state/places.tsx'

/**
 * Hears a scanner wherever the person is and no field has the focus: a label that is scanned leads to what it names. Runs
 * before the shortcuts, which would take the letters of a code for themselves.
 */
export function useScanner(): void {
  const at = useWorkplace()
  useEffect(() => {
    let buffer = NO_SCAN
    const press = (event: KeyboardEvent) => {
      const isBusy = at.store.getState().dialog !== null || isField(event.target)
      if (isBusy || event.ctrlKey || event.altKey || event.metaKey) {
        buffer = NO_SCAN
        return
      }
      const taken = takeStroke(buffer, event, event.timeStamp)
      buffer = taken.buffer
      if (taken.isScanning) {
        event.preventDefault()
        event.stopPropagation()
      }
      if (taken.scan !== null) void goToScanned(at, taken.scan)
    }
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [at])
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
}
