import { FileDown, FileText, Printer } from 'lucide-react'
import { useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { REPORT_LANGUAGES, type ReportLanguages } from '#contract/report-operations.ts'
import { Button } from '../parts/button.tsx'
import { Callout } from '../parts/callout.tsx'
import { Segments } from '../parts/choices.tsx'
import { copyText } from '../parts/copy-text.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { HashText } from '../parts/hash-text.tsx'
import { useSession, useWorkplace } from '../state/places.tsx'
import { makeReport, saveReport, stopReport } from '../state/report-actions.ts'
import type { ReportDesk } from '../state/session-state.ts'
import { useTongue } from '../text/text-context.tsx'
import { RefusalCallout } from './refusal-callout.tsx'
import { ReportPages } from './report-pages.tsx'
import { WorkProgress } from './work-progress.tsx'

type ReportTabProps = { readonly file: CaseFile }

/** The case report: its language, its pages, and the way out. */
export function ReportTab({ file }: ReportTabProps) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const report = useSession((state) => (state.report?.caseId === file.caseId ? state.report : null))
  const [languages, setLanguages] = useState<ReportLanguages>(report?.languages ?? language)
  const isMaking = report?.making.status === 'running'
  return (
    <div className="stack">
      <section className="sheet sheet-body stack" aria-labelledby="report-title">
        <div>
          <h2 id="report-title">{text.report.title}</h2>
          <p className="soft">{text.report.intro}</p>
        </div>
        <div className="row">
          <Segments
            label={text.report.languages}
            value={languages}
            onChange={(value) => setLanguages(value as ReportLanguages)}
            choices={REPORT_LANGUAGES.map((value) => ({ value, label: text.report.languageNames[value] }))}
          />
          <Button
            kind={report?.making.status === 'done' ? 'plain' : 'primary'}
            isDisabled={isMaking}
            onPress={() => void makeReport(at, file.caseId, languages)}
          >
            <Printer size={18} aria-hidden />
            {report?.making.status === 'done' ? text.report.makeAgain : text.report.make}
          </Button>
        </div>
        {report !== null && <MakingState report={report} />}
      </section>
      {report?.making.status === 'done' ? (
        <MadeReport report={report} made={report.making.value} file={file} />
      ) : (
        !isMaking && (
          <section className="sheet" aria-label={text.report.preview}>
            <EmptyState
              icon={<FileText size={36} strokeWidth={1.5} aria-hidden />}
              title={text.report.emptyTitle}
            >
              {text.report.empty}
            </EmptyState>
          </section>
        )
      )}
    </div>
  )
}

function MakingState({ report }: { readonly report: ReportDesk }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const { making } = report
  return (
    <>
      <WorkProgress work={making} label={text.report.making} onStop={() => stopReport(at)} />
      {making.status === 'refused' && <RefusalCallout refusal={making.refusal} />}
      {making.status === 'cancelled' && (
        <p className="small soft" role="status">
          {text.window.progress.cancelled}
        </p>
      )}
    </>
  )
}

type MadeReportProps = {
  readonly report: ReportDesk
  readonly made: Extract<ReportDesk['making'], { readonly status: 'done' }>['value']
  readonly file: CaseFile
}

function MadeReport({ report, made, file }: MadeReportProps) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const { saving, bytes } = report
  const isOutdated = file.head.seq !== made.madeFrom.seq
  return (
    <section className="sheet" aria-labelledby="preview-title">
      <div className="sheet-head">
        <div>
          <h2 id="preview-title">{text.report.preview}</h2>
          <p className="small faint">
            {text.report.pages(made.pages)} · {format.size(made.sizeBytes)} ·{' '}
            {text.report.madeFrom(made.madeFrom.seq)}
          </p>
        </div>
        <Button kind="primary" isDisabled={saving.status === 'running'} onPress={() => void saveReport(at)}>
          <FileDown size={18} aria-hidden />
          {saving.status === 'running' ? text.report.saving : text.report.save}
        </Button>
      </div>
      <div className="sheet-body stack">
        {isOutdated && (
          <Callout tone="warning" role="status">
            <p>{text.report.outdated}</p>
          </Callout>
        )}
        {saving.status === 'refused' && <RefusalCallout refusal={saving.refusal} />}
        {saving.status === 'done' && (
          <Callout tone="right" role="status">
            <p>{text.report.saved(saving.value.fileName)}</p>
          </Callout>
        )}
        <p className="row small">
          <span className="faint">{text.report.digest}</span>
          <HashText
            hex={made.digestHex}
            copyLabel={text.report.copyDigest}
            copiedLabel={text.window.copied}
            onCopy={copyText}
            isWhole
          />
        </p>
        {bytes.status === 'loading' && (
          <p role="status" className="soft">
            {text.window.loading}
          </p>
        )}
        {bytes.status === 'failed' && <RefusalCallout refusal={bytes.refusal} />}
        {bytes.status === 'ready' && <ReportPages key={report.run} bytes={bytes.value} pages={made.pages} />}
      </div>
    </section>
  )
}
