import type { InputOf, OperationName, OutputOf } from '#contract/operations.ts'
import { REPORT_KINDS, type REPORT_LANGUAGES, REPORT_NEEDS } from '#contract/report-operations.ts'
import { LABEL_FORMS } from '#core/documents/label-sheet.ts'

/** A case of which every kind of paper can be drawn, by what its papers are named after. */
export type PaperCase = {
  readonly number: string
  /** Order of the complaint, and name of the person, that papers are about. */
  readonly complaint: string
  readonly person: string
  readonly records: readonly string[]
  readonly letters: readonly string[]
  readonly raid: string
  readonly things: readonly string[]
  readonly handOverSeq: number
}

/** The case, and the languages that its papers are drawn in. */
export type PapersToDraw = PaperCase & { readonly languages: readonly (typeof REPORT_LANGUAGES)[number][] }

/** How an engine is asked, wherever it runs. */
export type AskEngine = <Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
) => Promise<OutputOf<Name>>

type Drawing = { readonly digestHex: string; readonly reportId: string }

/** Draws every kind of paper in each of the languages, and gives each with its name to `take`. */
export async function drawEveryPaper(
  ask: AskEngine,
  { number, complaint, person, records, letters, raid, things, handOverSeq, languages: wanted }: PapersToDraw,
  take: (name: string, drawn: Drawing) => Promise<void> | void,
): Promise<void> {
  const on = { case: number }
  const about = { nothing: {}, complaint: { about: complaint }, person: { about: person } }
  const receipts = [
    { kind: 'seizure' as const, items: things.slice(0, 1) },
    { kind: 'raid' as const, raid },
    { kind: 'hand-over' as const, seq: handOverSeq },
  ]
  for (const languages of wanted) {
    const said = (name: string, drawn: Drawing) => take(`${name} ${languages}`, drawn)
    for (const kind of REPORT_KINDS)
      await said(kind, await ask('report.make', { ...on, kind, languages, ...about[REPORT_NEEDS[kind]] }))
    const photos = { ...on, kind: 'evidence-and-custody', languages, photos: true } as const
    await said('photos', await ask('report.make', photos))
    await said('statistics', await ask('report.statistics', { languages }))
    for (const record of records) await said(record, await ask('record.print', { ...on, record, languages }))
    for (const letter of letters) await said(letter, await ask('letter.print', { ...on, letter, languages }))
    for (const asked of receipts)
      await said(`receipt of ${asked.kind}`, await ask('receipt.make', { ...on, about: asked, languages }))
    for (const form of LABEL_FORMS) {
      const labels = { items: [...things], places: ['S1'], form, languages }
      await said(`labels ${form}`, await ask('label.make', labels))
    }
  }
}
