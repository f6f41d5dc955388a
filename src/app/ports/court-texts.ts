import type { DigestedPack } from '#core/law/adopted-pack.ts'

/** What documents are worded with and records are held against, as it ships with the program. */
export type CourtTexts = {
  /** The JSON value of a shipped wording, not looked at yet. @throws for a name that no wording has. */
  template(name: string): unknown
  readonly lawPacks: readonly DigestedPack[]
}
