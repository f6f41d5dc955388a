import { FileText } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { ReportKind } from '#contract/report-operations.ts'
import { Callout } from '../parts/callout.tsx'
import { Check } from '../parts/choices.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { SelectInput } from '../parts/inputs.tsx'
import { remoteOf } from '../state/custody-state.ts'
import { loadReports } from '../state/papers-actions.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import { useTongue } from '../text/text-context.tsx'
import { DrawPaper, MadePaper, useDrawn } from './papers/drawn-paper.tsx'
import { PackageSection } from './papers/package-section.tsx'
import { SavedSection } from './papers/saved-section.tsx'
import { RefusalCallout } from './refusal-callout.tsx'

type ReportTabProps = { readonly file: CaseFile }
type Reports = OutputOf<'report.list'>

/** The documents that a case is made into: kind, language, pages, and the way out; and the package for a court. */
export function ReportTab({ file }: ReportTabProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const remote = useSession((state) => remoteOf(state.papers.reports, file.caseId))
  useEffect(() => void loadReports(at, file.caseId), [at, file.caseId])
  const reports = shownOf(remote)
  const about = `case/${file.caseId}`
  const report = useDrawn(about)
  const isShown = report?.making.status === 'done' || report?.making.status === 'running'
  return (
    <div className="stack">
      <section className="sheet sheet-body stack" aria-labelledby="report-title">
        <div>
          <h2 id="report-title">{text.report.title}</h2>
          <p className="soft">{text.report.intro}</p>
        </div>
        {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
        {reports !== null && <ReportChoice reports={reports} caseId={file.caseId} about={about} />}
      </section>
      <MadePaper about={about} headSeq={file.head.seq} />
      {!isShown && (
        <section className="sheet" aria-label={text.report.preview}>
          <EmptyState
            icon={<FileText size={36} strokeWidth={1.5} aria-hidden />}
            title={text.report.emptyTitle}
          >
            {text.report.empty}
          </EmptyState>
        </section>
      )}
      <SavedSection caseId={file.caseId} />
      <PackageSection file={file} />
    </div>
  )
}

type ReportChoiceProps = { readonly reports: Reports; readonly caseId: string; readonly about: string }

function ReportChoice({ reports, caseId, about }: ReportChoiceProps) {
  const { language, text } = useTongue()
  const words = text.papers.reports
  const [kind, setKind] = useState<ReportKind>('case')
  const [chosen, setChosen] = useState('')
  const [showsPhotos, setShowsPhotos] = useState(false)
  const mayShowPhotos = kind === 'evidence-and-custody'
  const needs = reports.kinds.find((one) => one.kind === kind)?.needs ?? 'nothing'
  const subjects = subjectsOf(reports, needs)
  // What was chosen of another kind is nobody here.
  const subject = subjects.find(({ value }) => value === chosen)?.value ?? subjects[0]?.value
  const isMissing = needs !== 'nothing' && subject === undefined
  return (
    <>
      <div className="form-grid">
        <SelectInput
          className="span-6"
          label={words.kind}
          hint={words.intros[kind]}
          value={kind}
          onChange={(value) => setKind(value as ReportKind)}
          choices={reports.kinds.map((one) => ({ value: one.kind, label: one.title[language] }))}
        />
        {needs !== 'nothing' && subject !== undefined && (
          <SelectInput
            className="span-6"
            label={needs === 'complaint' ? words.aboutComplaint : words.aboutPerson}
            value={subject}
            onChange={setChosen}
            choices={subjects}
          />
        )}
      </div>
      {mayShowPhotos && (
        <Check isChecked={showsPhotos} onChange={setShowsPhotos}>
          {words.photos}
        </Check>
      )}
      {isMissing && (
        <Callout tone="note" role="status">
          <p>{needs === 'complaint' ? words.noComplaint : words.noPerson}</p>
        </Callout>
      )}
      <DrawPaper
        about={about}
        label={text.report.make}
        isImpossible={isMissing}
        orderOf={(languages) => ({
          name: 'report.make',
          input: {
            case: caseId,
            kind,
            languages,
            ...(needs !== 'nothing' && subject !== undefined && { about: subject }),
            ...(mayShowPhotos && showsPhotos && { photos: true }),
          },
        })}
      />
    </>
  )
}

function subjectsOf(reports: Reports, needs: Reports['kinds'][number]['needs']) {
  if (needs === 'person') return reports.people.map((name) => ({ value: name, label: name }))
  if (needs === 'nothing') return []
  return reports.complaints.map(({ complaintId, victim, summary }) => ({
    value: complaintId,
    label: `${victim} · ${summary}`,
  }))
}
