import { parseIsoDate } from '../dates/civil-date.ts'
import { formatLongDateWithWeekday, inDigitsOf } from '../dates/format-date.ts'
import { formatLunarDate } from '../dates/format-lunar-date.ts'
import type { Block, Content, Inline, PageFoot, Phrase, Signer } from './document-tree.ts'
import { headPaper, type LETTERHEAD_KEYS } from './letterhead.ts'
import { PAGE_TEXT } from './page-text.ts'
import type { Template } from './template.ts'

/** What every record is told besides its own data. */
export type RecordContext = {
  readonly caseNumber: string
  /** Number of the record in its case; a draft has none yet. */
  readonly recordNumber: string | null
  /** 64 lower-case hex digits of the head the record was made from. */
  readonly ledgerHeadHex: string
  readonly madeAtMs: number
  readonly software: string
  readonly letterhead: Template<typeof LETTERHEAD_KEYS>
  /** One line that says what the paper was made from. */
  readonly madeFrom: Phrase
}

/** A row of names and values, or none where the value is missing. */
export function row(label: Phrase, value: Content | undefined): { label: Phrase; value: Content }[] {
  return value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [{ label, value }]
}

/** Writes a minute of the station's time, `YYYY-MM-DDTHH:MM`, with weekday, and beneath it the lunar day where that is known. */
export function sayLocalTime(localTime: string): readonly Inline[] {
  const date = parseIsoDate(localTime.slice(0, 10))
  const clock = localTime.slice(11)
  if (!date.ok) return [localTime]
  const said: Phrase = {
    km: `${formatLongDateWithWeekday(date.value, { language: 'km' })} ម៉ោង ${inDigitsOf({ language: 'km' }, clock)}`,
    en: `${formatLongDateWithWeekday(date.value, { language: 'en' })}, ${clock}`,
  }
  const km = formatLunarDate(date.value, { language: 'km' })
  const en = formatLunarDate(date.value, { language: 'en' })
  return km === null || en === null ? [said] : [said, { km, en }]
}

/**
 * What stands at the head of a record or letter: who issues it, its number and its day; at its end what it was made from; and at its
 * foot the case, the number and the ledger.
 */
export function frameOf(
  context: RecordContext,
  everyPageSigners: readonly Phrase[],
): { readonly letterhead: Block; readonly madeFrom: Block; readonly foot: PageFoot } {
  const { recordNumber, letterhead, caseNumber, ledgerHeadHex, madeAtMs: atMs } = context
  const isDraft = recordNumber === null
  return {
    letterhead: headPaper(
      letterhead,
      isDraft ? { atMs, note: PAGE_TEXT.draft } : { atMs, number: recordNumber },
    ),
    madeFrom: { kind: 'paragraph', tone: 'quiet', text: context.madeFrom },
    foot: {
      caseNumber,
      ...(isDraft ? { isDraft } : { documentNumber: recordNumber }),
      ledgerHeadHex,
      ...(everyPageSigners.length > 0 && { everyPageSigners }),
    },
  }
}

/** Writes a whole number in the digits of each language, grouped by thousands with a point in Khmer and a comma in English. */
export function writeCount(count: number): Phrase {
  const group = (sign: string) => String(count).replace(/\B(?=(?:[0-9]{3})+$)/g, sign)
  return { km: inDigitsOf({ language: 'km' }, group('.')), en: group(',') }
}

/** A part of a record under a heading; nothing where it has no content. */
export function part(text: Phrase, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ kind: 'heading', level: 2, text }, ...blocks]
}

/** Names and values of a part, or nothing where all of them are missing. */
export function facts(rows: readonly { label: Phrase; value: Content }[]): Block[] {
  return rows.length === 0 ? [] : [{ kind: 'key-values', rows }]
}

/** Names an officer as records do: rank and name, and what they did there. */
export function sayOfficer({
  name,
  rank,
  duty,
}: {
  readonly name: string
  readonly rank?: string | undefined
  readonly duty?: string | undefined
}): string {
  const named = rank === undefined ? name : `${rank} ${name}`
  return duty === undefined ? named : `${named} (${duty})`
}

/** Room to sign for people of one role. */
export function signersOf(role: Phrase, people: readonly { readonly name: string }[]): Signer[] {
  return people.map(({ name }) => ({ role, name, mark: 'signature-or-thumb-print' }))
}
