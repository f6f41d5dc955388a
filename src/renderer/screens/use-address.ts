import { useEffect } from 'react'
import { goTo, unfinishedOf } from '../state/navigation.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { parseRoute, routeAddress } from '../state/route.ts'

// Where the skip link leads: the browser moves the focus, and the address goes back to the screen's own.
const SKIP_ADDRESS = '#main'

/**
 * Keeps the address and the screen together, so that links and the browser's own buttons work. Every place keeps the state that the
 * page was opened with, or loading the page again would find itself turned away.
 */
export function useAddress(): void {
  const at = useWorkplace()
  const address = useSession((state) => routeAddress(state.route))

  useEffect(() => {
    if (location.hash !== address) history.pushState(history.state, '', address)
  }, [address])

  useEffect(() => {
    const follow = () => {
      if (location.hash === SKIP_ADDRESS) {
        history.replaceState(history.state, '', routeAddress(at.store.getState().route))
        return
      }
      const went = goTo(at, parseRoute(location.hash))
      // Asked first: the address goes back to the screen that is still shown.
      if (!went) history.pushState(history.state, '', routeAddress(at.store.getState().route))
    }
    const guard = (event: BeforeUnloadEvent) => {
      const { drafts, sealings } = unfinishedOf(at.store.getState())
      if (at.desk.asksBeforeClosing && drafts + sealings > 0) event.preventDefault()
    }
    // Following a link fires it too, so one event is enough; hashchange would come second.
    window.addEventListener('popstate', follow)
    window.addEventListener('beforeunload', guard)
    return () => {
      window.removeEventListener('popstate', follow)
      window.removeEventListener('beforeunload', guard)
      // A locked window says nothing of where somebody was.
      history.replaceState(history.state, '', ' ')
    }
  }, [at])
}
