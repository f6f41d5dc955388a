import type { EventBody } from '../ledger/event-body.ts'

/** What things of a case are called by now, by their ids: numbers, codes, names and titles. */
export type KnownNames = Map<string, string>

const ID_MEMBER = /^[a-z]+Id$/i
/** Members that say what a thing is called, the plainest first. */
const NAMING = ['number', 'code', 'title', 'name', 'fullName', 'summary'] as const

/** Takes in what an event calls the thing that it is about. */
export function takeNames(names: KnownNames, { data }: EventBody): void {
  const id = subjectOf(data)
  const name = nameIn(data)
  if (id !== null && name !== null && !names.has(id)) names.set(id, name)
}

/** The id of the thing that an event is about: the first member that is one. */
export function subjectOf(data: object): string | null {
  for (const [member, value] of Object.entries(data))
    if (ID_MEMBER.test(member) && typeof value === 'string') return value
  return null
}

/** What an event itself calls the thing that it is about, or `null`. A page of the notebook is called by its number. */
export function nameIn(data: object): string | null {
  for (const member of NAMING) {
    const value = (data as { readonly [member: string]: unknown })[member]
    if (typeof value === 'string' && value !== '') return value
    if (member === 'number' && typeof value === 'number') return String(value)
  }
  return null
}
