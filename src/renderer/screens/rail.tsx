import {
  Archive,
  Building2,
  ChartColumn,
  FilePenLine,
  FolderOpen,
  GraduationCap,
  HardDriveDownload,
  Inbox,
  Info,
  Keyboard,
  KeyRound,
  ListChecks,
  LockKeyhole,
  Scale,
  Search,
  ShieldCheck,
  Users,
} from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { Button, IconButton } from '../parts/button.tsx'
import { Emblem } from '../parts/emblem.tsx'
import { Shown } from '../parts/shown.tsx'
import { findKeptDrafts } from '../state/complaint-actions.ts'
import { isWritten } from '../state/complaint-edit.ts'
import { loadWaiting } from '../state/custody-actions.ts'
import { openDialog, requestLock } from '../state/navigation.ts'
import { useSession, useWindowPlace, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import { HOME, type Route, routeAddress } from '../state/route.ts'
import { lockVault } from '../state/vault-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { LanguageSwitch, ThemeSwitch } from './preference-controls.tsx'

const CASE_SCREENS: ReadonlySet<Route['screen']> = new Set([
  'cases',
  'case',
  'complaint',
  'item',
  'raid',
  'record',
  'letter',
  'new-paper',
])

/** What is always at hand: the ways, the complaints that wait, the person, and the lock. */
export function Rail() {
  const place = useWindowPlace()
  const at = useWorkplace()
  const { text } = useTongue()
  const person = useSession((state) => state.session.person)
  const screen = useSession((state) => state.route.screen)
  const isTraining = useSession((state) => state.session.isTraining === true)
  const lock = () => {
    if (requestLock(at)) void lockVault(place)
  }
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
        <RailLink to={HOME} isCurrent={CASE_SCREENS.has(screen)} icon={<FolderOpen size={18} aria-hidden />}>
          {text.window.nav.cases}
        </RailLink>
        <RailLink
          to={{ screen: 'search' }}
          isCurrent={screen === 'search'}
          icon={<Search size={18} aria-hidden />}
        >
          {text.search.nav}
        </RailLink>
        <RailLink
          to={{ screen: 'statistics' }}
          isCurrent={screen === 'statistics'}
          icon={<ChartColumn size={18} aria-hidden />}
        >
          {text.search.navStatistics}
        </RailLink>
        <RailLink
          to={{ screen: 'work' }}
          isCurrent={screen === 'work'}
          icon={<ListChecks size={18} aria-hidden />}
        >
          {text.window.nav.work}
        </RailLink>
        {isTraining && (
          <RailLink
            to={{ screen: 'training' }}
            isCurrent={screen === 'training' || screen === 'exercise'}
            icon={<GraduationCap size={18} aria-hidden />}
          >
            {text.training.nav}
          </RailLink>
        )}
        <RailLink
          to={{ screen: 'places' }}
          isCurrent={screen === 'places' || screen === 'place'}
          icon={<Archive size={18} aria-hidden />}
        >
          {text.window.nav.places}
        </RailLink>
        <WaitingLink isCurrent={screen === 'waiting'} />
        <RailLink
          to={{ screen: 'verify' }}
          isCurrent={screen === 'verify'}
          icon={<ShieldCheck size={18} aria-hidden />}
        >
          {text.window.nav.verify}
        </RailLink>
        <RailLink
          to={{ screen: 'people' }}
          isCurrent={screen === 'people'}
          icon={<Users size={18} aria-hidden />}
        >
          {text.window.nav.people}
        </RailLink>
        <RailLink
          to={{ screen: 'headquarters' }}
          isCurrent={screen === 'headquarters'}
          icon={<Building2 size={18} aria-hidden />}
        >
          {text.window.nav.headquarters}
        </RailLink>
        <RailLink
          to={{ screen: 'backup' }}
          isCurrent={screen === 'backup'}
          icon={<HardDriveDownload size={18} aria-hidden />}
        >
          {text.backup.title}
        </RailLink>
        <RailLink
          to={{ screen: 'keys' }}
          isCurrent={screen === 'keys'}
          icon={<KeyRound size={18} aria-hidden />}
        >
          {text.window.nav.keys}
        </RailLink>
        <RailLink
          to={{ screen: 'court', part: 'law' }}
          isCurrent={screen === 'court'}
          icon={<Scale size={18} aria-hidden />}
        >
          {text.window.nav.court}
        </RailLink>
        <RailLink
          to={{ screen: 'about' }}
          isCurrent={screen === 'about'}
          icon={<Info size={18} aria-hidden />}
        >
          {text.window.nav.about}
        </RailLink>
      </nav>
      <Drafts />
      <div className="rail-foot">
        <div className="rail-person">
          <Shown text={person.name} />
          <br />
          <span>{person.roles.map((role) => text.window.roles[role]).join(' · ')}</span>
        </div>
        <div className="rail-tools">
          <LanguageSwitch />
        </div>
        <div className="rail-tools">
          <ThemeSwitch />
          <IconButton
            icon={<Keyboard size={18} aria-hidden />}
            label={text.window.nav.shortcuts}
            onPress={() => openDialog(at, { name: 'shortcuts' })}
          />
        </div>
        <Button className="button-lock" onPress={lock}>
          <LockKeyhole size={16} aria-hidden />
          {text.window.nav.lock}
        </Button>
      </div>
    </div>
  )
}

/** The way to what waits for this person's signature, with how much that is. */
function WaitingLink({ isCurrent }: { readonly isCurrent: boolean }) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const count = useSession((state) => shownOf(state.custody.waiting)?.waiting.length ?? 0)
  useEffect(() => void loadWaiting(at), [at])
  return (
    <RailLink to={{ screen: 'waiting' }} isCurrent={isCurrent} icon={<Inbox size={18} aria-hidden />}>
      {text.window.nav.waiting}
      {count > 0 && (
        <>
          {' '}
          <span className="rail-badge" aria-hidden>
            {format.count(count)}
          </span>
          <span className="hidden-visually">{text.custody.waitingCount(count)}</span>
        </>
      )}
    </RailLink>
  )
}

type RailLinkProps = {
  readonly to: Route
  readonly isCurrent: boolean
  readonly icon: ReactNode
  readonly children: ReactNode
}

function RailLink({ to, isCurrent, icon, children }: RailLinkProps) {
  return (
    <a className="rail-link" href={routeAddress(to)} aria-current={isCurrent ? 'page' : undefined}>
      {icon}
      <span className="grow">{children}</span>
    </a>
  )
}

function Drafts() {
  const { text } = useTongue()
  const at = useWorkplace()
  useEffect(() => void findKeptDrafts(at), [at])
  const drafts = useSession((state) => state.drafts)
  const route = useSession((state) => state.route)
  const written = Object.entries(drafts).filter(([, draft]) => isWritten(draft.edit))
  if (written.length === 0) return null
  return (
    <nav className="rail-nav" aria-label={text.window.nav.drafts}>
      <p className="rail-heading">{text.window.nav.drafts}</p>
      {written.map(([target, { edit }]) => {
        const caseId = target === 'new' ? null : target
        return (
          <RailLink
            key={target}
            to={{ screen: 'new-complaint', caseId }}
            isCurrent={route.screen === 'new-complaint' && route.caseId === caseId}
            icon={<FilePenLine size={18} aria-hidden />}
          >
            {edit.texts.summary.trim() === '' ? (
              text.window.nav.untitledDraft
            ) : (
              <Shown text={edit.texts.summary} />
            )}
          </RailLink>
        )
      })}
    </nav>
  )
}
