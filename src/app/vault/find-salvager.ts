import type { DeviceId } from '#core/ids.ts'
import type { UserRecord } from '#core/ledger/event-fields.ts'
import { openEvent, readSealedHeader } from '../ledger/open-event.ts'
import type { StoredEvent } from '../ports/ledger-store.ts'
import type { VaultSession } from '../vault-session.ts'

const ROWS_AT_ONCE = 1000

/**
 * Finds whom a `ledger-salvaged` introduces, in a vault whose first events are another device's. What such an event says of its own
 * signer must be known before the events that this person signed earlier; its signature is verified when its turn comes.
 */
export function findSalvager(vault: VaultSession, firstDevice: DeviceId): UserRecord | null {
  if (firstDevice === vault.deviceId) return null
  let device: string = firstDevice
  let position = 0
  for (;;) {
    const rows = vault.ledger.readAll(position, ROWS_AT_ONCE)
    if (!rows.ok || rows.value.length === 0) return null
    for (const row of rows.value) {
      if (row.device !== device) {
        const introduced = readIntroduced(vault, row)
        if (introduced !== null) return introduced
      }
      device = row.device
      position = row.position
    }
  }
}

function readIntroduced(
  { crypto, registerKey, vaultId }: VaultSession,
  stored: StoredEvent,
): UserRecord | null {
  const header = stored.scope === vaultId ? readSealedHeader(stored, crypto) : null
  if (header === null || !header.ok) return null
  const event = openEvent({ header: header.value, stored }, crypto, registerKey)
  if (!event.ok || event.value.body.kind !== 'ledger-salvaged') return null
  const { introduced } = event.value.body.data
  if (introduced === undefined || crypto.keyIdOf(introduced.signingKeyHex) !== introduced.keyId) return null
  return introduced.keyId === header.value.actor ? introduced : null
}
