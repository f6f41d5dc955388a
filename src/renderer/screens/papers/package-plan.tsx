import type { OutputOf } from '#contract/operations.ts'
import { REPORT_TITLES } from '#contract/report-operations.ts'
import { WITHHOLDING_WORDS } from '#core/export/withheld-list.ts'
import { WITHHOLDING_REASONS, type WithholdingReason } from '#core/export/withhold.ts'
import { Shown } from '../../parts/shown.tsx'
import { useTongue } from '../../text/text-context.tsx'

type Plan = OutputOf<'case.planExport'>
type PackagePlanProps = {
  readonly plan: Plan
  /** Signed documents that go as they are. */
  readonly signed: number
  /** Whether it answers what is chosen now; an older answer is shown until the newer one comes. */
  readonly isCurrent: boolean
}

/** Names that stand in a line; the package's own list has every one. */
const NAMES_SHOWN = 12

/** What a package would have, how much of it is exhibits, and what stays out of it and why: all of it before anything is written. */
export function PackagePlan({ plan, signed, isCurrent }: PackagePlanProps) {
  const { language, text, format } = useTongue()
  const words = text.papers.package.plan
  const exhibits = plan.exhibits.filter(goes)
  const papers = plan.papers.filter(goes).map(({ number }) => number)
  const reports = plan.reports.filter(goes).map(({ kind }) => REPORT_TITLES[kind][language])
  const { exhibitFiles, exhibitBytes, recipients, shownEvents } = plan
  return (
    <section className="package-plan stack" aria-labelledby="package-plan-title" aria-busy={!isCurrent}>
      <h3 id="package-plan-title">{words.title}</h3>
      <dl className="facts">
        <dt>{words.exhibits}</dt>
        <dd>
          {words.exhibitCount(exhibits.length, plan.exhibits.length, exhibitFiles)} ·{' '}
          {format.size(exhibitBytes)}
        </dd>
        <dt>{words.papers}</dt>
        <dd>
          <Names names={papers} />
        </dd>
        {signed > 0 && (
          <>
            <dt>{words.signed}</dt>
            <dd>{words.files(signed)}</dd>
          </>
        )}
        <dt>{words.reports}</dt>
        <dd>
          <Names names={reports} />
        </dd>
        <dt>{words.ledger}</dt>
        <dd>{words.events(shownEvents)}</dd>
        <dt>{words.sealing}</dt>
        <dd>{recipients === 0 ? text.papers.package.unsealed : words.sealedTo(recipients)}</dd>
      </dl>
      <p className="small faint">{words.sizes}</p>
      <Withheld plan={plan} />
    </section>
  )
}

function Withheld({ plan }: { readonly plan: Plan }) {
  const { language, text } = useTongue()
  const words = text.papers.package.plan
  const reasons = WITHHOLDING_REASONS.map((reason) => ({ reason, ...withheldFor(plan, reason) })).filter(
    ({ exhibits, papers, reports, events }) => exhibits.length + papers.length + reports.length + events > 0,
  )
  if (reasons.length === 0) return <p>{words.nothingWithheld}</p>
  return (
    <div className="table-frame">
      <table className="table">
        <caption>{words.withheldTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{words.why}</th>
            <th scope="col" className="wide">
              {words.what}
            </th>
          </tr>
        </thead>
        <tbody>
          {reasons.map(({ reason, exhibits, papers, reports, events }) => (
            <tr key={reason}>
              <th scope="row" className="sentence-start">
                {WITHHOLDING_WORDS[reason][language]}
              </th>
              <td>
                {exhibits.length > 0 && (
                  <p>
                    {words.named(words.exhibits)} <Names names={exhibits} />
                  </p>
                )}
                {papers.length > 0 && (
                  <p>
                    {words.named(words.papers)} <Names names={papers} />
                  </p>
                )}
                {reports.length > 0 && (
                  <p>
                    {words.named(words.reports)}{' '}
                    <Names names={reports.map((kind) => REPORT_TITLES[kind][language])} />
                  </p>
                )}
                {events > 0 && <p>{words.contentOf(events)}</p>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function withheldFor(plan: Plan, reason: WithholdingReason) {
  const isFor = (thing: { readonly reason: WithholdingReason | null }) => thing.reason === reason
  return {
    exhibits: plan.exhibits.filter(isFor).map(({ number }) => number),
    papers: plan.papers.filter(isFor).map(({ number }) => number),
    reports: plan.reports.filter(isFor).map(({ kind }) => kind),
    events: plan.withheldEvents.filter(isFor).reduce((sum, { events }) => sum + events, 0),
  }
}

function Names({ names }: { readonly names: readonly string[] }) {
  const { text } = useTongue()
  const words = text.papers.package.plan
  if (names.length === 0) return words.none
  const more = names.length - NAMES_SHOWN
  return (
    <>
      <Shown text={names.slice(0, NAMES_SHOWN).join(', ')} />
      {more > 0 && ` ${words.more(more)}`}
    </>
  )
}

function goes({ reason }: { readonly reason: WithholdingReason | null }): boolean {
  return reason === null
}
