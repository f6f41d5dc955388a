import { FileText } from 'lucide-react'
import { useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { CHANNEL_LABELS, TYPOLOGY_LABELS } from '#core/casework/vocabulary-labels.ts'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Shown } from '../parts/shown.tsx'
import { goTo } from '../state/navigation.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { routeAddress } from '../state/route.ts'
import { mayDo } from '../state/station-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { moveThroughRows } from './case-table.tsx'

type ComplaintListProps = { readonly file: CaseFile }

const COMPLAINTS_AT_ONCE = 50

/** The complaints of a case file. */
export function ComplaintList({ file }: ComplaintListProps) {
  const at = useWorkplace()
  const { language, text, format } = useTongue()
  const [shownCount, setShownCount] = useState(COMPLAINTS_AT_ONCE)
  const mayAdd = useSession((state) => mayDo(state, 'complaint.add'))
  const { caseId, complaints } = file
  if (complaints.length === 0) {
    return (
      <EmptyState
        icon={<FileText size={36} strokeWidth={1.5} aria-hidden />}
        title={text.cases.noComplaintsTitle}
        acts={
          mayAdd && (
            <Button kind="primary" onPress={() => goTo(at, { screen: 'new-complaint', caseId })}>
              {text.cases.newComplaint}
            </Button>
          )
        }
      >
        {text.cases.noComplaints}
      </EmptyState>
    )
  }
  const left = complaints.length - shownCount
  return (
    <>
      <ul className="complaints" onKeyDown={moveThroughRows}>
        {complaints
          .slice(0, shownCount)
          .map(({ complaintId, complaint, takenAtMs, takenBy, movedFrom, movedTo }) => (
            <li key={complaintId} className="complaint-line">
              <a className="row-link" href={routeAddress({ screen: 'complaint', caseId, complaintId })}>
                <Shown text={complaint.summary} />
              </a>
              <p className="small soft">
                {text.cases.victim} <Shown text={complaint.victim.name} /> ·{' '}
                {CHANNEL_LABELS[complaint.channel][language]} · {format.day(complaint.receivedOn)}
              </p>
              <p className="small faint">{text.cases.takenBy(takenBy, format.instant(takenAtMs))}</p>
              {(movedFrom !== undefined || movedTo !== undefined) && (
                <p className="row">
                  {movedFrom !== undefined && (
                    <span className="chip chip-plain">{text.complaint.moved.from(movedFrom.number)}</span>
                  )}
                  {movedTo !== undefined && (
                    <span className="chip chip-gold">{text.complaint.moved.to(movedTo.number)}</span>
                  )}
                </p>
              )}
              {complaint.typologies.length > 0 && (
                <p className="row">
                  {complaint.typologies.map((typology) => (
                    <span key={typology} className="chip">
                      {TYPOLOGY_LABELS[typology][language]}
                    </span>
                  ))}
                </p>
              )}
            </li>
          ))}
      </ul>
      {left > 0 && (
        <div className="row table-foot">
          <Button size="small" onPress={() => setShownCount(shownCount + COMPLAINTS_AT_ONCE)}>
            {text.window.showMore(Math.min(left, COMPLAINTS_AT_ONCE))}
          </Button>
        </div>
      )}
    </>
  )
}
