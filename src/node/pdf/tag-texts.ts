import type { Language } from '#core/language.ts'
import { hasRightToLeft } from './bidi-levels.ts'
import type { FlowText } from './flow-text.ts'
import {
  type StructureAttributes,
  type StructureKind,
  type StructureNode,
  toStructure,
} from './structure-node.ts'

/** Texts with their element: each line they are laid into becomes content of it. */
export type TaggedTexts = { readonly element: StructureNode; readonly texts: readonly FlowText[] }

/** A string of a PDF/A holds 32,767 bytes (ISO 19005-3, 6.1.13), two a character and two in front. */
const LONGEST_STRING = 16_382

/**
 * Makes texts the content of a new element, which names their language where it is not the document's. From the first
 * text in another language than those before it on, each has an element of its own, so that the order stays.
 */
export function tagTexts(
  kind: StructureKind,
  texts: readonly FlowText[],
  documentLanguage: Language,
  attributes: StructureAttributes = {},
): TaggedTexts {
  const language = texts[0]?.language ?? documentLanguage
  const element = toStructure(kind, [], { attributes, ...toLanguage(language, documentLanguage) })
  const tagged = texts.map((text): FlowText => {
    const typed = text.spans.map((part) => part.text).join('')
    const isTurned = hasRightToLeft(typed) && typed.length <= LONGEST_STRING
    if (text.language === language && element.children.length === 0 && !isTurned) return { ...text, element }
    const actual = isTurned ? { actual: typed } : {}
    const span = toStructure('Span', [], { ...toLanguage(text.language, language), ...actual })
    element.children.push(span)
    return { ...text, element: span }
  })
  return { element, texts: tagged }
}

function toLanguage(language: Language, around: Language): { readonly language?: Language } {
  return language === around ? {} : { language }
}
