import { formatDateTime } from '#core/dates/format-date.ts'
import type { CheckResult, PackageFinding, PackageReport } from '#core/export/package-report.ts'
import { toKhmerDigits } from '#core/khmer/digits.ts'
import type { Language } from '#core/language.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { element } from './elements.ts'
import { fill } from './fill.ts'
import { signatureNotes } from './signature-notes.ts'
import type { PageTexts } from './text-km.ts'

/** Most findings of one check and most exhibits that are written out. */
const MAX_SHOWN = 200
const MARKS = { passed: '✓', failed: '✗', noted: '!', absent: '–', 'not-reached': '?' } as const

/** The result of a check as a part of the page: the verdict first, then each check, then what the package is. */
export function showReport(report: PackageReport, text: PageTexts, language: Language): HTMLElement {
  const number = (count: number) => (language === 'km' ? toKhmerDigits(String(count)) : String(count))
  const shown = element('div', 'report')
  shown.append(
    showVerdict(report, text),
    element(
      'ul',
      'checks',
      ...report.checks.map((check) => {
        return showCheck(check, notesOf(report, check, text, language), text, number)
      }),
    ),
    showFacts(report, text, language, number),
  )
  if (report.exhibits.length > 0) shown.append(showExhibits(report, text, number))
  if (report.papers.length > 0) shown.append(showPapers(report, text, number))
  return shown
}

function showVerdict({ kind, isWhole, first }: PackageReport, text: PageTexts): HTMLElement {
  const { verdict } = text
  if (first?.code === 'bag/not-a-bag') return box('broken', verdict.none, verdict.noneDetail)
  if (!isWhole && first !== null) {
    const found = element('p', 'first', findingText(first, text))
    const shown = box('broken', verdict.broken, verdict.brokenDetail)
    shown.append(found)
    return shown
  }
  return kind === 'package'
    ? box('whole', verdict.whole, verdict.wholeDetail)
    : box('bag', verdict.bag, verdict.bagDetail)
}

function box(className: string, title: string, detail: string): HTMLElement {
  const shown = element('section', `verdict ${className}`, element('h2', '', title), element('p', '', detail))
  shown.setAttribute('role', 'status')
  return shown
}

function showCheck(
  { check, state, findings, count }: CheckResult,
  notes: readonly string[],
  text: PageTexts,
  number: (count: number) => string,
): HTMLElement {
  const mark = element('span', 'mark', MARKS[state])
  mark.setAttribute('aria-hidden', 'true')
  const said = element(
    'div',
    '',
    element('strong', '', text.check[check]),
    element(
      'span',
      'state',
      `${text.state[state]}${count > 0 ? ` · ${fill(text.counted, { count: number(count) })}` : ''}`,
    ),
  )
  said.append(...notes.map((note) => element('p', 'note', note)))
  const lines = findings.slice(0, MAX_SHOWN).map((finding) => element('li', '', findingText(finding, text)))
  const rest = findings.length - MAX_SHOWN
  if (rest > 0) lines.push(element('li', '', fill(text.more, { count: number(rest) })))
  if (lines.length > 0) said.append(element('ul', 'findings', ...lines))
  return element('li', state, mark, said)
}

/** A finding in plain words. Names of files are shown so that nothing in them misleads. */
export function findingText({ code, path, number, seq, line }: PackageFinding, text: PageTexts): string {
  const known = text.findings as { readonly [code: string]: string }
  const escaped = (name: string | undefined) => (name === undefined ? undefined : showEscaped(name))
  return fill(known[code] ?? code, { path: escaped(path), number: escaped(number), seq, line })
}

function showFacts(
  { caseNumber, title, variant, exported, head, signers, withheldEvents }: PackageReport,
  text: PageTexts,
  language: Language,
  number: (count: number) => string,
): HTMLElement {
  const rows: readonly (readonly [string, string | null])[] = [
    [text.facts.caseNumber, caseNumber],
    [text.facts.title, title],
    [text.facts.variant, variant === null ? null : text.variant[variant]],
    [
      text.facts.exported,
      exported === null ? null : `${formatDateTime(exported.atMs, { language })} · ${exported.by}`,
    ],
    [text.facts.head, head === null ? null : `${number(head.seq)} · ${head.hashHex}`],
    [text.facts.signers, signers.length === 0 ? null : signers.join(', ')],
    [text.facts.withheldEvents, withheldEvents === 0 ? null : number(withheldEvents)],
  ]
  const list = element('dl', 'facts')
  for (const [name, value] of rows) {
    if (value !== null) list.append(element('dt', '', name), element('dd', '', showEscaped(value)))
  }
  return list
}

function notesOf(
  report: PackageReport,
  check: CheckResult,
  text: PageTexts,
  language: Language,
): readonly string[] {
  if (check.check === 'receipts') return receiptNotes(report, check, text, language)
  return check.check === 'signatures' ? signatureNotes(report, text, language) : []
}

/** Up to which event headquarters holds the case and since when, or that nothing here says so. */
function receiptNotes(
  { held }: PackageReport,
  { state }: CheckResult,
  text: PageTexts,
  language: Language,
): readonly string[] {
  if (state === 'absent') return [text.noReceipts]
  if (held === null) return state === 'noted' ? [text.heldNone] : []
  const number = (count: number) => (language === 'km' ? toKhmerDigits(String(count)) : String(count))
  const { hubName, hubId, seq, sinceMs, notHeld } = held
  const time = formatDateTime(sinceMs, { language })
  return [
    fill(text.held, { name: showEscaped(hubName), seq: number(seq), time }),
    ...(notHeld > 0 ? [fill(text.heldRest, { count: number(notHeld) })] : []),
    fill(text.heldKey, { hub: hubId }),
  ]
}

function showExhibits(
  { exhibits }: PackageReport,
  text: PageTexts,
  number: (count: number) => string,
): HTMLElement {
  return showTable(
    'exhibits',
    text.exhibits,
    exhibits.map(({ state, ...exhibit }) => ({
      state,
      cells: [exhibit.number, exhibit.name, text.exhibitState[state]],
    })),
    text,
    number,
  )
}

function showPapers(
  { papers }: PackageReport,
  text: PageTexts,
  number: (count: number) => string,
): HTMLElement {
  return showTable(
    'papers',
    text.papers,
    papers.map(({ what, path, number: paperNumber, signatures, state }) => {
      const signed = signatures === 0 ? '' : ` · ${fill(text.signedPaper, { count: number(signatures) })}`
      const called =
        paperNumber === undefined ? text.paperNames[what] : `${text.paperNames[what]} ${paperNumber}`
      return { state, cells: [called, path, `${text.paperState[state]}${signed}`] }
    }),
    text,
    number,
  )
}

function showTable(
  className: string,
  title: string,
  lines: readonly { readonly state: string; readonly cells: readonly string[] }[],
  text: PageTexts,
  number: (count: number) => string,
): HTMLElement {
  // Of a long list are seen first those for which somebody looks.
  const isWrong = ({ state }: { readonly state: string }) => state === 'differs' || state === 'missing'
  const ordered =
    lines.length > MAX_SHOWN ? [...lines.filter(isWrong), ...lines.filter((line) => !isWrong(line))] : lines
  const rows = ordered
    .slice(0, MAX_SHOWN)
    .map(({ state, cells }) =>
      element('tr', state, ...cells.map((cell) => element('td', '', showEscaped(cell)))),
    )
  const shown = element(
    'section',
    className,
    element('h3', '', title),
    element('table', '', element('tbody', '', ...rows)),
  )
  const rest = lines.length - MAX_SHOWN
  if (rest > 0) shown.append(element('p', '', fill(text.more, { count: number(rest) })))
  return shown
}
