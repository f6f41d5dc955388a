import { isControl } from './check-text.ts'
import { isInvisible } from './marks.ts'

const KHMER = /^[\u1780-\u17ff\u19e0-\u19ff]$/
const PICTOGRAPH = /^\p{Extended_Pictographic}$/u
const BREAKING_SPACE = 0x200b
const NON_JOINER = 0x200c
const JOINER = 0x200d
const EMOJI_SELECTOR = 0xfe0f

/**
 * Writes a text so that everything in it can be seen: control characters, direction controls, characters without a glyph, line
 * and paragraph separators, lone surrogates and noncharacters stand as their code point, `⟨U+202E⟩`.
 *
 * For names, identifiers and file names on screens and in reports. The result is for reading; it does not say whether the
 * text itself held `⟨U+202E⟩` as letters.
 */
export function showEscaped(text: string): string {
  return writeVisible(text, () => false)
}

/**
 * Writes a text of several lines like {@link showEscaped}, but leaves what is ordinary in prose: line feeds and tabs, zero-width
 * spaces and joiners beside a Khmer letter, joiners and selectors that belong to an emoji.
 */
export function showEscapedStory(text: string): string {
  return writeVisible(text, isOrdinaryInProse)
}

/**
 * What {@link showEscapedStory} writes for each character (code point) of a text, in their order, so that a place in what is shown
 * can be led back to its place in the text.
 */
export function showEscapedCharacters(text: string): readonly string[] {
  return visibleCharacters(text, isOrdinaryInProse)
}

function writeVisible(text: string, isOrdinary: Ordinary): string {
  return visibleCharacters(text, isOrdinary).join('')
}

type Ordinary = (codePoint: number, before: string, after: string) => boolean

function visibleCharacters(text: string, isOrdinary: Ordinary): readonly string[] {
  const characters = [...text]
  return characters.map((character, index) => {
    const codePoint = character.codePointAt(0) ?? 0
    if (!isHidden(codePoint)) return character
    const before = characters[index - 1] ?? ''
    const after = characters[index + 1] ?? ''
    return isOrdinary(codePoint, before, after) ? character : codePointName(codePoint)
  })
}

function isHidden(codePoint: number): boolean {
  return (
    isControl(codePoint) ||
    isInvisible(codePoint) ||
    codePoint === 0x2028 ||
    codePoint === 0x2029 ||
    (codePoint >= 0xd800 && codePoint <= 0xdfff) ||
    (codePoint >= 0xfdd0 && codePoint <= 0xfdef) ||
    (codePoint & 0xfffe) === 0xfffe
  )
}

function isOrdinaryInProse(codePoint: number, before: string, after: string): boolean {
  if (codePoint === 0x0a || codePoint === 0x09) return true
  if (codePoint === BREAKING_SPACE || codePoint === NON_JOINER || codePoint === JOINER) {
    if (KHMER.test(before) || KHMER.test(after)) return true
  }
  if (codePoint === JOINER) return PICTOGRAPH.test(after)
  return codePoint === EMOJI_SELECTOR && PICTOGRAPH.test(before)
}

function codePointName(codePoint: number): string {
  return `⟨U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}⟩`
}
