import {
  type DocumentLanguages,
  type DocumentTree,
  type PageFoot,
  type Phrase,
  pickLanguage,
} from '#core/documents/document-tree.ts'
import { PAGE_TEXT, pageOfPages, TRAINING_MARK } from '#core/documents/page-text.ts'
import type { Language } from '#core/language.ts'
import { type LayoutNode, PLAIN_LAYOUT, toStack } from './layout-node.ts'
import { type LinePart, setContent, setParts } from './set-text.ts'
import { COLOURS, FILLS, PAGE_MARGINS, SIGNER_STRIP_PT } from './type-scale.ts'

/** Longest case number at the foot; a longer one ends in an ellipsis there and stands whole in the document. */
const LONGEST_CASE_NUMBER = 40
/** Height of the box that marks a page of a training vault. */
const TRAINING_STRIP_PT = 26
const STYLE = { role: 'foot', colour: COLOURS.gloss } as const

/** Room at the foot of every page of this document. */
export function footHeightPt(foot: PageFoot): number {
  const strip = hasSigners(foot) ? SIGNER_STRIP_PT : 0
  return PAGE_MARGINS.bottom + strip + (foot.isTraining === true ? TRAINING_STRIP_PT : 0)
}

/** Makes what stands at the foot of each page: number, case, ledger head, state, and room for those who sign it. */
export function composeFoot(tree: DocumentTree): (page: number, pages: number) => LayoutNode {
  const { foot, languages } = tree
  return (page, pages) => {
    const number = setParts(
      [{ text: inBoth(pageOfPages(page, pages), languages, ' · ') }],
      toLanguage(languages),
      {
        ...STYLE,
        align: 'right',
      },
    )
    return {
      stack: [
        ...composeTraining(foot, languages),
        ...composeSignerStrip(foot, languages),
        { canvas: [rule()], margin: [0, 6, 0, 2] },
        {
          columns: [
            { width: '*', ...toStack(composeState(foot, languages)) },
            { width: languages === 'km+en' ? 120 : 80, ...toStack([number]) },
          ],
        },
        toStack(composeHead(foot, languages)),
      ],
      margin: [PAGE_MARGINS.left, 0, PAGE_MARGINS.right, 0],
    }
  }
}

function composeState(foot: PageFoot, languages: DocumentLanguages) {
  const parts: LinePart[] = []
  if (foot.caseNumber !== undefined) {
    const shown = shorten(foot.caseNumber)
    parts.push({ text: `${inBoth(PAGE_TEXT.caseNumber, languages, ' ')} ` }, { text: shown, look: 'bold' })
  }
  if (foot.documentNumber !== undefined)
    parts.push({ text: `   ·   ${shorten(foot.documentNumber)}`, look: 'bold' })
  if (foot.isDraft === true)
    parts.push({ text: `   ·   ${inBoth(PAGE_TEXT.draft, languages, ' ')}`, look: 'bold' })
  if (foot.stateAsOf !== undefined) {
    const label = inBoth(PAGE_TEXT.stateAsOf, languages, ' ')
    const state = languages === 'en' ? foot.stateAsOf.en : foot.stateAsOf.km
    parts.push({ text: `${parts.length > 0 ? '   ·   ' : ''}${label} ${state}` })
  }
  return [setParts(parts.length > 0 ? parts : [{ text: '' }], toLanguage(languages), STYLE)]
}

function composeHead(foot: PageFoot, languages: DocumentLanguages) {
  if (foot.ledgerHeadHex === undefined) return []
  const parts: LinePart[] = [
    { text: `${inBoth(PAGE_TEXT.ledgerHead, languages, ' ')} ` },
    { text: foot.ledgerHeadHex, arrangement: 'digest' },
  ]
  if (foot.checkCode !== undefined)
    parts.push({
      text: `   ·   ${pickLanguage(PAGE_TEXT.checkCode, languages)} ${foot.checkCode}`,
      look: 'bold',
    })
  return [setParts(parts, toLanguage(languages), STYLE)]
}

// A box across the whole page: whoever cuts it off cuts off the number, the head and the signatures beneath.
function composeTraining(foot: PageFoot, languages: DocumentLanguages): LayoutNode[] {
  if (foot.isTraining !== true) return []
  const said = pickLanguage(PAGE_TEXT.training, languages === 'km+en' ? 'km' : languages)
  const parts: LinePart[] = [{ text: TRAINING_MARK, look: 'bold' }, { text: `   ${said}` }]
  const line = setParts(parts, toLanguage(languages), { ...STYLE, align: 'center' })
  return [
    {
      table: { widths: ['*'], heights: [TRAINING_STRIP_PT - 12], body: [[toStack([line])]] },
      layout: { ...PLAIN_LAYOUT, hLineWidth: () => 1.5, vLineWidth: () => 1.5, paddingLeft: () => 4 },
      margin: [0, 0, 0, 4],
    },
  ]
}

function composeSignerStrip(foot: PageFoot, languages: DocumentLanguages): LayoutNode[] {
  const signers = foot.everyPageSigners ?? []
  if (signers.length === 0) return []
  const cells = signers.map((signer) =>
    toStack(setContent(inBoth(signer, languages, ' · '), languages, { ...STYLE, align: 'center' })),
  )
  return [
    {
      table: { widths: signers.map(() => '*'), heights: [SIGNER_STRIP_PT - 8], body: [cells] },
      layout: {
        ...PLAIN_LAYOUT,
        hLineWidth: () => 0.5,
        vLineWidth: () => 0.5,
        paddingLeft: () => 4,
      },
    },
  ]
}

function hasSigners(foot: PageFoot): boolean {
  return (foot.everyPageSigners ?? []).length > 0
}

function inBoth(phrase: Phrase, languages: DocumentLanguages, between: string): string {
  if (languages === 'km') return phrase.km
  return languages === 'en' ? phrase.en : phrase.km + between + phrase.en
}

function toLanguage(languages: DocumentLanguages): Language {
  return languages === 'en' ? 'en' : 'km'
}

function shorten(text: string): string {
  const characters = [...text]
  if (characters.length <= LONGEST_CASE_NUMBER) return text
  return `${characters.slice(0, LONGEST_CASE_NUMBER).join('')}…`
}

function rule(): object {
  const right = 595.28 - PAGE_MARGINS.left - PAGE_MARGINS.right
  return { type: 'line', x1: 0, y1: 0, x2: right, y2: 0, lineWidth: 0.5, lineColor: FILLS.rule }
}
