import type { CaseView } from '../case-file/case-view.ts'
import { parseIdentifier } from '../identifiers/identifier.ts'
import { type CurrencyCode, isCurrencyCode } from '../money/currency.ts'
import { compareMoney, type Money, totalsByCurrency } from '../money/money.ts'
import type { Exercise } from './exercise.ts'
import { type CriterionMark, stateOfOpen } from './marked-criterion.ts'

/** Marks what the complaint and what stands beside it say, against the story that was told. */
export function markIntake(
  { typologies, expected }: Exercise,
  view: CaseView,
  hasEnded: boolean,
): readonly CriterionMark[] {
  const { complaints } = view
  const open = stateOfOpen(hasEnded)
  const first = complaints[0]
  const of = (what: 'complaint' | 'typology' | 'wish', isMet: boolean): CriterionMark => {
    return {
      what,
      state: isMet ? 'met' : open,
      isEssential: what === 'complaint',
      ...(what === 'complaint' && first !== undefined && { doneAtMs: first.takenAtMs }),
    }
  }
  const isNamed = complaints.some(({ complaint }) =>
    complaint.typologies.some((each) => typologies.includes(each)),
  )
  const isWished = complaints.some(({ complaint }) => complaint.wish === expected.wish)
  return [
    of('complaint', first !== undefined),
    of('typology', isNamed),
    of('wish', isWished),
    ...markIdentifiers(expected.identifiers, view, hasEnded),
    ...markLosses(expected.losses, view, hasEnded),
  ]
}

function markIdentifiers(
  wanted: Exercise['expected']['identifiers'],
  { complaints, folk }: CaseView,
  hasEnded: boolean,
): readonly CriterionMark[] {
  const noted = new Set([
    ...complaints.flatMap(({ complaint }) =>
      complaint.identifiers.map(({ kind, normalised }) => `${kind} ${normalised}`),
    ),
    ...folk.identifiers
      .filter(({ withdrawn }) => withdrawn === null)
      .map(({ identifier: { kind, normalised } }) => `${kind} ${normalised}`),
  ])
  return wanted.map(({ kind, value }) => {
    const read = parseIdentifier(kind, value)
    const isNoted = read.ok && noted.has(`${kind} ${read.value.normalised}`)
    return {
      what: 'identifier',
      kind,
      value,
      state: isNoted ? 'met' : stateOfOpen(hasEnded),
      isEssential: false,
    }
  })
}

// Money that left is what counts: what was only attempted, or a gain that a screen showed, is no loss.
function markLosses(
  wanted: Exercise['expected']['losses'],
  { totals, complaints }: CaseView,
  hasEnded: boolean,
): readonly CriterionMark[] {
  const left = totalsByCurrency(totals.filter(({ state }) => state !== 'attempted'))
  const lost = new Map<CurrencyCode, Money>(left.map((money) => [money.currency, money]))
  const marks = wanted.map(({ currency, amount }): CriterionMark => {
    const sum = isCurrencyCode(currency) ? lost.get(currency) : undefined
    const isSame = sum !== undefined && compareMoney(sum, { currency: sum.currency, amount }) === 0
    return {
      what: 'loss',
      currency,
      amount,
      state: isSame ? 'met' : stateOfOpen(hasEnded),
      isEssential: false,
    }
  })
  const hasOther = left.some(({ currency }) => wanted.every((each) => each.currency !== currency))
  const isClear = complaints.length > 0 && !hasOther
  return [
    ...marks,
    { what: 'no-other-losses', state: isClear ? 'met' : stateOfOpen(hasEnded), isEssential: false },
  ]
}
