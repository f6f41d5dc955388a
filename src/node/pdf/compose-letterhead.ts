import type { DocumentLanguages, Inline, Letterhead, Phrase } from '#core/documents/document-tree.ts'
import { KINGDOM, MOTTO } from '#core/documents/page-text.ts'
import type { FlowText } from './flow-text.ts'
import { type TaggedNode, toStack } from './layout-node.ts'
import { setContent } from './set-text.ts'
import { naturalLanguage, toStructure } from './structure-node.ts'
import { tagTexts } from './tag-texts.ts'
import { FILLS } from './type-scale.ts'

/** Turns a letterhead into the head of the first page: the state, its motto, who issues and under which number. */
export function composeLetterhead(block: Letterhead, languages: DocumentLanguages): TaggedNode {
  const element = toStructure('Div')
  const tag = (texts: readonly FlowText[]) => {
    const tagged = tagTexts('P', texts, naturalLanguage(languages))
    element.children.push(tagged.element)
    return tagged.texts
  }
  const column = (lines: readonly Inline[], align: 'left' | 'right') =>
    toStack(
      lines.flatMap((line, index) =>
        tag(setContent(line, languages, { role: index === 0 ? 'strong' : 'label', align })),
      ),
    )
  const state = [KINGDOM, MOTTO].flatMap((phrase) =>
    tag(setContent(upperEnglish(phrase), languages, { role: 'heading-1', align: 'center' })),
  )
  const ornament = { canvas: ORNAMENT.map((shape) => structuredClone(shape)), alignment: 'center' }
  return {
    stack: [
      toStack(state),
      { ...ornament, margin: [0, 4, 0, 10] },
      {
        columns: [
          { width: '*', ...column(block.institution, 'left') },
          { width: '*', ...column(block.reference ?? [], 'right') },
        ],
        columnGap: 16,
      },
    ],
    margin: [0, 0, 0, 10],
    element,
  }
}

/** A thin rule with a lozenge, where printed forms have the tacteng ornament. */
const ORNAMENT = [
  { type: 'line', x1: 0, y1: 3, x2: 46, y2: 3, lineWidth: 0.7, lineColor: FILLS.strongRule },
  {
    type: 'polyline',
    closePath: true,
    points: [
      { x: 50, y: 3 },
      { x: 54, y: 0 },
      { x: 58, y: 3 },
      { x: 54, y: 6 },
    ],
    color: FILLS.strongRule,
    lineColor: FILLS.strongRule,
    lineWidth: 0.3,
  },
  { type: 'line', x1: 62, y1: 3, x2: 108, y2: 3, lineWidth: 0.7, lineColor: FILLS.strongRule },
] as const

function upperEnglish(phrase: Phrase): Phrase {
  return { km: phrase.km, en: phrase.en.toUpperCase() }
}
