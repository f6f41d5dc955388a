import { Banknote, Plus } from 'lucide-react'
import { useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { IdentifierLine, PaymentLine } from '#contract/money-operations.ts'
import { LOSS_LEVEL_LABELS, LOSS_STATE_LABELS } from '#core/casework/vocabulary-labels.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { LongTable } from '../../parts/long-table.tsx'
import { Shown } from '../../parts/shown.tsx'
import { thingOf } from '../../state/navigation.ts'
import { useSession } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { DialogButton } from '../act.tsx'
import { RemoteFrame } from '../remote-frame.tsx'
import { LossSummary } from './loss-summary.tsx'
import { MoneyFlow } from './money-flow.tsx'
import { PaymentForm } from './payment-form.tsx'
import { SeenElsewhere } from './seen-elsewhere.tsx'
import { useAsked } from './use-asked.ts'
import { useSeen } from './use-seen.ts'

/** The money of a case: what was lost, by currency and never converted, its payments, and who paid whom. */
export function MoneyTab({ file }: { readonly file: CaseFile }) {
  const { text } = useTongue()
  const words = text.folk
  const { remote, ask } = useAsked('payment.list', file.caseId, file.head.seq)
  const mayAdd = useSession((state) => mayDo(state, 'payment.add'))
  const [open, setOpen] = useState<'add' | { readonly change: string } | null>(null)
  const payments = shownOf(remote)?.payments ?? []
  const changed =
    typeof open === 'object' && open !== null
      ? payments.find(({ paymentId }) => paymentId === open.change)
      : undefined
  const saved = () => {
    setOpen(null)
    ask()
  }
  return (
    <div className="stack">
      {open === 'add' && <PaymentForm file={file} onClose={() => setOpen(null)} onSaved={saved} />}
      {changed !== undefined && (
        <PaymentForm
          key={changed.paymentId}
          file={file}
          payment={changed}
          onClose={() => setOpen(null)}
          onSaved={saved}
        />
      )}
      <LossSummary file={file} />
      <section className="sheet" aria-labelledby="payments-title">
        <div className="sheet-head">
          <h2 id="payments-title">{words.paymentsTitle}</h2>
          {mayAdd && (
            <Button kind="primary" onPress={() => setOpen('add')}>
              <Plus size={18} aria-hidden />
              {words.addPayment}
            </Button>
          )}
        </div>
        <RemoteFrame remote={remote} onRetry={ask} />
        {shownOf(remote) !== null && payments.length === 0 && (
          <EmptyState
            icon={<Banknote size={36} strokeWidth={1.5} aria-hidden />}
            title={words.noPaymentsTitle}
          >
            {words.noPayments}
          </EmptyState>
        )}
        {payments.length > 0 && (
          <PaymentTable
            caseId={file.caseId}
            caseNumber={file.number}
            payments={payments}
            onChange={mayAdd ? (paymentId) => setOpen({ change: paymentId }) : null}
          />
        )}
      </section>
      {payments.length > 0 && <MoneyFlow payments={payments} />}
    </div>
  )
}

type TableProps = {
  readonly caseId: string
  readonly caseNumber: string
  readonly payments: readonly PaymentLine[]
  readonly onChange: ((paymentId: string) => void) | null
}

/** Most identifiers that one question names. */
const MOST_ASKED = 500

function PaymentTable({ caseId, caseNumber, payments, onChange }: TableProps) {
  const { language, text, format } = useTongue()
  const named = payments
    .flatMap(({ content }) => [...(content.payer?.identifiers ?? []), ...(content.payee?.identifiers ?? [])])
    .slice(0, MOST_ASKED)
    .map(({ kind, normalised }) => ({ kind, normalised }))
  const known = useSeen(caseId, named)
  const seen: Seen = new Map(named.map((one, index) => [seenKey(one), known[index] ?? NOWHERE]))
  const words = text.folk
  const thingId = useSession(thingOf)
  return (
    <LongTable
      rows={payments}
      rowPx={56}
      wanted={payments.findIndex(({ paymentId }) => paymentId === thingId)}
      head={
        <tr>
          <th scope="col">{words.number}</th>
          <th scope="col">{words.payment.on}</th>
          <th scope="col" className="numeric">
            {words.payment.amount}
          </th>
          <th scope="col">{words.payment.state}</th>
          <th scope="col">{words.payment.payer}</th>
          <th scope="col" className="wide">
            {words.payment.payee}
          </th>
          {onChange !== null && (
            <th scope="col">
              <span className="hidden-visually">{words.acts}</span>
            </th>
          )}
        </tr>
      }
    >
      {({ paymentId, number, content, withdrawn, lost }, place) => (
        <tr key={paymentId} aria-rowindex={place + 1} data-things={paymentId} tabIndex={-1}>
          <td>
            <span className="number-tag nowrap">{number}</span>
          </td>
          <td className="small nowrap">{content.on === undefined ? '–' : format.day(content.on)}</td>
          <td className="numeric nowrap">
            {content.money === undefined ? '–' : format.money(content.money.currency, content.money.amount)}
          </td>
          <td className="small">
            {withdrawn === null
              ? `${LOSS_STATE_LABELS[content.state ?? 'paid'][language]} · ${LOSS_LEVEL_LABELS[content.level ?? 'claimed'][language]}`
              : words.withdrawn}
            {withdrawn !== null && (
              <p className="soft">
                <Shown text={withdrawn} />
              </p>
            )}
            {lost.length > 0 && <span className="chip chip-red">{words.lostOfPayment}</span>}
          </td>
          <td className="small">
            <PaymentEnd end={content.payer} seen={seen} />
          </td>
          <th scope="row" className="small">
            <PaymentEnd end={content.payee} seen={seen} />
          </th>
          {onChange !== null && (
            <td>
              {withdrawn === null && (
                <div className="row row-end">
                  <Button
                    size="small"
                    onPress={() => onChange(paymentId)}
                    label={`${words.change} ${number}`}
                  >
                    {words.change}
                  </Button>
                  <DialogButton
                    dialog={{
                      name: 'work',
                      act: 'withdraw-payment',
                      caseId,
                      number: caseNumber,
                      payment: paymentId,
                      title: number,
                    }}
                    label={`${words.withdraw} ${number}`}
                  >
                    {words.withdraw}
                  </DialogButton>
                </div>
              )}
            </td>
          )}
        </tr>
      )}
    </LongTable>
  )
}

type Elsewhere = IdentifierLine['elsewhere']
type Seen = ReadonlyMap<string, Elsewhere>

const NOWHERE: Elsewhere = { total: 0, cases: [] }

function seenKey({ kind, normalised }: { readonly kind: string; readonly normalised: string }): string {
  return `${kind} ${normalised}`
}

type EndProps = { readonly end: PaymentLine['content']['payee']; readonly seen: Seen }

function PaymentEnd({ end, seen }: EndProps) {
  if (end === undefined) return <span className="faint">–</span>
  return (
    <div className="stack stack-tight">
      {end.name !== undefined && <Shown text={end.name} />}
      {end.identifiers.map((identifier) => {
        const elsewhere = seen.get(seenKey(identifier)) ?? NOWHERE
        return (
          <span key={`${identifier.kind} ${identifier.raw}`}>
            <span className="mono soft">
              <Shown text={identifier.raw} isStrict />
            </span>
            {elsewhere.total > 0 && <SeenElsewhere elsewhere={elsewhere} />}
          </span>
        )
      })}
    </div>
  )
}
