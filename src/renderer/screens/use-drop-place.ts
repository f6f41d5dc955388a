import { type DragEvent, useRef, useState } from 'react'
import type { DroppedEntry } from '../state/desk.ts'
import { droppedEntries } from './dropped-entries.ts'

/**
 * Makes an element a place where files and folders are dropped: whether something is over it, and what it listens to. Dropping is for the mouse: a button
 * beside it must do the same by keyboard.
 */
export function useDropPlace(take: (entries: readonly DroppedEntry[]) => void) {
  const [isOver, setOver] = useState(false)
  // Leaving a child of the place for the place itself is not leaving it.
  const depth = useRef(0)
  const over = (step: 1 | -1) => (event: DragEvent) => {
    event.preventDefault()
    depth.current += step
    setOver(depth.current > 0)
  }
  const listeners = {
    onDragEnter: over(1),
    onDragLeave: over(-1),
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      depth.current = 0
      setOver(false)
      // The entries of a drop are gone once its event has ended.
      take(droppedEntries(event.dataTransfer))
    },
  }
  return { isOver, listeners }
}
