import type { VerifiedEvent } from '../case-file/verified-event.ts'
import {
  CASE_OUTCOME_LABELS,
  COUNSEL_ROLE_LABELS,
  HEARING_STATE_LABELS,
  LINK_RELATION_LABELS,
  REVIEW_OUTCOME_LABELS,
} from '../casework/case-work-labels.ts'
import { LOSS_STATE_LABELS } from '../casework/vocabulary-labels.ts'
import { MOVE_PURPOSE_LABELS, RAID_PERSON_ROLE_LABELS } from '../custody/custody-labels.ts'
import type { Phrase } from '../documents/document-tree.ts'
import type { CustodyHolder } from '../ledger/custody-fields.ts'
import type { EventBody } from '../ledger/event-body.ts'
import { type KnownNames, nameIn, subjectOf } from './known-names.ts'

/** Most ids that are written out by name. */
const MOST_NAMES = 6

/** Says in words what an event of a case is about, beside what its kind is called; `null` where there is nothing to add. */
export function describeEvent({ body }: Pick<VerifiedEvent, 'body'>, names: KnownNames): Phrase | null {
  return describeWork(body) ?? describeThing(body, names) ?? describePlainly(body, names)
}

function describeWork(body: EventBody): Phrase | null {
  switch (body.kind) {
    case 'note-written':
      return both(`${body.data.number} · ${body.data.text}`)
    case 'task-set': {
      const { title, assignee } = body.data
      return both(assignee === undefined ? title : `${title} → ${assignee.name}`)
    }
    case 'decision-made':
      return both(`${body.data.decision} — ${body.data.reason}`)
    case 'review-made':
      return join(' · ', REVIEW_OUTCOME_LABELS[body.data.outcome], both(body.data.text))
    case 'case-linked':
    case 'case-unlinked': {
      const { other, relation, reason } = body.data
      return join(' · ', both(other.number), LINK_RELATION_LABELS[relation], both(reason))
    }
    case 'case-merged': {
      const { other, side, reason } = body.data
      const said =
        side === 'merged'
          ? { km: `បញ្ចូលទៅក្នុង ${other.number}`, en: `into ${other.number}` }
          : { km: `ទទួល ${other.number} មកបញ្ចូល`, en: `took in ${other.number}` }
      return join(' · ', said, both(reason))
    }
    case 'case-split': {
      const { other, side, what } = body.data
      const said =
        side === 'origin'
          ? { km: `ទៅ ${other.number}`, en: `to ${other.number}` }
          : { km: `ពី ${other.number}`, en: `from ${other.number}` }
      return join(' · ', said, both(what))
    }
    case 'case-parent-set': {
      const { other, side, isPart, reason } = body.data
      return join(' · ', sayPart(other.number, side, isPart), both(reason))
    }
    case 'case-transferred':
      return both(`${body.data.to} — ${body.data.reason}`)
    case 'case-closed':
      return join(' · ', CASE_OUTCOME_LABELS[body.data.outcome], both(body.data.reason))
    case 'case-reopened':
      return both(body.data.reason)
    case 'hearing-set': {
      const { court, subject, state } = body.data
      return join(' · ', HEARING_STATE_LABELS[state], both(`${court} · ${subject}`))
    }
    case 'counsel-set': {
      const { role, fullName, isActing } = body.data
      const end = isActing ? [] : [{ km: 'លែងបំពេញតួនាទី', en: 'no longer acting' }]
      return join(' · ', COUNSEL_ROLE_LABELS[role], both(fullName), ...end)
    }
    default:
      return null
  }
}

function sayPart(number: string, side: 'child' | 'parent', isPart: boolean): Phrase {
  if (side === 'child')
    return isPart
      ? { km: `ជាផ្នែកនៃ ${number}`, en: `part of ${number}` }
      : { km: `លែងជាផ្នែកនៃ ${number}`, en: `no longer part of ${number}` }
  return isPart
    ? { km: `${number} ជាផ្នែកនៃសំណុំរឿងនេះ`, en: `${number} is part of this case` }
    : { km: `${number} លែងជាផ្នែកនៃសំណុំរឿងនេះ`, en: `${number} is no longer part of this case` }
}

function describeThing(body: EventBody, names: KnownNames): Phrase | null {
  switch (body.kind) {
    case 'complaint-taken':
      return both(`${body.data.complaint.victim.name} · ${body.data.complaint.summary}`)
    case 'custody-moved': {
      const { itemIds, purpose, from, to } = body.data
      const way = both(`${listNames(itemIds, names)}: ${holderName(from)} → ${holderName(to)}`)
      return join(' · ', MOVE_PURPOSE_LABELS[purpose], way)
    }
    case 'packed':
    case 'unpacked': {
      const { containerId, exhibitIds } = body.data
      return both(`${nameOf(containerId, names)}: ${listNames(exhibitIds, names)}`)
    }
    case 'exhibit-registered':
    case 'exhibit-sealed':
    case 'exhibit-collected':
    case 'exhibit-copied':
      return both(`${body.data.number} · ${body.data.name}`)
    case 'findings-confirmed': {
      const { sourceExhibitId, items } = body.data
      return both(`${nameOf(sourceExhibitId, names)} × ${items.length}`)
    }
    case 'raid-person-found':
    case 'raid-person-changed': {
      const { personId, role, name } = body.data
      return join(' · ', RAID_PERSON_ROLE_LABELS[role], both(name ?? nameOf(personId, names)))
    }
    case 'letter-issued':
      return both(`${body.data.number} → ${body.data.content.recipient.name}`)
    case 'case-exported':
      return both(body.data.variant)
    case 'event-confirmed':
      return both(`№ ${body.data.seq}${body.data.note === undefined ? '' : ` · ${body.data.note}`}`)
    default:
      return null
  }
}

// By whatever the event calls the thing, or what it was called before, and why.
function describePlainly({ data }: EventBody, names: KnownNames): Phrase | null {
  const id = subjectOf(data)
  const name = nameIn(data) ?? (id === null ? null : (names.get(id) ?? null))
  const said = data as { readonly reason?: unknown; readonly note?: unknown }
  const why = [said.reason, said.note].find((text) => typeof text === 'string' && text !== '')
  const parts = [name, why].filter((part) => typeof part === 'string')
  return parts.length === 0 ? null : both(parts.join(' — '))
}

/** What one payment of a complaint is called on a line of its own. */
export function describeLoss(
  money: Phrase,
  { state, payee }: { readonly state: keyof typeof LOSS_STATE_LABELS; readonly payee?: string | undefined },
): Phrase {
  return join(' · ', LOSS_STATE_LABELS[state], money, ...(payee === undefined ? [] : [both(`→ ${payee}`)]))
}

function holderName(holder: CustodyHolder): string {
  return holder.name
}

function nameOf(id: string, names: KnownNames): string {
  return names.get(id) ?? id.slice(0, 8)
}

function listNames(ids: readonly string[], names: KnownNames): string {
  const written = ids.slice(0, MOST_NAMES).map((id) => nameOf(id, names))
  return ids.length > MOST_NAMES ? `${written.join(', ')} … (${ids.length})` : written.join(', ')
}

function both(text: string): Phrase {
  return { km: text, en: text }
}

function join(between: string, ...parts: readonly Phrase[]): Phrase {
  return { km: parts.map(({ km }) => km).join(between), en: parts.map(({ en }) => en).join(between) }
}
