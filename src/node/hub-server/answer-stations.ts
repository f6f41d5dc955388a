import { type Device, DeviceBook } from '#app/hub/find-device.ts'
import { enrolStation } from '#app/hub/hub-codes.ts'
import { endPackage, type NetworkDesk, openPackage, showArrival } from '#app/hub/network-desk.ts'
import { wayBackTag, writeWayBack } from '#app/hub/write-way-back.ts'
import type { ArrivingPlace } from '#app/ports/arrivals.ts'
import type { DigestHex } from '#core/ids.ts'
import { canonicalBytes } from '#core/ledger/canonical-json.ts'
import { type Arrival, writeArrival } from '#core/network/arrival.ts'
import { NETWORK_LIMITS } from '#core/network/network-limits.ts'
import { MAX_OPENING_BYTES } from '#core/network/opening.ts'
import { digestHeader, parseDigestHeader } from '#core/network/request-signature.ts'
import { SYNC_LIMITS } from '#core/packages/sync-limits.ts'
import type { Result } from '#core/result.ts'
import { writeCarriedUpdates } from '#core/updates/carried-updates.ts'
import { type AnsweredFailure, type NetworkAnswer, refusalOf } from './answer-request.ts'
import { type NetworkRequest, readBody } from './read-request.ts'
import type { ServerCounts } from './server-counts.ts'

/** How much is done for whom at once. */
export type AnswerLimits = {
  /** Requests of one device. */
  readonly ofDevice: number
  /** Requests for enrolment. */
  readonly enrolments: number
  /** Bytes of openings and requests for enrolment in memory. */
  readonly memoryBytes: number
}

/** `docs/format-network.md`, section 7; memory for eight of the largest openings, or thousands of small ones. */
export const ANSWER_LIMITS: AnswerLimits = {
  ofDevice: 32,
  enrolments: 4,
  memoryBytes: 8 * MAX_OPENING_BYTES,
}

const BUSY: AnsweredFailure = { code: 'network/hub-busy' }
const MALFORMED: AnsweredFailure = { code: 'network/request-malformed' }

/** Answers stations: finds out who asks from the header alone, and takes no byte of a stranger's body. */
export class StationAnswers {
  readonly #desk: NetworkDesk
  readonly #devices: DeviceBook
  readonly #urls: readonly string[]
  readonly #limits: AnswerLimits
  readonly #counts: ServerCounts
  readonly #ofDevice = new Map<string, number>()
  #enrolments = 0
  #memoryBytes = 0

  constructor(
    desk: NetworkDesk,
    urls: readonly string[],
    counts: ServerCounts,
    limits: AnswerLimits = ANSWER_LIMITS,
  ) {
    this.#desk = desk
    this.#devices = new DeviceBook(desk.session)
    this.#urls = urls
    this.#counts = counts
    this.#limits = limits
  }

  /** Answers one request. */
  async answer(request: NetworkRequest): Promise<NetworkAnswer> {
    const { target, signed } = request
    if (target.kind === 'health') return { status: 200, body: canonicalBytes({ status: 'ok' }) }
    if (target.kind === 'enrolment') return await this.#enrol(request, target.codeId)
    const isPiece = target.kind === 'piece' || target.kind === 'update-piece'
    const device = await this.#devices.find(signed, request.signatureInput, request.signature, isPiece)
    if (!device.ok) return refusalOf(device.failure)
    const { deviceKeyHex } = device.value
    const running = this.#ofDevice.get(deviceKeyHex) ?? 0
    if (running >= this.#limits.ofDevice) return refusalOf({ code: 'network/too-many' })
    this.#ofDevice.set(deviceKeyHex, running + 1)
    try {
      return await this.#answerDevice(device.value, request)
    } finally {
      const left = (this.#ofDevice.get(deviceKeyHex) ?? 1) - 1
      if (left === 0) this.#ofDevice.delete(deviceKeyHex)
      else this.#ofDevice.set(deviceKeyHex, left)
    }
  }

  async #answerDevice(device: Device, request: NetworkRequest): Promise<NetworkAnswer> {
    const { target } = request
    switch (target.kind) {
      case 'opening':
        return await this.#open(device, request)
      case 'arrival':
        return answerArrival(await showArrival(this.#desk, device, target.packageId))
      case 'end':
        return answerArrival(await endPackage(this.#desk, device, target.packageId))
      case 'piece':
        return await this.#put(device, request, target.packageId, target.number)
      case 'way-back':
        return await this.#wayBack(device, request)
      case 'updates':
        return await this.#listUpdates()
      case 'update-piece':
        return await this.#getUpdatePiece(target.digestHex, target.number)
      default:
        return refusalOf(MALFORMED)
    }
  }

  async #listUpdates(): Promise<NetworkAnswer> {
    const listed = await this.#desk.updates.list()
    return listed.ok ? { status: 200, body: writeCarriedUpdates(listed.value) } : refusalOf(listed.failure)
  }

  async #getUpdatePiece(digestHex: DigestHex, number: number): Promise<NetworkAnswer> {
    const piece = await this.#desk.updates.readPiece(digestHex, number)
    if (!piece.ok) return refusalOf(piece.failure)
    if (piece.value === null) return refusalOf({ code: 'network/no-such-update' })
    this.#counts.add('samnum_update_bytes_total', {}, piece.value.length)
    return { status: 200, body: piece.value, headers: { 'Content-Type': 'application/octet-stream' } }
  }

  async #open(device: Device, request: NetworkRequest): Promise<NetworkAnswer> {
    return await this.#withBody(request, MAX_OPENING_BYTES, async (bytes) => {
      if (digestHeader(bytes) !== request.signed.headers['content-digest'])
        return refusalOf({ code: 'network/digest-differs' })
      return answerArrival(await openPackage(this.#desk, device, bytes))
    })
  }

  async #put(
    { vaultId }: Device,
    request: NetworkRequest,
    packageId: ArrivingPlace['packageId'],
    number: number,
  ): Promise<NetworkAnswer> {
    const { headers } = request.signed
    const { lengthBytes } = request
    const offset = headers['upload-offset'] ?? ''
    const offsetBytes = /^(?:0|[1-9][0-9]{0,5})$/.test(offset) ? Number(offset) : null
    const bodyDigest = parseDigestHeader(headers['content-digest'] ?? '')
    const repr = headers['repr-digest']
    const pieceDigest = repr === undefined ? null : parseDigestHeader(repr)
    const isWholePiece = offsetBytes === 0 && repr === undefined
    if (offsetBytes === null || bodyDigest === null || (pieceDigest === null && !isWholePiece))
      return refusalOf(MALFORMED)
    if (offsetBytes + lengthBytes > NETWORK_LIMITS.pieceBytes)
      return refusalOf({ code: 'network/too-large', facts: { limitBytes: NETWORK_LIMITS.pieceBytes } })
    const piece = { number, offsetBytes, lengthBytes, bodyDigest, pieceDigest }
    const put = await this.#desk.arrivals.put({ vaultId, packageId }, piece, request.body())
    if (!put.ok) return refusalOf(put.failure)
    this.#counts.add('samnum_piece_bytes_total', {}, lengthBytes)
    return { status: 204, body: null, headers: { 'Upload-Offset': offsetBytes + lengthBytes } }
  }

  async #wayBack({ vaultId }: Device, { signed }: NetworkRequest): Promise<NetworkAnswer> {
    const { session } = this.#desk
    const tag = await wayBackTag(session, vaultId)
    if (!tag.ok) return tag.failure.code === 'hub/nothing-yet' ? NOTHING : refusalOf(tag.failure)
    const headers = { ETag: `"${tag.value}"` }
    if (signed.headers['if-none-match'] === headers.ETag) return { status: 304, body: null, headers }
    const wayBack = await writeWayBack(session, vaultId)
    if (!wayBack.ok) return refusalOf(wayBack.failure)
    return { status: 200, body: wayBack.value, headers }
  }

  async #enrol(request: NetworkRequest, codeId: string): Promise<NetworkAnswer> {
    const { session } = this.#desk
    const state = await session.store.read((reads) => session.ledger.catchUp(reads))
    if (!state.ok) return refusalOf(state.failure)
    if (!state.value.ok) return refusalOf(state.value.failure)
    // Whoever has not the paper does not make the hub take a byte.
    if (!state.value.value.codes.has(codeId)) return refusalOf({ code: 'sync/code-unknown' })
    if (this.#enrolments >= this.#limits.enrolments) return refusalOf(BUSY)
    this.#enrolments += 1
    try {
      return await this.#withBody(request, SYNC_LIMITS.enrolmentBytes, async (bytes) => {
        const enrolled = await enrolStation(session, bytes, this.#urls)
        if (!enrolled.ok) return refusalOf(enrolled.failure)
        return { status: 200, body: enrolled.value.answer }
      })
    } finally {
      this.#enrolments -= 1
    }
  }

  /** Reads a body into memory, of which there is so much for all requests together. */
  async #withBody(
    request: NetworkRequest,
    limitBytes: number,
    work: (bytes: Uint8Array) => Promise<NetworkAnswer>,
  ): Promise<NetworkAnswer> {
    const { lengthBytes } = request
    if (lengthBytes > limitBytes) return refusalOf({ code: 'network/too-large', facts: { limitBytes } })
    if (this.#memoryBytes + lengthBytes > this.#limits.memoryBytes) return refusalOf(BUSY)
    this.#memoryBytes += lengthBytes
    try {
      return await work(await readBody(request))
    } finally {
      this.#memoryBytes -= lengthBytes
    }
  }
}

const NOTHING: NetworkAnswer = { status: 204, body: null }

function answerArrival(arrival: Result<Arrival, AnsweredFailure>): NetworkAnswer {
  return arrival.ok ? { status: 200, body: writeArrival(arrival.value) } : refusalOf(arrival.failure)
}
