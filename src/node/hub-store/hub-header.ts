import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { Failure } from '#contract/failures.ts'
import { canonicalBytes, parseCanonical } from '#core/ledger/canonical-json.ts'
import { hubIdOf } from '#core/packages/hub-identity.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { keyDerivationSchema } from '../crypto/key-derivation.ts'
import { sha256Hex } from '../crypto/primitives.ts'
import { diskFailureOf, errnoOf } from '../disk/disk-failure.ts'
import { readUpTo } from '../disk/read-file.ts'

/** The header of a hub's folder, twice, so that no single small file is its end. */
export const HUB_HEADER_FILES = ['hub.json', 'hub.copy.json'] as const

const MAX_HEADER_BYTES = 64 * 1024
const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))

const content = z.strictObject({
  format: z.literal('samnum-hub'),
  v: z.literal(1),
  hubId: hex(16),
  name: z.string().min(1).max(1000),
  kdf: keyDerivationSchema.extend({ saltHex: hex(16) }),
  /** Nonce, ciphertext and tag of the seed that all keys of the hub follow from. */
  sealedSeedHex: hex(12 + 32 + 16),
  signingKeyHex: hex(32),
  recipient: z.string().regex(/^age1pq1[02-9ac-hj-np-z]{1900,2000}$/),
  /** SHA-256 of the SubjectPublicKeyInfo of the server's certificate. */
  tlsPinHex: hex(32),
})

/** The public header of a hub's folder. */
export type HubHeader = z.output<typeof content>

/** Why a hub's header is refused. */
export type HubHeaderFailure =
  | DiskFailure
  | Failure<'hub/not-found' | 'hub/not-a-hub' | 'hub/header-damaged' | 'hub/from-the-future'>

/** The bytes of a header file: canonical JSON with the SHA-256 of the rest as `digestHex`, then a line feed. */
export function hubHeaderBytes(header: HubHeader): Uint8Array {
  const digestHex = sha256Hex(canonicalBytes(header))
  return Buffer.concat([canonicalBytes({ ...header, digestHex }), Buffer.from('\n')])
}

/** What the seed is bound to: everything that the header says besides. */
export function seedFacts({ sealedSeedHex: _, ...facts }: HubHeader): Uint8Array {
  return canonicalBytes(facts)
}

/** Reads the header of a hub's folder; the second copy where the first does not hold. */
export async function readHubHeader(folder: string): Promise<Result<HubHeader, HubHeaderFailure>> {
  const read = await Promise.all(HUB_HEADER_FILES.map((file) => readOne(join(folder, file))))
  const whole = read.find((copy) => copy.ok)
  if (whole !== undefined) return whole
  const refused = read.find((copy) => !copy.ok && copy.failure.code === 'hub/from-the-future') ?? read[0]
  if (refused === undefined || refused.ok || refused.failure.code !== 'hub/not-found')
    return refused ?? fail({ code: 'hub/not-found' })
  const second = read[1]
  if (second !== undefined && !second.ok && second.failure.code !== 'hub/not-found') return second
  return (await exists(folder)) ? fail({ code: 'hub/not-a-hub' }) : fail({ code: 'hub/not-found' })
}

async function readOne(path: string): Promise<Result<HubHeader, HubHeaderFailure>> {
  try {
    const bytes = await readUpTo(path, MAX_HEADER_BYTES)
    return bytes === null ? fail({ code: 'hub/header-damaged' }) : parseHubHeader(bytes)
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === 'ENOENT' || errno === 'ENOTDIR') return fail({ code: 'hub/not-found' })
    return errno === 'EISDIR' ? fail({ code: 'hub/header-damaged' }) : fail(diskFailureOf(error))
  }
}

function parseHubHeader(bytes: Uint8Array): Result<HubHeader, HubHeaderFailure> {
  if (bytes.at(-1) !== 0x0a) return fail({ code: 'hub/header-damaged' })
  const value = parseCanonical(bytes.subarray(0, bytes.length - 1))
  if (!value.ok || typeof value.value !== 'object' || value.value === null || Array.isArray(value.value))
    return fail({ code: 'hub/header-damaged' })
  const { digestHex, ...rest } = value.value as Record<string, unknown>
  if (digestHex !== sha256Hex(canonicalBytes(rest as never))) return fail({ code: 'hub/header-damaged' })
  if (rest.format === 'samnum-hub' && typeof rest.v === 'number' && rest.v > 1)
    return fail({ code: 'hub/from-the-future' })
  const header = content.safeParse(rest)
  const isOwn = header.success && hubIdOf(header.data.signingKeyHex) === header.data.hubId
  return header.success && isOwn ? succeed(header.data) : fail({ code: 'hub/header-damaged' })
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    errnoOf(error)
    return false
  }
}
