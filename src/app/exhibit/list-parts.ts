import type { Handler } from '#contract/dispatcher.ts'
import { fail, succeed } from '#core/result.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { findCollection } from './find-collection.ts'

/** `exhibit.parts`. */
export function listParts(session: SessionSource): Handler<'exhibit.parts'> {
  return async ({ exhibit, offset, limit }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCollection(vault, exhibit)
    if (!found.ok) return found
    const collected = found.value?.collection.collected ?? null
    if (found.value === null || collected === null) return fail({ code: 'exhibit/is-one-file' })
    const { parts } = found.value.collection
    return succeed({
      parts: parts.slice(offset, offset + limit).map(({ object: _, ...part }) => part),
      partCount: parts.length,
      emptyFiles: [...collected.emptyFiles],
      skipped: collected.skipped.map((skipped) => ({ ...skipped })),
    })
  }
}
