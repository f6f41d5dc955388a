import type { CaseFile } from '#contract/case-operations.ts'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import type { PartyLine, PremisesLine } from '#contract/party-operations.ts'
import { NOTED_KINDS, type NotedKind, parseNoted } from '#core/identifiers/noted-identifier.ts'

type Found = OutputOf<'identifier.recognise'>
type Note = InputOf<'identifier.note'>

/** An identifier that is offered to be noted. */
export type Offered = { readonly kind: NotedKind; readonly raw: string; readonly normalised: string }

/** What a person decided about a pasted text: which lines are left out, and which kind a line is of where they know better. */
export type IdentifierChoice = {
  readonly left: ReadonlySet<string>
  readonly kinds: ReadonlyMap<string, NotedKind>
}

/** Nothing decided yet: everything that was recognised is noted as what it was taken for. */
export const NO_CHOICE: IdentifierChoice = { left: new Set(), kinds: new Map() }

/** Most identifiers that one command notes or one question names. */
export const MOST_AT_ONCE = 500

/** Every kind of identifier that a text can be, in the order of the vocabulary. */
export function kindsOf(raw: string): readonly NotedKind[] {
  return NOTED_KINDS.filter((kind) => parseNoted(kind, raw).ok)
}

/** What stands in the text after the decisions: recognised things first, then lines that the person named a kind for. */
export function offeredOf({ identifiers, unread }: Found, { kinds }: IdentifierChoice): readonly Offered[] {
  const named = unread.flatMap((raw) => asKind(raw, kinds.get(raw)) ?? [])
  return [...identifiers.map((one) => asKind(one.raw, kinds.get(one.raw)) ?? one), ...named]
}

/** What is noted of it. */
export function chosenOf(found: Found, choice: IdentifierChoice): readonly Offered[] {
  return offeredOf(found, choice).filter(({ raw }) => !choice.left.has(raw))
}

/** Takes a text into what is noted, or out of it. */
export function toggleOffered(choice: IdentifierChoice, raw: string): IdentifierChoice {
  const left = new Set(choice.left)
  if (!left.delete(raw)) left.add(raw)
  return { ...choice, left }
}

/** Says of which kind a text is; of none (an empty one) where it is no identifier after all. */
export function nameKind(choice: IdentifierChoice, raw: string, kind: string): IdentifierChoice {
  const kinds = new Map(choice.kinds)
  const known = NOTED_KINDS.find((one) => one === kind)
  if (known === undefined) kinds.delete(raw)
  else kinds.set(raw, known)
  return { ...choice, kinds }
}

function asKind(raw: string, kind: NotedKind | undefined): Offered | null {
  const read = kind === undefined ? null : parseNoted(kind, raw)
  return kind !== undefined && read?.ok === true ? { kind, raw, normalised: read.value.normalised } : null
}

/** Somewhere in a case where an identifier can have been seen. */
export type SeenPlace = { readonly value: string; readonly of: Note['seenIn']['kind']; readonly name: string }

/** The complaints, exhibits, parties and premises of a case, as places where something was seen. */
export function placesIn(
  { complaints, exhibits }: Pick<CaseFile, 'complaints' | 'exhibits'>,
  parties: readonly PartyLine[],
  premises: readonly PremisesLine[],
): readonly SeenPlace[] {
  return [
    ...complaints.map(({ complaintId, complaint }) => place('complaint', complaintId, complaint.victim.name)),
    ...exhibits.map(({ number, name }) => place('exhibit', number, `${number} ${name}`)),
    ...parties.map(({ number, content }) => {
      return place('party', number, `${number} ${content.names?.[0]?.text ?? ''}`)
    }),
    ...premises.map(({ number, content }) => place('premises', number, `${number} ${content.name ?? ''}`)),
  ]
}

/** Where something was seen, as a command says it: one of the places of the case, or words. */
export function seenInOf(value: string, words: string): Note['seenIn'] {
  const [kind = '', name = ''] = value.split(' ')
  switch (kind) {
    case 'complaint':
      return { kind, complaintId: name }
    case 'exhibit':
      return { kind, source: { exhibit: name } }
    case 'party':
      return { kind, party: name }
    case 'premises':
      return { kind, premises: name }
    default:
      return { kind: 'words', text: words }
  }
}

function place(of: SeenPlace['of'], name: string, words: string): SeenPlace {
  return { value: `${of} ${name}`, of, name: words.trim() }
}
