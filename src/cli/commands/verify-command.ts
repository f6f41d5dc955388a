import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { explainFailure } from '#contract/failure-text.ts'
import type { Failure } from '#contract/failures.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatWholeNumber } from '#contract/number-text.ts'
import { formatDateTime } from '#core/dates/format-date.ts'
import type { PackageFinding, PackageReport } from '#core/export/package-report.ts'
import { type PaperAnchor, readPaperAnchor } from '#core/ledger/paper-anchor.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { diskFailureOf, errnoOf } from '#node/disk/disk-failure.ts'
import { verifyDocument } from '#node/export/verify-document.ts'
import { verifyFolder } from '#node/export/verify-folder.ts'
import type { CommandContext } from '../command-context.ts'
import { EXPORT_TEXT } from '../export-text.ts'
import type { Outcome } from '../outcome.ts'
import { readInputFile } from '../read-input-file.ts'
import { alignFields } from '../text-columns.ts'
import { verifyDisclosureFile } from './disclosure-command.ts'
import { failureOfFinding as failureOf } from './finding-failure.ts'
import { signatureLines } from './signature-lines.ts'
import { MAX_DOCUMENT_BYTES, MAX_SHOWN, verifyPdf } from './verify-pdf.ts'

const HEAD_BYTES = 512

type Kind = 'folder' | 'document' | 'sealed' | 'packed' | 'disclosure' | 'unknown'

/** `samnum verify PATH [--anchor LINE]…`. Exit code 0 only when everything holds. */
export async function verifyPath(
  context: CommandContext,
  path: string,
  anchorLines: readonly string[],
): Promise<Outcome> {
  const kind = await kindOf(path)
  if (typeof kind !== 'string') return { kind: 'failed', failure: kind }
  switch (kind) {
    case 'folder':
      return await verifyBag(context, path, anchorLines)
    case 'document':
      return await verifyPdf(context, path)
    case 'disclosure':
      return await verifyDisclosureFile(context, path, anchorLines)
    case 'sealed':
      return { kind: 'failed', failure: { code: 'verify/sealed' } }
    case 'packed':
      return { kind: 'failed', failure: { code: 'verify/packed' } }
    case 'unknown':
      return { kind: 'failed', failure: { code: 'verify/not-known' } }
  }
}

async function kindOf(path: string): Promise<Kind | Failure> {
  if (path === '' || path.includes('\0')) return { code: 'file/not-found', facts: { file: path } }
  try {
    const stats = await stat(path)
    if (stats.isDirectory()) return 'folder'
    if (!stats.isFile()) return { code: 'file/not-a-file', facts: { file: path } }
    const handle = await open(path, 'r')
    const head = Buffer.alloc(HEAD_BYTES)
    const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0).finally(() => handle.close())
    const text = head.subarray(0, bytesRead).toString('latin1')
    if (text.startsWith('%PDF-')) return 'document'
    if (text.startsWith('age-encryption.org/') || text.startsWith('-----BEGIN AGE ENCRYPTED FILE-----'))
      return 'sealed'
    if (text.slice(257, 262) === 'ustar') return 'packed'
    return text.startsWith('{') && text.includes('"samnum-disclosure"') ? 'disclosure' : 'unknown'
  } catch (error) {
    return unreadable(error, path)
  }
}

function unreadable(error: unknown, file: string): Failure {
  switch (errnoOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ELOOP':
    case 'ENAMETOOLONG':
      return { code: 'file/not-found', facts: { file } }
    case 'EACCES':
    case 'EPERM':
      return { code: 'file/not-readable', facts: { file } }
    default:
      return diskFailureOf(error)
  }
}

async function verifyBag(
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
  let report: PackageReport | null
  try {
    report = await verifyFolder(path, {
      anchors,
      signal,
      onProgress: (done, total) => progress.show({ stage: 'reading-back', done, total }),
    })
  } catch (error) {
    return { kind: 'failed', failure: unreadable(error, path) }
  } finally {
    progress.clear()
  }
  if (report === null) return { kind: 'cancelled' }
  return packageOutcome(context, path, report, await pagesOfChangedPapers(path, report))
}

/** Which pages of the papers that are not what they should be are the ones, as far as the pages themselves tell. */
async function pagesOfChangedPapers(root: string, { papers }: PackageReport): Promise<readonly Failure[]> {
  const failures: Failure[] = []
  for (const { path, state } of papers.slice(0, MAX_SHOWN)) {
    if (state !== 'differs') continue
    const read = await readInputFile(join(root, path), { maxBytes: MAX_DOCUMENT_BYTES, mayBePipe: false })
    const document = read.ok ? await verifyDocument(read.value) : null
    for (const { code, page } of document?.findings.slice(0, MAX_SHOWN) ?? [])
      if (page !== undefined) failures.push({ code, facts: { page, path: showEscaped(path) } })
  }
  return failures
}

function packageOutcome(
  context: CommandContext,
  path: string,
  report: PackageReport,
  pages: readonly Failure[],
): Outcome {
  const { language } = context
  const said = EXPORT_TEXT[language]
  const value = { path, ...report }
  const lines = packageLines(context, path, report)
  const failed = report.checks.filter(({ state }) => state === 'failed')
  if (report.first === null) {
    const whole = report.kind === 'package' ? said.packageWhole : said.bagWhole
    return { kind: 'done', value, lines: [whole, ...lines] }
  }
  const named = [...pages, ...failed.flatMap((check) => check.findings).map(failureOf)]
  const rest = named.length - MAX_SHOWN
  const reasons = [
    fillTemplate(said.notWhole, { count: named.length }, language),
    ...named.slice(0, MAX_SHOWN).map((failure) => `- ${explainFailure(failure, language)}`),
    ...(rest > 0 ? [`- ${fillTemplate(said.more, { count: rest }, language)}`] : []),
  ]
  // A page says more than that its file is another.
  const [page] = pages.filter(({ facts }) => facts?.path === report.first?.path)
  return { kind: 'failed', failure: page ?? failureOf(report.first), value, lines, reasons }
}

function packageLines(
  { language, text }: CommandContext,
  path: string,
  report: PackageReport,
): readonly string[] {
  const said = EXPORT_TEXT[language]
  const number = (count: number) => formatWholeNumber(count, language)
  const { caseNumber, title, variant, exported, head, signers, checks } = report
  const notes = checks
    .filter(({ check, state }) => check === 'custody' && state === 'noted')
    .flatMap(({ findings }) => findings)
  return [
    ...alignFields([
      [text.label.folder, showEscaped(path)],
      [text.label.case, caseNumber === null ? undefined : showEscaped(caseNumber)],
      [text.label.title, title === null ? undefined : showEscaped(title)],
      [said.label.variant, variant === null ? undefined : said.variant[variant]],
      [
        said.label.exported,
        exported === null
          ? undefined
          : `${formatDateTime(exported.atMs, { language })} · ${showEscaped(exported.by)}`,
      ],
      [text.label.head, head === null ? undefined : `${number(head.seq)} · ${head.hashHex}`],
      [said.label.signedBy, signers.length === 0 ? undefined : signers.map(showEscaped).join(', ')],
    ]),
    ...alignFields(
      checks.map(({ check, state, count }) => [said.check[check], `${said.state[state]} · ${number(count)}`]),
    ),
    ...receiptLines(report, language),
    ...signatureLines(report, language),
    ...notes.slice(0, MAX_SHOWN).map((finding) => `- ${noteText(finding, language)}`),
  ]
}

/** Up to which event headquarters holds the case and since when, or that nothing here says so. */
function receiptLines(
  { held, checks }: PackageReport,
  language: CommandContext['language'],
): readonly string[] {
  const said = EXPORT_TEXT[language]
  const state = checks.find(({ check }) => check === 'receipts')?.state
  if (state === 'absent') return [said.noReceipts]
  if (held === null) return state === 'noted' ? [said.heldNone] : []
  const { hubName, hubId, seq, sinceMs, notHeld } = held
  const facts = { name: showEscaped(hubName), seq, time: formatDateTime(sinceMs, { language }) }
  return [
    fillTemplate(said.held, facts, language),
    ...(notHeld > 0 ? [fillTemplate(said.heldRest, { count: notHeld }, language)] : []),
    fillTemplate(said.heldKey, { hub: hubId }, language),
  ]
}

function noteText(
  { code, number = '', seq = 0 }: PackageFinding,
  language: CommandContext['language'],
): string {
  const said = EXPORT_TEXT[language].custody
  const what = Object.hasOwn(said, code) ? said[code as keyof typeof said] : code
  return `${showEscaped(number)} · ${formatWholeNumber(seq, language)} · ${what}`
}
