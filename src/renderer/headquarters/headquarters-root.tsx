import { useEffect } from 'react'
import { useStore } from 'zustand'
import { Button } from '../parts/button.tsx'
import { ConnectingScreen } from '../screens/connecting-screen.tsx'
import { EntryFrame } from '../screens/entry-frame.tsx'
import { RefusalCallout } from '../screens/refusal-callout.tsx'
import { WindowContext } from '../state/places.tsx'
import type { Refusal } from '../state/remote.ts'
import { TongueProvider, useTongue } from '../text/text-context.tsx'
import { connectAgain } from './enter.ts'
import { HeadquartersShell } from './headquarters-shell.tsx'
import { LogInScreen } from './log-in-screen.tsx'
import { HeadquartersContext, type HeadquartersPlace, useHeadquartersPlace } from './place.ts'

type HeadquartersRootProps = { readonly place: HeadquartersPlace }

/** Headquarters' page: its language and colours, and the screen that belongs to its phase. */
export function HeadquartersRoot({ place }: HeadquartersRootProps) {
  const { language, theme } = useStore(place.page.store, (state) => state.preferences)
  useEffect(() => {
    document.documentElement.lang = language
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [language, theme])
  return (
    <WindowContext value={place.page}>
      <TongueProvider language={language}>
        <HeadquartersContext value={place}>
          <PhaseScreen place={place} />
        </HeadquartersContext>
      </TongueProvider>
    </WindowContext>
  )
}

function PhaseScreen({ place }: HeadquartersRootProps) {
  const phase = useStore(place.store, (state) => state.phase)
  switch (phase.name) {
    case 'connecting':
      return <ConnectingScreen />
    case 'unreachable':
      return <Unreachable refusal={phase.refusal} />
    case 'outside':
      return <LogInScreen hasEnded={phase.hasEnded} />
    case 'inside':
      return <HeadquartersShell />
  }
}

function Unreachable({ refusal }: { readonly refusal: Refusal }) {
  const place = useHeadquartersPlace()
  const { text } = useTongue()
  return (
    <EntryFrame>
      <h1>{text.desk.place}</h1>
      <RefusalCallout refusal={refusal} />
      <div className="row">
        <Button kind="primary" onPress={() => void connectAgain(place)}>
          {text.window.tryAgain}
        </Button>
      </div>
    </EntryFrame>
  )
}
