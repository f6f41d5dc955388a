import { extractExhibit } from '#app/exhibit/extract-exhibit.ts'
import { discardInterrupted, listInterrupted } from '#app/exhibit/interrupted-seals.ts'
import { listExhibits } from '#app/exhibit/list-exhibits.ts'
import { listParts } from '#app/exhibit/list-parts.ts'
import { sealExhibit } from '#app/exhibit/seal-exhibit.ts'
import { verifyExhibit } from '#app/exhibit/verify-exhibit.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import { succeed } from '#core/result.ts'
import type { EngineParts } from '../engine-parts.ts'

type ExhibitOperation =
  | 'intake.offer'
  | 'intake.offerFolder'
  | 'outlet.offer'
  | 'exhibit.seal'
  | 'exhibit.interrupted'
  | 'exhibit.discardInterrupted'
  | 'exhibit.parts'
  | 'exhibit.list'
  | 'exhibit.verify'
  | 'exhibit.extract'

/** What operations on exhibits do. */
export function exhibitHandlers({ current, intake, outlets }: EngineParts): Pick<Handlers, ExhibitOperation> {
  return {
    'intake.offer': async (file) => intake.offerUpload(file),
    'intake.offerFolder': async ({ name, files }) => intake.offerFolder(name, files),
    'outlet.offer': async () => succeed({ outletId: outlets.offerDownload() }),
    'exhibit.seal': sealExhibit(current, intake),
    'exhibit.interrupted': listInterrupted(current),
    'exhibit.discardInterrupted': discardInterrupted(current),
    'exhibit.parts': listParts(current),
    'exhibit.list': listExhibits(current),
    'exhibit.verify': verifyExhibit(current),
    'exhibit.extract': extractExhibit(current, outlets),
  }
}
