import type { Failure } from '#contract/failures.ts'
import type { NetworkSettings } from '#contract/network-operations.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { DiskFailure } from '../ports/disk-failure.ts'
import type { NetworkCarrier, NetworkLink } from '../ports/network-carrier.ts'
import type { VaultSession } from '../vault-session.ts'
import type { OwnHub } from './hub-of.ts'

/** A way to the station's own hub; nothing was sent yet. Whoever opens it closes it. */
export type OpenLink = { readonly link: NetworkLink; readonly settings: NetworkSettings }

/** Opens the way to the hub that is pinned: the address that was set here first, then those that headquarters gave. */
export async function openLink(
  vault: VaultSession,
  { hub }: OwnHub,
  network: NetworkCarrier,
): Promise<Result<OpenLink, DiskFailure | Failure<'network/no-address'>>> {
  const settings = await network.settings()
  if (!settings.ok) return settings
  const { address } = settings.value
  const addresses = [...new Set([...(address === null ? [] : [address]), ...hub.urls])]
  if (addresses.length === 0) return fail({ code: 'network/no-address' })
  const link = network.connect({
    hubId: hub.hubId,
    tlsPinsHex: hub.tlsPinsHex,
    addresses,
    device: vault.deviceKeys(hub.deviceSaltHex),
    settings: settings.value,
  })
  return succeed({ link, settings: settings.value })
}
