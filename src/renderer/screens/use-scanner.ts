import { useEffect } from 'react'
import { HOLD_MS, isHeldBack, NO_SCAN, SHORTEST_SCAN, takeStroke } from '../parts/scan-keys.ts'
import { goToScanned } from '../state/find-actions.ts'
import { useWorkplace } from '../state/places.tsx'

/**
 * Hears a scanner wherever the person is and no field has the focus: a label that is scanned leads to what it names. Runs
 * before the shortcuts, which would take the letters of a code for themselves; letters that prove to be a person's are given
 * to them a moment later.
 */
export function useScanner(): void {
  const at = useWorkplace()
  useEffect(() => {
    let buffer = NO_SCAN
    let held: KeyboardEvent[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const takeHeld = (): readonly KeyboardEvent[] => {
      clearTimeout(timer)
      const strokes = held
      held = []
      return strokes
    }
    const release = () => {
      const isOfPerson = buffer.text.length < SHORTEST_SCAN
      for (const stroke of takeHeld()) if (isOfPerson && !isField(document.activeElement)) giveOn(stroke)
    }
    const hold = (event: KeyboardEvent) => {
      event.preventDefault()
      event.stopPropagation()
      held.push(event)
      clearTimeout(timer)
      timer = setTimeout(release, HOLD_MS)
    }
    const press = (event: KeyboardEvent) => {
      // A letter that was held back and comes again, or a key that is kept down, is not of a scanner.
      if (!event.isTrusted || event.repeat) return
      const isBusy = at.store.getState().dialog !== null || isField(event.target)
      if (isBusy || event.ctrlKey || event.altKey || event.metaKey) {
        release()
        buffer = NO_SCAN
        return
      }
      const taken = takeStroke(buffer, event, event.timeStamp)
      if (taken.scan !== null) {
        event.preventDefault()
        event.stopPropagation()
        takeHeld()
        buffer = taken.buffer
        void goToScanned(at, taken.scan)
        return
      }
      // What does not go on with the strokes before it ends them.
      if (event.key !== 'Shift' && !taken.isScanning) release()
      buffer = taken.buffer
      if (taken.isScanning || isHeldBack(event)) hold(event)
    }
    window.addEventListener('keydown', press, { capture: true })
    return () => {
      takeHeld()
      window.removeEventListener('keydown', press, { capture: true })
    }
  }, [at])
}

/** Lets the window hear a stroke that was held back; no control does, which would act on it a second time. */
function giveOn(stroke: KeyboardEvent): void {
  window.dispatchEvent(new KeyboardEvent('keydown', stroke))
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
}
