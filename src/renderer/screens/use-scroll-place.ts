import { useLayoutEffect, useRef } from 'react'

/** What says that a person scrolls by themselves. */
const ACTS = ['wheel', 'pointerdown', 'keydown', 'touchmove'] as const

/**
 * A screen begins at its top, and at the place where it was left when somebody comes back to it. What is shown may come later than the
 * screen: the place is gone to as soon as the page is long enough, unless the person has done something meanwhile. Nothing of it
 * outlives the session.
 */
export function useScrollPlace(address: string): void {
  const left = useRef(new Map<string, number>())
  useLayoutEffect(() => {
    const places = left.current
    const wantedPx = places.get(address) ?? 0
    const watcher = new ResizeObserver(() => goOn())
    const end = () => {
      watcher.disconnect()
      for (const act of ACTS) window.removeEventListener(act, end)
    }
    const goOn = () => {
      window.scrollTo(0, wantedPx)
      if (Math.abs(window.scrollY - wantedPx) < 1) end()
    }
    const note = () => void places.set(address, window.scrollY)
    watcher.observe(document.body)
    for (const act of ACTS) window.addEventListener(act, end, { passive: true })
    goOn()
    window.addEventListener('scrollend', note)
    return () => {
      end()
      window.removeEventListener('scrollend', note)
    }
  }, [address])
}
