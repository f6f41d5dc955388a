import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import { type DigestedPack, MAX_PACK_CHARACTERS, packText, readPackText } from '#core/law/adopted-pack.ts'
import { parseLawPack } from '#core/law/law-pack.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { type KnownPack, knownPacks, packsAt } from './law-in-force.ts'

/** `law.list`. */
export function listLaw(session: SessionSource, texts: CourtTexts): Handler<'law.list'> {
  return async () => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const known = knownPacks(vault, texts)
    if (!known.ok) return known
    const now = { atMs: vault.clock.nowMs(), seq: Number.MAX_SAFE_INTEGER }
    const inForce = packsAt(vault, texts, now)
    if (!inForce.ok) return inForce
    const digests = new Set(inForce.value.map(({ digestHex }) => digestHex))
    return succeed({ packs: known.value.map((pack) => lineOf(pack, digests.has(pack.digestHex))) })
  }
}

/** `law.inspect`. */
export function inspectLawPack(session: SessionSource): Handler<'law.inspect'> {
  return async ({ pack }) => {
    if (session() === null) return lockedFailure()
    const read = readFile(pack)
    return read.ok ? succeed({ pack: lineOf({ ...read.value, adopted: null }, false) }) : read
  }
}

/** `law.adopt`. */
export function adoptLawPack(session: SessionSource, texts: CourtTexts): Handler<'law.adopt'> {
  return async ({ pack: file, digestHex: stated }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readFile(file)
    if (!read.ok) return read
    const { pack, digestHex, text } = read.value
    if (digestHex !== stated) return fail({ code: 'law/digest-differs' })
    const known = knownPacks(vault, texts)
    if (!known.ok) return known
    const { packId, version } = pack
    const newest = Math.max(
      0,
      ...known.value.flatMap((other) => (other.pack.packId === packId ? other.pack.version : [])),
    )
    if (version <= newest) return fail({ code: 'law/version-not-newer', facts: { version: newest } })
    const { userId, name } = vault.person
    const data = { packId, version, digestHex, text, adoptedBy: { userId, name } }
    const appended = appendEvents(vault, [
      { key: vault.registerKey, body: { kind: 'law-pack-adopted', scope: vault.vaultId, data } },
    ])
    return appended.ok ? succeed({ packId, version, digestHex }) : appended
  }
}

/** Reads what a pack's file held, in whatever order it was written; its digest is that of the canonical text. */
function readFile(
  value: unknown,
): Result<DigestedPack & { readonly text: string }, Failure<'law/malformed-pack'>> {
  const text = parseLawPack(value).ok ? packText(value) : null
  if (text === null || text.length > MAX_PACK_CHARACTERS) return fail({ code: 'law/malformed-pack' })
  const read = readPackText(text)
  return read.ok ? succeed({ ...read.value, text }) : read
}

function lineOf({ pack, digestHex, adopted }: KnownPack, isInForce: boolean) {
  const { packId, version, dated, jurisdiction, title, source, rules } = pack
  return {
    packId,
    version,
    dated,
    jurisdiction,
    title,
    source,
    digestHex,
    isInForce,
    rules: rules.map((rule) => {
      const { ruleId, record, article, text, verified } = rule
      return { ruleId, record, article, text, verified, source: rule.source }
    }),
    ...(adopted !== null && { adopted }),
  }
}
