import { useEffect } from 'react'

/**
 * Leads to the row of a thing once it is there: lists are read after the screen is shown. Rows say in `data-things` which things they
 * are of, and take the focus.
 */
export function useThing(thingId: string | undefined): void {
  useEffect(() => {
    if (thingId === undefined) return
    const lead = () => {
      const row = document.querySelector<HTMLElement>(`[data-things~="${thingId}"]`)
      if (row === null) return false
      row.scrollIntoView({ block: 'center' })
      row.focus({ preventScroll: true })
      return true
    }
    if (lead()) return
    const watch = new MutationObserver(() => {
      if (lead()) watch.disconnect()
    })
    watch.observe(document.body, { childList: true, subtree: true })
    return () => watch.disconnect()
  }, [thingId])
}
