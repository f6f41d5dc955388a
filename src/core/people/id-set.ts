const ID_DIGITS = 32
const WORDS = 4
const DIGITS_A_WORD = ID_DIGITS / WORDS
const FIRST_PLACES = 1024
/** Places that are looked at for one id. More are needed only by ids that were chosen for it. */
const MOST_STEPS = 64
const ZERO = 0x30
const NINE = 0x39
const LETTER_A = 0x61
const LETTER_F = 0x66

/**
 * A set of ids, 32 lower-case hex digits each, in 16 bytes an id and room to grow. A ledger of a million events brings hundreds of
 * thousands, and as many texts would take five times as much. What is no such id is kept too, as it is.
 */
export class IdSet {
  #places = new Uint32Array(FIRST_PLACES * WORDS)
  #size = 0
  /** What has no place: other texts, the id of zeros alone, and ids that share their place with too many. */
  readonly #others = new Set<string>()
  readonly #words = new Uint32Array(WORDS)

  has(id: string): boolean {
    if (!this.#read(id)) return this.#others.has(id)
    const at = this.#find(this.#places)
    return at === null ? this.#others.has(id) : this.#isTaken(at)
  }

  add(id: string): this {
    if (!this.#read(id)) {
      this.#others.add(id)
      return this
    }
    const at = this.#find(this.#places)
    if (at === null) this.#others.add(id)
    else if (!this.#isTaken(at)) {
      this.#places.set(this.#words, at)
      this.#size += 1
      if (this.#size * WORDS * 3 > this.#places.length * 2) this.#grow()
    }
    return this
  }

  /** Reads an id into words; `false` for what is none. */
  #read(id: string): boolean {
    if (id.length !== ID_DIGITS) return false
    let all = 0
    for (let word = 0; word < WORDS; word += 1) {
      let value = 0
      for (let at = word * DIGITS_A_WORD; at < (word + 1) * DIGITS_A_WORD; at += 1) {
        const unit = id.charCodeAt(at)
        if (unit >= ZERO && unit <= NINE) value = (value << 4) | (unit - ZERO)
        else if (unit >= LETTER_A && unit <= LETTER_F) value = (value << 4) | (unit - LETTER_A + 10)
        else return false
      }
      this.#words[word] = value
      all |= value
    }
    // Zeros mark a place that is free.
    return all !== 0
  }

  /** Where the id that was read stands or may stand, or `null` when it has no place. */
  #find(places: Uint32Array): number | null {
    const [first = 0, second = 0, third = 0, fourth = 0] = this.#words
    const count = places.length / WORDS
    const start = (first ^ Math.imul(second, 0x9e3779b1) ^ Math.imul(third, 0x85ebca6b) ^ fourth) >>> 0
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const at = ((start + step) % count) * WORDS
      const isSame =
        places[at] === first &&
        places[at + 1] === second &&
        places[at + 2] === third &&
        places[at + 3] === fourth
      if (isSame || !isTaken(places, at)) return at
    }
    return null
  }

  #isTaken(at: number): boolean {
    return isTaken(this.#places, at)
  }

  #grow(): void {
    const before = this.#places
    const places = new Uint32Array(before.length * 2)
    for (let from = 0; from < before.length; from += WORDS) {
      if (!isTaken(before, from)) continue
      this.#words.set(before.subarray(from, from + WORDS))
      const at = this.#find(places)
      if (at === null) this.#others.add(this.#write())
      else places.set(this.#words, at)
    }
    this.#places = places
  }

  #write(): string {
    return Array.from(this.#words, (word) => word.toString(16).padStart(DIGITS_A_WORD, '0')).join('')
  }
}

function isTaken(places: Uint32Array, at: number): boolean {
  return ((places[at] ?? 0) | (places[at + 1] ?? 0) | (places[at + 2] ?? 0) | (places[at + 3] ?? 0)) !== 0
}
