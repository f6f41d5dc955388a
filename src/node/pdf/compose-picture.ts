import type { DocumentLanguages, Picture } from '#core/documents/document-tree.ts'
import type { EmbeddedPictures } from './embedded-pictures.ts'
import { type RoomNeed, roomForRows, type TaggedNode, toStack } from './layout-node.ts'
import { setContent, setLabelled } from './set-text.ts'
import { naturalLanguage, toStructure } from './structure-node.ts'
import { tagTexts } from './tag-texts.ts'
import { CONTENT_WIDTH_PT, POINTS_PER_MM } from './type-scale.ts'

/** Most height of a picture, so that its caption stands on the same page. */
const HIGHEST_MM = 190
/**
 * A higher picture is made smaller down to this height where the page has no more room: 63 % of the highest, on which a screenshot is
 * still read, so that a tall photo does not leave half a page empty before it.
 */
const LEAST_HIGHEST_MM = 120
const GAP_PT = 3
const ABOVE_PT = 4
const BELOW_PT = 10
/** A picture that fills a page to its end would be one rounding error from leaving the page after it empty. */
const SLACK_PT = 1
const DIGEST_LABEL = { km: 'SHA-256', en: 'SHA-256' } as const

/** Turns a picture into its pixels at the size of print, with its caption and the digest of the original beneath. */
export function composePicture(
  block: Picture,
  languages: DocumentLanguages,
  pictures: EmbeddedPictures,
): TaggedNode {
  const language = naturalLanguage(languages)
  const widthPt = Math.min(block.widthMm * POINTS_PER_MM, CONTENT_WIDTH_PT)
  const heightPt = Math.min(block.highestMm ?? HIGHEST_MM, HIGHEST_MM) * POINTS_PER_MM
  const picture = pictures.fit(block.pictureId, widthPt, heightPt)
  const alternative =
    languages === 'km+en' ? `${block.alternative.km} · ${block.alternative.en}` : block.alternative[language]
  const figure = toStructure('Figure', [], { alternative })
  const said = block.caption === undefined ? [] : setContent(block.caption, languages, { role: 'label' })
  const caption = tagTexts('P', said, language)
  const digest = tagTexts('P', setLabelled(DIGEST_LABEL, { digestHex: block.digestHex }, languages), language)
  const texts = [...caption.texts, ...digest.texts]
  const roomBeneath = roomForRows(
    [[{ texts, widthPt: CONTENT_WIDTH_PT }]],
    GAP_PT + BELOW_PT + SLACK_PT,
    true,
  )
  const leastPt = Math.min(picture.heightPt, LEAST_HIGHEST_MM * POINTS_PER_MM)
  const placed = { picture, leastPt, roomBeneath, element: figure }
  return {
    stack: [{ text: ' ', ...placed, margin: [0, 0, 0, GAP_PT] }, toStack(texts)],
    margin: [0, ABOVE_PT, 0, BELOW_PT],
    roomNeed: ((shaper) => leastPt + roomBeneath(shaper) + ABOVE_PT) satisfies RoomNeed,
    element: toStructure('Div', [figure, caption.element, digest.element]),
  }
}
