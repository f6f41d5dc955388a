import { ArrowLeft } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import {
  CHANNEL_LABELS,
  IDENTIFIER_KIND_LABELS,
  LOSS_LEVEL_LABELS,
  LOSS_STATE_LABELS,
  RAIL_LABELS,
  SEX_LABELS,
  TYPOLOGY_LABELS,
  WISH_LABELS,
} from '#core/casework/vocabulary-labels.ts'
import { Callout } from '../parts/callout.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Shown } from '../parts/shown.tsx'
import { routeAddress } from '../state/route.ts'
import { useTongue } from '../text/text-context.tsx'
import { CaseLoader } from './case-screen.tsx'

type ComplaintScreenProps = { readonly caseId: string; readonly complaintId: string }

type ComplaintView = CaseFile['complaints'][number]

/** A complaint as it was taken. */
export function ComplaintScreen({ caseId, complaintId }: ComplaintScreenProps) {
  const { text } = useTongue()
  return (
    <CaseLoader caseId={caseId}>
      {(file) => {
        const view = file.complaints.find((complaint) => complaint.complaintId === complaintId)
        if (view !== undefined) return <ComplaintRead file={file} view={view} />
        return (
          <Callout tone="warning" role="alert">
            <p>{text.complaint.notFound}</p>
          </Callout>
        )
      }}
    </CaseLoader>
  )
}

type PartProps = { readonly view: ComplaintView }

function ComplaintRead({ file, view }: PartProps & { readonly file: CaseFile }) {
  const { text, format } = useTongue()
  const { complaint, takenAtMs, takenBy } = view
  return (
    <>
      <PageHead
        title={<Shown text={complaint.summary} />}
        above={
          <div className="row">
            <a
              className="back-link"
              href={routeAddress({ screen: 'case', caseId: file.caseId, tab: 'complaints' })}
            >
              <ArrowLeft size={16} aria-hidden />
              <Shown text={file.title} />
            </a>
            <span className="number-tag">{file.number}</span>
          </div>
        }
      >
        <p className="small">{text.cases.takenBy(takenBy, format.instant(takenAtMs))}</p>
      </PageHead>
      <div className="columns">
        <div className="stack">
          <Story view={view} />
          <Identifiers view={view} />
          <Losses view={view} />
        </div>
        <aside className="stack">
          <Reception view={view} />
          <Victim view={view} />
        </aside>
      </div>
    </>
  )
}

function Sheet({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="sheet" aria-label={title}>
      <div className="sheet-head">
        <h2>{title}</h2>
      </div>
      {children}
    </section>
  )
}

type FactsProps = {
  readonly facts: readonly (readonly [string, string | undefined])[]
  readonly isNarrow?: boolean
}

function Facts({ facts, isNarrow = false }: FactsProps) {
  const { text } = useTongue()
  const missing = facts.filter(([, value]) => value === undefined).map(([name]) => name)
  return (
    <div className="sheet-body stack stack-tight">
      <dl className={isNarrow ? 'facts facts-narrow' : 'facts'}>
        {facts.map(([name, value]) => {
          if (value === undefined) return null
          return (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>
                <Shown text={value} />
              </dd>
            </Fragment>
          )
        })}
      </dl>
      {missing.length > 0 && <p className="small faint">{text.complaint.notGiven(missing.join(' · '))}</p>}
    </div>
  )
}

function Reception({ view }: PartProps) {
  const { language, text, format } = useTongue()
  const { fields, sections } = text.complaint
  const { channel, wish, receivedOn } = view.complaint
  return (
    <Sheet title={sections.reception}>
      <Facts
        isNarrow
        facts={[
          [fields.channel, CHANNEL_LABELS[channel][language]],
          [fields.wish, WISH_LABELS[wish][language]],
          [fields.receivedOn, format.day(receivedOn)],
        ]}
      />
    </Sheet>
  )
}

function Victim({ view }: PartProps) {
  const { language, text, format } = useTongue()
  const { fields, sections } = text.complaint
  const { victim } = view.complaint
  return (
    <Sheet title={sections.victim}>
      <Facts
        isNarrow
        facts={[
          [fields['victim.name'], victim.name],
          [fields['victim.latinName'], victim.latinName],
          [fields['victim.sex'], victim.sex && SEX_LABELS[victim.sex][language]],
          [fields['victim.birthDate'], victim.birthDate && format.day(victim.birthDate)],
          [fields['victim.nationality'], victim.nationality],
          [fields['victim.phone'], victim.phone],
          [fields['victim.idDocument'], victim.idDocument],
          [fields['victim.address'], victim.address],
          [fields['victim.safeContact'], victim.safeContact],
        ]}
      />
    </Sheet>
  )
}

function Story({ view }: PartProps) {
  const { language, text, format } = useTongue()
  const { fields, sections } = text.complaint
  const { narrative, typologies, happenedFrom, happenedTo, place } = view.complaint
  const days = [happenedFrom, happenedTo].filter((day) => day !== undefined).map(format.day)
  return (
    <Sheet title={sections.story}>
      <div className="sheet-body stack">
        {typologies.length > 0 && (
          <p className="row">
            {typologies.map((typology) => (
              <span key={typology} className="chip">
                {TYPOLOGY_LABELS[typology][language]}
              </span>
            ))}
          </p>
        )}
        <p className="story">
          <Shown text={narrative} />
        </p>
      </div>
      <Facts
        facts={[
          [fields.happenedFrom, days.length === 0 ? undefined : days.join(' – ')],
          [fields.place, place],
        ]}
      />
    </Sheet>
  )
}

function Identifiers({ view }: PartProps) {
  const { language, text } = useTongue()
  const { identifierFields, normalised, noIdentifiers, sections } = text.complaint
  const { identifiers } = view.complaint
  return (
    <Sheet title={sections.identifiers}>
      {identifiers.length === 0 ? (
        <p className="sheet-body soft">{noIdentifiers}</p>
      ) : (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{identifierFields.kind}</th>
                <th scope="col">{identifierFields.value}</th>
                <th scope="col">{normalised}</th>
                <th scope="col">{identifierFields.note}</th>
              </tr>
            </thead>
            <tbody>
              {identifiers.map((identifier, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a recorded complaint never changes
                <tr key={index}>
                  <td className="soft">{IDENTIFIER_KIND_LABELS[identifier.kind][language]}</td>
                  <th scope="row">
                    <Shown text={identifier.raw} isStrict />
                  </th>
                  <td>
                    <code>
                      <Shown text={identifier.normalised} isStrict />
                    </code>
                  </td>
                  <td>{identifier.note !== undefined && <Shown text={identifier.note} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Sheet>
  )
}

function Losses({ view }: PartProps) {
  const { language, text, format } = useTongue()
  const { lossFields, noLosses, sections } = text.complaint
  const { losses } = view.complaint
  return (
    <Sheet title={sections.losses}>
      {losses.length === 0 ? (
        <p className="sheet-body soft">{noLosses}</p>
      ) : (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{lossFields.on}</th>
                <th scope="col" className="numeric">
                  {lossFields.amount}
                </th>
                <th scope="col">{lossFields.state}</th>
                <th scope="col">{lossFields.rail}</th>
                <th scope="col">{lossFields.payee}</th>
                <th scope="col">{lossFields.reference}</th>
              </tr>
            </thead>
            <tbody>
              {losses.map((loss, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a recorded complaint never changes
                <tr key={index}>
                  <td className="nowrap">{loss.on ?? '–'}</td>
                  <th scope="row" className="numeric">
                    {format.money(loss.currency, loss.amount)}
                  </th>
                  <td>
                    {LOSS_STATE_LABELS[loss.state][language]}
                    <br />
                    <span className="small faint">{LOSS_LEVEL_LABELS[loss.level][language]}</span>
                  </td>
                  <td>{loss.rail === undefined ? '–' : RAIL_LABELS[loss.rail][language]}</td>
                  <td>
                    {loss.payee === undefined ? '–' : <Shown text={loss.payee} />}
                    {loss.payer !== undefined && (
                      <p className="small faint">
                        {lossFields.payer} <Shown text={loss.payer} />
                      </p>
                    )}
                  </td>
                  <td>
                    {loss.reference === undefined ? '–' : <Shown text={loss.reference} isStrict />}
                    {loss.note !== undefined && (
                      <p className="small faint">
                        <Shown text={loss.note} />
                      </p>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Sheet>
  )
}
