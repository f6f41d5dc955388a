import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { PACKAGE_PATHS } from './package-layout.ts'
import type { PackageFinding, ReportedPaper } from './package-report.ts'
import type { PaperList } from './paper-list.ts'

/** What came of holding the papers of a package against the events and the files. */
export type CheckedPapers = {
  readonly findings: readonly PackageFinding[]
  readonly papers: readonly ReportedPaper[]
}

/** Tells whether a path is one at which a package keeps papers. */
export function isPaperPath(path: string): boolean {
  const { reports, records, letters } = PACKAGE_PATHS
  return [reports, records, letters].some((folder) => path.startsWith(`${folder}/`))
}

/**
 * Holds a package's papers against the signed events: each that is listed is there with the bytes whose departure was recorded for this
 * package, and no file lies among them that no list names.
 *
 * @param digestOf the SHA-256 of a file as it was read, `undefined` where there is none.
 */
export function checkPapers(
  list: PaperList,
  events: readonly VerifiedEvent[],
  files: Iterable<string>,
  digestOf: (path: string) => string | undefined,
): CheckedPapers {
  const recorded = recordedPapers(events)
  const findings: PackageFinding[] = []
  const listed = new Set(list.papers.map(({ path }) => path))
  const papers = list.papers.map((paper): ReportedPaper => {
    const { path, what, kind, number, digestHex, signatures } = paper
    const found = digestOf(path)
    const isOurs = recorded.has(digestHex) && isPaperPath(path)
    const state = found === undefined ? 'missing' : found === digestHex && isOurs ? 'same' : 'differs'
    if (state === 'missing') findings.push({ code: 'package/paper-missing', path })
    if (state === 'differs') findings.push({ code: 'package/paper-differs', path })
    return { path, what, kind, signatures, state, ...(number !== undefined && { number }) }
  })
  for (const path of files)
    if (isPaperPath(path) && !listed.has(path)) findings.push({ code: 'package/paper-unknown', path })
  return { findings, papers }
}

/** Digests of the papers whose departure was recorded since the package before this one: a paper of that one is none of this. */
function recordedPapers(events: readonly VerifiedEvent[]): ReadonlySet<string> {
  const digests = new Set<string>()
  for (const [index, { body }] of events.entries()) {
    if (body.kind === 'case-exported' && index < events.length - 1) digests.clear()
    if (body.kind === 'report-saved') digests.add(body.data.digestHex)
  }
  return digests
}
