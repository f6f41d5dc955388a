import { FileText, Mail } from 'lucide-react'
import { useEffect } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { LETTER_KINDS } from '#core/letters/letter.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { remoteOf } from '../../state/custody-state.ts'
import { RECORD_FORMS } from '../../state/paper-forms.ts'
import { loadPapers } from '../../state/papers-actions.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { routeAddress } from '../../state/route.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { BeginPaper } from './begin-paper.tsx'
import { GoldenHour } from './golden-hour.tsx'
import { LetterTable } from './letter-table.tsx'
import { RecordTable } from './record-table.tsx'

type PapersTabProps = { readonly file: CaseFile }

/** The records and letters of a case, the way to begin one, and the payments that can still be frozen. */
export function PapersTab({ file }: PapersTabProps) {
  const at = useWorkplace()
  const { caseId } = file
  useEffect(() => void loadPapers(at, caseId), [at, caseId])
  return (
    <div className="stack">
      <GoldenHour file={file} />
      <Records caseId={caseId} />
      <Letters caseId={caseId} />
    </div>
  )
}

function Records({ caseId }: { readonly caseId: string }) {
  const { text } = useTongue()
  const words = text.papers
  const remote = useSession((state) => remoteOf(state.papers.records, caseId))
  const mayDraft = useSession((state) => mayDo(state, 'record.draft'))
  const records = shownOf(remote)?.records
  return (
    <section className="sheet" aria-labelledby="records-title">
      <div className="sheet-head">
        <div className="grow">
          <h2 id="records-title">{words.recordsTitle}</h2>
          <p className="small faint">{words.recordsIntro}</p>
        </div>
        {mayDraft && <BeginPaper caseId={caseId} label={words.newRecord} forms={RECORD_FORMS} />}
      </div>
      {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
      {records?.length === 0 && (
        <EmptyState icon={<FileText size={36} strokeWidth={1.5} aria-hidden />} title={words.noRecordsTitle}>
          {words.noRecords}
        </EmptyState>
      )}
      {records !== undefined && records.length > 0 && <RecordTable caseId={caseId} records={records} />}
      <UnderReports caseId={caseId} label={words.complaintRecord} />
    </section>
  )
}

/** The way to a paper that is made from the ledger alone. */
function UnderReports({ caseId, label }: { readonly caseId: string; readonly label: string }) {
  const { text } = useTongue()
  const mayMake = useSession((state) => mayDo(state, 'report.make'))
  if (!mayMake) return null
  return (
    <p className="row table-foot small">
      <span className="faint">{text.papers.underReports}</span>
      <a href={routeAddress({ screen: 'case', caseId, tab: 'report' })}>{label}</a>
    </p>
  )
}

function Letters({ caseId }: { readonly caseId: string }) {
  const { text } = useTongue()
  const words = text.papers
  const remote = useSession((state) => remoteOf(state.papers.letters, caseId))
  const mayIssue = useSession((state) => mayDo(state, 'letter.issue'))
  const letters = shownOf(remote)?.letters
  return (
    <section className="sheet" aria-labelledby="letters-title">
      <div className="sheet-head">
        <div className="grow">
          <h2 id="letters-title">{words.lettersTitle}</h2>
          <p className="small faint">{words.lettersIntro}</p>
        </div>
        {mayIssue && <BeginPaper caseId={caseId} label={words.newLetter} forms={LETTER_KINDS} />}
      </div>
      {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
      {letters?.length === 0 && (
        <EmptyState icon={<Mail size={36} strokeWidth={1.5} aria-hidden />} title={words.noLettersTitle}>
          {words.noLetters}
        </EmptyState>
      )}
      {letters !== undefined && letters.length > 0 && <LetterTable caseId={caseId} letters={letters} />}
      <UnderReports caseId={caseId} label={words.advisory} />
    </section>
  )
}
