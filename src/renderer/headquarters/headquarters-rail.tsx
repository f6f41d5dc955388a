import {
  BookOpenCheck,
  Building2,
  ChartColumn,
  FolderOpen,
  Inbox,
  ListChecks,
  LogOut,
  Search,
  Users,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { HeadquartersName } from '#contract/headquarters-operations.ts'
import { Button } from '../parts/button.tsx'
import { Emblem } from '../parts/emblem.tsx'
import { Shown } from '../parts/shown.tsx'
import { LanguageSwitch, ThemeSwitch } from '../screens/preference-controls.tsx'
import { shownOf } from '../state/remote.ts'
import { HOME, type Route } from '../state/route.ts'
import { useTongue } from '../text/text-context.tsx'
import { addressAt, addressOf } from './address.ts'
import { logOut } from './enter.ts'
import {
  type HeadquartersScreen,
  mayAsk,
  type StationReading,
  useHeadquarters,
  useHeadquartersPlace,
} from './place.ts'

const WAYS: readonly {
  readonly screen: HeadquartersScreen
  readonly asks: HeadquartersName
  readonly Icon: typeof Building2
}[] = [
  { screen: 'stations', asks: 'headquarters.stations', Icon: Building2 },
  { screen: 'queue', asks: 'headquarters.queue', Icon: Inbox },
  { screen: 'search', asks: 'headquarters.search', Icon: Search },
  { screen: 'people', asks: 'headquarters.people', Icon: Users },
  { screen: 'audit', asks: 'headquarters.audit', Icon: BookOpenCheck },
]

/** What is always at hand: the ways that this person may go, the station that is read, the person, and the way out. */
export function HeadquartersRail() {
  const place = useHeadquartersPlace()
  const { text } = useTongue()
  const phase = useHeadquarters((state) => state.phase)
  const screen = useHeadquarters((state) => state.screen)
  const reading = useHeadquarters((state) => state.reading)
  if (phase.name !== 'inside') return null
  const { name, roles } = phase.person
  return (
    <div className="rail">
      <div className="brand">
        <Emblem size={38} />
        <div className="brand-words">
          <span className="brand-name" lang="km">
            {text.window.appName}
          </span>
          <span className="brand-latin" lang="en">
            {text.window.appNameLatin}
          </span>
        </div>
      </div>
      <nav className="rail-nav" aria-label={text.window.nav.label}>
        {WAYS.filter(({ asks }) => mayAsk({ phase }, asks)).map(({ screen: to, Icon }) => (
          <RailLink
            key={to}
            address={addressOf(to)}
            isCurrent={reading === null && screen === to}
            icon={<Icon size={18} aria-hidden />}
          >
            {text.desk.nav[to]}
          </RailLink>
        ))}
      </nav>
      {reading !== null && <StationWays reading={reading} />}
      <div className="rail-foot">
        <div className="rail-person">
          <Shown text={name} />
          <br />
          <span>{roles.map((role) => text.desk.roles[role]).join(' · ')}</span>
        </div>
        <div className="rail-tools">
          <LanguageSwitch />
        </div>
        <div className="rail-tools">
          <ThemeSwitch />
        </div>
        <Button className="button-lock" onPress={() => void logOut(place)}>
          <LogOut size={16} aria-hidden />
          {text.desk.nav.leave}
        </Button>
      </div>
    </div>
  )
}

const APART: ReadonlySet<Route['screen']> = new Set(['work', 'statistics'])

function StationWays({ reading }: { readonly reading: StationReading }) {
  const { text } = useTongue()
  const stations = useHeadquarters((state) => shownOf(state.stations)?.stations)
  const screen = useStore(reading.workplace.store, (state) => state.route.screen)
  const { vaultId } = reading
  const name = stations?.find((one) => one.vaultId === vaultId)?.station ?? text.desk.reading.unknown
  return (
    <nav className="rail-nav rail-station" aria-label={text.desk.nav.ofStation}>
      <p className="rail-heading">
        <Shown text={name} />
      </p>
      <RailLink
        address={addressAt(vaultId, HOME)}
        isCurrent={!APART.has(screen)}
        icon={<FolderOpen size={18} aria-hidden />}
      >
        {text.window.nav.cases}
      </RailLink>
      <RailLink
        address={addressAt(vaultId, { screen: 'work' })}
        isCurrent={screen === 'work'}
        icon={<ListChecks size={18} aria-hidden />}
      >
        {text.desk.nav.due}
      </RailLink>
      <RailLink
        address={addressAt(vaultId, { screen: 'statistics' })}
        isCurrent={screen === 'statistics'}
        icon={<ChartColumn size={18} aria-hidden />}
      >
        {text.search.navStatistics}
      </RailLink>
    </nav>
  )
}

type RailLinkProps = {
  readonly address: string
  readonly isCurrent: boolean
  readonly icon: ReactNode
  readonly children: ReactNode
}

function RailLink({ address, isCurrent, icon, children }: RailLinkProps) {
  return (
    <a className="rail-link" href={address} aria-current={isCurrent ? 'page' : undefined}>
      {icon}
      <span className="grow">{children}</span>
    </a>
  )
}
