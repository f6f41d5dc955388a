import { ArrowLeft, FilePlus2, Paperclip } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { Button } from '../parts/button.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Shown } from '../parts/shown.tsx'
import { loadCaseFile } from '../state/case-actions.ts'
import { goTo } from '../state/navigation.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { IDLE, type Remote, shownOf } from '../state/remote.ts'
import { CASE_TAB_GROUPS, type CaseTab, HOME, routeAddress, TABS_OF_DIGITS } from '../state/route.ts'
import { mayDo } from '../state/station-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { ComplaintList } from './complaint-list.tsx'
import { ExhibitsTab } from './exhibits-tab.tsx'
import { IdentifiersTab } from './folk/identifiers-tab.tsx'
import { MoneyTab } from './folk/money-tab.tsx'
import { PeopleTab } from './folk/people-tab.tsx'
import { HistoryTab } from './history-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { PapersTab } from './papers/papers-tab.tsx'
import { RaidsTab } from './raid/raids-tab.tsx'
import { RefusalCallout } from './refusal-callout.tsx'
import { ReportTab } from './report-tab.tsx'
import { useThing } from './use-thing.ts'
import { CourseTab } from './work/course-tab.tsx'
import { NotesTab } from './work/notes-tab.tsx'
import { TimelineTab } from './work/timeline-tab.tsx'
import { WorkTab } from './work/work-tab.tsx'

type CaseScreenProps = {
  readonly caseId: string
  readonly tab: CaseTab
  readonly thingId: string | undefined
}

/** A case file: its head, its tabs and the part that is chosen. */
export function CaseScreen({ caseId, tab, thingId }: CaseScreenProps) {
  useThing(thingId)
  return (
    <CaseLoader caseId={caseId}>
      {(file) => (
        <>
          <CaseHead file={file} />
          <CaseTabs file={file} tab={tab} />
          <CasePart file={file} tab={tab} />
        </>
      )}
    </CaseLoader>
  )
}

type CaseLoaderProps = { readonly caseId: string; readonly children: (file: CaseFile) => ReactNode }

/** Reads a case file and shows it once it is there; later readings replace it in place. */
export function CaseLoader({ caseId, children }: CaseLoaderProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const remote: Remote<CaseFile> = useSession((state) =>
    state.caseFile?.caseId === caseId ? state.caseFile.file : IDLE,
  )
  useEffect(() => void loadCaseFile(at, caseId), [at, caseId])
  const file = shownOf(remote)
  return (
    <>
      {file === null && <BackToCases />}
      {remote.status === 'failed' && (
        <RefusalCallout refusal={remote.refusal}>
          <div className="row">
            <Button size="small" onPress={() => void loadCaseFile(at, caseId)}>
              {text.window.tryAgain}
            </Button>
          </div>
        </RefusalCallout>
      )}
      {file === null && remote.status !== 'failed' && (
        <p role="status" className="soft">
          {text.window.loading}
        </p>
      )}
      {file !== null && children(file)}
    </>
  )
}

function CaseHead({ file }: { readonly file: CaseFile }) {
  const at = useWorkplace()
  const mayAdd = useSession((state) => mayDo(state, 'complaint.add'))
  const { text, format } = useTongue()
  return (
    <PageHead
      title={<Shown text={file.title} />}
      above={
        <div className="row">
          <BackToCases />
          <span className="number-tag">{file.number}</span>
        </div>
      }
      acts={
        mayAdd && (
          <>
            <Button onPress={() => goTo(at, { screen: 'case', caseId: file.caseId, tab: 'exhibits' })}>
              <Paperclip size={18} aria-hidden />
              {text.cases.addExhibits}
            </Button>
            <Button kind="primary" onPress={() => goTo(at, { screen: 'new-complaint', caseId: file.caseId })}>
              <FilePlus2 size={18} aria-hidden />
              {text.cases.newComplaint}
            </Button>
          </>
        )
      }
    >
      <p className="small">{text.cases.openedBy(file.openedBy, format.instant(file.openedAtMs))}</p>
    </PageHead>
  )
}

/** The way back to the list. */
export function BackToCases() {
  const { text } = useTongue()
  return (
    <a className="back-link" href={routeAddress(HOME)}>
      <ArrowLeft size={16} aria-hidden />
      {text.cases.backToCases}
    </a>
  )
}

function CaseTabs({ file, tab }: { readonly file: CaseFile; readonly tab: CaseTab }) {
  const { text, format } = useTongue()
  const mayMake = useSession((state) => mayDo(state, 'report.make'))
  const isShown = (name: CaseTab) => name !== 'report' || mayMake
  const counts: { readonly [Name in CaseTab]?: number } = {
    complaints: file.complaints.length,
    exhibits: file.exhibits.length,
  }
  return (
    <nav className="tabs tab-groups" aria-label={text.cases.tabsLabel}>
      {CASE_TAB_GROUPS.map(({ name: group, tabs }) => (
        <div className="tab-group" key={group}>
          <span className="tab-group-name" id={`tab-group-${group}`}>
            {text.cases.tabGroups[group]}
          </span>
          <ul className="tabs" aria-labelledby={`tab-group-${group}`}>
            {tabs.filter(isShown).map((name) => {
              const count = counts[name]
              const digit = TABS_OF_DIGITS.indexOf(name) + 1
              return (
                <li key={name}>
                  <a
                    className="tab"
                    href={routeAddress({ screen: 'case', caseId: file.caseId, tab: name })}
                    aria-current={name === tab ? 'page' : undefined}
                    aria-keyshortcuts={digit === 0 ? undefined : `Alt+${digit}`}
                  >
                    {text.cases.tabs[name]}
                    {count !== undefined && <span className="chip chip-plain">{format.count(count)}</span>}
                  </a>
                </li>
              )
            })}
          </ul>
        </div>
      ))}
    </nav>
  )
}

function CasePart({ file, tab }: { readonly file: CaseFile; readonly tab: CaseTab }) {
  switch (tab) {
    case 'overview':
      return <OverviewTab file={file} />
    case 'complaints':
      return (
        <section className="sheet">
          <ComplaintList file={file} />
        </section>
      )
    case 'people':
      return <PeopleTab file={file} />
    case 'identifiers':
      return <IdentifiersTab file={file} />
    case 'money':
      return <MoneyTab file={file} />
    case 'exhibits':
      return <ExhibitsTab file={file} />
    case 'report':
      return <ReportTab file={file} />
    case 'timeline':
      return <TimelineTab file={file} />
    case 'notes':
      return <NotesTab file={file} />
    case 'work':
      return <WorkTab file={file} />
    case 'course':
      return <CourseTab file={file} />
    case 'history':
      return <HistoryTab file={file} />
    case 'raids':
      return <RaidsTab caseId={file.caseId} />
    case 'papers':
      return <PapersTab file={file} />
  }
}
