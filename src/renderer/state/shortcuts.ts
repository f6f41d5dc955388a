import { type CaseTab, TABS_OF_DIGITS } from './route.ts'

/** What a key asks for. */
export type Shortcut =
  | { readonly name: 'search' | 'new-complaint' | 'open-case' | 'cases' | 'verify' | 'people' | 'keys' }
  | { readonly name: 'places' | 'waiting' | 'find' }
  /** `panic` locks without asking. */
  | { readonly name: 'help' | 'lock' | 'panic' | 'palette' | 'manual' }
  | { readonly name: 'tab'; readonly tab: CaseTab }

/** The part of a keyboard event that decides. */
export type KeyStroke = {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

const LETTERS: {
  readonly [letter: string]: Shortcut['name'] &
    ('new-complaint' | 'open-case' | 'cases' | 'verify' | 'people' | 'keys' | 'places' | 'waiting' | 'find')
} = {
  n: 'new-complaint',
  o: 'open-case',
  c: 'cases',
  v: 'verify',
  p: 'people',
  k: 'keys',
  s: 'places',
  w: 'waiting',
  f: 'find',
}

/**
 * Reads a key stroke. Single keys count only outside fields and while they are switched on; strokes with Ctrl or Alt always.
 *
 * Under a Khmer layout the letter keys type Khmer, so that the key's place on the keyboard decides there.
 */
export function shortcutOf(stroke: KeyStroke, maySingle: boolean): Shortcut | null {
  const { ctrlKey, altKey, metaKey, shiftKey, code } = stroke
  if (metaKey) return null
  const letter = latinKey(stroke)
  if (ctrlKey) {
    if (!altKey && !shiftKey && letter === 'k') return { name: 'palette' }
    return !altKey && letter === 'l' ? { name: shiftKey ? 'panic' : 'lock' } : null
  }
  if (stroke.key === 'F1') return { name: 'manual' }
  if (altKey) {
    const tab = shiftKey ? undefined : TABS_OF_DIGITS[Number(/^Digit([1-9])$/.exec(code)?.[1] ?? 0) - 1]
    return tab === undefined ? null : { name: 'tab', tab }
  }
  if (!maySingle) return null
  if (letter === '/') return { name: 'search' }
  if (letter === '?') return { name: 'help' }
  const name = shiftKey ? undefined : LETTERS[letter]
  return name === undefined ? null : { name }
}

function latinKey({ key, code, shiftKey }: KeyStroke): string {
  // Printable ASCII: the layout is Latin and says what was meant.
  if (/^[ -~]$/.test(key)) return key.toLowerCase()
  if (code === 'Slash') return shiftKey ? '?' : '/'
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? ''
}
