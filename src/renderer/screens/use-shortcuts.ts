import { useEffect } from 'react'
import { flushSync } from 'react-dom'
import { goTo, openDialog, requestLock } from '../state/navigation.ts'
import { useWindowPlace, useWorkplace } from '../state/places.tsx'
import { caseOfRoute, HOME } from '../state/route.ts'
import { type Shortcut, shortcutOf } from '../state/shortcuts.ts'
import { mayDo } from '../state/station-actions.ts'
import { lockVault } from '../state/vault-actions.ts'
import type { WindowPlace } from '../state/window-store.ts'
import type { Workplace } from '../state/workplace.ts'

/** Id of the search field, which `/` goes to. */
export const SEARCH_ID = 'search-cases'

/** Lets the keyboard do everything, wherever the focus is. */
export function useShortcuts(): void {
  const place = useWindowPlace()
  const at = useWorkplace()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { hasSingleKeys } = place.store.getState().preferences
      const isInDialog = at.store.getState().dialog !== null
      const shortcut = shortcutOf(event, hasSingleKeys && !isInDialog && !isTyping(event.target))
      if (shortcut === null || (isInDialog && shortcut.name !== 'lock')) return
      event.preventDefault()
      follow(place, at, shortcut)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [place, at])
}

function follow(place: WindowPlace, at: Workplace, shortcut: Shortcut): void {
  const state = at.store.getState()
  const { route } = state
  switch (shortcut.name) {
    case 'search':
      // The letters that follow the key at once belong into the field, so it must stand before they come.
      if (flushSync(() => goTo(at, HOME))) document.getElementById(SEARCH_ID)?.focus()
      return
    case 'new-complaint':
      if (mayDo(state, 'complaint.add')) goTo(at, { screen: 'new-complaint', caseId: caseOfRoute(route) })
      return
    case 'open-case':
      if (mayDo(state, 'case.open')) openDialog(at, { name: 'open-case' })
      return
    case 'cases':
      goTo(at, HOME)
      return
    case 'verify':
    case 'people':
    case 'keys':
    case 'places':
    case 'waiting':
      goTo(at, { screen: shortcut.name })
      return
    case 'find':
      openDialog(at, { name: 'custody', act: 'find', code: '' })
      return
    case 'panic':
      // Heard by the whole window, before anything else.
      return
    case 'help':
      openDialog(at, { name: 'shortcuts' })
      return
    case 'palette':
      openDialog(at, { name: 'palette' })
      return
    case 'manual':
      openDialog(at, { name: 'help' })
      return
    case 'lock':
      if (requestLock(at)) void lockVault(place)
      return
    case 'tab': {
      const caseId = caseOfRoute(route)
      if (caseId !== null) goTo(at, { screen: 'case', caseId, tab: shortcut.tab })
    }
  }
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox' && target.type !== 'radio'
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
