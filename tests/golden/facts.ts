import { join } from 'node:path'

/** Where golden vaults are kept. */
export const GOLDEN_FOLDER = join(import.meta.dirname, 'vaults')

/** What is known of a golden vault, as it was when it was made. */
export type GoldenFacts = {
  readonly software: string
  readonly people: readonly {
    readonly userNumber: number
    readonly name: string
    readonly passphrase: string
    /** Titles of the cases they see, newest change first. */
    readonly titles: readonly string[]
    /** A word, and how many cases it finds for them. */
    readonly search: { readonly query: string; readonly found: number }
  }[]
  /** The line of the station's register, and the event it names. */
  readonly anchor: { readonly line: string; readonly seq: number }
  /** An exhibit that the first person can take out, and its content's SHA-256. */
  readonly exhibit: { readonly number: string; readonly digestHex: string }
  readonly recoveryCode: string
}
