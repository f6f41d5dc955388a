import { FileDown, PenLine, Printer } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { REPORT_LANGUAGES, type ReportLanguages } from '#contract/report-operations.ts'
import { Button } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { Segments } from '../../parts/choices.tsx'
import { copyText } from '../../parts/copy-text.ts'
import { HashText } from '../../parts/hash-text.tsx'
import { Shown } from '../../parts/shown.tsx'
import { openDialog } from '../../state/navigation.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { type DrawOrder, makeReport, saveReport, stopReport } from '../../state/report-actions.ts'
import type { DrawnPaper, ReportDesk } from '../../state/session-state.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { ReportPages } from '../report-pages.tsx'
import { WorkProgress } from '../work-progress.tsx'

/** What is drawn about something; nothing while the window holds what was drawn about another. */
export function useDrawn(about: string): ReportDesk | null {
  return useSession((state) => (state.report?.about === about ? state.report : null))
}

type DrawPaperProps = {
  /** What the document is about. */
  readonly about: string
  readonly orderOf: (languages: ReportLanguages) => DrawOrder
  readonly label: string
  /** Something is missing without which it cannot be drawn. */
  readonly isImpossible?: boolean
}

/** Chooses the language of a document and has it drawn. */
export function DrawPaper({ about, orderOf, label, isImpossible = false }: DrawPaperProps) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const report = useDrawn(about)
  const [languages, setLanguages] = useState<ReportLanguages>(language)
  const isMaking = report?.making.status === 'running'
  return (
    <>
      <div className="row">
        <Segments
          label={text.report.languages}
          value={languages}
          onChange={(value) => setLanguages(value as ReportLanguages)}
          choices={REPORT_LANGUAGES.map((value) => ({ value, label: text.report.languageNames[value] }))}
        />
        <Button
          kind={report?.making.status === 'done' ? 'plain' : 'primary'}
          isDisabled={isImpossible}
          // A disabled button would lose the focus.
          isPending={isMaking}
          onPress={() => {
            if (!isMaking) void makeReport(at, about, orderOf(languages))
          }}
        >
          <Printer size={18} aria-hidden />
          {report?.making.status === 'done' ? text.report.makeAgain : label}
        </Button>
      </div>
      {report !== null && <MakingState report={report} />}
    </>
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

type MadePaperProps = {
  readonly about: string
  /** The event up to which the case goes now, where the document should be made from no older one. */
  readonly headSeq?: number
  /** Whether it is a paper that people sign and that leaves the vault. */
  readonly isSample?: boolean
  readonly children?: ReactNode
}

/** The pages of what was drawn, and the ways out: signing and saving. Nothing while nothing is drawn. */
export function MadePaper({ about, headSeq, isSample = false, children }: MadePaperProps) {
  const { text, format } = useTongue()
  const report = useDrawn(about)
  if (report?.making.status !== 'done') return null
  const made = report.making.value
  const { saving, bytes } = report
  return (
    <section className="sheet" aria-labelledby="preview-title">
      <div className="sheet-head">
        <div>
          <h2 id="preview-title">
            {isSample && text.papers.station.wordings.previewTitle}
            {!isSample && (report.opened === null ? text.report.preview : <Shown text={made.fileName} />)}
          </h2>
          <p className="small faint">
            {made.pages !== undefined && `${text.report.pages(made.pages)} · `}
            {format.size(made.sizeBytes)}
            {!isSample && made.madeFrom !== undefined && ` · ${text.report.madeFrom(made.madeFrom.seq)}`}
            {report.opened !== null && ` · ${text.papers.saved.signatures(report.opened.signatures)}`}
          </p>
        </div>
        {!isSample && <WaysOut report={report} />}
      </div>
      <div className="sheet-body stack">
        {headSeq !== undefined &&
          made.madeFrom !== undefined &&
          headSeq !== made.madeFrom.seq &&
          report.signing.status !== 'done' && (
            <Callout tone="warning" role="status">
              <p>{text.report.outdated}</p>
            </Callout>
          )}
        {children}
        {saving.status === 'refused' && <RefusalCallout refusal={saving.refusal} />}
        <Signed report={report} />
        {saving.status === 'done' && (
          <Callout tone="right" role="status">
            <p>{text.report.saved(saving.value.fileName)}</p>
          </Callout>
        )}
        {!isSample && <Digest made={made} />}
        {bytes.status === 'loading' && (
          <p role="status" className="soft">
            {text.window.loading}
          </p>
        )}
        {bytes.status === 'failed' && <RefusalCallout refusal={bytes.refusal} />}
        {bytes.status === 'ready' && (
          <ReportPages key={`${report.run} ${made.digestHex}`} bytes={bytes.value} />
        )}
      </div>
    </section>
  )
}

function WaysOut({ report }: { readonly report: ReportDesk }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const maySign = useSession((state) => mayDo(state, 'report.sign'))
  const maySave = useSession((state) => mayDo(state, 'report.save'))
  const isSaving = report.saving.status === 'running'
  return (
    <div className="row">
      {maySign && (
        <Button onPress={() => openDialog(at, { name: 'papers', act: 'sign' })}>
          <PenLine size={18} aria-hidden />
          {text.papers.sign.act}
        </Button>
      )}
      {maySave && (
        <Button
          kind="primary"
          isPending={isSaving}
          onPress={() => {
            if (!isSaving) void saveReport(at)
          }}
        >
          <FileDown size={18} aria-hidden />
          {isSaving ? text.report.saving : text.report.save}
        </Button>
      )}
    </div>
  )
}

function Signed({ report }: { readonly report: ReportDesk }) {
  const { text } = useTongue()
  if (report.signing.status !== 'done') return null
  const { signatures, signedAs, certificateDigestHex, certified } = report.signing.value
  const words = text.papers.sign
  return (
    <Callout tone="right" role="status">
      <p>{words.done(signatures, signedAs)}</p>
      <p>
        {certified.by === 'headquarters'
          ? words.certified(certified.hubName)
          : words.selfSigned[certified.why]}
      </p>
      <p className="row small">
        <span>{words.certificate}</span>
        <HashText
          hex={certificateDigestHex}
          copyLabel={words.copyCertificate}
          copiedLabel={text.window.copied}
          onCopy={copyText}
        />
      </p>
    </Callout>
  )
}

function Digest({ made }: { readonly made: DrawnPaper }) {
  const { text } = useTongue()
  return (
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
  )
}
