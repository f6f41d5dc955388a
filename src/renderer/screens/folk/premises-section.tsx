import { Building2, Plus } from 'lucide-react'
import { useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { PartyLine, PremisesLine } from '#contract/party-operations.ts'
import { PREMISES_KIND_LABELS, RENT_PERIOD_LABELS } from '#core/parties/party-labels.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Shown } from '../../parts/shown.tsx'
import { useSession } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RemoteFrame } from '../remote-frame.tsx'
import { PremisesForm } from './premises-form.tsx'
import { useAsked } from './use-asked.ts'

type SectionProps = { readonly file: CaseFile; readonly parties: readonly PartyLine[] }

/** The premises of a case, and entering more. */
export function PremisesSection({ file, parties }: SectionProps) {
  const { language, text, format } = useTongue()
  const words = text.folk
  const { remote, ask } = useAsked('premises.list', file.caseId, file.head.seq)
  const mayAdd = useSession((state) => mayDo(state, 'premises.add'))
  const mayChange = useSession((state) => mayDo(state, 'premises.change'))
  const [open, setOpen] = useState<'add' | { readonly change: string } | null>(null)
  const premises = shownOf(remote)?.premises ?? []
  const changed =
    typeof open === 'object' && open !== null
      ? premises.find(({ premisesId }) => premisesId === open.change)
      : undefined
  const landlordOf = ({ content }: PremisesLine) =>
    content.landlord ?? parties.find(({ partyId }) => partyId === content.landlordId)?.number ?? ''
  return (
    <>
      {(open === 'add' || changed !== undefined) && (
        <PremisesForm
          key={changed?.premisesId ?? ''}
          caseId={file.caseId}
          parties={parties}
          {...(changed !== undefined && { premises: changed })}
          onClose={() => setOpen(null)}
          onSaved={() => {
            setOpen(null)
            ask()
          }}
        />
      )}
      <section className="sheet" aria-labelledby="premises-title">
        <div className="sheet-head">
          <h2 id="premises-title">{words.premisesTitle}</h2>
          {mayAdd && (
            <Button onPress={() => setOpen('add')}>
              <Plus size={18} aria-hidden />
              {words.addPremises}
            </Button>
          )}
        </div>
        <RemoteFrame remote={remote} onRetry={ask} />
        {shownOf(remote) !== null && premises.length === 0 && (
          <EmptyState
            icon={<Building2 size={36} strokeWidth={1.5} aria-hidden />}
            title={words.noPremisesTitle}
          >
            {words.noPremises}
          </EmptyState>
        )}
        {premises.length > 0 && (
          <div className="table-frame">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{words.number}</th>
                  <th scope="col" className="wide">
                    {words.name}
                  </th>
                  <th scope="col">{words.premises.landlord}</th>
                  <th scope="col" className="numeric">
                    {words.premises.rent}
                  </th>
                  <th scope="col" className="numeric">
                    {words.premises.rooms}
                  </th>
                  <th scope="col">{words.premises.internet}</th>
                  {mayChange && (
                    <th scope="col">
                      <span className="hidden-visually">{words.acts}</span>
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {premises.map((one) => (
                  <tr key={one.premisesId} data-things={one.premisesId} tabIndex={-1}>
                    <td>
                      <span className="number-tag nowrap">{one.number}</span>
                    </td>
                    <th scope="row">
                      <Shown text={one.content.name ?? words.noName} />
                      <p className="small soft">
                        {one.content.kind !== undefined &&
                          `${PREMISES_KIND_LABELS[one.content.kind][language]} · `}
                        <Shown text={one.content.address?.text ?? ''} />
                      </p>
                      {one.content.note !== undefined && (
                        <p className="small soft story">
                          <Shown text={one.content.note} />
                        </p>
                      )}
                      {one.lost.length > 0 && <span className="chip chip-red">{words.lostOfPayment}</span>}
                    </th>
                    <td className="small">
                      <Shown text={landlordOf(one)} />
                      <LeaseWords lease={one.content.lease} />
                    </td>
                    <td className="numeric small">
                      {one.content.rent !== undefined &&
                        `${format.money(one.content.rent.money.currency, one.content.rent.money.amount)} ${RENT_PERIOD_LABELS[one.content.rent.per][language]}`}
                    </td>
                    <td className="numeric">
                      {one.content.rooms === undefined ? '' : format.count(one.content.rooms)}
                    </td>
                    <td className="small">
                      <Shown text={one.content.internet ?? ''} />
                    </td>
                    {mayChange && (
                      <td>
                        <Button
                          size="small"
                          onPress={() => setOpen({ change: one.premisesId })}
                          label={`${words.change} ${one.number}`}
                        >
                          {words.change}
                        </Button>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  )
}

function LeaseWords({ lease }: { readonly lease: PremisesLine['content']['lease'] }) {
  const { text, format } = useTongue()
  if (lease === undefined) return null
  const { fromOn, untilOn, terms } = lease
  const days = [fromOn, untilOn].map((day) => (day === undefined ? '…' : format.day(day)))
  return (
    <p className="soft">
      {(fromOn !== undefined || untilOn !== undefined) && `${text.folk.leased} ${days.join(' – ')} `}
      {terms !== undefined && <Shown text={terms} />}
    </p>
  )
}
