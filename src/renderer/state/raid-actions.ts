import type { Envelope } from '#contract/envelope.ts'
import type { OutputOf } from '#contract/operations.ts'
import { changeCustody } from './custody-actions.ts'
import type { Offering } from './desk.ts'
import { keepDraft, loadDraft } from './keep-draft.ts'
import type { RaidDesk } from './raid-desk.ts'
import {
  emptyEntry,
  entryDraft,
  entryInput,
  isEntered,
  nextEntry,
  type RaidEntry,
  readEntryDraft,
} from './raid-entry.ts'
import { type Refusal, refusalOf } from './remote.ts'
import { sealOffered } from './sealing-actions.ts'
import type { Workplace } from './workplace.ts'

/** Begins entering: with what was kept, where the last entry was never saved. */
export async function openRaidDesk(at: Workplace, raidId: string): Promise<void> {
  if (at.store.getState().custody.raidDesk?.raidId === raidId) return
  const kept = await loadDraft(at, draftName(raidId))
  const restored = kept === null ? null : readEntryDraft(kept)
  const desk: RaidDesk = {
    raidId,
    entry: restored ?? emptyEntry(),
    keeping: { status: 'kept' },
    wasRestored: restored !== null && isEntered(restored),
    isSaving: false,
    refusal: null,
    saved: {},
    last: null,
  }
  changeCustody(at, () => ({ raidDesk: desk }))
}

/** Goes on with what is entered in this window, where another one keeps an entry of the same raid. */
export async function keepEntryHere(at: Workplace, raidId: string): Promise<void> {
  await loadDraft(at, draftName(raidId))
  keepEntry(at)
}

/** Takes what another window kept in place of what is entered here. */
export async function takeEntryThere(at: Workplace, raidId: string): Promise<void> {
  changeCustody(at, () => ({ raidDesk: null }))
  await openRaidDesk(at, raidId)
}

/** Changes the entry, and keeps it. */
export function editEntry(at: Workplace, move: (entry: RaidEntry) => RaidEntry): void {
  changeDesk(at, (desk) => ({ ...desk, entry: move(desk.entry) }))
  keepEntry(at)
}

/** Saves the entry as the raid's next thing, and begins the next one. Answers why it was not saved. */
export async function saveEntry(
  at: Workplace,
  { caseId, raidId }: { readonly caseId: string; readonly raidId: string },
  categoryName: string,
): Promise<Envelope<OutputOf<'raid.addItem'>> | null> {
  const desk = at.store.getState().custody.raidDesk
  if (desk === null || desk.isSaving) return null
  const { entry } = desk
  changeDesk(at, (now) => ({ ...now, isSaving: true, refusal: null }))
  const answer = await at.desk.client.call('raid.addItem', {
    case: caseId,
    raid: raidId,
    ...entryInput(entry, categoryName),
  })
  if (answer.outcome !== 'done') {
    changeDesk(at, (now) => ({ ...now, isSaving: false, refusal: refusalOf(answer) }))
    return answer
  }
  const { itemId, number, seal } = answer.value.item
  const last = { itemId, number }
  changeDesk(at, (now) => ({
    ...now,
    isSaving: false,
    wasRestored: false,
    // What was typed while the answer was on its way belongs to the next thing.
    entry: { ...nextEntry(entry, seal?.number ?? ''), line: now.entry.line },
    saved: { ...now.saved, [entry.key]: last },
    last,
  }))
  keepEntry(at)
  return answer
}

/** Seals photographs for the entry that is being written; for one that was saved meanwhile they are linked to it. */
export async function addPhotos(at: Workplace, caseId: string, offering: Offering): Promise<Refusal | null> {
  const key = at.store.getState().custody.raidDesk?.entry.key
  if (offering.outcome !== 'done' || key === undefined) return refusalOf(offering)
  const offered = new Set(
    offering.value.files.flatMap((file) => (file.outcome === 'offered' ? [file.item.intakeId] : [])),
  )
  const refused = await sealOffered(at, caseId, offering)
  if (refused !== null) return refused
  const numbers = at.store
    .getState()
    .sealings.flatMap(({ intakeId, work }) =>
      intakeId !== null && offered.has(intakeId) && work.status === 'done' ? [work.value.number] : [],
    )
  if (numbers.length === 0) return null
  const now = at.store.getState().custody.raidDesk
  const saved = now?.saved[key]
  if (saved === undefined) {
    editEntry(at, (entry) => ({ ...entry, photos: [...entry.photos, ...numbers] }))
    return null
  }
  return refusalOf(await at.desk.client.call('exhibit.linkPhotos', { item: saved.itemId, photos: numbers }))
}

function keepEntry(at: Workplace): void {
  const desk = at.store.getState().custody.raidDesk
  if (desk === null) return
  void keepDraft(at, draftName(desk.raidId), entryDraft(desk.entry), (keeping) =>
    changeDesk(at, (now) => ({ ...now, keeping })),
  )
}

function changeDesk(at: Workplace, move: (desk: RaidDesk) => RaidDesk): void {
  changeCustody(at, ({ raidDesk }) => (raidDesk === null ? {} : { raidDesk: move(raidDesk) }))
}

function draftName(raidId: string): string {
  return `raid/${raidId}`
}
