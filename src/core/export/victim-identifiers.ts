import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { normalFormsOf } from '../identifiers/identifier.ts'
import { recogniseIdentifiers } from '../identifiers/recognise-identifiers.ts'
import { foldForSearch } from '../khmer/fold-for-search.ts'
import { type VictimTexts, victimTexts } from './victim-texts.ts'

/** Tells whether a text or its normal form is one of a victim's own. */
export type IsVictims = (raw: string, normalised: string) => boolean

/** A number of this many digits or more stands for somebody, whatever is written around it (`readBankAccount`). */
const NUMBER = /\p{Nd}[\p{Nd} ().\-–/]{4,40}\p{Nd}/gu

/**
 * Gathers what identifies those who complained, the victims and witnesses found in raids, and every party that is or was a victim or witness: their telephone,
 * safe contact, documents, addresses, names, noted identifiers and the things that were found with them, and the payer of what was lost. Compared are
 * every writing of it that any kind of identifier gives, so that a number typed with spaces is found too, and every number and
 * address that stands within it: “ABA 001 234 567, in the evening” is the account.
 */
export function victimsOwn(events: readonly VerifiedEvent[]): IsVictims {
  const own = ownForms(victimTexts(events))
  const isOwn = (text: string) => writingsOf(text).some((form) => own.has(form))
  return (raw, normalised) => isOwn(raw) || (normalised !== raw && isOwn(normalised))
}

/**
 * Tells of a text whether it speaks of somebody: it is one of their texts, or their whole name or one of their numbers stands in it. A part of a name is
 * not searched for: it is a part of others' names too.
 */
export function speaksOf(texts: VictimTexts): (text: string) => boolean {
  const own = ownForms(texts)
  const names = [...new Set(texts.said.map(foldForSearch))].filter((name) => LETTERS.test(name))
  return (text) => {
    if ([...writingsOf(text), ...formsWithin(text)].some((form) => own.has(form))) return true
    const folded = foldForSearch(text)
    const joined = joinWords(folded)
    return names.some((name) =>
      IS_SPACED.test(name) ? hasWords(folded, name) : joined.includes(joinWords(name)),
    )
  }
}

const LETTERS = /\p{L}\P{L}*\p{L}/u
/** Scripts that set their words apart; in others a name stands where it stands. */
const IS_SPACED = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{S}\p{Zs}]+$/u
const WORD_GOES_ON = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]/u

function joinWords(folded: string): string {
  return folded.replaceAll(' ', '')
}

function hasWords(folded: string, words: string): boolean {
  for (let at = folded.indexOf(words); at >= 0; at = folded.indexOf(words, at + 1)) {
    const around = [folded.slice(0, at).slice(-1), folded.charAt(at + words.length)]
    if (!around.some((character) => WORD_GOES_ON.test(character))) return true
  }
  return false
}

function ownForms({ said, exact }: VictimTexts): ReadonlySet<string> {
  return new Set([
    ...said.flatMap((text) => [...writingsOf(text), ...formsWithin(text)]),
    ...exact.flatMap(writingsOf),
  ])
}

function writingsOf(text: string): readonly string[] {
  return [text, foldForSearch(text), ...normalFormsOf(text)].filter((form) => form !== '')
}

/** The numbers, handles and addresses that stand in a text, as they are compared. */
function formsWithin(text: string): readonly string[] {
  const numbers = [...text.matchAll(NUMBER)].flatMap(([number]) => normalFormsOf(number))
  const others = recogniseIdentifiers(text).identifiers.map(({ normalised }) => normalised)
  return [...numbers, ...others]
}
