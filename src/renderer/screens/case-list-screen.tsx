import { ChevronLeft, ChevronRight, FilePlus2, FolderOpen, FolderPlus, Search, SearchX } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { loadCases, searchCases, turnCasePage } from '../state/case-list-actions.ts'
import { goTo, openDialog } from '../state/navigation.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import { CASES_PER_PAGE } from '../state/session-state.ts'
import { mayDo } from '../state/station-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { CaseTable } from './case-table.tsx'
import { RefusalCallout } from './refusal-callout.tsx'
import { SEARCH_ID } from './use-shortcuts.ts'

// A pause between keys shorter than this belongs to one word being typed.
const TYPING_PAUSE_MS = 120

/** The list of case files, with search as one types. */
export function CaseListScreen() {
  const at = useWorkplace()
  const { text } = useTongue()
  const page = useSession((state) => state.caseList.page)
  const query = useSession((state) => state.caseList.query)
  const shown = shownOf(page)
  const isReadingRoom = useSession((state) => state.isReadingRoom)
  const mayOpen = useSession((state) => mayDo(state, 'case.open'))
  useEffect(() => void loadCases(at), [at])
  const takeComplaint = () => goTo(at, { screen: 'new-complaint', caseId: null })
  const { typed, type } = useTypedSearch()
  const clearSearch = () => {
    type('')
    document.getElementById(SEARCH_ID)?.focus()
  }
  const isEmptyVault = shown !== null && shown.total === 0 && query.trim() === ''

  return (
    <>
      <PageHead
        title={text.cases.title}
        acts={
          mayOpen && (
            <>
              <Button onPress={() => openDialog(at, { name: 'open-case' })}>
                <FolderPlus size={18} aria-hidden />
                {text.cases.openCase}
              </Button>
              <Button kind="primary" onPress={takeComplaint}>
                <FilePlus2 size={18} aria-hidden />
                {text.cases.newComplaint}
              </Button>
            </>
          )
        }
      >
        <p>{isReadingRoom ? text.desk.reading.cases : text.cases.intro}</p>
      </PageHead>
      <CaseSearch typed={typed} onType={type} isLoading={page.status === 'loading'} />
      {page.status === 'failed' && (
        <RefusalCallout refusal={page.refusal}>
          <div className="row">
            <Button size="small" onPress={() => void loadCases(at)}>
              {text.window.tryAgain}
            </Button>
          </div>
        </RefusalCallout>
      )}
      {shown !== null && (
        <section className="sheet" aria-label={text.cases.title}>
          {shown.total > 0 ? (
            <>
              <CaseTable cases={shown.cases} />
              <CasePages total={shown.total} />
            </>
          ) : isEmptyVault ? (
            <EmptyState
              icon={<FolderOpen size={40} strokeWidth={1.5} aria-hidden />}
              title={text.cases.emptyTitle}
              acts={
                mayOpen && (
                  <Button kind="primary" onPress={takeComplaint}>
                    {text.cases.newComplaint}
                  </Button>
                )
              }
            >
              {text.cases.empty}
            </EmptyState>
          ) : (
            <EmptyState
              icon={<SearchX size={40} strokeWidth={1.5} aria-hidden />}
              title={text.cases.nothingFoundTitle}
              acts={<Button onPress={clearSearch}>{text.cases.clearSearch}</Button>}
            >
              {text.cases.nothingFound(query)}
            </EmptyState>
          )}
        </section>
      )}
    </>
  )
}

/** What stands in the search field, and the search that follows when typing pauses. */
function useTypedSearch() {
  const at = useWorkplace()
  const [typed, setTyped] = useState(() => at.store.getState().caseList.query)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (words: string) => {
    setTyped(words)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void searchCases(at, words), TYPING_PAUSE_MS)
  }
  return { typed, type }
}

type CaseSearchProps = {
  readonly typed: string
  readonly onType: (words: string) => void
  readonly isLoading: boolean
}

function CaseSearch({ typed, onType, isLoading }: CaseSearchProps) {
  const { text } = useTongue()
  const query = useSession((state) => state.caseList.query)
  const total = useSession((state) => shownOf(state.caseList.page)?.total ?? null)
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault()
      document.querySelector<HTMLElement>('.row-link')?.focus()
    } else if (event.key === 'Escape' && typed !== '') {
      onType('')
    }
  }
  return (
    <search className="stack stack-tight">
      <label className="field-label" htmlFor={SEARCH_ID}>
        {text.cases.search}
      </label>
      <div className="prefixed">
        <Search size={18} aria-hidden />
        <input
          id={SEARCH_ID}
          className="input"
          type="text"
          inputMode="search"
          value={typed}
          placeholder={text.cases.searchHint}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={press}
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          aria-describedby={`${SEARCH_ID}-found`}
        />
      </div>
      <p className="field-hint" id={`${SEARCH_ID}-found`} role="status">
        {total === null
          ? isLoading && text.window.loading
          : query.trim() === ''
            ? text.cases.all(total)
            : text.cases.found(total)}
      </p>
    </search>
  )
}

function CasePages({ total }: { readonly total: number }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const offset = useSession((state) => state.caseList.offset)
  if (total <= CASES_PER_PAGE) return null
  const last = Math.min(offset + CASES_PER_PAGE, total)
  return (
    <nav className="row row-apart table-foot" aria-label={text.cases.page(offset + 1, last, total)}>
      <span className="small soft">{text.cases.page(offset + 1, last, total)}</span>
      <div className="row">
        <Button
          size="small"
          isDisabled={offset === 0}
          onPress={() => void turnCasePage(at, offset - CASES_PER_PAGE)}
        >
          <ChevronLeft size={16} aria-hidden />
          {text.cases.previousPage}
        </Button>
        <Button
          size="small"
          isDisabled={last >= total}
          onPress={() => void turnCasePage(at, offset + CASES_PER_PAGE)}
        >
          {text.cases.nextPage}
          <ChevronRight size={16} aria-hidden />
        </Button>
      </div>
    </nav>
  )
}
