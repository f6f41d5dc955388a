import type { CaseFile } from '#contract/case-operations.ts'
import { LOSS_LEVEL_LABELS, LOSS_STATE_LABELS, RAIL_LABELS } from '#core/casework/vocabulary-labels.ts'
import { Shown } from '../../parts/shown.tsx'
import { useTongue } from '../../text/text-context.tsx'
import { FreezeButton } from './freeze-button.tsx'

type LossTableProps = { readonly caseId: string; readonly view: CaseFile['complaints'][number] }

/** The payments of a complaint, each with the way to freeze it. */
export function LossTable({ caseId, view }: LossTableProps) {
  const { language, text, format } = useTongue()
  const { lossFields, noLosses } = text.complaint
  const { complaint, complaintId } = view
  const { losses } = complaint
  if (losses.length === 0) return <p className="sheet-body soft">{noLosses}</p>
  return (
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
            <th scope="col">
              <span className="hidden-visually">{text.papers.golden.freeze}</span>
            </th>
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
              <td>
                <FreezeButton caseId={caseId} complaintId={complaintId} lossIndex={index} loss={loss} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
