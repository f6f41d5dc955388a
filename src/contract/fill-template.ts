import type { Language } from '#core/language.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { Facts } from './failures.ts'
import { formatExactBytes, formatSize, formatWholeNumber } from './number-text.ts'

/**
 * A sentence with room for facts.
 *
 * `{name}` is replaced by the fact of that name, `{name:form}` writes a number as one of {@link FactForm}. What stands
 * between `[` and `]` is left out as a whole when one of its facts is not given. Facts that are texts are shown escaped.
 */
export type Template = string

/** How a fact that is a number is written: grouped, as exact bytes, as a size, or counted from 1 instead of 0. */
export type FactForm = 'number' | 'bytes' | 'size' | 'place'

/** Fills the facts into a {@link Template}. A fact that is named outside `[…]` and not given shows as `?`. */
export function fillTemplate(template: Template, facts: Facts, language: Language): string {
  return template
    .replace(/\[([^\]]*)\]/g, (_, part: string) => (isFilledBy(part, facts) ? part : ''))
    .replace(PLACEHOLDER, (_, name: string, form: FactForm | undefined) =>
      writeFact(facts[name], form, language),
    )
}

const PLACEHOLDER = /\{([A-Za-z]+)(?::([a-z]+))?\}/g

function isFilledBy(part: string, facts: Facts): boolean {
  return [...part.matchAll(PLACEHOLDER)].every(([, name]) => name !== undefined && Object.hasOwn(facts, name))
}

function writeFact(
  fact: string | number | undefined,
  form: FactForm | undefined,
  language: Language,
): string {
  if (fact === undefined) return '?'
  if (typeof fact === 'string') return showEscaped(fact)
  if (!Number.isSafeInteger(fact)) return String(fact)
  switch (form) {
    case 'bytes':
      return formatExactBytes(fact, language)
    case 'size':
      return formatSize(fact, language)
    case 'place':
      return formatWholeNumber(fact + 1, language)
    default:
      return formatWholeNumber(fact, language)
  }
}
