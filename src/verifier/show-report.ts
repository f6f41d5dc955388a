import { formatDateTime } from '#core/dates/format-date.ts'
import type { CheckResult, PackageFinding, PackageReport } from '#core/export/package-report.ts'
import { toKhmerDigits } from '#core/khmer/digits.ts'
import type { Language } from '#core/language.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { element, fill } from './elements.ts'
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
    element('ul', 'checks', ...report.checks.map((check) => showCheck(check, text, number))),
    showFacts(report, text, language, number),
  )
  if (report.exhibits.length > 0) shown.append(showExhibits(report, text, number))
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

function showExhibits(
  { exhibits }: PackageReport,
  text: PageTexts,
  number: (count: number) => string,
): HTMLElement {
  const rows = exhibits
    .slice(0, MAX_SHOWN)
    .map((exhibit) =>
      element(
        'tr',
        exhibit.state,
        element('td', '', showEscaped(exhibit.number)),
        element('td', '', showEscaped(exhibit.name)),
        element('td', '', text.exhibitState[exhibit.state]),
      ),
    )
  const rest = exhibits.length - MAX_SHOWN
  const shown = element(
    'section',
    'exhibits',
    element('h3', '', text.exhibits),
    element('table', '', element('tbody', '', ...rows)),
  )
  if (rest > 0) shown.append(element('p', '', fill(text.more, { count: number(rest) })))
  return shown
}
