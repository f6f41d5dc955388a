import { joinRanges, type SeqRange } from '#core/ledger/chain-walk.ts'

/** An event that was found without its body. */
export type EmptiedBody = {
  readonly seq: number
  /** The vault's id or a case's, as the store notes it. */
  readonly scope: string
  /** The place of its finding among all others. */
  readonly order: number
}

/**
 * Keeps the events without bodies until the `case-expunged` that emptied them explains why. What is left over at the end was emptied
 * by nobody's order.
 */
export class EmptiedBodies {
  #unexplained: EmptiedBody[] = []
  readonly #seqs = new Set<number>()

  /** Events that no order explains yet. */
  get unexplained(): readonly EmptiedBody[] {
    return this.#unexplained
  }

  note(body: EmptiedBody): void {
    this.#unexplained.push(body)
    this.#seqs.add(body.seq)
  }

  /**
   * Takes note of an order: events of the case, and of the register, are explained by it where it names them. Answers whether
   * every event that it names is without its body, as it says.
   */
  explain(emptied: readonly SeqRange[], scopes: readonly string[]): boolean {
    const named = joinRanges(emptied)
    const isNamed = (seq: number) => named.some(({ from, to }) => from <= seq && seq <= to)
    this.#unexplained = this.#unexplained.filter(
      ({ seq, scope }) => !(scopes.includes(scope) && isNamed(seq)),
    )
    const inAll = named.reduce((sum, { from, to }) => sum + to - from + 1, 0)
    const held = [...this.#seqs].filter(isNamed).length
    return held === inAll
  }
}
