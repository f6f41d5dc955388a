/** Most answers that are remembered at once; then all are forgotten, which costs time and nothing else. */
const LIMIT = 20_000
/** Longer questions are running text, which does not come twice. */
const LONGEST = 240

/** Remembers the answers for short texts, because names, labels and words come again and again in a document. */
export class Recall<Answer> {
  readonly #answers = new Map<string, Answer>()

  /** Gives what was answered for this key before, or asks and remembers. */
  recall(key: string, ask: () => Answer): Answer {
    if (key.length > LONGEST) return ask()
    const known = this.#answers.get(key)
    if (known !== undefined) return known
    const answer = ask()
    if (this.#answers.size >= LIMIT) this.#answers.clear()
    this.#answers.set(key, answer)
    return answer
  }
}
