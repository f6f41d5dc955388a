import { foldForSearch } from '../khmer/fold-for-search.ts'

/**
 * Whether two people of one station would be mixed up by their names: what folds to the same for searching. A ledger names who
 * did something by their name, so no two people there have the same.
 */
export function isSameName(first: string, second: string): boolean {
  return foldForSearch(first) === foldForSearch(second)
}
