import type { CaseView } from '../case-file/case-view.ts'
import type { FinalRecord, LetterView, RecordView } from '../records/record-book.ts'
import { fail, type Result, succeed } from '../result.ts'
import type { PackageVariant, WithholdingReason } from './withhold.ts'

/** A final record or an issued letter of a case, and why its paper does not go with a package; `null` where it goes. */
export type ChosenPaper = { readonly number: string; readonly reason: WithholdingReason | null } & (
  | { readonly what: 'record'; readonly record: RecordView & { readonly final: FinalRecord } }
  | { readonly what: 'letter'; readonly letter: LetterView }
)

/**
 * Chooses the final records and issued letters whose papers go with a package. Where the victims are not to be seen none goes unless it is
 * named: what people said and wrote in them is never searched for names.
 *
 * @returns the number that names no paper, where one does.
 */
export function choosePapers(
  { records, letters }: Pick<CaseView, 'records' | 'letters'>,
  asked: 'all' | 'none' | readonly string[],
  variant: PackageVariant,
): Result<readonly ChosenPaper[], { readonly number: string }> {
  const final = records.filter(isFinal)
  const all = [
    ...final.map((record) => ({ what: 'record', record, number: record.final.number }) as const),
    ...letters.map((letter) => ({ what: 'letter', letter, number: letter.number }) as const),
  ]
  if (asked === 'none') return succeed(all.map((paper) => ({ ...paper, reason: 'not-chosen' })))
  if (asked === 'all')
    return succeed(all.map((paper) => ({ ...paper, reason: variant === 'full' ? null : whyNot(paper) })))
  const chosen = new Set<string>()
  for (const name of asked) {
    const found = all.find(({ number }) => number === name || number.endsWith(`-${name}`))
    if (found === undefined) return fail({ number: name })
    chosen.add(found.number)
  }
  return succeed(all.map((paper) => ({ ...paper, reason: chosen.has(paper.number) ? null : 'not-chosen' })))
}

function isFinal(record: RecordView): record is RecordView & { readonly final: FinalRecord } {
  return record.final !== null
}

type Paper =
  | { readonly what: 'record'; readonly record: RecordView }
  | { readonly what: 'letter'; readonly letter: LetterView }

function whyNot(paper: Paper): WithholdingReason {
  if (paper.what === 'letter')
    return paper.letter.content.payments.length > 0 ? 'names-victims' : 'names-somebody-outside'
  const { content } = paper.record
  return content.kind === 'interview' && content.data.role !== 'suspect'
    ? 'names-victims'
    : 'names-somebody-outside'
}
