import type { CaseFile } from '#contract/case-operations.ts'
import { copyText } from '../parts/copy-text.ts'
import { HashText } from '../parts/hash-text.tsx'
import { Shown } from '../parts/shown.tsx'
import { routeAddress } from '../state/route.ts'
import { useTongue } from '../text/text-context.tsx'
import { CaseActs } from './case-acts.tsx'
import { CaseReaders } from './case-readers.tsx'
import { ComplaintList } from './complaint-list.tsx'
import { LossTotals } from './loss-totals.tsx'
import { NextSteps } from './work/next-steps.tsx'

type OverviewTabProps = { readonly file: CaseFile }

const LATEST_EXHIBITS = 5

/** The case file at a glance. */
export function OverviewTab({ file }: OverviewTabProps) {
  const { text } = useTongue()
  return (
    <div className="columns">
      <div className="stack">
        <section className="sheet" aria-labelledby="totals-title">
          <div className="sheet-head">
            <h2 id="totals-title">{text.cases.totalsTitle}</h2>
            <span className="small faint">{text.cases.totalsNote}</span>
          </div>
          <LossTotals totals={file.totals} />
        </section>
        <section className="sheet" aria-labelledby="complaints-title">
          <div className="sheet-head">
            <h2 id="complaints-title">{text.cases.complaintsTitle}</h2>
          </div>
          <ComplaintList file={file} />
        </section>
        {file.exhibits.length > 0 && <LatestExhibits file={file} />}
      </div>
      <aside className="stack">
        <NextSteps file={file} />
        <Figures file={file} />
        <CaseReaders file={file} />
        <LedgerHead file={file} />
        <CaseActs file={file} />
      </aside>
    </div>
  )
}

function Figures({ file }: OverviewTabProps) {
  const { text, format } = useTongue()
  const words = text.cases.figures
  const sizeBytes = file.exhibits.reduce((sum, exhibit) => sum + exhibit.sizeBytes, 0)
  return (
    <section className="sheet sheet-body figures" aria-label={text.cases.figuresTitle}>
      <dl>
        <div>
          <dt>{words.complaints}</dt>
          <dd>{format.count(file.complaints.length)}</dd>
        </div>
        <div>
          <dt>{words.exhibits}</dt>
          <dd>{format.count(file.exhibits.length)}</dd>
        </div>
        <div>
          <dt>{words.events}</dt>
          <dd>{format.count(file.events.length + file.departures.length)}</dd>
        </div>
        <div>
          <dt>{words.size}</dt>
          <dd>{format.size(sizeBytes)}</dd>
        </div>
      </dl>
    </section>
  )
}

function LedgerHead({ file }: OverviewTabProps) {
  const { text, format } = useTongue()
  return (
    <section className="sheet sheet-body stack stack-tight" aria-labelledby="head-title">
      <h2 id="head-title">{text.cases.headTitle}</h2>
      <p className="small">
        {text.cases.eventNumber(file.head.seq)} · {format.shortInstant(file.head.atMs)}
      </p>
      <HashText
        hex={file.head.hashHex}
        copyLabel={text.about.copyHead}
        copiedLabel={text.window.copied}
        onCopy={copyText}
      />
      <p className="small faint">{text.cases.headWords}</p>
    </section>
  )
}

function LatestExhibits({ file }: OverviewTabProps) {
  const { text, format } = useTongue()
  const latest = file.exhibits.slice(-LATEST_EXHIBITS).reverse()
  return (
    <section className="sheet" aria-labelledby="exhibits-title">
      <div className="sheet-head">
        <h2 id="exhibits-title">{text.cases.exhibitsTitle}</h2>
        <a href={routeAddress({ screen: 'case', caseId: file.caseId, tab: 'exhibits' })}>
          {text.cases.allExhibits}
        </a>
      </div>
      <div className="table-frame">
        <table className="table">
          <thead className="hidden-visually">
            <tr>
              <th scope="col">{text.exhibits.columns.number}</th>
              <th scope="col">{text.exhibits.columns.name}</th>
              <th scope="col">{text.exhibits.columns.size}</th>
              <th scope="col">{text.exhibits.columns.sealed}</th>
            </tr>
          </thead>
          <tbody>
            {latest.map((exhibit) => (
              <tr key={exhibit.exhibitId}>
                <td>
                  <span className="number-tag">{exhibit.number}</span>
                </td>
                <th scope="row">
                  <Shown text={exhibit.name} isStrict />
                </th>
                <td className="numeric">{format.size(exhibit.sizeBytes)}</td>
                <td className="numeric small">{format.shortInstant(exhibit.sealedAtMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
