import type { DigestHex } from '#core/ids.ts'
import type { LawPack } from '#core/law/law-pack.ts'

/** A law pack with the digest of its canonical JSON: what a finalised record names it by. */
export type DigestedPack = { readonly pack: LawPack; readonly digestHex: DigestHex }

/** What documents are worded with and records are held against, as it ships with the program. */
export type CourtTexts = {
  /** The JSON value of a shipped wording, not looked at yet. @throws for a name that no wording has. */
  template(name: string): unknown
  readonly lawPacks: readonly DigestedPack[]
}
