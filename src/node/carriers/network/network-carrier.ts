import { join } from 'node:path'
import type { NetworkCarrier, NetworkLink, NetworkStation } from '#app/ports/network-carrier.ts'
import type { SealedObjects } from '#app/ports/sealed-objects.ts'
import type { DigestHex } from '#core/ids.ts'
import { type Bucket, takeFromBucket } from '#core/network/bandwidth.ts'
import {
  type HubAddress,
  type ProxyAddress,
  parseHubAddress,
  parseProxyAddress,
} from '#core/network/hub-address.ts'
import { NETWORK_PATHS } from '#core/network/network-paths.ts'
import { fail, succeed } from '#core/result.ts'
import { parseCarriedUpdates } from '#core/updates/carried-updates.ts'
import { updateFileBytes } from '#core/updates/update-manifest.ts'
import { NETWORK_FILE, SPOOL_FOLDER } from '../../vault/vault-folder.ts'
import { HubLine, type LineOrder } from './hub-line.ts'
import { readSettings, writeSettings } from './network-settings.ts'
import { pause } from './pause.ts'
import { PieceFetcher } from './piece-fetcher.ts'
import { sendPackage } from './send-package.ts'
import type { SendParts } from './send-parts.ts'
import { makeSpool, type OpenSpool } from './spool.ts'

const ENROLLING_MS = 180_000
const WAY_BACK_MS = 120_000

/** Failures after which another address of the same hub may do. */
const NOT_HERE: ReadonlySet<string> = new Set([
  'network/name-not-found',
  'network/unreachable',
  'network/timed-out',
  'network/hub-key-differs',
  'network/login-page',
  'network/not-a-hub',
  'network/tls-refused',
])

/** HTTPS to a hub for the vault in a folder. `environment` says which proxy is used where the settings say none. */
export function makeNetworkCarrier(
  vaultFolder: string,
  objects: SealedObjects,
  environment: { readonly [name: string]: string | undefined } = process.env,
): NetworkCarrier {
  const spool = makeSpool(join(vaultFolder, SPOOL_FOLDER), objects)
  const settingsPath = join(vaultFolder, NETWORK_FILE)
  const proxyOf = (said: string | null): ProxyAddress | null => {
    const text = said ?? environment.HTTPS_PROXY ?? environment.https_proxy ?? ''
    return parseProxyAddress(text)
  }
  return {
    spool,
    settings: () => readSettings(settingsPath),
    keepSettings: (settings) => writeSettings(settingsPath, settings),
    async enrol(text, { codeId, sealed }, settings, signal) {
      const address = parseHubAddress(text)
      if (address === null) return fail({ code: 'network/address-malformed' })
      let shownPinHex = ''
      const line = new HubLine({
        address,
        proxy: proxyOf(settings.proxy),
        pinsHex: null,
        signer: null,
        onPin: (pinHex) => {
          shownPinHex = pinHex
        },
      })
      try {
        const answer = await line.ask({
          method: 'POST',
          path: NETWORK_PATHS.enrolment(codeId),
          headers: { 'accept-encoding': 'gzip' },
          body: sealed,
          signal,
          deadlineMs: ENROLLING_MS,
        })
        if (!answer.ok) return fail(withoutWait(answer.failure))
        return succeed({ answer: answer.value.bytes, shownPinHex: shownPinHex as DigestHex })
      } finally {
        await line.close()
      }
    },
    connect: (station) => makeLink(station, spool, proxyOf(station.settings.proxy)),
  }
}

function makeLink(station: NetworkStation, spool: OpenSpool, proxy: ProxyAddress | null): NetworkLink {
  const { hubId, device, tlsPinsHex } = station
  const addresses = station.addresses.map(parseHubAddress).filter((address) => address !== null)
  let chosen = 0
  let sentBytes = 0
  const lines = new Map<number, HubLine>()
  const takeTurn = makeTurns(station.settings.limitKilobits)
  const line = (index: number): HubLine => {
    const known = lines.get(index)
    if (known !== undefined) return known
    const order: LineOrder = {
      address: addresses[chosen] as HubAddress,
      proxy,
      pinsHex: tlsPinsHex,
      signer: { hubId, device },
      onSent: (bytes) => {
        sentBytes += bytes
      },
    }
    const made = new HubLine(order)
    lines.set(index, made)
    return made
  }
  const hangUp = async () => {
    const open = [...lines.values()]
    lines.clear()
    await Promise.all(open.map((one) => one.close()))
  }
  /** Where one address does not answer as the hub, the next is tried. */
  const elsewhere = async (code: string): Promise<boolean> => {
    if (!NOT_HERE.has(code) || chosen + 1 >= addresses.length) return false
    await hangUp()
    chosen += 1
    return true
  }
  return {
    async send({ packageId }, work) {
      if (addresses.length === 0) return fail({ code: 'network/no-address' })
      const opened = await spool.open(packageId)
      if (!opened.ok) return opened
      if (opened.value === null) return fail({ code: 'disk/failed' })
      const source = opened.value
      for (;;) {
        const parts = {
          packageId,
          source,
          line,
          takeTurn,
          sentBytes: () => sentBytes,
          isKnown: !work.isFresh,
        }
        const sent = await sendPackage(parts, work)
        if (sent.ok) return sent
        if (await elsewhere(sent.failure.code)) continue
        return fail(withoutWait(sent.failure))
      }
    },
    async readWayBack(signal) {
      if (addresses.length === 0) return fail({ code: 'network/no-address' })
      for (;;) {
        const headers = { 'accept-encoding': 'gzip' }
        const path = NETWORK_PATHS.wayBack
        const answer = await line(0).ask({ method: 'GET', path, headers, signal, deadlineMs: WAY_BACK_MS })
        if (answer.ok) return succeed(answer.value.status === 200 ? answer.value.bytes : null)
        if (!(await elsewhere(answer.failure.code))) return fail(withoutWait(answer.failure))
      }
    },
    async listUpdates(signal) {
      if (addresses.length === 0) return fail({ code: 'network/no-address' })
      for (;;) {
        const headers = { 'accept-encoding': 'gzip' }
        const path = NETWORK_PATHS.updates
        const answer = await line(0).ask({ method: 'GET', path, headers, signal, deadlineMs: WAY_BACK_MS })
        if (answer.ok) {
          const listed = parseCarriedUpdates(answer.value.bytes)
          return listed.ok ? listed : fail({ code: 'network/not-a-hub' })
        }
        if (!(await elsewhere(answer.failure.code))) return fail(withoutWait(answer.failure))
      }
    },
    async fetchUpdate(update, work) {
      const { digestHex } = update.document
      const pathOf = (number: number) => NETWORK_PATHS.updatePiece(digestHex, number)
      const sizeBytes = updateFileBytes(update)
      const fetched = await new PieceFetcher({ pathOf, sizeBytes, line, takeTurn }, work).run()
      return fetched.ok ? fetched : fail(withoutWait(fetched.failure))
    },
    close: hangUp,
  }
}

// How long a hub wants to be left alone was heeded where it matters, and is no fact for a person.
function withoutWait<F extends { readonly code: string }>(failure: F): F {
  if (!('retryAfterMs' in failure)) return failure
  const { retryAfterMs: _, ...rest } = failure
  return rest as unknown as F
}

/** Lets bytes leave no faster than a limit; those who wait keep their order. */
function makeTurns(limitKilobits: number | null): SendParts['takeTurn'] {
  if (limitKilobits === null) return async () => {}
  const bytesPerSecond = (limitKilobits * 1000) / 8
  let bucket: Bucket = { bytes: 0, atMs: performance.now() }
  return async (sizeBytes, signal) => {
    const taken = takeFromBucket(bucket, { sizeBytes, bytesPerSecond, nowMs: performance.now() })
    bucket = taken.bucket
    if (taken.waitMs > 0) await pause(taken.waitMs, { signal })
  }
}
