import { useState } from 'react'
import type { ItemLine } from '#contract/custody-fields.ts'
import { isScanOf, readScannedCode } from '#core/documents/scan-code.ts'
import { ScanInput } from '../../parts/scan-input.tsx'
import { useTongue } from '../../text/text-context.tsx'
import { ItemTable } from './item-table.tsx'

type PickItemsProps = {
  readonly items: readonly ItemLine[]
  readonly picked: readonly string[]
  readonly onPick: (itemIds: readonly string[]) => void
  readonly problem: string | undefined
}

/** Ticks items in a list, or scans their labels one after the other. */
export function PickItems({ items, picked, onPick, problem }: PickItemsProps) {
  const { text } = useTongue()
  const words = text.custody
  const [unknown, setUnknown] = useState<string | null>(null)
  const scan = (code: string) => {
    const scanned = readScannedCode(code)
    const item =
      scanned &&
      items.find(({ number, itemId, seal }) => isScanOf(scanned, number, itemId) || seal?.number === code)
    setUnknown(item ? null : code)
    if (item && !picked.includes(item.itemId)) onPick([...picked, item.itemId])
  }
  return (
    <div className="stack stack-tight">
      <ScanInput
        label={words.scanItems}
        hint={words.scanItemsHint}
        problem={unknown === null ? problem : words.notInList(unknown)}
        onScan={scan}
        isFirst
      />
      <div className="pick-frame">
        <ItemTable
          items={items}
          hidesHolder
          chosen={new Set(picked)}
          onToggle={(ids, isOn) =>
            onPick(
              isOn ? [...new Set([...picked, ...ids])] : picked.filter((id) => !ids.includes(id as never)),
            )
          }
        />
      </div>
      <p className="small soft" role="status">
        {words.chosen(picked.length)}
      </p>
    </div>
  )
}
