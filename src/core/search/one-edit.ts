/** Words that are shorter are looked for as typed: with one letter changed they are other words. */
export const SHORTEST_FORGIVEN = 5

const LATIN_LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789']
const KHMER_LETTERS = Array.from({ length: 0x17d2 - 0x1780 + 1 }, (_, index) =>
  String.fromCharCode(0x1780 + index),
)

/**
 * Every word that is one edit away: a letter left out, put in, exchanged, or two neighbours swapped. The word itself is not among
 * them. None for words shorter than {@link SHORTEST_FORGIVEN} or longer than 20 letters, for numbers, and for other scripts than
 * Latin and Khmer. Letters are UTF-16 code units, as both scripts are written with one each.
 */
export function wordsOneEditAway(word: string): readonly string[] {
  if (word.length < SHORTEST_FORGIVEN || word.length > 20 || /^[0-9]+$/.test(word)) return []
  const letters = /^[a-z0-9]+$/.test(word)
    ? LATIN_LETTERS
    : /^[\u1780-\u17d3]+$/.test(word)
      ? KHMER_LETTERS
      : null
  if (letters === null) return []
  const found = new Set<string>()
  for (let at = 0; at <= word.length; at += 1) {
    const before = word.slice(0, at)
    const after = word.slice(at)
    for (const letter of letters) {
      found.add(before + letter + after)
      if (after !== '') found.add(before + letter + after.slice(1))
    }
    if (after !== '') found.add(before + after.slice(1))
    if (after.length > 1) found.add(`${before}${after[1]}${after[0]}${after.slice(2)}`)
  }
  found.delete(word)
  return [...found]
}
