import { ArrowLeft, PenLine } from 'lucide-react'
import { useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { sayTypologyCodes } from '#core/casework/typology-codes.ts'
import {
  CHANNEL_LABELS,
  IDENTIFIER_KIND_LABELS,
  READ_BACK_LABELS,
  SEX_LABELS,
  TYPOLOGY_LABELS,
  WISH_LABELS,
} from '#core/casework/vocabulary-labels.ts'
import { Button } from '../parts/button.tsx'
import { Callout } from '../parts/callout.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Shown } from '../parts/shown.tsx'
import { useSession } from '../state/places.tsx'
import { routeAddress } from '../state/route.ts'
import { mayDo } from '../state/station-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { CaseLoader } from './case-screen.tsx'
import { ComplaintDetailForm } from './complaint-detail-form.tsx'
import { ComplaintDuplicates } from './complaint-duplicates.tsx'
import { Facts, Sheet } from './complaint-facts.tsx'
import { SeenElsewhere } from './folk/seen-elsewhere.tsx'
import { useSeen } from './folk/use-seen.ts'
import { LinkedExhibits } from './linked-exhibits.tsx'
import { LossTable } from './papers/loss-table.tsx'

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
  const mayTell = useSession((state) => mayDo(state, 'complaint.detail'))
  const [isTelling, setTelling] = useState(false)
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
        acts={
          mayTell && (
            <Button onPress={() => setTelling(true)}>
              <PenLine size={18} aria-hidden />
              {text.complaint.beside.tellMore}
            </Button>
          )
        }
      >
        <p className="small">
          {text.cases.takenBy(takenBy, format.instant(takenAtMs))}
          {view.movedFrom !== undefined && ` · ${text.complaint.moved.from(view.movedFrom.number)}`}
        </p>
      </PageHead>
      {view.movedTo !== undefined && (
        <Callout tone="warning" title={text.complaint.moved.to(view.movedTo.number)}>
          <p>{text.complaint.moved.toWords(view.movedTo.number)}</p>
          <a href={routeAddress({ screen: 'case', caseId: view.movedTo.caseId, tab: 'complaints' })}>
            {text.complaint.moved.open}
          </a>
        </Callout>
      )}
      {isTelling && (
        <ComplaintDetailForm caseId={file.caseId} view={view} onClose={() => setTelling(false)} />
      )}
      <div className="columns">
        <div className="stack">
          <Story view={view} />
          <Identifiers view={view} caseId={file.caseId} />
          <Losses view={view} caseId={file.caseId} />
          <LinkedExhibits file={file} view={view} />
        </div>
        <aside className="stack">
          <Reception view={view} />
          <Victim view={view} />
          <Check view={view} />
          <ComplaintDuplicates key={file.head.seq} file={file} view={view} />
        </aside>
      </div>
    </>
  )
}

function Reception({ view }: PartProps) {
  const { language, text, format } = useTongue()
  const { fields, sections } = text.complaint
  const { channel, wish, receivedOn } = view.complaint
  const { language: spoken, interpreter, wishReason } = view.details
  const sayTruth = (is: boolean | undefined) =>
    is === undefined ? undefined : text.complaint.yesNo[is ? 'yes' : 'no']
  return (
    <Sheet title={sections.reception}>
      <Facts
        isNarrow
        facts={[
          [fields.channel, CHANNEL_LABELS[channel][language]],
          [fields.wish, WISH_LABELS[wish][language]],
          [fields.receivedOn, format.day(receivedOn)],
          [fields['details.wishReason'], wishReason],
          [fields['details.language'], spoken],
          ...(interpreter === undefined
            ? []
            : ([
                [fields['details.interpreter.name'], interpreter.name],
                [fields['details.interpreter.language'], interpreter.language],
                [fields['details.interpreter.isSworn'], sayTruth(interpreter.isSworn)],
                [fields['details.interpreter.isIndependent'], sayTruth(interpreter.isIndependent)],
                [fields['details.interpreter.relation'], interpreter.relation],
              ] as const)),
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
  const { firstContact, discovered } = view.details
  const sayMoment = (moment: typeof firstContact) =>
    moment && [format.day(moment.on), moment.clock].filter(Boolean).join(' · ')
  const days = [happenedFrom, happenedTo].filter((day) => day !== undefined).map(format.day)
  return (
    <Sheet title={sections.story}>
      <div className="sheet-body stack">
        {typologies.length > 0 && (
          <p className="row">
            {typologies.map((typology) => (
              <span key={typology} className="chip">
                {TYPOLOGY_LABELS[typology][language]}
                {sayTypologyCodes(typology) !== '' && (
                  <span className="small faint"> {sayTypologyCodes(typology)}</span>
                )}
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
          [fields['details.firstContact.on'], sayMoment(firstContact)],
          [fields['details.discovered.on'], sayMoment(discovered)],
          [fields.happenedFrom, days.length === 0 ? undefined : days.join(' – ')],
          [fields.place, place],
        ]}
      />
    </Sheet>
  )
}

function Check({ view }: PartProps) {
  const { language, text } = useTongue()
  const { fields, sections, yesNo } = text.complaint
  const { readBack } = view.details
  if (readBack === undefined) return null
  return (
    <Sheet title={sections.check}>
      <Facts
        isNarrow
        facts={[
          [fields['details.readBack.how'], READ_BACK_LABELS[readBack.how][language]],
          [fields['details.readBack.isRight'], yesNo[readBack.isRight ? 'yes' : 'no']],
          [fields['details.readBack.note'], readBack.note],
        ]}
      />
    </Sheet>
  )
}

/** Most identifiers that one question names. */
const MOST_ASKED = 500

function Identifiers({ view, caseId }: PartProps & { readonly caseId: string }) {
  const { language, text } = useTongue()
  const { identifierFields, normalised, noIdentifiers, sections } = text.complaint
  const { identifiers } = view.complaint
  const seen = useSeen(
    caseId,
    // As many as one question may name; the tab of identifiers names them all.
    identifiers.slice(0, MOST_ASKED).map(({ kind, normalised: form }) => ({ kind, normalised: form })),
  )
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
                <th scope="col">{text.folk.otherCases}</th>
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
                  <td className="small">
                    <SeenElsewhere elsewhere={seen[index] ?? { total: 0, cases: [] }} />
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

function Losses({ view, caseId }: PartProps & { readonly caseId: string }) {
  const { text } = useTongue()
  return (
    <Sheet title={text.complaint.sections.losses}>
      <LossTable caseId={caseId} view={view} />
    </Sheet>
  )
}
