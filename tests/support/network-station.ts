import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Agent, request } from 'node:https'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { HubId, PackageId } from '#core/ids.ts'
import { type Arrival, parseArrival } from '#core/network/arrival.ts'
import { NETWORK_LIMITS } from '#core/network/network-limits.ts'
import { NETWORK_PATHS } from '#core/network/network-paths.ts'
import { writeOpening } from '#core/network/opening.ts'
import { packageStream, pieceLength } from '#core/network/package-stream.ts'
import { digestHeader, signatureBase, signatureHeaders } from '#core/network/request-signature.ts'
import { parseManifest } from '#core/packages/manifest.ts'
import { BAG_PATHS } from '#core/packages/package-layout.ts'
import type { DocumentSigner } from '#node/crypto/sync-keys.ts'
import { expectOk } from './results.ts'

/** A package as it goes over a network. */
export type NetworkPackage = {
  readonly packageId: PackageId
  readonly manifest: Uint8Array
  readonly stream: Uint8Array
}

/** Reads a bag as what goes over a network. */
export async function packageOf(folder: string): Promise<NetworkPackage> {
  const manifest = await readFile(join(folder, BAG_PATHS.manifest))
  const { document } = expectOk(parseManifest(manifest))
  const files = packageStream(document).files.map(({ path }) => readFile(join(folder, path)))
  return { packageId: document.packageId, manifest, stream: Buffer.concat(await Promise.all(files)) }
}

/** What a hub answered. */
export type Answered = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
  /** The code of a refusal. */
  readonly code: string | null
}

/** What a test may do otherwise than a station would. */
export type AskOtherwise = {
  readonly body?: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  readonly signer?: DocumentSigner
  readonly hubId?: HubId
  readonly createdAtMs?: number
  /** Changes headers after they were signed. */
  readonly afterwards?: (headers: Record<string, string>) => Record<string, string>
  /** Ends the connection after so many bytes of the body. */
  readonly cutAfter?: number
}

/** A station as a hub's server sees it, whatever a test wants it to say. */
export class NetworkStation {
  readonly #agent = new Agent({ keepAlive: true, rejectUnauthorized: false, maxSockets: 40 })
  readonly port: number
  readonly #hubId: HubId
  readonly #signer: DocumentSigner

  constructor(port: number, hubId: HubId, signer: DocumentSigner) {
    this.port = port
    this.#hubId = hubId
    this.#signer = signer
  }

  /** The headers of a signed request. */
  sign(method: string, path: string, otherwise: AskOtherwise = {}): Record<string, string> {
    const { body, headers = {}, signer = this.#signer, hubId = this.#hubId } = otherwise
    const { createdAtMs = Date.now(), afterwards = (same) => same } = otherwise
    const whole = { ...headers, ...(body !== undefined && { 'content-digest': digestHeader(body) }) }
    const signed = { method, path, headers: whole }
    const nonce = randomBytes(16).toString('base64url')
    const parameters = { hubId, deviceKeyHex: signer.publicKeyHex, createdAtMs, nonce }
    const signature = Buffer.from(signer.signHex(signatureBase(signed, parameters)), 'hex')
    return afterwards({ ...whole, ...signatureHeaders(signed, parameters, signature) })
  }

  async ask(method: string, path: string, otherwise: AskOtherwise = {}): Promise<Answered> {
    const { body, cutAfter } = otherwise
    const headers: Record<string, string | number> = this.sign(method, path, otherwise)
    if (body !== undefined) headers['content-length'] ??= body.length
    return await this.send(method, path, headers, body, cutAfter)
  }

  async send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string | number>>,
    body?: Uint8Array,
    cutAfter?: number,
  ): Promise<Answered> {
    return await new Promise((resolve, reject) => {
      const { port } = this
      const asked = request(
        { host: '127.0.0.1', port, method, path, headers: { ...headers }, agent: this.#agent },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', reject)
          response.on('end', () => {
            const bytes = Buffer.concat(chunks)
            const answer = response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes
            const status = response.statusCode ?? 0
            const code = status >= 400 ? (JSON.parse(answer.toString()) as { code: string }).code : null
            resolve({ status, headers: response.headers, body: answer, code })
          })
        },
      )
      asked.on('error', reject)
      if (body === undefined) asked.end()
      else if (cutAfter === undefined) asked.end(body)
      else asked.write(body.subarray(0, cutAfter), () => setTimeout(() => asked.destroy(), 30))
    })
  }

  /** Opens a package with as much of its stream as is wanted. */
  async open({ manifest, stream }: NetworkPackage, streamBytes = stream.length): Promise<Answered> {
    const body = writeOpening({ manifest, stream: stream.subarray(0, streamBytes) })
    return await this.ask('POST', NETWORK_PATHS.packages, { body })
  }

  /** Sends a piece from some byte on. */
  async put(
    { packageId, stream }: NetworkPackage,
    number: number,
    { offset = 0, cutAfter, bytes }: { offset?: number; cutAfter?: number; bytes?: Uint8Array } = {},
  ): Promise<Answered> {
    const start = number * NETWORK_LIMITS.pieceBytes
    const piece = bytes ?? stream.subarray(start, start + pieceLength(stream.length, number))
    const headers = {
      'upload-offset': String(offset),
      ...(offset > 0 && { 'repr-digest': digestHeader(piece) }),
    }
    return await this.ask('PUT', NETWORK_PATHS.piece(packageId, number), {
      body: piece.subarray(offset),
      headers,
      ...(cutAfter !== undefined && { cutAfter }),
    })
  }

  async arrival({ packageId }: NetworkPackage): Promise<Arrival> {
    return arrivalIn(await this.ask('GET', NETWORK_PATHS.package(packageId)))
  }

  async end({ packageId }: NetworkPackage): Promise<Answered> {
    return await this.ask('POST', NETWORK_PATHS.end(packageId))
  }

  close(): void {
    this.#agent.destroy()
  }
}

/** Reads the arrival in an answer. */
export function arrivalIn({ status, code, body }: Answered): Arrival {
  if (status !== 200) throw new Error(`${status} ${code}`)
  return expectOk(parseArrival(body))
}
