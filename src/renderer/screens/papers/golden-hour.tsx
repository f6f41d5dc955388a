import type { CaseFile } from '#contract/case-operations.ts'
import { RAIL_LABELS } from '#core/casework/vocabulary-labels.ts'
import { Shown } from '../../parts/shown.tsx'
import { useSession } from '../../state/places.tsx'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { FreezeButton } from './freeze-button.tsx'

/** Every payment of the case's complaints that was made and not recovered, each with one button that freezes it. */
export function GoldenHour({ file }: { readonly file: CaseFile }) {
  const { language, text, format } = useTongue()
  const words = text.papers.golden
  const payments = file.complaints.flatMap(({ complaintId, complaint }) =>
    complaint.losses.flatMap((loss, lossIndex) =>
      loss.state === 'paid' ? [{ complaintId, lossIndex, loss, victim: complaint.victim.name }] : [],
    ),
  )
  const mayFreeze = useSession((state) => mayDo(state, 'letter.freezePayment'))
  if (payments.length === 0 || !mayFreeze) return null
  return (
    <section className="sheet" aria-labelledby="golden-title">
      <div className="sheet-head">
        <div>
          <h2 id="golden-title">{words.title}</h2>
          <p className="small faint">{words.intro}</p>
        </div>
      </div>
      <ul className="golden-lines">
        {payments.map(({ complaintId, lossIndex, loss, victim }) => (
          <li key={`${complaintId} ${lossIndex}`} className="golden-line">
            <span className="golden-amount">{format.money(loss.currency, loss.amount)}</span>
            <div className="grow">
              <p>{loss.payee === undefined ? words.noPayee : <Shown text={loss.payee} />}</p>
              <p className="small faint">
                <Shown text={victim} />
                {loss.on !== undefined && ` · ${format.day(loss.on)}`}
                {loss.rail !== undefined && ` · ${RAIL_LABELS[loss.rail][language]}`}
              </p>
            </div>
            <FreezeButton caseId={file.caseId} complaintId={complaintId} lossIndex={lossIndex} loss={loss} />
          </li>
        ))}
      </ul>
    </section>
  )
}
