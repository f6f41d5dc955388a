/** An entry of an archive as its listing has it; nothing of it is unpacked. */
export type ListedEntry = {
  /** The name as found. `isNameLost` where the library could not give all of it. */
  readonly path: string
  readonly isNameLost?: boolean
  readonly sizeBytes?: number
  readonly packedBytes?: number
  readonly isEncrypted: boolean
  readonly isFolder: boolean
  /** Where a link points, as found. */
  readonly linkTarget?: string
  /** Seconds since 1970, where the archive keeps them. */
  readonly modifiedAtS?: number
  /** A time without a zone, as found. */
  readonly modifiedText?: string
  /** Where the entry's own header begins. */
  readonly headerOffset?: number
}

/** Thrown by a listing that has begun and cannot go on: what came before stands. */
export class ListingBroken extends Error {
  override readonly name = 'ListingBroken'
  readonly why: 'damaged' | 'unpacks-to-much'
  constructor(why: 'damaged' | 'unpacks-to-much', options?: ErrorOptions) {
    super(why, options)
    this.why = why
  }
}
