import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { CustodyHolder } from '../ledger/custody-fields.ts'
import type { EventBody, EventData, EventKind } from '../ledger/event-body.ts'
import { coverTexts } from './cover-texts.ts'
import { speaksOf } from './victim-identifiers.ts'
import { victimTexts } from './victim-texts.ts'

/** Who a package is for: whoever may see the whole case, or whoever may not see who the victims are. */
export type PackageVariant = 'full' | 'redacted'

/**
 * Why something is not in a package: it says who a victim or a witness is, it names somebody outside who may be one, the exhibit was not
 * chosen, a copy in which things are covered goes in its place, or it is of a kind that this variant does not show.
 */
export const WITHHOLDING_REASONS = [
  'names-victims',
  'names-somebody-outside',
  'not-chosen',
  'about-exhibit-not-chosen',
  'covered-copy-goes',
  'kind-not-shown',
] as const

/** One of {@link WITHHOLDING_REASONS}. */
export type WithholdingReason = (typeof WITHHOLDING_REASONS)[number]

/** An event of the case whose content a package does not show. */
export type WithheldEvent = {
  readonly seq: number
  readonly kind: EventKind
  readonly reason: WithholdingReason
}

/** What stands where a text was withheld. */
export const WITHHELD_MARK = '[បានលាក់ · withheld]'

/** What of a case's events a package shows. */
export type ShownCase = {
  /** The events from which the documents of the package are made, with what is withheld replaced. */
  readonly events: readonly VerifiedEvent[]
  /** The events whose bodies the ledger's extract does not open, in their order. */
  readonly withheld: readonly WithheldEvent[]
}

/** An event as it is shown: whole, with parts replaced, or not at all. */
type Shown = { readonly body: EventBody | null; readonly reason: WithholdingReason | null }

/** Tells whether a text speaks of somebody who is not to be seen. */
type Speaks = (text: string) => boolean

/**
 * Decides what of a case a package shows. A full one shows everything. A redacted one shows the kinds of events that are listed here and no
 * other, so that a kind which is new in the ledger is withheld until somebody has thought about it.
 *
 * @param isChosen whether the bytes of a digital exhibit go with the package.
 */
export function showCase(
  events: readonly VerifiedEvent[],
  variant: PackageVariant,
  isChosen: (exhibitId: string) => boolean,
): ShownCase {
  if (variant === 'full') return { events, withheld: [] }
  const { said, exact } = victimTexts(events)
  const speaks = speaksOf({ said: [...said, ...peopleOutside(events)], exact })
  const digital = new Set(events.flatMap(({ body }) => digitalExhibitOf(body) ?? []))
  const isHidden = (exhibitId: string) => digital.has(exhibitId) && !isChosen(exhibitId)
  const shown: VerifiedEvent[] = []
  const withheld: WithheldEvent[] = []
  for (const event of events) {
    const { body, reason } = coverVictims(showBody(event.body, isHidden, speaks), speaks)
    if (body !== null) shown.push({ ...event, body })
    if (reason !== null) withheld.push({ seq: event.seq, kind: event.body.kind, reason })
  }
  return { events: shown, withheld }
}

/** The exhibit that an event brings into a case with bytes of its own, or by naming those of another. */
export function digitalExhibitOf(body: EventBody): string | null {
  switch (body.kind) {
    case 'exhibit-sealed':
    case 'exhibit-parts-sealed':
    case 'exhibit-collected':
    case 'exhibit-copied':
      return body.data.exhibitId
    default:
      return null
  }
}

function whole(body: EventBody): Shown {
  return { body, reason: null }
}

function replaced(body: EventBody, reason: WithholdingReason): Shown {
  return { body, reason }
}

function hidden(reason: WithholdingReason): Shown {
  return { body: null, reason }
}

/** What a reader of a package sees first, and what its exhibits are proved by: whoever exports reads these texts before. */
const READ_BEFORE: ReadonlySet<EventKind> = new Set([
  'case-opened',
  'exhibit-sealed',
  'exhibit-parts-sealed',
  'exhibit-collected',
  'exhibit-copied',
])

/** Who is named where a package says somebody outside instead. */
function peopleOutside(events: readonly VerifiedEvent[]): readonly string[] {
  return events.flatMap(({ body }): readonly string[] => {
    switch (body.kind) {
      case 'exhibit-registered':
        return nameOutside(body.data.heldBy)
      case 'custody-moved':
        return [body.data.from, body.data.to].flatMap(nameOutside)
      case 'raid-opened':
        return [...body.data.witnesses, ...(body.data.occupant === undefined ? [] : [body.data.occupant])]
      case 'raid-inventory-signed':
        return body.data.witnesses.map(({ name }) => name)
      default:
        return []
    }
  })
}

function nameOutside(holder: CustodyHolder): readonly string[] {
  return holder.kind === 'outside' ? [holder.name] : []
}

/** Covers what officers wrote of people who are not to be seen, where nothing asks for names: why something was handed over, what a thing is called. */
function coverVictims({ body, reason }: Shown, speaks: Speaks): Shown {
  if (body === null || READ_BEFORE.has(body.kind)) return { body, reason }
  const data = coverTexts(body.data, WITHHELD_MARK, speaks)
  return data === body.data
    ? { body, reason }
    : { body: { ...body, data } as EventBody, reason: reason ?? 'names-somebody-outside' }
}

function showBody(body: EventBody, isHidden: (exhibitId: string) => boolean, speaks: Speaks): Shown {
  switch (body.kind) {
    case 'case-opened':
    case 'container-registered':
    case 'packed':
    case 'unpacked':
    case 'seal-changed':
    case 'original-accessed':
    case 'photos-linked':
    case 'raid-room-added':
    case 'raid-item-linked':
    case 'exhibit-extracted':
    case 'report-saved':
    case 'case-disclosed':
    case 'case-exported':
    case 'event-confirmed':
      return whole(body)
    case 'exhibits-counted': {
      // What named nothing at the station may be the telephone of somebody outside.
      const { unknownCodes, ...data } = body.data
      return unknownCodes === undefined ? whole(body) : replaced({ ...body, data }, 'names-somebody-outside')
    }
    case 'complaint-taken':
      return replaced({ ...body, data: coverComplaint(body.data, speaks) }, 'names-victims')
    case 'exhibit-sealed':
    case 'exhibit-collected':
    case 'exhibit-copied':
      return isHidden(body.data.exhibitId)
        ? replaced(coverExhibit(body), 'about-exhibit-not-chosen')
        : whole(body)
    case 'exhibit-parts-sealed':
    case 'exhibit-digests-taken':
      return isHidden(body.data.exhibitId) ? hidden('about-exhibit-not-chosen') : whole(body)
    case 'examination-recorded': {
      const { inputs, outputs } = body.data
      if (![...inputs, ...outputs].some(({ exhibitId }) => isHidden(exhibitId))) return whole(body)
      const { note: _, ...rest } = body.data
      return replaced({ ...body, data: { ...rest, command: WITHHELD_MARK } }, 'about-exhibit-not-chosen')
    }
    case 'exhibit-registered': {
      const { heldBy } = body.data
      if (heldBy.kind !== 'outside') return whole(body)
      return replaced(
        { ...body, data: { ...body.data, heldBy: coverHolder(heldBy) } },
        'names-somebody-outside',
      )
    }
    case 'custody-moved': {
      const { from, to } = body.data
      if (from.kind !== 'outside' && to.kind !== 'outside') return whole(body)
      const data = { ...body.data, from: coverHolder(from), to: coverHolder(to) }
      return replaced({ ...body, data }, 'names-somebody-outside')
    }
    case 'raid-opened': {
      const { occupant, witnesses, ...rest } = body.data
      if (occupant === undefined && witnesses.length === 0) return whole(body)
      return replaced({ ...body, data: { ...rest, witnesses: [] } }, 'names-somebody-outside')
    }
    case 'raid-inventory-signed':
      return hidden('names-somebody-outside')
    case 'raid-person-found':
    case 'raid-person-changed':
      return hidden('names-victims')
    default:
      return hidden('kind-not-shown')
  }
}

function coverComplaint(
  { complaint, ...rest }: EventData<'complaint-taken'>,
  speaks: Speaks,
): EventData<'complaint-taken'> {
  const { sex } = complaint.victim
  const { place: _, ...facts } = complaint
  return {
    ...rest,
    complaint: {
      ...facts,
      victim: { name: WITHHELD_MARK, ...(sex !== undefined && { sex }) },
      summary: WITHHELD_MARK,
      narrative: WITHHELD_MARK,
      identifiers: complaint.identifiers
        .filter(({ raw, normalised }) => !speaks(raw) && !speaks(normalised))
        .map(({ kind, raw, normalised }) => ({ kind, raw, normalised })),
      losses: complaint.losses.map(({ payer, payee, reference: _reference, note: _note, ...loss }) => ({
        ...loss,
        ...(payer !== undefined && { payer: WITHHELD_MARK }),
        ...(payee !== undefined && { payee: speaks(payee) ? WITHHELD_MARK : payee }),
      })),
    },
  }
}

type NamedExhibit = Extract<EventBody, { kind: 'exhibit-sealed' | 'exhibit-collected' | 'exhibit-copied' }>

function coverExhibit(body: NamedExhibit): EventBody {
  const { sourceName: _name, description: _description, ...rest } = body.data
  const data = { ...rest, name: WITHHELD_MARK }
  if (body.kind !== 'exhibit-collected') return { ...body, data } as EventBody
  return { ...body, data: { ...data, emptyFiles: [], skipped: [] } } as EventBody
}

function coverHolder(holder: CustodyHolder): CustodyHolder {
  if (holder.kind !== 'outside') return holder
  const { organisation } = holder
  return { kind: 'outside', name: WITHHELD_MARK, ...(organisation !== undefined && { organisation }) }
}
