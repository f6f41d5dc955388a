import { MemoryBook } from '#core/custody/custody-book.ts'
import { takeCustody } from '#core/custody/take-custody.ts'
import type { CaseId } from '#core/ids.ts'
import type { CaseChange } from '#core/projections/projection-changes.ts'
import { hmacHex, prepareHmac } from '../crypto/prepared-hmac.ts'
import { KEY_BYTES, randomBytes } from '../crypto/primitives.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'
import { uniqueNamesIn } from './unique-names.ts'
import { type AddingChange, type Cell, itemEventRow, itemRow, rowOf } from './view-rows.ts'
import { VIEW_TABLES, type ViewTable } from './view-schema.ts'

/** What one case has in the tables. */
type FoldedCase = {
  /** `null` where the event that opened the case was lost: what is left of it is in the tables, and no case. */
  row: readonly Cell[] | null
  readonly unique: string[]
  readonly sums: { [Table in ViewTable]?: bigint }
  /** Its items as they stand; an item's row changes with every event about it. */
  readonly book: MemoryBook
}

const MODULUS = 1n << 256n
const TABLES = Object.keys(VIEW_TABLES) as readonly ViewTable[]

/**
 * What the tables of one person's cases must hold, folded from changes without keeping their rows: of each table only a sum over
 * its rows' authentication codes, under a key that exists for one check. Sums do not depend on an order, and nobody can find other
 * rows with the same sum.
 */
export class CaseFold {
  readonly #key = prepareHmac(randomBytes(KEY_BYTES))
  readonly #cases = new Map<string, FoldedCase>()
  /** Case and exhibit numbers and ids, of which each occurs once. */
  readonly #taken = new Set<string>()

  /** Applies the changes of one event, or none of them and answers `false` when they contradict what was applied before. */
  apply(changes: readonly CaseChange[]): boolean {
    const names = changes.flatMap(uniqueNamesIn)
    if (names.some((name) => this.#taken.has(name)) || new Set(names).size < names.length) return false
    for (const change of changes) this.#applyOne(change)
    return true
  }

  /** Names the first table of a database that does not hold what was folded, or `null`. */
  differingTable(database: VaultDatabase): ViewTable | null {
    return TABLES.find((table) => this.#sumOf(table) !== this.#sumIn(database, table)) ?? null
  }

  #applyOne(change: CaseChange): void {
    switch (change.change) {
      case 'add-case': {
        const { caseId, number, title, openedAtMs, openedBy } = change
        const row = [caseId, number, title, openedAtMs, openedBy, openedAtMs, 0, 0]
        const folded = this.#caseOf(caseId)
        folded.row = row
        this.#takeNames(folded, change)
        return
      }
      case 'touch-case': {
        const folded = this.#caseOf(change.caseId)
        if (folded.row === null) return
        const [caseId, number, title, openedAtMs, openedBy, changedAtMs, complaints, exhibits] =
          folded.row as readonly [string, string, string, number, string, number, number, number]
        folded.row = [
          caseId,
          number,
          title,
          openedAtMs,
          openedBy,
          Math.max(changedAtMs, change.changedAtMs),
          complaints + change.complaints,
          exhibits + change.exhibits,
        ]
        return
      }
      case 'take-custody':
        this.#takeCustody(change)
        return
      case 'forget-case':
        for (const name of this.#cases.get(change.caseId)?.unique ?? []) this.#taken.delete(name)
        this.#cases.delete(change.caseId)
        return
      default:
        this.#add(change)
    }
  }

  #takeCustody(change: Extract<CaseChange, { readonly change: 'take-custody' }>): void {
    const { caseId, event } = change
    const folded = this.#caseOf(caseId)
    for (const entry of takeCustody(folded.book, event))
      this.#sumUp(folded, 'item_event', itemEventRow(caseId, event.seq, entry))
    this.#takeNames(folded, change)
  }

  #add(change: AddingChange): void {
    const folded = this.#caseOf(change.caseId)
    const { table, row } = rowOf(change)
    this.#sumUp(folded, table, row)
    this.#takeNames(folded, change)
  }

  #caseOf(caseId: CaseId): FoldedCase {
    const folded = this.#cases.get(caseId) ?? { row: null, unique: [], sums: {}, book: new MemoryBook() }
    this.#cases.set(caseId, folded)
    return folded
  }

  #sumUp({ sums }: FoldedCase, table: ViewTable, row: readonly Cell[]): void {
    sums[table] = ((sums[table] ?? 0n) + this.#codeOf(table, row)) % MODULUS
  }

  #takeNames({ unique }: FoldedCase, change: CaseChange): void {
    for (const name of uniqueNamesIn(change)) {
      this.#taken.add(name)
      unique.push(name)
    }
  }

  #sumOf(table: ViewTable): bigint {
    let sum = 0n
    for (const [caseId, folded] of this.#cases) {
      if (table === 'case_file') sum += folded.row === null ? 0n : this.#codeOf(table, folded.row)
      else if (table === 'custody_item') sum += this.#sumOfItems(caseId as CaseId, folded)
      else sum += folded.sums[table] ?? 0n
    }
    return sum % MODULUS
  }

  #sumOfItems(caseId: CaseId, { book }: FoldedCase): bigint {
    let sum = 0n
    for (const item of book.items()) sum += this.#codeOf('custody_item', itemRow(caseId, item))
    return sum
  }

  #sumIn(database: VaultDatabase, table: ViewTable): bigint {
    let sum = 0n
    const read = database.prepare(`SELECT ${VIEW_TABLES[table].join(', ')} FROM ${table}`).raw()
    for (const row of read.iterate() as IterableIterator<readonly Cell[]>) sum += this.#codeOf(table, row)
    return sum % MODULUS
  }

  #codeOf(table: ViewTable, row: readonly Cell[]): bigint {
    return BigInt(`0x${hmacHex(this.#key, Buffer.from(JSON.stringify([table, ...row])))}`)
  }
}
