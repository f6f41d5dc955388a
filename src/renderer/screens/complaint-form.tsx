import { Save, Trash2 } from 'lucide-react'
import { useEffect, useEffectEvent, useRef } from 'react'
import { Button } from '../parts/button.tsx'
import { PageHead } from '../parts/page-head.tsx'
import {
  beginDraft,
  discardDraft,
  draftTarget,
  keepDraftHere,
  saveDraft,
  takeDraftThere,
} from '../state/complaint-actions.ts'
import { isWritten } from '../state/complaint-edit.ts'
import { goTo } from '../state/navigation.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import { HOME } from '../state/route.ts'
import { useTongue } from '../text/text-context.tsx'
import { BackToCases } from './case-screen.tsx'
import { CheckSection } from './complaint-check-section.tsx'
import { COMPLAINT_SECTIONS, type ComplaintSection, orderOf, sectionOf } from './complaint-fields.ts'
import { FilesSection } from './complaint-files-section.tsx'
import { IdentifierLines } from './complaint-identifiers.tsx'
import { LossLines } from './complaint-losses.tsx'
import { ProblemSummary } from './complaint-problems.tsx'
import { ReceptionSection, StorySection, VictimSection } from './complaint-sections.tsx'
import { controlId } from './draft-field.tsx'
import { NotKept } from './kept-elsewhere.tsx'
import { RefusalCallout } from './refusal-callout.tsx'

type ComplaintFormProps = { readonly caseId: string | null }

const PARTS: {
  readonly [Section in ComplaintSection]: (props: { readonly target: string }) => React.ReactNode
} = {
  reception: ReceptionSection,
  victim: VictimSection,
  story: StorySection,
  identifiers: IdentifierLines,
  losses: LossLines,
  files: FilesSection,
  check: CheckSection,
}

/** Takes a complaint, into a case or into a new one. */
export function ComplaintForm({ caseId }: ComplaintFormProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const target = draftTarget(caseId)
  const isThere = useSession((state) => target in state.drafts)
  const saving = useSession((state) => state.drafts[target]?.saving ?? 'no')
  const number = useSession((state) => {
    const file = state.caseFile?.caseId === caseId ? shownOf(state.caseFile.file) : null
    return file?.number ?? null
  })
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => void beginDraft(at, target), [at, target])

  const save = async () => {
    const saved = await saveDraft(at, caseId)
    if (saved !== null) {
      goTo(at, { screen: 'case', caseId: saved.caseId, tab: 'overview' })
      return
    }
    const problems = Object.keys(at.store.getState().drafts[target]?.problems ?? {})
    const [first] = problems.toSorted((one, other) => orderOf(one) - orderOf(other))
    if (first === undefined) form.current?.scrollIntoView({ block: 'start' })
    else document.getElementById(controlId(target, first))?.focus()
  }
  const saveNow = useEffectEvent(() => void save())
  useEffect(() => {
    // Wherever the focus is: it may have gone back to the rail when a dialog closed.
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !event.ctrlKey || at.store.getState().dialog !== null) return
      event.preventDefault()
      saveNow()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [at])
  const isSaving = saving === 'saving'
  if (!isThere) return null
  return (
    <form
      ref={form}
      className="stack complaint-form"
      onSubmit={(event) => event.preventDefault()}
      autoComplete="off"
      aria-label={text.complaint.newTitle}
    >
      <PageHead title={text.complaint.newTitle} above={<BackToCases />}>
        <p>{number === null ? text.complaint.intoNewCase : text.complaint.intoCase(number)}</p>
      </PageHead>
      <div className="columns">
        <fieldset className="stack" disabled={isSaving}>
          {saving !== 'no' && saving !== 'saving' && <RefusalCallout refusal={saving} hasProblemsElsewhere />}
          <ProblemSummary target={target} />
          {COMPLAINT_SECTIONS.map((section) => {
            const Part = PARTS[section]
            return (
              <section key={section} className="sheet" aria-labelledby={`section-${section}`}>
                <div className="sheet-head">
                  <h2 id={`section-${section}`} tabIndex={-1}>
                    {text.complaint.sections[section]}
                  </h2>
                  <p className="small faint grow">{text.complaint.sectionHints[section]}</p>
                </div>
                <div className="sheet-body">
                  <Part target={target} />
                </div>
              </section>
            )
          })}
        </fieldset>
        <aside className="form-aside stack">
          <SectionIndex target={target} />
          <div className="sheet sheet-body stack">
            <Button kind="primary" isDisabled={isSaving} onPress={() => void save()}>
              <Save size={18} aria-hidden />
              {isSaving ? text.complaint.saving : text.complaint.save}
            </Button>
            <p className="keys">
              <kbd>{text.window.shortcuts.key.control}</kbd>
              <kbd>{text.window.shortcuts.key.enter}</kbd>
            </p>
            <p className="small faint">{text.complaint.saveNote}</p>
            <KeptNote target={target} />
            <DiscardButton target={target} caseId={caseId} />
          </div>
        </aside>
      </div>
    </form>
  )
}

function DiscardButton({ target, caseId }: { readonly target: string; readonly caseId: string | null }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const hasWords = useSession((state) => {
    const draft = state.drafts[target]
    return draft !== undefined && isWritten(draft.edit)
  })
  const leave = () => {
    const to = caseId === null ? HOME : ({ screen: 'case', caseId, tab: 'overview' } as const)
    // With something written, leaving asks what becomes of it.
    if (goTo(at, to)) discardDraft(at, target)
  }
  return (
    <Button size="small" onPress={leave}>
      <Trash2 size={16} aria-hidden />
      {hasWords ? text.complaint.discard : text.window.cancel}
    </Button>
  )
}

/** How far what is written survives when the machine stops. */
function KeptNote({ target }: { readonly target: string }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const keeping = useSession((state) => state.drafts[target]?.keeping)
  if (keeping?.status !== 'refused') return <p className="small faint">{text.complaint.kept}</p>
  return (
    <NotKept
      refusal={keeping.refusal}
      onHere={() => void keepDraftHere(at, target)}
      onThere={() => void takeDraftThere(at, target)}
    />
  )
}

function SectionIndex({ target }: { readonly target: string }) {
  const { text } = useTongue()
  const problems = useSession((state) => state.drafts[target]?.problems)
  return (
    <nav className="sheet section-index" aria-label={text.complaint.sections.label}>
      {COMPLAINT_SECTIONS.map((section) => {
        const count = Object.keys(problems ?? {}).filter((field) => sectionOf(field) === section).length
        return (
          <button key={section} type="button" className="section-link" onClick={() => goToSection(section)}>
            <span className="grow">{text.complaint.sections[section]}</span>
            {count > 0 && <span className="chip chip-red">{text.complaint.problemsIn(count)}</span>}
          </button>
        )
      })}
    </nav>
  )
}

function goToSection(section: ComplaintSection): void {
  const heading = document.getElementById(`section-${section}`)
  heading?.scrollIntoView({ block: 'start' })
  const first = heading
    ?.closest('section')
    ?.querySelector<HTMLElement>('.sheet-body :is(input, select, textarea, button)')
  first?.focus({ preventScroll: true })
}
