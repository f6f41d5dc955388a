/** The part of a keyboard event that tells what a scanner meant. */
export type ScannerStroke = { readonly key: string; readonly code: string; readonly shiftKey: boolean }

const PLACES: { readonly [code: string]: readonly [plain: string, shifted: string] } = {
  Minus: ['-', '_'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
  Equal: ['=', '+'],
  Semicolon: [';', ':'],
  NumpadSubtract: ['-', '-'],
  NumpadDecimal: ['.', '.'],
}

/**
 * Gives the character that a scanner meant by a key stroke, or `null` for a key that writes none.
 *
 * A scanner types as a keyboard of the United States does. Under a Khmer layout the same keys write Khmer letters, so that
 * the place of the key decides there.
 */
export function scannedCharacter({ key, code, shiftKey }: ScannerStroke): string | null {
  if (/^[ -~]$/.test(key)) return key
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase()
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1]
  if (digit !== undefined && !shiftKey) return digit
  return PLACES[code]?.[shiftKey ? 1 : 0] ?? null
}

/** Strokes farther apart than this are a person's: scanners send one every few milliseconds. */
export const SCANNER_GAP_MS = 60
/** How long a letter waits for what comes after it; a queue of strokes that stands behind other work gets a little more. */
export const HOLD_MS = SCANNER_GAP_MS + 20
/** Shorter codes are more likely a person's. */
export const SHORTEST_SCAN = 4

/** Tells whether a stroke may be the first of a code and would be taken for a shortcut: a letter. */
export function isHeldBack(stroke: ScannerStroke): boolean {
  const character = scannedCharacter(stroke)
  return character !== null && /^[A-Za-z]$/.test(character)
}

/** What came in so far that may be a scan. */
export type ScanBuffer = { readonly text: string; readonly atMs: number }

/** Nothing yet. */
export const NO_SCAN: ScanBuffer = { text: '', atMs: Number.NEGATIVE_INFINITY }

/** Takes a stroke into the buffer. `scan` is a whole code once Enter follows it at a scanner's pace. */
export function takeStroke(
  buffer: ScanBuffer,
  stroke: ScannerStroke,
  nowMs: number,
): { readonly buffer: ScanBuffer; readonly scan: string | null; readonly isScanning: boolean } {
  // A modifier that goes down belongs to the stroke after it.
  if (stroke.key === 'Shift') return { buffer, scan: null, isScanning: false }
  const isQuick = nowMs - buffer.atMs <= SCANNER_GAP_MS
  const text = isQuick ? buffer.text : ''
  if (stroke.key === 'Enter' || stroke.key === 'Tab') {
    const scan = text.length >= SHORTEST_SCAN ? text : null
    return { buffer: NO_SCAN, scan, isScanning: scan !== null }
  }
  const character = scannedCharacter(stroke)
  if (character === null) return { buffer: NO_SCAN, scan: null, isScanning: false }
  return { buffer: { text: text + character, atMs: nowMs }, scan: null, isScanning: text.length > 0 }
}
