import type { EventBody } from '../ledger/event-body.ts'

/** The field of an event's data that names whoever did it. Every kind of a case has one. */
const ACTOR_FIELD = /^[a-z]+By$/

/**
 * The name of whoever did what an event of a case records; empty for kinds that stand in no case. Holders (`heldBy`) act in nothing.
 */
export function actorOf({ data }: Pick<EventBody, 'data'>): string {
  for (const [field, value] of Object.entries(data)) {
    if (!ACTOR_FIELD.test(field) || field === 'heldBy') continue
    if (typeof value === 'object' && value !== null && 'userId' in value)
      return (value as { name: string }).name
  }
  return ''
}
