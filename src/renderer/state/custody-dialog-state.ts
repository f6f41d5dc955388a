import type { ItemLine } from '#contract/custody-fields.ts'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import type { PlaceLine } from '#contract/place-operations.ts'

/** What is to be drawn: labels, or a receipt. */
export type PaperOrder =
  | { readonly name: 'label.make'; readonly input: InputOf<'label.make'> }
  | { readonly name: 'receipt.make'; readonly input: InputOf<'receipt.make'> }

/** One hand-over that waits for its receiver. */
export type WaitingMove = OutputOf<'custody.waiting'>['waiting'][number]

/** What is left of a sealing that was interrupted: of one file, or of a folder, of which parts are recorded. */
export type Interrupted =
  | ({ readonly of: 'file' } & OutputOf<'exhibit.interrupted'>['seals'][number])
  | ({ readonly of: 'folder' } & OutputOf<'exhibit.interrupted'>['collections'][number])

/** What a dialog about custody is about. */
export type CustodySubject =
  | { readonly act: 'register-thing' | 'register-container' | 'open-raid'; readonly caseId: string }
  /** Items of one case from one holder to the next. */
  | { readonly act: 'move'; readonly items: readonly ItemLine[] }
  | { readonly act: 'receive'; readonly move: WaitingMove }
  | { readonly act: 'change-seal' | 'pack' | 'unpack' | 'access-original'; readonly item: ItemLine }
  | { readonly act: 'record-examination'; readonly caseId: string; readonly number: string }
  | {
      readonly act: 'raid-room' | 'raid-person' | 'raid-sign'
      readonly caseId: string
      readonly raidId: string
    }
  | {
      readonly act: 'raid-change-person'
      readonly caseId: string
      readonly raidId: string
      readonly person: OutputOf<'raid.show'>['people'][number]
    }
  | {
      readonly act: 'raid-link-item'
      readonly caseId: string
      readonly raidId: string
      readonly item: ItemLine
    }
  /** Giving up what a crash left half sealed. */
  | { readonly act: 'discard-interrupted'; readonly caseId: string; readonly interrupted: Interrupted }
  | { readonly act: 'raid-help' }
  | { readonly act: 'add-place' }
  | { readonly act: 'change-place'; readonly place: PlaceLine }
  | { readonly act: 'labels'; readonly items: readonly string[]; readonly places: readonly string[] }
  | { readonly act: 'receipt'; readonly input: InputOf<'receipt.make'> }
  /** Looking for what a code names; `code` is one that was scanned. */
  | { readonly act: 'find'; readonly code: string }

/** A dialog about custody. */
export type CustodyDialog = { readonly name: 'custody' } & CustodySubject

/** Something of custody that has just happened, with the number or name that it is about. */
export type CustodyNotice = {
  readonly what:
    | 'registered'
    | 'moved'
    | 'moved-alone'
    | 'awaits-receipt'
    | 'received'
    | 'seal-changed'
    | 'packed'
    | 'unpacked'
    | 'access-recorded'
    | 'examination-recorded'
    | 'place-added'
    | 'place-changed'
    | 'counted'
    | 'raid-opened'
    | 'inventory-signed'
    | 'person-changed'
    | 'item-linked'
    | 'seal-given-up'
    | 'folder-given-up'
  readonly of: string
}
