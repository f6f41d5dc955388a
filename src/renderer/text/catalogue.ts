import type { km } from './km.ts'

/** Every text the screens need. A language that lacks one does not compile. */
export type Catalogue = typeof km
