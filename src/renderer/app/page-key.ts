/** How the printed address carries the key: behind `#`, which browsers send to nobody. */
const KEY_IN_ADDRESS = /^#key=([A-Za-z0-9_-]+)$/

/** What the browser keeps with each place of this page, for this page alone, until the tab is closed. */
type PlaceState = { readonly pageKey: string }

/**
 * Takes the key that proves to `samnum serve` that a request is this page's. It leaves the address at once and stays with the page's
 * places, so that loading the page again finds it. The empty text where the page was opened without it: the server then turns it away.
 */
export function takePageKey(page: Window): string {
  const { location, history } = page
  const inAddress = KEY_IN_ADDRESS.exec(location.hash)?.[1]
  const pageKey = inAddress ?? keyIn(history.state)
  if (pageKey === null) return ''
  const state: PlaceState = { pageKey }
  if (inAddress !== undefined) history.replaceState(state, '', location.pathname)
  // A link that was followed made a place that knows nothing yet.
  page.addEventListener('popstate', () => {
    if (keyIn(history.state) === null) history.replaceState(state, '')
  })
  return pageKey
}

function keyIn(state: unknown): string | null {
  const isOurs = typeof state === 'object' && state !== null && 'pageKey' in state
  return isOurs && typeof state.pageKey === 'string' ? state.pageKey : null
}
