import { useState } from 'react'
import type { ItemLine } from '#contract/custody-fields.ts'
import { Button } from '../../parts/button.tsx'
import { Shown } from '../../parts/shown.tsx'
import { ITEMS_AT_ONCE } from '../../state/custody-actions.ts'
import { routeAddress } from '../../state/route.ts'
import { useTongue } from '../../text/text-context.tsx'
import { HolderName, kindWords, SealChip, StateChip } from './item-words.tsx'

type ItemTableProps = {
  readonly items: readonly ItemLine[]
  /** What is ticked, by id; left out where nothing can be. */
  readonly chosen?: ReadonlySet<string>
  readonly onToggle?: (itemIds: readonly string[], isOn: boolean) => void
  /** Leaves out who has the items, where all have the same one. */
  readonly hidesHolder?: boolean
}

/** Items with who has them, and their seals. */
export function ItemTable({ items, chosen, onToggle, hidesHolder = false }: ItemTableProps) {
  const tongue = useTongue()
  const { text } = tongue
  const { columns } = text.custody
  const [shownCount, setShownCount] = useState(ITEMS_AT_ONCE)
  const left = items.length - shownCount
  const ids = items.map(({ itemId }) => itemId)
  const areAllChosen = ids.length > 0 && ids.every((itemId) => chosen?.has(itemId))
  return (
    <>
      <div className="table-frame">
        <table className="table item-table">
          <thead>
            <tr>
              {onToggle !== undefined && (
                <th scope="col" className="tick">
                  <input
                    type="checkbox"
                    aria-label={text.custody.chooseAll}
                    checked={areAllChosen}
                    onChange={(event) => onToggle(ids, event.target.checked)}
                    autoComplete="off"
                  />
                </th>
              )}
              <th scope="col">{columns.number}</th>
              <th scope="col" className="wide">
                {columns.name}
              </th>
              {!hidesHolder && <th scope="col">{columns.holder}</th>}
              <th scope="col">{columns.seal}</th>
              <th scope="col">{columns.state}</th>
            </tr>
          </thead>
          <tbody>
            {items.slice(0, shownCount).map((item) => (
              <tr key={item.itemId}>
                {onToggle !== undefined && (
                  <td className="tick">
                    <input
                      type="checkbox"
                      aria-label={text.custody.choose(item.number)}
                      checked={chosen?.has(item.itemId) ?? false}
                      onChange={(event) => onToggle([item.itemId], event.target.checked)}
                      autoComplete="off"
                    />
                  </td>
                )}
                <td>
                  <ItemLink item={item} />
                </td>
                <th scope="row">
                  {item.name !== '' && <Shown text={item.name} isStrict />}
                  <p className="small faint">
                    {kindWords(item, tongue)}
                    {item.containerNumber !== undefined && ` · ${text.custody.inside(item.containerNumber)}`}
                  </p>
                </th>
                {!hidesHolder && (
                  <td>
                    <HolderName holder={item.holder} />
                  </td>
                )}
                <td>
                  <SealChip seal={item.seal} />
                </td>
                <td>
                  <StateChip state={item.state} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {left > 0 && (
        <div className="row table-foot">
          <Button size="small" onPress={() => setShownCount(shownCount + ITEMS_AT_ONCE)}>
            {text.window.showMore(Math.min(left, ITEMS_AT_ONCE))}
          </Button>
        </div>
      )}
    </>
  )
}

/** The number of an item, which leads to its page. */
export function ItemLink({ item }: { readonly item: Pick<ItemLine, 'caseId' | 'itemId' | 'number'> }) {
  const { caseId, itemId, number } = item
  return (
    <a className="number-tag number-link" href={routeAddress({ screen: 'item', caseId, itemId })}>
      {number}
    </a>
  )
}
