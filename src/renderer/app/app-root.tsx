import { useEffect } from 'react'
import { useStore } from 'zustand'
import { ConnectingScreen, UnreachableScreen } from '../screens/connecting-screen.tsx'
import { FirstRunScreen } from '../screens/first-run-screen.tsx'
import { Shell } from '../screens/shell.tsx'
import { UnlockScreen } from '../screens/unlock-screen.tsx'
import { usePanicKey } from '../screens/use-panic-key.ts'
import { WindowContext, WorkplaceContext } from '../state/places.tsx'
import type { WindowPlace } from '../state/window-store.ts'
import { TongueProvider } from '../text/text-context.tsx'

type AppRootProps = { readonly place: WindowPlace }

/** A window: its language and colours, and the screen that belongs to its phase. */
export function AppRoot({ place }: AppRootProps) {
  const { language, theme } = useStore(place.store, (state) => state.preferences)
  usePanicKey(place)
  useEffect(() => {
    document.documentElement.lang = language
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [language, theme])
  return (
    <WindowContext value={place}>
      <TongueProvider language={language}>
        <PhaseScreen place={place} />
      </TongueProvider>
    </WindowContext>
  )
}

function PhaseScreen({ place }: AppRootProps) {
  const phase = useStore(place.store, (state) => state.phase)
  switch (phase.name) {
    case 'connecting':
      return <ConnectingScreen />
    case 'unreachable':
      return <UnreachableScreen refusal={phase.refusal} />
    case 'first-run':
      return <FirstRunScreen phase={phase} />
    case 'locked':
      return <UnlockScreen phase={phase} />
    case 'unlocked':
      return (
        <WorkplaceContext value={phase.workplace}>
          <Shell />
        </WorkplaceContext>
      )
  }
}
