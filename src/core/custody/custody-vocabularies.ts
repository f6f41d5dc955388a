/** What kind of thing a physical exhibit is. */
export const EXHIBIT_CATEGORIES = [
  'phone',
  'sim',
  'computer',
  'storage-medium',
  'cash',
  'document',
  'counterfeit-note',
  'bank-card',
  'vehicle',
  'other',
] as const

/** What exhibits are packed into. */
export const CONTAINER_FORMS = ['bag', 'box', 'envelope', 'pallet'] as const

/** Why items change hands. */
export const MOVE_PURPOSES = [
  'transfer',
  'store',
  'take-out',
  'examine',
  'court',
  'hand-to-lab',
  'return',
  'dispose',
  'destroy',
] as const

/** Purposes that end an item's custody. Each needs an order. */
export const FINAL_PURPOSES = ['return', 'dispose', 'destroy'] as const

/**
 * How a seal was found: `intact` with the number that is recorded, `broken`, `replaced` by a new one at once, or `none` where there
 * is no seal.
 */
export const SEAL_STATES = ['intact', 'broken', 'replaced', 'none'] as const

/** What a person who is found in a raid is to the case, as far as it can be told by now. */
export const RAID_PERSON_ROLES = ['suspect', 'victim', 'witness', 'undetermined'] as const

/** How the prosecutor's authorisation of a search was given (Code of Criminal Procedure 2007, art. 91: verbal is allowed). */
export const AUTHORISATION_FORMS = ['written', 'verbal'] as const

/** How somebody without keys of their own put their name under a paper. */
export const PAPER_SIGNATURES = ['signature', 'thumb-print', 'refused'] as const

/** What a digital exhibit's bytes were read from. */
export const SOURCE_FORMS = ['file', 'folder', 'device', 'raw-image', 'e01-image', 'split-image'] as const

/** One of {@link EXHIBIT_CATEGORIES}. */
export type ExhibitCategory = (typeof EXHIBIT_CATEGORIES)[number]
/** One of {@link CONTAINER_FORMS}. */
export type ContainerForm = (typeof CONTAINER_FORMS)[number]
/** One of {@link MOVE_PURPOSES}. */
export type MovePurpose = (typeof MOVE_PURPOSES)[number]
/** One of {@link FINAL_PURPOSES}. */
export type FinalPurpose = (typeof FINAL_PURPOSES)[number]
/** One of {@link SEAL_STATES}. */
export type SealState = (typeof SEAL_STATES)[number]
/** One of {@link RAID_PERSON_ROLES}. */
export type RaidPersonRole = (typeof RAID_PERSON_ROLES)[number]
/** One of {@link AUTHORISATION_FORMS}. */
export type AuthorisationForm = (typeof AUTHORISATION_FORMS)[number]
/** One of {@link PAPER_SIGNATURES}. */
export type PaperSignature = (typeof PAPER_SIGNATURES)[number]

/** Whether a purpose ends an item's custody. */
export function isFinalPurpose(purpose: MovePurpose): purpose is FinalPurpose {
  return (FINAL_PURPOSES as readonly string[]).includes(purpose)
}
