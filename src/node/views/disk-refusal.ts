/** What the disk answered when projections were to be written, and how much room it had then. */
export type DiskRefusal = { readonly error: unknown; readonly freeBlocks: number }
