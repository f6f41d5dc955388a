import {
  type Content,
  type DocumentLanguages,
  type Inline,
  isPhrase,
  type Phrase,
  toLines,
} from '#core/documents/document-tree.ts'
import { hasKhmer } from '#core/khmer/line-break.ts'
import type { Language } from '#core/language.ts'
import type { Arrangement, Colour, FlowText, Span } from './flow-text.ts'
import { COLOURS, DIGEST_SIZE, LINE_BOX, type Look, ROLES, type Role } from './type-scale.ts'

/** How one line of a document is set. */
export type LineStyle = {
  readonly role: Role
  readonly align?: FlowText['align']
  readonly colour?: Colour
  /** Reserve the height of Khmer although the text is Latin, so that neighbours share their baselines. */
  readonly khmerHeight?: boolean
}

/** A piece of a line that is put together from several. */
export type LinePart = { readonly text: string; readonly look?: Look; readonly arrangement?: Arrangement }

type Value = Exclude<Inline, Phrase>

/** Sets a content as lines beneath each other, each in the languages that the document asks for. */
export function setContent(content: Content, languages: DocumentLanguages, style: LineStyle): FlowText[] {
  return toLines(content).flatMap((inline) => setInline(inline, languages, style))
}

/** Sets a value behind its name, on one line as long as it fits. */
export function setLabelled(label: Phrase, value: Content, languages: DocumentLanguages): FlowText[] {
  const language = languages === 'en' ? 'en' : 'km'
  const both = languages === 'km+en' && label.km !== label.en
  const name = both ? `${label.km} · ${label.en}: ` : { km: `${label.km}៖ `, en: `${label.en}: ` }[language]
  return toLines(value).flatMap((inline, index): FlowText[] => {
    if (isPhrase(inline)) return setLabelledPhrase(index === 0 ? name : '', inline, languages)
    const { text, arrangement } = readValue(inline)
    const parts: LinePart[] = [{ text: index === 0 ? name : '' }, { text, arrangement }]
    return [setParts(parts, language, { role: 'cell', colour: COLOURS.ink })]
  })
}

function setLabelledPhrase(name: string, phrase: Phrase, languages: DocumentLanguages): FlowText[] {
  const language = languages === 'en' ? 'en' : 'km'
  const style: LineStyle = { role: 'cell', colour: COLOURS.ink }
  const first = setParts([{ text: name }, { text: phrase[language] }], language, style)
  if (languages !== 'km+en' || phrase.km === phrase.en) return [first]
  return [first, setGloss(phrase.en, style)]
}

/** Sets several pieces on one line, each with its own look and arrangement. */
export function setParts(parts: readonly LinePart[], language: Language, style: LineStyle): FlowText {
  const base = ROLES[style.role]
  const spans = parts.map(({ text, look = base.look, arrangement = 'prose' }) =>
    toSpan(text, look, base.sizePt, arrangement, style),
  )
  return toFlow(spans, language, style, base.look)
}

function setInline(inline: Inline, languages: DocumentLanguages, style: LineStyle): FlowText[] {
  if (!isPhrase(inline)) {
    const { text, arrangement } = readValue(inline)
    return [setParts([{ text, arrangement }], hasKhmer(text) ? 'km' : 'en', style)]
  }
  if (languages === 'en') return [setParts([{ text: inline.en }], 'en', style)]
  const khmer = setParts([{ text: inline.km }], 'km', style)
  return languages === 'km' || inline.km === inline.en ? [khmer] : [khmer, setGloss(inline.en, style)]
}

function setGloss(text: string, style: LineStyle): FlowText {
  const { look, sizePt } = ROLES[style.role].gloss
  const glossStyle = { colour: COLOURS.gloss, ...style, khmerHeight: false }
  return toFlow([toSpan(text, look, sizePt, 'prose', glossStyle)], 'en', glossStyle, look)
}

function readValue(value: Value): { readonly text: string; readonly arrangement: Arrangement } {
  if (typeof value === 'string') return { text: value, arrangement: 'prose' }
  if ('digestHex' in value) return { text: value.digestHex, arrangement: 'digest' }
  return { text: value.code, arrangement: 'break-anywhere' }
}

function toSpan(text: string, look: Look, sizePt: number, arrangement: Arrangement, style: LineStyle): Span {
  const isDigest = arrangement === 'digest'
  return {
    text,
    look: isDigest ? 'regular' : look,
    sizePt: isDigest ? sizePt * DIGEST_SIZE : sizePt,
    colour: style.colour ?? COLOURS.ink,
    arrangement,
  }
}

/** Arabic, Devanagari, Thai, Lao and Myanmar letters stack as high as Khmer ones. */
const TALL = /[\u0600-\u097f\u0e00-\u0eff\u1000-\u109f\ufb50-\ufdff\ufe70-\ufefc]/

function toFlow(spans: readonly Span[], language: Language, style: LineStyle, look: Look): FlowText {
  const khmer = spans.some((span) => hasKhmer(span.text))
  const reserved = khmer || style.khmerHeight === true || spans.some((span) => TALL.test(span.text))
  const box = khmer && look === 'title' ? LINE_BOX.title : reserved ? LINE_BOX.khmer : LINE_BOX.latin
  const sizePt = Math.max(...spans.map((span) => span.sizePt))
  return {
    spans,
    language,
    align: style.align ?? 'left',
    ascentPt: box.ascent * sizePt,
    descentPt: box.descent * sizePt,
  }
}
