import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { Failure } from '#contract/failures.ts'
import { hubIdOf } from '#core/packages/hub-identity.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type HubKeys, hubKeysFrom, wipeHubKeys } from '../crypto/hub-keys.ts'
import { deriveFromPassphrase, type KeyDerivation } from '../crypto/key-derivation.ts'
import {
  hkdfSha256,
  KEY_BYTES,
  NONCE_BYTES,
  openAesGcm,
  randomBytes,
  sealAesGcm,
  sha256Hex,
} from '../crypto/primitives.ts'
import { attemptOnDisk, diskFailureOf, errnoOf } from '../disk/disk-failure.ts'
import { ensureFolder, fsyncFolder, writeFileDurably } from '../disk/durable-file.ts'
import { publicKeyInfo } from '../signatures/certificate.ts'
import { moveIntoPlace } from '../vault/vault-place.ts'
import {
  HUB_HEADER_FILES,
  type HubHeader,
  type HubHeaderFailure,
  hubHeaderBytes,
  readHubHeader,
  seedFacts,
} from './hub-header.ts'

/** The embedded database of a hub. */
export const HUB_DATABASE_FILE = 'hub.db'
/** Where packages lie until they are decided on, and where objects lie afterwards. */
export const HUB_FOLDERS = { incoming: 'incoming', objects: 'objects' } as const
/** Where packages lie while they arrive over a network. It is made when it is needed, and no backup has it. */
export const ARRIVING_FOLDER = 'arriving'

const NO_SALT = new Uint8Array(0)

/** A hub's folder that was opened: who it is, and its keys. */
export type OpenHubFolder = { readonly folder: string; readonly header: HubHeader; readonly keys: HubKeys }

/** Why a hub's folder does not open. */
export type OpenFolderFailure = HubHeaderFailure | Failure<'hub/wrong-passphrase'>

/** Why no hub can be made at a place. */
export type MakeFolderFailure = DiskFailure | Failure<'hub/folder-not-empty'>

/**
 * Makes the folder of a hub at a place that is absent or empty. Everything is written and fsynced in a folder beside it, which a
 * rename puts there whole: a crash leaves a hub or none. `fill` is given the folder before it has its name.
 */
export async function makeHubFolder<F>(
  folder: string,
  founding: { readonly name: string; readonly passphrase: string; readonly kdf: KeyDerivation },
  fill: (made: OpenHubFolder) => Promise<Result<void, F>>,
): Promise<Result<HubHeader, MakeFolderFailure | F>> {
  const isFree = await attemptOnDisk(() => isAbsentOrEmpty(folder))
  if (!isFree.ok) return isFree
  if (!isFree.value) return fail({ code: 'hub/folder-not-empty' })
  const seed = randomBytes(KEY_BYTES)
  const keys = await hubKeysFrom(seed)
  const unfinished = `${folder}.${Buffer.from(randomBytes(4)).toString('hex')}.unfinished`
  try {
    const header = await sealHeader(seed, keys, founding)
    await ensureFolder(unfinished)
    for (const name of Object.values(HUB_FOLDERS)) await ensureFolder(join(unfinished, name))
    const filled = await fill({ folder: unfinished, header, keys })
    if (!filled.ok) return filled
    for (const file of HUB_HEADER_FILES)
      await writeFileDurably(join(unfinished, file), hubHeaderBytes(header))
    await fsyncFolder(unfinished)
    await moveIntoPlace(unfinished, folder)
    return succeed(header)
  } catch (error) {
    return fail(diskFailureOf(error))
  } finally {
    seed.fill(0)
    wipeHubKeys(keys)
    await rm(unfinished, { recursive: true, force: true }).catch(errnoOf)
  }
}

/** Opens a hub's folder with its passphrase. The caller wipes the keys. */
export async function openHubFolder(
  folder: string,
  passphrase: string,
): Promise<Result<OpenHubFolder, OpenFolderFailure>> {
  const header = await readHubHeader(folder)
  if (!header.ok) return header
  const { saltHex, ...kdf } = header.value.kdf
  const key = await slotKey(passphrase, Buffer.from(saltHex, 'hex'), kdf)
  const sealed = Buffer.from(header.value.sealedSeedHex, 'hex')
  const facts = seedFacts(header.value)
  const seed = openAesGcm(key, sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES), facts)
  key.fill(0)
  if (seed === null) return fail({ code: 'hub/wrong-passphrase' })
  const keys = await hubKeysFrom(seed)
  seed.fill(0)
  if (keys.signer.publicKeyHex === header.value.signingKeyHex && keys.recipient === header.value.recipient)
    return succeed({ folder, header: header.value, keys })
  wipeHubKeys(keys)
  return fail({ code: 'hub/header-damaged' })
}

async function sealHeader(
  seed: Uint8Array,
  keys: HubKeys,
  {
    name,
    passphrase,
    kdf,
  }: { readonly name: string; readonly passphrase: string; readonly kdf: KeyDerivation },
): Promise<HubHeader> {
  const salt = randomBytes(16)
  const unsealed: HubHeader = {
    format: 'samnum-hub',
    v: 1,
    hubId: hubIdOf(keys.signer.publicKeyHex),
    name,
    kdf: { ...kdf, saltHex: Buffer.from(salt).toString('hex') },
    sealedSeedHex: '',
    signingKeyHex: keys.signer.publicKeyHex,
    recipient: keys.recipient,
    tlsPinHex: sha256Hex(publicKeyInfo(keys.tls.publicPoint)),
  }
  const key = await slotKey(passphrase, salt, kdf)
  const nonce = randomBytes(NONCE_BYTES)
  const sealed = sealAesGcm(key, nonce, seed, seedFacts(unsealed))
  key.fill(0)
  return { ...unsealed, sealedSeedHex: Buffer.concat([nonce, sealed]).toString('hex') }
}

async function slotKey(passphrase: string, salt: Uint8Array, kdf: KeyDerivation): Promise<Uint8Array> {
  const stretched = await deriveFromPassphrase(passphrase, salt, kdf)
  const key = hkdfSha256(stretched, NO_SALT, 'samnum/v1/hub-slot', KEY_BYTES)
  stretched.fill(0)
  return key
}

async function isAbsentOrEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return true
    if (errnoOf(error) === 'ENOTDIR') return false
    throw error
  }
}
