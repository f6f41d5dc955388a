import { fail, type Result, succeed } from '../result.ts'
import { isInvisible } from './marks.ts'

/** Why a text is refused. Positions count UTF-16 code units from 0, lengths count code points. */
export type TextFailure =
  | { readonly code: 'text/empty' }
  | {
      readonly code: 'text/too-long'
      readonly facts: { readonly maxLength: number; readonly length: number }
    }
  | {
      readonly code: 'text/control-character'
      readonly facts: { readonly position: number; readonly codePoint: number }
    }
  | {
      readonly code: 'text/lone-surrogate'
      readonly facts: { readonly position: number; readonly codePoint: number }
    }

/** How much a text may hold. */
export type TextLimits = {
  /** Greatest number of code points. */
  readonly maxLength: number
  /** Whether a text without any visible character is accepted; refused unless said. */
  readonly mayBeEmpty?: boolean
}

/**
 * Checks a text of one line, as names and identifiers are: no control characters (C0, DEL, C1), no line or paragraph
 * separators (U+2028, U+2029), no lone surrogates, not too long, something visible in it.
 *
 * Succeeds with the same text, unchanged: direction controls and zero-width characters are ordinary in Khmer and are marked
 * when shown (`showEscaped`), never removed.
 */
export function checkLine(text: string, limits: TextLimits): Result<string, TextFailure> {
  return checkText(text, limits, isRefusedInLine)
}

/** Checks a text of several lines, as narratives are: like {@link checkLine}, but line feeds, tabs and separators are allowed. */
export function checkStory(text: string, limits: TextLimits): Result<string, TextFailure> {
  return checkText(text, limits, isRefusedInStory)
}

function checkText(
  text: string,
  limits: TextLimits,
  isRefused: (codePoint: number) => boolean,
): Result<string, TextFailure> {
  let position = 0
  let length = 0
  let isEmpty = true
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0
    if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
      return fail({ code: 'text/lone-surrogate', facts: { position, codePoint } })
    }
    if (isRefused(codePoint)) {
      return fail({ code: 'text/control-character', facts: { position, codePoint } })
    }
    if (isEmpty && character.trim() !== '' && !isInvisible(codePoint)) isEmpty = false
    position += character.length
    length += 1
  }
  if (length > limits.maxLength) {
    return fail({ code: 'text/too-long', facts: { maxLength: limits.maxLength, length } })
  }
  if (isEmpty && limits.mayBeEmpty !== true) return fail({ code: 'text/empty' })
  return succeed(text)
}

/** Tells whether a code point is a control character of ISO/IEC 2022: C0 (with DEL) or C1. */
export function isControl(codePoint: number): boolean {
  return codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)
}

function isRefusedInLine(codePoint: number): boolean {
  return isControl(codePoint) || codePoint === 0x2028 || codePoint === 0x2029
}

function isRefusedInStory(codePoint: number): boolean {
  return isControl(codePoint) && codePoint !== 0x0a && codePoint !== 0x09
}
