import type { ItemId } from '../ids.ts'
import type { EventBody } from '../ledger/event-body.ts'

/** As what a code that is scanned or typed names an item. */
export const SCAN_CODE_KINDS = ['number', 'seal', 'imei', 'iccid', 'serial'] as const

/** One of {@link SCAN_CODE_KINDS}. */
export type ScanCodeKind = (typeof SCAN_CODE_KINDS)[number]

/** A code under which an item is found. */
export type ScanCode = { readonly itemId: ItemId; readonly kind: ScanCodeKind; readonly code: string }

/**
 * The form in which codes are compared: what a scanner, a keyboard in another layout and a label's print may differ in is gone.
 */
export function foldCode(code: string): string {
  return code
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .toUpperCase()
}

/** The codes that an event gives to items. Numbers of seals that were replaced still find their item. */
export function scanCodesOf(body: EventBody): readonly ScanCode[] {
  switch (body.kind) {
    case 'exhibit-sealed':
    case 'exhibit-collected':
    case 'exhibit-copied':
      return codesOf(body.data.exhibitId, [['number', body.data.number]])
    case 'exhibit-registered': {
      const { exhibitId, number, sealNumber, marks } = body.data
      const { imeis = [], iccid, serialNumber } = marks ?? {}
      return codesOf(exhibitId, [
        ['number', number],
        ['seal', sealNumber],
        ...imeis.map((imei) => ['imei', imei] as const),
        ['iccid', iccid],
        ['serial', serialNumber],
      ])
    }
    case 'container-registered': {
      const { containerId, number, sealNumber } = body.data
      return codesOf(containerId, [
        ['number', number],
        ['seal', sealNumber],
      ])
    }
    case 'packed':
      return codesOf(body.data.containerId, [['seal', body.data.sealNumber]])
    case 'unpacked':
      return codesOf(body.data.containerId, [['seal', body.data.newSealNumber]])
    case 'seal-changed':
      return codesOf(body.data.itemId, [['seal', body.data.newSealNumber]])
    case 'custody-moved': {
      const [itemId] = body.data.itemIds
      return itemId === undefined ? [] : codesOf(itemId, [['seal', body.data.newSealNumber]])
    }
    default:
      return []
  }
}

function codesOf(
  itemId: ItemId,
  codes: readonly (readonly [ScanCodeKind, string | undefined])[],
): readonly ScanCode[] {
  const found = new Map<string, ScanCode>()
  for (const [kind, code] of codes) {
    const folded = code === undefined ? '' : foldCode(code)
    if (folded !== '') found.set(`${kind} ${folded}`, { itemId, kind, code: folded })
  }
  return [...found.values()]
}
