import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { IDENTIFIER_KINDS, parseIdentifier } from '../identifiers/identifier.ts'
import { foldForSearch } from '../khmer/fold-for-search.ts'

/** Tells whether a text or its normal form is one of a victim's own. */
export type IsVictims = (raw: string, normalised: string) => boolean

/**
 * Gathers what identifies those who complained and the victims found in raids: their telephone, safe contact, document and names, and the
 * payer of what they lost. Compared are every writing of it that any kind of identifier gives, so that a number typed with spaces is found too.
 */
export function victimsOwn(events: readonly VerifiedEvent[]): IsVictims {
  const own = new Set<string>()
  const add = (text: string | undefined) => {
    if (text === undefined) return
    for (const form of writingsOf(text)) own.add(form)
  }
  for (const { body } of events) {
    if (body.kind === 'complaint-taken') {
      const { victim, losses } = body.data.complaint
      for (const text of [victim.phone, victim.safeContact, victim.idDocument, victim.name, victim.latinName])
        add(text)
      for (const { payer } of losses) add(payer)
    }
    if (
      (body.kind === 'raid-person-found' || body.kind === 'raid-person-changed') &&
      body.data.role === 'victim'
    ) {
      add(body.data.name)
      if (body.kind === 'raid-person-found') add(body.data.document)
    }
    if (
      body.kind === 'record-finalised' ||
      body.kind === 'record-drafted' ||
      body.kind === 'record-changed'
    ) {
      const { content } = body.data
      if (content.kind !== 'interview' || content.data.role === 'suspect') continue
      const { name, latinName, idDocument, phone, address } = content.data.person
      for (const text of [name, latinName, idDocument, phone, address]) add(text)
    }
  }
  return (raw, normalised) => [...writingsOf(raw), ...writingsOf(normalised)].some((form) => own.has(form))
}

function writingsOf(text: string): readonly string[] {
  const forms = IDENTIFIER_KINDS.flatMap((kind) => {
    const read = parseIdentifier(kind, text)
    return read.ok ? [read.value.normalised] : []
  })
  return [text, foldForSearch(text), ...forms].filter((form) => form !== '')
}
