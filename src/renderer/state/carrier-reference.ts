/** Begins every reference that a carrier, and not the engine, gives to a call without an answer. */
export const CARRIER_REFERENCE = 'carrier'

/** Tells whether a bug's reference says that the engine was not reached at all. */
export function isCarrierReference(reference: string): boolean {
  return reference.startsWith(`${CARRIER_REFERENCE}-`)
}

/** Tells whether the server answered a page that it has not let in. */
export function isNotInvited(reference: string): boolean {
  return reference === `${CARRIER_REFERENCE}-http-401` || reference === `${CARRIER_REFERENCE}-http-403`
}
