import * as z from 'zod'
import type { CaseId, HubId, PackageId, VaultId } from '../ids.ts'
import { canonicalBytes, parseCanonical } from '../ledger/canonical-json.ts'
import { branded, id } from '../ledger/event-fields.ts'
import { fail, type Result, succeed } from '../result.ts'
import type { PackageManifest } from './manifest.ts'
import { SYNC_VERSION } from './signed-document.ts'

const keysShape = z.strictObject({
  format: z.literal('samnum-package-keys'),
  v: z.literal(SYNC_VERSION),
  packageId: id<PackageId>(),
  hubId: id<HubId>(),
  vaultId: id<VaultId>(),
  registerKeyHex: branded<string>(64),
  /** Cases that were shared with the hub and whose key whoever wrote the package holds. */
  cases: z
    .array(z.strictObject({ caseId: id<CaseId>(), number: z.string().max(200), keyHex: branded<string>(64) }))
    .max(1_000_000),
})

/** What the age file of a package holds: the keys that the hub reads this vault with. */
export type PackageKeys = z.output<typeof keysShape>

/** The canonical bytes of the keys, to be sealed to the hub's recipient. */
export function writePackageKeys(keys: PackageKeys): Uint8Array {
  return canonicalBytes(keys)
}

/** Reads keys that were opened; they must be of the package that they came with. */
export function verifyPackageKeys(
  bytes: Uint8Array,
  { packageId, hubId, vaultId }: Pick<PackageManifest, 'packageId' | 'hubId' | 'vaultId'>,
): Result<PackageKeys, { readonly code: 'sync/malformed' | 'sync/keys-of-another-package' }> {
  const value = parseCanonical(bytes)
  const keys = keysShape.safeParse(value.ok ? value.value : null)
  if (!keys.success) return fail({ code: 'sync/malformed' })
  const isOurs =
    keys.data.packageId === packageId && keys.data.hubId === hubId && keys.data.vaultId === vaultId
  return isOurs ? succeed(keys.data) : fail({ code: 'sync/keys-of-another-package' })
}
