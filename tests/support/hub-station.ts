import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { findCase, type VaultSession } from '#app/vault-session.ts'
import { BAG_DECLARATION, bagInfoText, manifestText, PACKAGE_ALGORITHMS } from '#core/export/bag-layout.ts'
import type { DeviceId, DigestHex, HubId, ObjectId, PackageId, VaultId } from '#core/ids.ts'
import { writeSealedEnrolment } from '#core/packages/enrolment.ts'
import type { TravellingEvent } from '#core/packages/event-chunk.ts'
import { enrolmentCodeId, parseEnrolmentCode } from '#core/packages/hub-identity.ts'
import type { PackageManifest } from '#core/packages/manifest.ts'
import { writePackageKeys } from '#core/packages/package-keys.ts'
import { BAG_PATHS, CARRIER_PATHS, chunkPath, piecePath } from '#core/packages/package-layout.ts'
import { signedBytes, writeSigned } from '#core/packages/signed-document.ts'
import { startFileDigests } from '#node/crypto/file-digests.ts'
import { sha256Hex } from '#node/crypto/primitives.ts'
import {
  documentSignerFrom,
  hybridIdentityFrom,
  recipientOf,
  sealEnrolment,
  sealToRecipient,
} from '#node/crypto/sync-keys.ts'
import { packEvents } from '#node/sync/chunk-file.ts'
import { expectOk } from './results.ts'

const newId = () => randomBytes(16).toString('hex')

/** A signed document as bytes, by any signer: what a liar would write too. */
export function signedBy(
  signer: ReturnType<typeof documentSignerFrom>,
  document: Parameters<typeof signedBytes>[0],
): Uint8Array {
  return writeSigned({ document, signatureHex: signer.signHex(signedBytes(document)) })
}

/** What a test may make otherwise than a station would. */
export type Otherwise = {
  readonly from?: number
  readonly to?: number
  readonly manifest?: Partial<PackageManifest>
  readonly events?: (events: readonly TravellingEvent[]) => readonly TravellingEvent[]
  readonly withObjects?: boolean
  /** What is sent in the place of an object's sealed bytes. */
  readonly sealedBytes?: (bytes: Buffer) => Buffer
  readonly withoutCaseKeys?: boolean
  readonly signer?: ReturnType<typeof documentSignerFrom>
}

/** A station as a hub sees it: it writes requests and packages onto sticks, whatever a test wants in them. */
export class HubStation {
  readonly vaultId: VaultId
  readonly deviceId: DeviceId
  signer = documentSignerFrom(randomBytes(32))
  /** What opens what a hub seals to this station. */
  readonly identity = hybridIdentityFrom(randomBytes(32))
  readonly events: readonly (TravellingEvent & { readonly seq: number; readonly hashHex: DigestHex })[]
  readonly #session: VaultSession
  readonly #folder: string
  readonly #caseNumbers: readonly string[]
  hub: { readonly hubId: HubId; readonly recipient: string } | null = null
  madeAtMs = Date.now()

  constructor(session: VaultSession, folder: string, caseNumbers: readonly string[]) {
    this.#session = session
    this.#folder = folder
    this.#caseNumbers = caseNumbers
    this.vaultId = session.vaultId
    this.deviceId = session.deviceId
    this.events = expectOk(session.ledger.readAll(0, 10_000))
  }

  /** Leaves a request on the stick, made with what the paper says. */
  async ask(
    stick: string,
    paper: string,
    { requestId = newId() as PackageId, signer = this.signer, name = this.#session.person.name } = {},
  ): Promise<void> {
    const { hubId, secret } = expectOk(parseEnrolmentCode(paper))
    const { person } = this.#session
    const { keyId, signingKeyHex, agreementKeyHex } = person
    const document = {
      format: 'samnum-enrolment-request',
      v: 1,
      requestId,
      hubId,
      vaultId: this.vaultId,
      deviceId: this.deviceId,
      deviceKeyHex: signer.publicKeyHex,
      recipient: await recipientOf(this.identity),
      station: 'ប៉ុស្តិ៍',
      software: 'samnum test',
      people: [
        {
          userId: person.userId,
          name,
          roles: [...person.roles],
          keyId,
          signingKeyHex,
          agreementKeyHex,
        },
      ],
      madeAtMs: Date.now(),
    } as const
    const message = {
      format: 'samnum-sealed-enrolment',
      v: 1,
      step: 'request',
      codeId: enrolmentCodeId(secret),
      hubId,
      requestId,
    } as const
    const sealed = sealEnrolment(secret, message, signedBy(signer, document))
    await this.#put(stick, CARRIER_PATHS.request(hubId, this.vaultId), writeSealedEnrolment(sealed))
  }

  /** Leaves a package on the stick and answers its folder. */
  async pack(
    stick: string,
    otherwise: Otherwise = {},
  ): Promise<{ readonly packageId: PackageId; readonly folder: string }> {
    const { hub } = this
    if (hub === null) throw new Error('the station knows no hub')
    const packageId = newId() as PackageId
    const folder = CARRIER_PATHS.bag(hub.hubId, this.vaultId, packageId)
    const fromSeq = otherwise.from ?? 0
    const own = this.events.filter(({ seq }) => seq > fromSeq && seq <= (otherwise.to ?? this.events.length))
    const events = (otherwise.events ?? ((same) => same))(own)
    const chunks =
      events.length === 0 ? [] : [events.slice(0, 7), events.slice(7)].filter((part) => part.length > 0)
    const packed = chunks.map((part) => ({ events: part.length, bytes: packEvents(part) }))
    const keys = await this.#sealKeys(packageId, otherwise.withoutCaseKeys === true)
    const objects = otherwise.withObjects === true ? await this.#objects(otherwise.sealedBytes) : []
    const last = own.at(-1) ?? this.#mark(fromSeq)
    this.madeAtMs += 1
    const document: PackageManifest = {
      format: 'samnum-package',
      v: 1,
      packageId,
      hubId: hub.hubId,
      vaultId: this.vaultId,
      deviceId: this.deviceId,
      from: { seq: fromSeq, headHex: this.#mark(fromSeq).hashHex },
      to: { seq: last.seq, headHex: last.hashHex },
      chunks: packed.map((chunk) => ({
        digestHex: sha256Hex(chunk.bytes) as DigestHex,
        sizeBytes: chunk.bytes.length,
        events: chunk.events,
      })),
      keys: { digestHex: sha256Hex(keys) as DigestHex, sizeBytes: keys.length },
      objects: objects.map(({ objectId, bytes }) => ({
        objectId,
        digestHex: sha256Hex(bytes) as DigestHex,
        sizeBytes: bytes.length,
      })),
      knownTree: null,
      software: 'samnum test',
      madeAtMs: this.madeAtMs,
      ...otherwise.manifest,
    }
    await rm(join(stick, folder), { recursive: true, force: true })
    const payload: readonly (readonly [string, Uint8Array])[] = [
      [BAG_PATHS.keys, keys],
      ...packed.map(({ bytes }, at) => [chunkPath(at + 1), bytes] as const),
      ...objects.map(({ objectId, bytes }) => [piecePath(objectId, 1), bytes] as const),
      [BAG_PATHS.manifest, signedBy(otherwise.signer ?? this.signer, document)],
    ]
    for (const [path, bytes] of [...payload, ...tagFiles(document, payload)])
      await this.#put(stick, `${folder}/${path}`, bytes)
    return { packageId, folder: join(stick, folder) }
  }

  #mark(seq: number): { readonly seq: number; readonly hashHex: DigestHex } {
    if (seq === 0) return { seq: 0, hashHex: '0'.repeat(64) as DigestHex }
    const event = this.events.find((one) => one.seq === seq)
    if (event === undefined) throw new Error('no such event')
    return event
  }

  async #sealKeys(packageId: PackageId, withoutCases: boolean): Promise<Uint8Array> {
    const { hub } = this
    if (hub === null) throw new Error('the station knows no hub')
    const { vaultId } = this
    const cases = (withoutCases ? [] : this.#caseNumbers).map((number) => {
      const { caseId, key } = expectOk(findCase(this.#session, number))
      return { caseId, number, keyHex: Buffer.from(key.bytes).toString('hex') }
    })
    const plaintext = writePackageKeys({
      format: 'samnum-package-keys',
      v: 1,
      packageId,
      hubId: hub.hubId,
      vaultId,
      registerKeyHex: Buffer.from(this.#session.registerKey.bytes).toString('hex'),
      cases,
    })
    return (await sealToRecipient(hub.recipient, plaintext)) as Uint8Array
  }

  async #objects(
    sealedBytes: (bytes: Buffer) => Buffer = (same) => same,
  ): Promise<readonly { readonly objectId: ObjectId; readonly bytes: Buffer }[]> {
    const names = await readdir(join(this.#folder, 'objects'), { recursive: true })
    const ids = names
      .map((name) => name.split('/').at(-1) ?? '')
      .filter((name) => /^[0-9a-f]{32}$/.test(name))
      .sort()
    return await Promise.all(
      ids.map(async (id) => ({
        objectId: id as ObjectId,
        bytes: sealedBytes(await readFile(join(this.#folder, 'objects', id.slice(0, 2), id))),
      })),
    )
  }

  async #put(stick: string, path: string, bytes: Uint8Array): Promise<void> {
    await mkdir(dirname(join(stick, path)), { recursive: true })
    await writeFile(join(stick, path), bytes)
  }
}

/** BagIt's own files, which follow from the rest. */
function tagFiles(
  { software, madeAtMs, vaultId, packageId }: PackageManifest,
  payload: readonly (readonly [string, Uint8Array])[],
): readonly (readonly [string, Uint8Array])[] {
  const sizeBytes = payload.reduce((sum, [, bytes]) => sum + bytes.length, 0)
  const info = { software, exportedAtMs: madeAtMs, caseNumber: vaultId, exportId: packageId }
  const tags: (readonly [string, Uint8Array])[] = [
    ['bagit.txt', Buffer.from(BAG_DECLARATION)],
    ['bag-info.txt', Buffer.from(bagInfoText({ ...info, payload: { sizeBytes, files: payload.length } }))],
    ...listsOf('manifest', payload),
  ]
  return [...tags, ...listsOf('tagmanifest', tags)]
}

function listsOf(name: string, files: readonly (readonly [string, Uint8Array])[]) {
  const digests = new Map(
    files.map(([path, bytes]) => {
      const running = startFileDigests(PACKAGE_ALGORITHMS)
      running.update(bytes)
      return [path, running.end()]
    }),
  )
  const paths = files.map(([path]) => path)
  return PACKAGE_ALGORITHMS.map(
    (algorithm) =>
      [`${name}-${algorithm}.txt`, Buffer.from(manifestText(paths, algorithm, digests))] as const,
  )
}
