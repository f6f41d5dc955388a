import { useEffect, useRef } from 'react'

/** Gives the focus to a line that was just added, once it is on the page. */
export function useAddedRow(idOf: (key: number) => string): (key: number) => void {
  const wanted = useRef<number | null>(null)
  useEffect(() => {
    if (wanted.current === null) return
    const control = document.getElementById(idOf(wanted.current))
    if (control === null) return
    wanted.current = null
    control.focus()
  })
  return (key) => {
    wanted.current = key
  }
}
