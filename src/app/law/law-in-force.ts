import { formatSortableDate } from '#core/dates/format-date.ts'
import { type DigestedPack, readPackText } from '#core/law/adopted-pack.ts'
import { checkRecord, packsInForce, type Unmet } from '#core/law/check-record.ts'
import { fieldsOf } from '#core/law/condition.ts'
import type { RecordKind } from '#core/law/law-pack.ts'
import type { RecordContent } from '#core/records/record.ts'
import { type Result, succeed } from '#core/result.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { VaultSession } from '../vault-session.ts'

/** A law pack that the station knows; `adopted` says when and by whom, unless it ships with the program. */
export type KnownPack = DigestedPack & {
  readonly adopted: { readonly atMs: number; readonly by: string } | null
}

/** An instant and a place in the ledger: packs that were adopted after it do not count. */
export type LawMoment = { readonly atMs: number; readonly seq: number }

/** Every pack that ships or was adopted up to an event, older versions too. */
export function knownPacks(
  { register }: Pick<VaultSession, 'register'>,
  texts: CourtTexts,
  untilSeq: number = Number.MAX_SAFE_INTEGER,
): Result<readonly KnownPack[], LedgerStoreFailure> {
  const rows = register.stationTexts('law-pack')
  if (!rows.ok) return rows
  const adopted = rows.value.flatMap(({ seq, text, atMs, by }): KnownPack[] => {
    const read = seq <= untilSeq ? readPackText(text) : null
    return read?.ok === true ? [{ ...read.value, adopted: { atMs, by } }] : []
  })
  return succeed([...texts.lawPacks.map((pack) => ({ ...pack, adopted: null })), ...adopted])
}

/** The packs that count at a moment, on the station's calendar, with their digests. */
export function packsAt(
  vault: Pick<VaultSession, 'register'>,
  texts: CourtTexts,
  { atMs, seq }: LawMoment,
): Result<readonly KnownPack[], LedgerStoreFailure> {
  const known = knownPacks(vault, texts, seq)
  if (!known.ok) return known
  const inForce = packsInForce(
    known.value.map(({ pack }) => pack),
    formatSortableDate(atMs),
  )
  return succeed(known.value.filter(({ pack }) => inForce.includes(pack)))
}

/** What of some packs a record does not meet. */
export function unmetOf(packs: readonly DigestedPack[], content: RecordContent): Unmet[] {
  // The packs are those in force already: every date has come.
  return [
    ...checkRecord(
      content,
      packs.map(({ pack }) => pack),
      LAST_DAY,
    ),
  ]
}

const LAST_DAY = '9999-12-31'

/** The rules that some packs lay on a kind of record, with the fields that each is about. */
export function rulesFor(packs: readonly DigestedPack[], kind: RecordKind) {
  return packs.flatMap(({ pack: { packId, rules } }) =>
    rules
      .filter((rule) => rule.record === kind)
      .map(({ ruleId, article, text, condition, verified, source }) => {
        return { packId, ruleId, article, text, fields: [...fieldsOf(condition)], verified, source }
      }),
  )
}

/** How a finalised record names the packs that it was held against. */
export function namePacks(packs: readonly DigestedPack[]) {
  return packs.map(({ pack: { packId, version }, digestHex }) => ({ packId, version, digestHex }))
}
