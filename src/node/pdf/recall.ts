/**
 * Most characters whose answers are remembered at once; then all are forgotten, which costs time and nothing else. What is shaped of a
 * character takes about 300 bytes.
 */
const MOST_CHARACTERS = 100_000
/** Longer questions are running text, which does not come twice. */
const LONGEST = 240

/** Remembers the answers for short texts, because names, labels and words come again and again in a document. */
export class Recall<Answer> {
  readonly #answers = new Map<string, Answer>()
  #characters = 0

  /** Gives what was answered for this key before, or asks and remembers. */
  recall(key: string, ask: () => Answer): Answer {
    if (key.length > LONGEST) return ask()
    const known = this.#answers.get(key)
    if (known !== undefined) return known
    const answer = ask()
    this.#characters += key.length
    if (this.#characters > MOST_CHARACTERS) {
      this.#answers.clear()
      this.#characters = key.length
    }
    this.#answers.set(key, answer)
    return answer
  }
}
