import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { DeviceId, KeyId } from '../ids.ts'

/** A verified event with whose key signed it and in which device's chain it stands. */
export type PlacedEvent = VerifiedEvent & { readonly actor: KeyId; readonly device: DeviceId }
