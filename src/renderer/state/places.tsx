import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { SessionState } from './session-state.ts'
import type { WindowPlace, WindowState } from './window-store.ts'
import type { Workplace } from './workplace.ts'

/** Gives the screens their window. */
export const WindowContext = createContext<WindowPlace | null>(null)
/** Gives the screens of an unlocked vault their workplace. */
export const WorkplaceContext = createContext<Workplace | null>(null)

/** The window around a component. */
export function useWindowPlace(): WindowPlace {
  return present(useContext(WindowContext))
}

/** Part of the window's state. */
export function useWindow<Part>(select: (state: WindowState) => Part): Part {
  return useStore(useWindowPlace().store, select)
}

/** The workplace around a component. */
export function useWorkplace(): Workplace {
  return present(useContext(WorkplaceContext))
}

/** Part of what the window knows of the unlocked vault. */
export function useSession<Part>(select: (state: SessionState) => Part): Part {
  return useStore(useWorkplace().store, select)
}

function present<Place>(place: Place | null): Place {
  if (place === null) throw new Error('rendered outside its window')
  return place
}
