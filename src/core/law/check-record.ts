import { fieldsOf, holds } from './condition.ts'
import type { LawPack, LawRule, RecordKind } from './law-pack.ts'

/** A condition of the law that a record does not meet. */
export type Unmet = {
  readonly packId: string
  readonly packVersion: number
  readonly ruleId: string
  readonly article: LawRule['article']
  readonly text: LawRule['text']
  /** Fields of the record's data that the condition is about. */
  readonly fields: readonly string[]
  /** Only rules that somebody checked against the law's own text keep a record from being finalised. */
  readonly effect: 'blocks' | 'warns'
  readonly source: string
}

/**
 * Holds a record's data against every rule for its kind, in the order of the packs. A record MAY be finalised when nothing in the
 * answer blocks. Of several versions of a pack the newest that is dated on or before `onDay` (`YYYY-MM-DD`) counts.
 */
export function checkRecord(
  { kind, data }: { readonly kind: RecordKind; readonly data: unknown },
  packs: readonly LawPack[],
  onDay: string,
): readonly Unmet[] {
  return packsInForce(packs, onDay).flatMap(({ packId, version, rules }) =>
    rules
      .filter((rule) => rule.record === kind && !holds(rule.condition, data))
      .map((rule) => ({
        packId,
        packVersion: version,
        ruleId: rule.ruleId,
        article: rule.article,
        text: rule.text,
        fields: fieldsOf(rule.condition),
        effect: rule.verified ? 'blocks' : 'warns',
        source: rule.source,
      })),
  )
}

/** The packs that count on a day: of each the newest version whose date has come. */
export function packsInForce(packs: readonly LawPack[], onDay: string): readonly LawPack[] {
  const newest = new Map<string, LawPack>()
  for (const pack of packs) {
    const known = newest.get(pack.packId)
    if (pack.dated <= onDay && (known === undefined || known.version < pack.version))
      newest.set(pack.packId, pack)
  }
  return [...newest.values()]
}
