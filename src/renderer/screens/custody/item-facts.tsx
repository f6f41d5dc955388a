import { Fragment, useEffect } from 'react'
import type { ItemLine } from '#contract/custody-fields.ts'
import type { ItemDetails } from '#contract/paper-operations.ts'
import { MARK_LABELS } from '#core/documents/item-words.ts'
import { Shown } from '../../parts/shown.tsx'
import { loadItems } from '../../state/custody-actions.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { routeAddress } from '../../state/route.ts'
import { type Tongue, useTongue } from '../../text/text-context.tsx'
import { ItemLink } from './item-table.tsx'
import { HolderName, SealChip, StateChip } from './item-words.tsx'

type ItemFactsProps = { readonly item: ItemLine; readonly details: ItemDetails | null }

/** Where an item stands now, and what tells it from others. */
export function ItemFacts({ item, details }: ItemFactsProps) {
  const tongue = useTongue()
  const { text } = tongue
  const words = text.custody
  const { containerId, containerNumber, holder, caseId } = item
  return (
    <div className="stack">
      <section className="sheet sheet-body" aria-labelledby="now-title">
        <h2 id="now-title">{words.now}</h2>
        <dl className="facts facts-narrow">
          <dt>{words.columns.state}</dt>
          <dd>
            <StateChip state={item.state} />
          </dd>
          <dt>{words.columns.holder}</dt>
          <dd>
            {holder.kind === 'place' ? (
              <a href={routeAddress({ screen: 'place', placeId: holder.placeId })}>
                <Shown text={holder.name} />
              </a>
            ) : (
              <HolderName holder={holder} />
            )}
          </dd>
          {containerId !== undefined && containerNumber !== undefined && (
            <>
              <dt>{words.container}</dt>
              <dd>
                <ItemLink item={{ caseId, itemId: containerId, number: containerNumber }} />
              </dd>
            </>
          )}
          <dt>{words.columns.seal}</dt>
          <dd>
            <SealChip seal={item.seal} />
          </dd>
        </dl>
      </section>
      {item.kind === 'container' && <Contents item={item} />}
      {details !== null && (
        <section className="sheet sheet-body" aria-labelledby="marks-title">
          <h2 id="marks-title">{words.whatItIs}</h2>
          <dl className="facts facts-narrow">
            {factsOf(details, tongue).map(([label, value]) => (
              <Fragment key={`${label} ${value}`}>
                <dt>{label}</dt>
                <dd className="any-break">
                  <Shown text={value} isStrict />
                </dd>
              </Fragment>
            ))}
          </dl>
        </section>
      )}
    </div>
  )
}

function Contents({ item }: { readonly item: ItemLine }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const { caseId, itemId } = item
  const items = useSession((state) => shownOf(remoteOf(state.custody.items, caseId))?.items)
  useEffect(() => void loadItems(at, caseId), [at, caseId])
  const inside = items?.filter(({ containerId }) => String(containerId) === String(itemId)) ?? []
  return (
    <section className="sheet sheet-body stack stack-tight" aria-labelledby="contents-title">
      <h2 id="contents-title">{text.custody.contents(inside.length)}</h2>
      {inside.map((one) => (
        <p key={one.itemId} className="row small">
          <ItemLink item={one} /> <Shown text={one.name} isStrict />
        </p>
      ))}
    </section>
  )
}

function factsOf(
  details: ItemDetails,
  { language, text, format }: Tongue,
): readonly (readonly [string, string])[] {
  const words = text.custody
  const { marks, seized, quantity, cash, sizeBytes, photoNumbers } = details
  const rows: readonly (readonly [string, string | undefined])[] = [
    [words.thing.description, details.description],
    ...(marks?.imeis ?? []).map((imei) => [MARK_LABELS.imei[language], imei] as const),
    [MARK_LABELS.iccid[language], marks?.iccid],
    [MARK_LABELS.serialNumber[language], marks?.serialNumber],
    [MARK_LABELS.make[language], marks?.make],
    [MARK_LABELS.model[language], marks?.model],
    [MARK_LABELS.colour[language], marks?.colour],
    [MARK_LABELS.plate[language], marks?.plate],
    [MARK_LABELS.noteSerials[language], marks?.noteSerials.join(', ')],
    [MARK_LABELS.quantity[language], quantity === undefined ? undefined : format.count(quantity)],
    [MARK_LABELS.cash[language], cash && format.money(cash.currency, cash.amount)],
    [MARK_LABELS.size[language], sizeBytes === undefined ? undefined : format.size(sizeBytes)],
    ['SHA-256', details.digestHex],
    [words.thing.seizedAt, seized && format.instant(seized.atMs)],
    [words.thing.seizedPlace, seized?.place],
    [words.facts.authority, seized?.authority],
    [words.facts.photos, photoNumbers.join(', ')],
    [words.registeredBy, `${details.registeredBy} · ${format.shortInstant(details.recordedAtMs)}`],
    [words.scanCode, details.scanCode],
  ]
  return rows.flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [[label, value] as const],
  )
}
