import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { CaseId, VaultId } from '#core/ids.ts'
import type { PackageKeys } from '#core/packages/package-keys.ts'
import type { HubReads, SealedScopeKey } from '../ports/hub-store.ts'
import type { HubTools } from '../ports/hub-tools.ts'
import type { StationKeys } from './judge-station.ts'

/** What the hub reads a station with: what it had, and what a package brought besides. */
export type HeldKeys = {
  readonly keys: StationKeys
  /** Names this set of keys. */
  readonly mark: string
  /** Those that the store does not have yet. */
  readonly fresh: readonly SealedScopeKey[]
}

/** Opens the keys that the store has of a station and adds those of a package; `null` where there is none of the register. */
export async function gatherKeys(
  { tools }: { readonly tools: HubTools },
  reads: HubReads,
  vaultId: VaultId,
  brought: PackageKeys | null,
): Promise<HeldKeys | null> {
  const texts = new Map<string, string>()
  for (const { scope, sealedHex } of await reads.scopeKeys(vaultId)) {
    const key = tools.openSecret(sealedHex)
    if (key !== null) texts.set(scope, bytesToHex(key))
  }
  const fresh: SealedScopeKey[] = []
  const add = (scope: string, keyHex: string) => {
    if (texts.get(scope) === keyHex) return
    texts.set(scope, keyHex)
    fresh.push({ scope, sealedHex: tools.sealSecret(hexToBytes(keyHex)) })
  }
  if (brought !== null) {
    add(vaultId, brought.registerKeyHex)
    for (const { caseId, keyHex } of brought.cases) add(caseId, keyHex)
  }
  const register = texts.get(vaultId)
  if (register === undefined) return null
  const scopes = [...texts.keys()].filter((scope) => scope !== vaultId).sort()
  const cases = scopes.map(
    (scope) => [scope as CaseId, tools.scopeKeyOf(hexToBytes(texts.get(scope) ?? ''))] as const,
  )
  const mark = tools.crypto.digestHex(
    ...[register, ...scopes.map((scope) => scope + texts.get(scope))].map((text) => utf8ToBytes(text)),
  )
  const keys = { register: tools.scopeKeyOf(hexToBytes(register)), cases: new Map(cases) }
  return { keys, mark, fresh }
}
