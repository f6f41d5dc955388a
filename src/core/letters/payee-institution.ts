import { foldForSearch } from '../khmer/fold-for-search.ts'

/**
 * Institutions of Cambodia that hold accounts, by the words that people write for them. Only what names one and no other is listed; a
 * letter to nobody in particular is better than one to the wrong bank.
 */
const INSTITUTIONS: readonly { readonly name: string; readonly words: readonly string[] }[] = [
  { name: 'ABA Bank', words: ['aba', 'អេប៊ីអេ'] },
  { name: 'ACLEDA Bank', words: ['acleda', 'aclb', 'អេស៊ីលីដា'] },
  { name: 'AMK Microfinance', words: ['amk'] },
  { name: 'Cambodia Post Bank', words: ['cambodia post bank', 'cpbank', 'cpbl'] },
  { name: 'Canadia Bank', words: ['canadia', 'cadi', 'កាណាឌីយ៉ា'] },
  { name: 'Chip Mong Bank', words: ['chip mong', 'ជីបម៉ុង'] },
  { name: 'Foreign Trade Bank of Cambodia', words: ['ftb', 'foreign trade bank'] },
  { name: 'Hattha Bank', words: ['hattha', 'ហត្ថា'] },
  { name: 'KB PRASAC Bank', words: ['prasac', 'ប្រាសាក់'] },
  { name: 'Maybank Cambodia', words: ['maybank'] },
  { name: 'Pi Pay', words: ['pi pay', 'pipay'] },
  { name: 'Phillip Bank', words: ['phillip bank'] },
  { name: 'PPCBank', words: ['ppcbank'] },
  { name: 'Prince Bank', words: ['prince bank'] },
  { name: 'Sathapana Bank', words: ['sathapana', 'ស្ថាបនា'] },
  { name: 'TrueMoney Cambodia', words: ['truemoney', 'true money'] },
  { name: 'Vattanac Bank', words: ['vattanac', 'វឌ្ឍនៈ'] },
  { name: 'Wing Bank', words: ['wing', 'វីង'] },
  { name: 'Woori Bank Cambodia', words: ['woori'] },
]

/** Names the institution that a text names, whether by its words or by the end of a Bakong account; `null` for none or several. */
export function institutionIn(texts: readonly (string | undefined)[]): string | null {
  return namedIn(texts, INSTITUTIONS)?.name ?? null
}

/** The one of several that texts name by one of its words; `null` for none or several. */
export function namedIn<Named extends { readonly words: readonly string[] }>(
  texts: readonly (string | undefined)[],
  all: readonly Named[],
): Named | null {
  const said = foldForSearch(texts.filter((text) => text !== undefined).join(' '))
  const [named, ...others] = all.filter(({ words }) =>
    words.some((word) => hasWord(said, foldForSearch(word))),
  )
  return named === undefined || others.length > 0 ? null : named
}

/** A Latin word stands alone or after `@`; Khmer is written without spaces. */
function hasWord(text: string, word: string): boolean {
  if (!/^[a-z ]+$/.test(word)) return text.includes(word)
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + word.length] ?? ' ']
    if (!/[a-z]/.test(before) && !/[a-z]/.test(after)) return true
  }
  return false
}
