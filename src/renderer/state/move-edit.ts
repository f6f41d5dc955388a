import type { ItemLine } from '#contract/custody-fields.ts'
import type { InputOf } from '#contract/operations.ts'
import {
  isFinalPurpose,
  MOVE_PURPOSES,
  type MovePurpose,
  type SealState,
} from '#core/custody/custody-vocabularies.ts'
import type { UserId } from '#core/ids.ts'
import { readDayEntry } from './day-entry.ts'
import { parseTimeEntry } from './time-entry.ts'

/** What may receive things. */
export type ReceiverKind = 'person' | 'place' | 'outside'

/** The fields of a hand-over that hold a text or a choice, named as problems name them. */
export const MOVE_FIELDS = [
  'to.userId',
  'to.place',
  'to.name',
  'to.organisation',
  'to.document',
  'movedAtMs',
  'where',
  'reason',
  'authority',
  'sealNumber',
  'newSealNumber',
  'condition',
  'explanation',
  'order.reference',
  'order.authority',
  'order.orderedOn',
] as const

/** One of {@link MOVE_FIELDS}. */
export type MoveField = (typeof MOVE_FIELDS)[number]

/** A hand-over while it is being written. */
export type MoveEdit = {
  readonly purpose: MovePurpose
  readonly receiver: ReceiverKind
  readonly sealState: SealState
  readonly texts: { readonly [Name in MoveField]: string }
  /** Whether the other side signs now, with their own passphrase. */
  readonly signsNow: boolean
}

/** Who may receive for each purpose, the usual one first. */
const RECEIVERS: { readonly [Purpose in MovePurpose]: readonly ReceiverKind[] } = {
  transfer: ['person'],
  store: ['place'],
  'take-out': ['person'],
  examine: ['person', 'outside'],
  court: ['outside', 'person'],
  'hand-to-lab': ['outside'],
  return: ['outside'],
  dispose: ['outside'],
  destroy: ['outside'],
}

/** Who may receive for a purpose. */
export function receiversOf(purpose: MovePurpose): readonly ReceiverKind[] {
  return RECEIVERS[purpose]
}

/** Who has all of these items; `null` when different ones do. */
export function holderOf(items: readonly ItemLine[]): ItemLine['holder'] | null {
  const [first] = items
  if (first === undefined) return null
  return items.every((item) => holderKey(item.holder) === holderKey(first.holder)) ? first.holder : null
}

/** Tells holders apart. */
export function holderKey(holder: ItemLine['holder']): string {
  if (holder.kind === 'person') return `person ${holder.userId}`
  return holder.kind === 'place' ? `place ${holder.placeId}` : `outside ${holder.name}`
}

/** Purposes that fit whoever has the items now: only what lies in a place can be taken out of one. */
export function purposesOf(holder: ItemLine['holder'] | null): readonly MovePurpose[] {
  return MOVE_PURPOSES.filter((purpose) => purpose !== 'take-out' || holder?.kind === 'place')
}

/**
 * Begins a hand-over: what lies in a place is taken out of it by whoever asks, what somebody else has is taken over from
 * them, and one's own goes to somebody.
 */
export function startMove(items: readonly ItemLine[], self: UserId): MoveEdit {
  const holder = holderOf(items)
  const isMine = holder?.kind === 'person' && holder.userId === self
  const purpose = holder?.kind === 'place' ? 'take-out' : 'transfer'
  const texts = Object.fromEntries(MOVE_FIELDS.map((field) => [field, ''])) as MoveEdit['texts']
  return {
    purpose,
    receiver: 'person',
    sealState: items.some(({ seal }) => seal !== undefined) ? 'intact' : 'none',
    texts: { ...texts, 'to.userId': isMine ? '' : self },
    signsNow: true,
  }
}

/** Chooses a purpose; the receiver follows where it cannot be the one chosen. */
export function choosePurpose(edit: MoveEdit, purpose: MovePurpose): MoveEdit {
  const allowed = RECEIVERS[purpose]
  const receiver = allowed.includes(edit.receiver) ? edit.receiver : (allowed[0] as ReceiverKind)
  return { ...edit, purpose, receiver }
}

/** Writes into a field. */
export function writeMove(edit: MoveEdit, field: MoveField, text: string): MoveEdit {
  return { ...edit, texts: { ...edit.texts, [field]: text } }
}

/** Who besides the person of the session signs a hand-over. */
export type OtherSigner = {
  readonly side: 'receiver' | 'giver'
  readonly userId: string
  /** The giver of what somebody else has must be there; a receiver may sign later. */
  readonly mustSignNow: boolean
}

/** Finds who else signs: whoever gives what the person of the session takes over, or whoever receives. */
export function otherSigner(edit: MoveEdit, items: readonly ItemLine[], self: UserId): OtherSigner | null {
  const holder = holderOf(items)
  const to = edit.receiver === 'person' ? edit.texts['to.userId'] : ''
  if (holder?.kind === 'person' && holder.userId !== self) {
    return { side: 'giver', userId: holder.userId, mustSignNow: true }
  }
  return to === '' || to === self ? null : { side: 'receiver', userId: to, mustSignNow: false }
}

/** Fields that may not stay empty. */
export function missingOf(edit: MoveEdit): readonly MoveField[] {
  const { purpose, receiver, sealState, texts } = edit
  const needed: readonly MoveField[] = [
    receiver === 'person' ? 'to.userId' : receiver === 'place' ? 'to.place' : 'to.name',
    'where',
    'reason',
    ...(sealState === 'replaced' ? (['newSealNumber'] as const) : []),
    ...(isFinalPurpose(purpose) ? (['order.reference', 'order.authority', 'order.orderedOn'] as const) : []),
  ]
  return needed.filter((field) => texts[field].trim() === '')
}

type MoveInput = InputOf<'custody.move'>

/** Gives what is sent, without who else signs. */
export function moveInput(edit: MoveEdit, items: readonly ItemLine[]): MoveInput {
  const { purpose, receiver, sealState, texts } = edit
  const kept = (field: MoveField) => (texts[field].trim() === '' ? undefined : texts[field])
  const at = parseTimeEntry(texts.movedAtMs)
  const authority = kept('authority')
  const sealNumber = items.length === 1 && sealState !== 'none' ? kept('sealNumber') : undefined
  const newSealNumber = sealState === 'replaced' ? kept('newSealNumber') : undefined
  const condition = kept('condition')
  const explanation = kept('explanation')
  return {
    items: items.map(({ itemId }) => itemId),
    purpose,
    to: receiverInput(receiver, texts),
    where: texts.where,
    reason: texts.reason,
    sealState,
    ...(at.ok && { movedAtMs: at.value }),
    ...(authority !== undefined && { authority }),
    ...(sealNumber !== undefined && { sealNumber }),
    ...(newSealNumber !== undefined && { newSealNumber }),
    ...(condition !== undefined && { condition }),
    ...(explanation !== undefined && { explanation }),
    ...(isFinalPurpose(purpose) && {
      order: {
        reference: texts['order.reference'],
        authority: texts['order.authority'],
        orderedOn: readDayEntry(texts['order.orderedOn'] ?? ''),
      },
    }),
  }
}

function receiverInput(receiver: ReceiverKind, texts: MoveEdit['texts']): MoveInput['to'] {
  if (receiver === 'person') return { kind: 'person', userId: texts['to.userId'] }
  if (receiver === 'place') return { kind: 'place', place: texts['to.place'] }
  const organisation = texts['to.organisation'].trim()
  const document = texts['to.document'].trim()
  return {
    kind: 'outside',
    name: texts['to.name'],
    ...(organisation !== '' && { organisation }),
    ...(document !== '' && { document }),
  }
}
