import type { CaseView } from '../case-file/case-view.ts'
import type { ExhibitId } from '../ids.ts'
import type { Block } from './document-tree.ts'
import { said } from './report-frame.ts'
import { fillPhrase, type Template } from './template.ts'

/** Which exhibits of a case are photos: those that a printer has been given, and those that are pictures by name and were not. */
export type ExhibitPhotos = {
  readonly shown: ReadonlySet<ExhibitId>
  readonly notShown: ReadonlySet<ExhibitId>
}

/** The wording of photos in a report. */
export const PHOTO_KEYS = {
  photos: [],
  photosNote: [],
  photo: ['number'],
  noPhotos: [],
  photosNotShown: [],
} as const

/** Width of a photo on paper. */
const WIDTH_MM = 120

/**
 * Shows the photos among the exhibits of a case, each with its number and name and the digest of the sealed original beneath. An exhibit
 * that is a picture by its name and cannot be drawn is named, so that nobody takes it for shown.
 */
export function reportPhotos(
  { exhibits }: Pick<CaseView, 'exhibits'>,
  { shown, notShown }: ExhibitPhotos,
  say: Template<typeof PHOTO_KEYS>,
): Block[] {
  const missing = exhibits.filter(({ exhibitId }) => notShown.has(exhibitId))
  const photos = exhibits
    .filter(({ exhibitId }) => shown.has(exhibitId))
    .map(({ exhibitId, number, name, digestHex }): Block => {
      const alternative = fillPhrase(say.photo, { number })
      return {
        kind: 'image',
        pictureId: exhibitId,
        alternative,
        caption: `${number} ${name}`,
        digestHex,
        widthMm: WIDTH_MM,
      }
    })
  return [
    said(photos.length === 0 ? say.noPhotos : say.photosNote),
    ...photos,
    ...(missing.length === 0
      ? []
      : [
          said(say.photosNotShown),
          {
            kind: 'list',
            ordered: false,
            points: missing.map(({ number, name }) => `${number} ${name}`),
          } as const,
        ]),
  ]
}
