import type { CaseView } from '#core/case-file/case-view.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import type { DocumentLanguages, DocumentTree } from '#core/documents/document-tree.ts'
import type { ChosenPaper } from '#core/export/choose-papers.ts'
import type { ShownCase } from '#core/export/withhold.ts'
import type { DigestHex } from '#core/ids.ts'
import { heldAt } from '#core/packages/hub-book.ts'
import { type Result, succeed } from '#core/result.ts'
import { buildLetterPaper } from '../letters/build-letter-paper.ts'
import { proveHub } from '../people/proven-people.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import { buildRecordPaper, type PaperSetting } from '../records/build-record-paper.ts'
import { buildReport } from '../report/build-report.ts'
import { wordingsAt } from '../report/wordings.ts'
import type { VaultSession } from '../vault-session.ts'
import type { ChosenReport } from './choose-reports.ts'

/** Which paper of a case something is. */
export type PaperName = {
  readonly what: 'report' | 'record' | 'letter'
  readonly kind: string
  /** The number of the record or letter. */
  readonly number?: string
}

/** A paper that is to be drawn. */
export type UndrawnPaper = PaperName & {
  readonly document: DocumentTree
  readonly madeFromHeadHex: DigestHex
}

/** What the papers of a package are made from. */
export type PaperSource = {
  /** The case as the package shows it: reports say no more. */
  readonly shown: CaseView
  readonly shownCase: ShownCase
  /** The case as it is: a record or letter that goes is whole. */
  readonly whole: CaseView
  readonly events: readonly VerifiedEvent[]
  readonly chosen: readonly ChosenPaper[]
  readonly reports: readonly ChosenReport[]
}

/** Builds the reports of a package from what it shows of the case. */
export function buildPackageReports(
  vault: VaultSession,
  { shown, shownCase: { events }, reports }: PaperSource,
  { texts, software }: PaperSetting,
  languages: DocumentLanguages,
): Result<readonly UndrawnPaper[], LedgerStoreFailure> {
  const wordings = wordingsAt(vault, texts, shown.head.seq)
  if (!wordings.ok) return wordings
  const book = proveHub(vault)
  if (!book.ok) return book
  const held = heldAt(book.value, Number.POSITIVE_INFINITY)
  const source = { view: shown, events, wordings: wordings.value, software, held }
  return succeed(
    reports.flatMap(({ kind, reason }): readonly UndrawnPaper[] => {
      if (reason !== null) return []
      const document = buildReport(source, { kind, about: undefined, languages })
      // These kinds are about the case and need nothing named.
      if (!document.ok) return []
      return [{ what: 'report', kind, document: document.value, madeFromHeadHex: shown.head.hashHex }]
    }),
  )
}

/** Builds the papers of the records and letters that were chosen, each from the event that made it final. */
export function buildChosenPapers(
  vault: VaultSession,
  { whole: view, events, chosen }: PaperSource,
  setting: PaperSetting,
  languages: DocumentLanguages,
): Result<readonly UndrawnPaper[], LedgerStoreFailure> {
  const papers: UndrawnPaper[] = []
  for (const paper of chosen) {
    if (paper.reason !== null) continue
    const { what, number } = paper
    const built =
      what === 'record'
        ? buildRecordPaper(vault, { record: paper.record, view, events }, setting, languages)
        : buildLetterPaper(vault, paper.letter, view, setting, languages)
    if (!built.ok) return built
    const { document, madeFrom } = built.value
    const { kind } = what === 'record' ? paper.record.content : paper.letter.content
    papers.push({ what, kind, number, document, madeFromHeadHex: madeFrom.hashHex })
  }
  return succeed(papers)
}
