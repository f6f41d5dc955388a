import type { ItemLine } from '#contract/custody-fields.ts'
import { CONTAINER_FORM_LABELS, EXHIBIT_CATEGORY_LABELS } from '#core/custody/custody-labels.ts'
import { Shown } from '../../parts/shown.tsx'
import { useSession } from '../../state/places.tsx'
import { type Tongue, useTongue } from '../../text/text-context.tsx'

/** What kind of thing an item is, in words. */
export function kindWords({ category, form }: Pick<ItemLine, 'category' | 'form'>, tongue: Tongue): string {
  const { language, text } = tongue
  if (category !== undefined) return EXHIBIT_CATEGORY_LABELS[category][language]
  return form === undefined ? text.custody.digital : CONTAINER_FORM_LABELS[form][language]
}

/** Who or what has an item. */
export function HolderName({ holder }: { readonly holder: ItemLine['holder'] }) {
  const { text } = useTongue()
  const self = useSession((state) => state.session.person.userId)
  const isMe = holder.kind === 'person' && holder.userId === self
  return (
    <>
      <Shown text={holder.name} />
      {isMe && <span className="faint"> {text.custody.me}</span>}
      {holder.kind === 'outside' && holder.organisation !== undefined && (
        <span className="faint">
          {' · '}
          <Shown text={holder.organisation} />
        </span>
      )}
    </>
  )
}

/** The seal of an item, with its number. */
export function SealChip({ seal }: Pick<ItemLine, 'seal'>) {
  const { text } = useTongue()
  if (seal === undefined) return <span className="faint small">{text.custody.noSeal}</span>
  const isBroken = seal.state === 'broken'
  return (
    <span className={isBroken ? 'chip chip-red' : 'chip chip-plain'}>
      {isBroken && `${text.custody.sealBroken} `}
      <bdi className="mono">{seal.number}</bdi>
    </span>
  )
}

const STATE_CHIPS: { readonly [Name in ItemLine['state']]: string } = {
  held: 'chip chip-teal',
  'awaiting-receipt': 'chip chip-gold',
  returned: 'chip chip-plain',
  disposed: 'chip chip-plain',
  destroyed: 'chip chip-plain',
}

/** Where an item's custody stands. */
export function StateChip({ state }: Pick<ItemLine, 'state'>) {
  const { text } = useTongue()
  return <span className={STATE_CHIPS[state]}>{text.custody.states[state]}</span>
}
