import type { Failure } from '#contract/failures.ts'
import { certifiedKey, deviceCertificates, type HubState } from '#core/hub/hub-state.ts'
import type { DeviceId, VaultId } from '#core/ids.ts'
import {
  clocksDiffer,
  isSignedBy,
  type ReadSignature,
  readSignature,
  type SignedRequest,
} from '#core/network/request-signature.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { HubStoreFailure } from '../ports/hub-store.ts'
import type { HubLedgerFailure } from './hub-ledger.ts'
import type { HubSession } from './hub-session.ts'

/** A device that this hub certified and did not revoke. */
export type Device = {
  readonly vaultId: VaultId
  readonly deviceId: DeviceId
  readonly deviceKeyHex: string
}

/** Why a request is nobody's. */
export type AskerFailure = Failure<
  | 'network/not-signed'
  | 'network/signature-wrong'
  | 'network/clock-differs'
  | 'sync/for-another-hub'
  | 'sync/device-unknown'
  | 'sync/device-revoked'
>

type Known = Device & { readonly isRevoked: boolean }

/** Devices by their keys, as the hub's own events have them; taken up again when there are more events. */
export class DeviceBook {
  readonly #session: Pick<HubSession, 'ledger' | 'store' | 'identity' | 'tools' | 'clock'>
  readonly #byKey = new Map<string, Known>()
  #lastSeq = 0

  constructor(session: Pick<HubSession, 'ledger' | 'store' | 'identity' | 'tools' | 'clock'>) {
    this.#session = session
  }

  /**
   * Finds whose request this is, from its headers alone (`docs/format-network.md`, section 2). For a piece of a package the hub's own
   * events need not be the newest: nobody waits behind a change of the store, and no package is judged without looking again.
   */
  async find(
    request: SignedRequest,
    signatureInput: string | undefined,
    signature: string | undefined,
    mayLag = false,
  ): Promise<Result<Device, AskerFailure | HubStoreFailure | HubLedgerFailure>> {
    const { identity } = this.#session
    const read = readSignature(request, signatureInput, signature)
    if (!read.ok) return read
    const { parameters } = read.value
    if (parameters.hubId !== identity.hubId) return fail({ code: 'sync/for-another-hub' })
    const soon = this.#catchUp()
    // Where nobody waits for it, what goes wrong is found by the next request that does.
    soon.catch(() => {})
    if (!mayLag || !this.#byKey.has(parameters.deviceKeyHex)) {
      const caughtUp = await soon
      if (!caughtUp.ok) return caughtUp
    }
    const known = this.#byKey.get(parameters.deviceKeyHex)
    if (known === undefined) return fail({ code: 'sync/device-unknown' })
    return this.#judge(request, read.value, known)
  }

  async #catchUp(): Promise<Result<void, HubStoreFailure | HubLedgerFailure>> {
    const { store, ledger } = this.#session
    const state = await store.read((reads) => ledger.catchUp(reads))
    if (!state.ok) return state
    if (!state.value.ok) return state.value
    this.#takeUp(state.value.value)
    return succeed(undefined)
  }

  #judge(request: SignedRequest, read: ReadSignature, known: Known): Result<Device, AskerFailure> {
    const { tools, clock } = this.#session
    const { isRevoked, ...device } = known
    // Only whoever has the key is told what became of it.
    if (!isSignedBy(request, read, tools.verify)) return fail({ code: 'network/signature-wrong' })
    if (isRevoked) return fail({ code: 'sync/device-revoked' })
    const { createdAtMs: stationTimeMs } = read.parameters
    const hubTimeMs = clock.nowMs()
    if (clocksDiffer(stationTimeMs, hubTimeMs))
      return fail({ code: 'network/clock-differs', facts: { hubTimeMs, stationTimeMs } })
    return succeed(device)
  }

  #takeUp(state: HubState): void {
    if (state.lastSeq === this.#lastSeq) return
    this.#byKey.clear()
    for (const station of state.stations.values()) {
      for (const { signed, revoked } of deviceCertificates(station)) {
        const { document } = signed
        if (document.subject !== 'device') continue
        const deviceKeyHex = certifiedKey(document)
        // One key that was certified twice counts while one of the certificates does.
        const isRevoked = revoked !== null && this.#byKey.get(deviceKeyHex)?.isRevoked !== false
        const { vaultId, deviceId } = document
        this.#byKey.set(deviceKeyHex, { vaultId, deviceId, deviceKeyHex, isRevoked })
      }
    }
    this.#lastSeq = state.lastSeq
  }
}
