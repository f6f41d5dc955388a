import type { CaseView } from '../case-file/case-view.ts'
import type { ExhibitView } from '../case-file/exhibit-view.ts'
import { saySize, CASE_REPORT_TEXT as TEXT } from './case-report-text.ts'
import { sayExactTime, sayTimeOfColumn } from './date-phrases.ts'
import type { Attachment, Table, TableRow } from './document-tree.ts'

/** Lists the exhibits of a case with the digest of each beneath it. */
export function reportExhibits(exhibits: readonly ExhibitView[]): Table {
  return {
    kind: 'table',
    columns: [
      { heading: TEXT.exhibitNumber, width: { millimetres: 32 } },
      { heading: TEXT.fileName, width: { share: 1 } },
      { heading: TEXT.size, width: { millimetres: 30 }, align: 'right' },
      { heading: TEXT.sealed, width: { millimetres: 51 } },
    ],
    rows: exhibits.map(reportExhibit),
    whenEmpty: TEXT.noExhibits,
  }
}

function reportExhibit(exhibit: ExhibitView): TableRow {
  const { number, name, sizeBytes, sealedAtMs, sealedBy, digestHex } = exhibit
  const { sourceName, description, sourceModifiedAtMs } = exhibit
  return {
    cells: [number, name, saySize(sizeBytes), [sayTimeOfColumn(sealedAtMs), sealedBy]],
    beneath: [
      { label: TEXT.digest, value: { digestHex } },
      ...(sourceName === undefined ? [] : [{ label: TEXT.sourceName, value: sourceName }]),
      ...(sourceModifiedAtMs === undefined
        ? []
        : [{ label: TEXT.sourceModified, value: sayExactTime(sourceModifiedAtMs) }]),
      ...(description === undefined ? [] : [{ label: TEXT.description, value: description }]),
    ],
  }
}

/** Gives the digests of the exhibits as a file for `sha256sum -c`, or nothing for a case without exhibits. */
export function listExhibits(view: CaseView): Attachment[] {
  if (view.exhibits.length === 0) return []
  return [
    {
      name: 'SHA256SUMS',
      mediaType: 'text/plain',
      relationship: 'Data',
      description: TEXT.sumsDescription.en,
      modifiedAtMs: view.head.atMs,
      content: { text: view.exhibits.map(sumLine).join('') },
    },
  ]
}

/**
 * One line as GNU coreutils 9 writes it: a name with a backslash, a line feed or a carriage return has them escaped and a
 * backslash in front of the line.
 */
function sumLine({ digestHex, name }: ExhibitView): string {
  const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
  return `${escaped === name ? '' : '\\'}${digestHex}  ${escaped}\n`
}
