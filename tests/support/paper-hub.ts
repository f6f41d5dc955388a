import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DigestHex, HubId, ObjectId, PackageId, VaultId } from '#core/ids.ts'
import { consistencyPath } from '#core/merkle/consistency.ts'
import { inclusionPath } from '#core/merkle/inclusion.ts'
import { leafHash, subtreesOf } from '#core/merkle/tree-hash.ts'
import { parseSealedEnrolment, verifyRequest, writeSealedEnrolment } from '#core/packages/enrolment.ts'
import { enrolmentCodeId, hubIdOf, writeEnrolmentCode } from '#core/packages/hub-identity.ts'
import {
  type HubMessage,
  type MessageContent,
  messageHash,
  writeContent,
} from '#core/packages/hub-message.ts'
import type { PackageManifest } from '#core/packages/manifest.ts'
import { CARRIER_PATHS } from '#core/packages/package-layout.ts'
import { leafBytes, type Receipt, type TreeLeaf } from '#core/packages/receipt.ts'
import {
  type SignedDocument,
  type SignedFormat,
  signedBytes,
  writeSigned,
} from '#core/packages/signed-document.ts'
import type { WayBack } from '#core/packages/way-back.ts'
import { checkBag } from '#node/carriers/folder/read-bag.ts'
import {
  documentSignerFrom,
  hybridIdentityFrom,
  openEnrolment,
  recipientOf,
  sealEnrolment,
  sealToRecipient,
  verifyDocument,
} from '#node/crypto/sync-keys.ts'
import { expectOk } from './results.ts'

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** A hub of a few lines that keeps everything in memory: what a station speaks to in tests. It judges nothing of what events say. */
export class PaperHub {
  readonly signer = documentSignerFrom(randomBytes(32))
  readonly identity = hybridIdentityFrom(randomBytes(32))
  readonly hubId: HubId = hubIdOf(this.signer.publicKeyHex)
  readonly secret = new Uint8Array(randomBytes(16))
  readonly leaves: TreeLeaf[] = []
  readonly messages: SignedDocument<HubMessage>[] = []
  readonly revocations: WayBack['revocations'] = []
  readonly refusals: WayBack['refusals'] = []
  /** What came of packages, in their order. */
  readonly taken: { readonly manifest: PackageManifest; readonly leafIndex: number }[] = []
  stationRecipient = ''
  vaultId = '' as VaultId
  deviceKeyHex = ''

  get code(): string {
    return writeEnrolmentCode(this)
  }

  sign<Document extends { readonly format: SignedFormat }>(document: Document): SignedDocument<Document> {
    return { document, signatureHex: this.signer.signHex(signedBytes(document)) }
  }

  /** Answers the request on a stick. `change` is what a liar changes in the answer. */
  async answerRequest(stick: string, vaultId: VaultId, change: object = {}): Promise<void> {
    const sealed = await readFile(join(stick, CARRIER_PATHS.request(this.hubId, vaultId)))
    const request = expectOk(parseSealedEnrolment(sealed, 'request'))
    const opened = openEnrolment(this.secret, request)
    if (opened === null) throw new Error('the request does not open')
    const asked = expectOk(verifyRequest(opened, this.hubId, Date.now(), verifyDocument))
    this.stationRecipient = asked.recipient
    this.vaultId = vaultId
    this.deviceKeyHex = asked.deviceKeyHex
    const answer = this.sign({
      format: 'samnum-enrolment-answer',
      v: 1,
      requestId: asked.requestId,
      hubId: this.hubId,
      vaultId,
      hubKeyHex: this.signer.publicKeyHex,
      hubName: 'នាយកដ្ឋាន',
      hubRecipient: await recipientOf(this.identity),
      urls: ['https://hub.example'],
      tlsPinsHex: [],
      certificates: [
        this.sign({
          format: 'samnum-certificate',
          v: 1,
          hubId: this.hubId,
          serial: 1,
          vaultId,
          issuedAtMs: Date.now(),
          subject: 'device',
          deviceId: asked.deviceId,
          deviceKeyHex: asked.deviceKeyHex,
          station: asked.station,
        }),
      ],
      madeAtMs: Date.now(),
      ...change,
    })
    const head = { codeId: enrolmentCodeId(this.secret), hubId: this.hubId, requestId: asked.requestId }
    const written = sealEnrolment(
      this.secret,
      { format: 'samnum-sealed-enrolment', v: 1, step: 'answer', ...head },
      writeSigned(answer),
    )
    await this.put(stick, CARRIER_PATHS.answer(this.hubId, vaultId), writeSealedEnrolment(written))
  }

  /** The folders of the packages of the vault on a stick. */
  async bagsOn(stick: string): Promise<readonly string[]> {
    const folder = join(stick, CARRIER_PATHS.toHub(this.hubId), this.vaultId)
    const names = (await readdir(folder)).filter((name) => /^[0-9a-f]{32}$/.test(name))
    return names.map((name) => join(folder, name))
  }

  /** Takes the one package on a stick: its bag is whole, and that is all that is looked at. */
  async takePackage(stick: string): Promise<PackageManifest> {
    const [bag = ''] = await this.bagsOn(stick)
    const { signed } = expectOk(await checkBag(bag))
    const { vaultId, deviceId, to } = signed.document
    this.leaves.push({ vaultId, deviceId, seq: to.seq, headHex: to.headHex, receivedAtMs: Date.now() })
    this.taken.push({ manifest: signed.document, leafIndex: this.leaves.length - 1 })
    return signed.document
  }

  async say(content: MessageContent): Promise<void> {
    const last = this.messages.at(-1)?.document
    const sealed = await sealToRecipient(this.stationRecipient, writeContent(content))
    if (sealed === null) throw new Error('the station gave no recipient')
    this.messages.push(
      this.sign({
        format: 'samnum-hub-message',
        v: 1,
        hubId: this.hubId,
        vaultId: this.vaultId,
        number: this.messages.length + 1,
        prevHex: last === undefined ? ('0'.repeat(64) as DigestHex) : messageHash(last),
        madeAtMs: Date.now(),
        sealedHex: toHex(sealed),
      }),
    )
  }

  /** Everything that the hub has to say to the station, as of now. */
  wayBack(change: Partial<WayBack> = {}): SignedDocument<WayBack> {
    const hashes = this.leaves.map((leaf) => leafHash(leafBytes(leaf)))
    const hashOf = subtreesOf(hashes)
    const size = Math.max(1, hashes.length)
    const tree = { treeSize: size, rootHex: toHex(hashOf(0, hashes.length)) as DigestHex }
    const receipts = this.taken.map(({ manifest, leafIndex }) => this.receipt(manifest, leafIndex))
    const consistency = Array.from({ length: hashes.length }, (_, at) => ({
      treeSize: at + 1,
      rootHex: toHex(hashOf(0, at + 1)) as DigestHex,
      path: consistencyPath(at + 1, hashes.length, hashOf).map((hash) => toHex(hash) as DigestHex),
    }))
    return this.sign({
      format: 'samnum-way-back' as const,
      v: 1 as const,
      hubId: this.hubId,
      vaultId: this.vaultId,
      madeAtMs: Date.now(),
      tree,
      consistency,
      receipts,
      refusals: this.refusals,
      certificates: [],
      revocations: this.revocations,
      messages: this.messages,
      ...change,
    })
  }

  receipt(
    manifest: PackageManifest,
    leafIndex: number,
    change: Partial<Receipt> = {},
  ): SignedDocument<Receipt> {
    const hashOf = subtreesOf(this.leaves.map((leaf) => leafHash(leafBytes(leaf))))
    const leaf = this.leaves[leafIndex]
    if (leaf === undefined) throw new Error('there is no such leaf')
    const treeSize = this.leaves.length
    return this.sign({
      format: 'samnum-receipt' as const,
      v: 1 as const,
      hubId: this.hubId,
      ...leaf,
      packageId: manifest.packageId as PackageId,
      objectIds: manifest.objects.map(({ objectId }): ObjectId => objectId),
      leafIndex,
      treeSize,
      rootHex: toHex(hashOf(0, treeSize)) as DigestHex,
      inclusion: inclusionPath(leafIndex, treeSize, hashOf).map((hash) => toHex(hash) as DigestHex),
      ...change,
    })
  }

  async writeWayBack(stick: string, signed: SignedDocument<WayBack> = this.wayBack()): Promise<void> {
    await this.put(stick, CARRIER_PATHS.wayBack(this.hubId, this.vaultId), writeSigned(signed))
  }

  async put(stick: string, path: string, bytes: Uint8Array): Promise<void> {
    const target = join(stick, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, bytes)
  }
}
