import { explainFailure } from '#contract/failure-text.ts'
import type { Failure } from '#contract/failures.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatExactBytes, formatWholeNumber } from '#contract/number-text.ts'
import { formatDateTime, formatSortableDateTime } from '#core/dates/format-date.ts'
import type { AnchorVerdict, DisclosureFinding } from '#core/ledger/disclosure-check.ts'
import { type PaperAnchor, readPaperAnchor } from '#core/ledger/paper-anchor.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { type CheckedDisclosure, verifyDisclosure } from '#node/disclosure/verify-disclosure.ts'
import type { CommandContext } from '../command-context.ts'
import type { Outcome } from '../outcome.ts'
import { readInChunks } from '../read-input-file.ts'
import { alignFields, alignRows } from '../text-columns.ts'
import { ANCHOR_FAILURES } from './ledger-commands.ts'

/**
 * `samnum disclosure verify FILE [--anchor LINE]…`. Needs no vault and no passphrase. Exit code 0 only when everything holds and
 * every line of the register agrees.
 */
export async function verifyDisclosureFile(
  context: CommandContext,
  path: string,
  anchorLines: readonly string[],
): Promise<Outcome> {
  const anchors: PaperAnchor[] = []
  for (const line of anchorLines) {
    const anchor = readPaperAnchor(line)
    if (!anchor.ok) return { kind: 'failed', failure: anchor.failure }
    anchors.push(anchor.value)
  }
  const { progress, signal } = context
  const read = await readInChunks(path, signal, (chunks, sizeBytes) =>
    verifyDisclosure(chunks, {
      anchors,
      onProgress: (done) => progress.show({ stage: 'reading-back', done, total: sizeBytes }),
    }),
  )
  progress.clear()
  if (signal.aborted) return { kind: 'cancelled' }
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  return disclosureOutcome(context, path, read.value)
}

function disclosureOutcome(context: CommandContext, path: string, report: CheckedDisclosure): Outcome {
  const { language, text } = context
  const value = { file: path, ...report }
  const lines = reportLines(context, path, report)
  const disagreeing = report.anchors.filter(({ verdict }) => verdict !== 'same')
  const [first] = report.findings
  const failure = first === undefined ? anchorFailure(disagreeing[0]) : failureOf(first)
  if (failure === null) return { kind: 'done', value, lines: [text.disclosure.whole, ...lines] }
  const reasons = [
    ...(report.isWhole
      ? []
      : [fillTemplate(text.disclosure.notWhole, { count: report.findings.length }, language)]),
    ...report.findings.map((finding) => `- ${findingText(context, finding)}`),
    ...disagreeing.map((anchor) => `- ${anchorText(context, anchor)}`),
  ]
  return { kind: 'failed', failure, value, lines, reasons }
}

function reportLines(context: CommandContext, path: string, report: CheckedDisclosure): readonly string[] {
  const { language, text } = context
  const { label, disclosure } = text
  const number = (count: number) => formatWholeNumber(count, language)
  const { head, caseEvents, lost, anchors } = report
  const rows = caseEvents.map(({ seq, atMs, kind, signedBy }) => [
    number(seq),
    formatSortableDateTime(atMs),
    kind,
    showEscaped(signedBy),
  ])
  return [
    ...alignFields([
      [label.file, showEscaped(path)],
      [label.size, formatExactBytes(report.sizeBytes, language)],
      [label.sha256, report.digestHex],
      [label.vaultId, report.vaultId ?? undefined],
      [label.case, report.number === null ? undefined : showEscaped(report.number)],
      [label.title, report.title === null ? undefined : showEscaped(report.title)],
      [label.events, number(report.events)],
      [label.head, head === null ? undefined : `${number(head.seq)} · ${head.hashHex}`],
      [label.recorded, head === null ? undefined : formatDateTime(head.atMs, { language })],
    ]),
    ...(rows.length === 0
      ? []
      : ['', disclosure.caseEvents, ...alignRows(rows, [0]).map((row) => `  ${row}`)]),
    ...lost.map((range) => fillTemplate(text.done.lostEvents, range, language)),
    ...anchors.filter(({ verdict }) => verdict === 'same').map((anchor) => anchorText(context, anchor)),
  ]
}

function anchorText({ language, text }: CommandContext, { seq, verdict }: AnchorVerdict): string {
  return fillTemplate(text.anchor[verdict], { seq: formatWholeNumber(seq, language) }, language)
}

function findingText({ language, text }: CommandContext, { code, line, seq }: DisclosureFinding): string {
  const place = fillTemplate(text.disclosure.place, { line, ...(seq !== undefined && { seq }) }, language)
  return `${place}${explainFailure({ code }, language)}`
}

function failureOf({ code, line, seq }: DisclosureFinding): Failure {
  return { code, facts: { line, ...(seq !== undefined && { seq }) } }
}

function anchorFailure(anchor: AnchorVerdict | undefined): Failure | null {
  if (anchor === undefined || anchor.verdict === 'same') return null
  return { code: ANCHOR_FAILURES[anchor.verdict], facts: { seq: anchor.seq } }
}
