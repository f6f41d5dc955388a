import { accessOriginal, changeSeal, linkPhotos } from '#app/custody/change-item.ts'
import { comparePlace, recordCount } from '#app/custody/count-place.ts'
import { listExaminations, recordExamination } from '#app/custody/examinations.ts'
import { listCounts } from '#app/custody/list-counts.ts'
import { findByCode, listItems, listWaiting } from '#app/custody/list-items.ts'
import { moveItems } from '#app/custody/move-items.ts'
import { packContainer, unpackContainer } from '#app/custody/pack-container.ts'
import { addPlace, changePlace, listPlaces } from '#app/custody/places.ts'
import { receiveItems } from '#app/custody/receive-items.ts'
import { registerContainer, registerExhibit } from '#app/custody/register-thing.ts'
import { showChain } from '#app/custody/show-chain.ts'
import type { custodyOperations } from '#contract/custody-operations.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { examinationOperations } from '#contract/examination-operations.ts'
import type { placeOperations } from '#contract/place-operations.ts'
import type { thingOperations } from '#contract/thing-operations.ts'
import type { EngineParts } from '../engine-parts.ts'

type Name =
  | keyof typeof placeOperations
  | keyof typeof thingOperations
  | keyof typeof custodyOperations
  | keyof typeof examinationOperations

/** What operations on things, and on who has them, do. */
export function custodyHandlers({ current, slots }: EngineParts): Pick<Handlers, Name> {
  return {
    'place.add': addPlace(current),
    'place.change': changePlace(current),
    'place.list': listPlaces(current),
    'exhibit.register': registerExhibit(current),
    'container.register': registerContainer(current),
    'container.pack': packContainer(current),
    'container.unpack': unpackContainer(current),
    'exhibit.changeSeal': changeSeal(current),
    'exhibit.linkPhotos': linkPhotos(current),
    'custody.move': moveItems(current, slots),
    'custody.receive': receiveItems(current, slots),
    'custody.waiting': listWaiting(current),
    'custody.items': listItems(current),
    'custody.chain': showChain(current),
    'custody.accessOriginal': accessOriginal(current),
    'examination.record': recordExamination(current),
    'examination.list': listExaminations(current),
    'audit.compare': comparePlace(current),
    'audit.record': recordCount(current),
    'audit.list': listCounts(current),
    'item.find': findByCode(current),
  }
}
