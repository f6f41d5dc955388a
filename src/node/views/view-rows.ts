import { foldForSearch } from '#core/khmer/fold-for-search.ts'
import type { CaseChange } from '#core/projections/project-event.ts'

/** A value of a column. */
export type Cell = string | number

/** A change that only adds a row, whatever stands in the table. */
export type AddingChange = Extract<
  CaseChange,
  { readonly change: 'add-identifier' | 'add-exhibit' | 'add-search-text' }
>

/** The row that a change adds, with the table it goes into; columns in the order of `VIEW_TABLES`. */
export function rowOf(change: AddingChange): {
  readonly table: 'identifier' | 'exhibit' | 'search'
  readonly row: readonly Cell[]
} {
  switch (change.change) {
    case 'add-identifier': {
      const { caseId, seq, line, kind, raw, normalised } = change
      return { table: 'identifier', row: [caseId, seq, line, kind, raw, normalised] }
    }
    case 'add-exhibit': {
      const { caseId, exhibitId, objectId, exhibit } = change
      const { number, sizeBytes } = exhibit
      return {
        table: 'exhibit',
        row: [exhibitId, caseId, number, objectId, sizeBytes, JSON.stringify(exhibit)],
      }
    }
    case 'add-search-text':
      return { table: 'search', row: [foldForSearch(change.text), change.caseId] }
  }
}
