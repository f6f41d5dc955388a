import { join } from 'node:path'
import { HubLedger, type HubLedgerFailure } from '#app/hub/hub-ledger.ts'
import type { HubSession } from '#app/hub/hub-session.ts'
import { JudgesAtHand } from '#app/hub/judges-at-hand.ts'
import { MatchBook } from '#app/hub/match-book.ts'
import type { HubStore } from '#app/ports/hub-store.ts'
import type { DigestHex } from '#core/ids.ts'
import { type Result, succeed } from '#core/result.ts'
import { wipeHubKeys } from '#node/crypto/hub-keys.ts'
import type { KeyDerivation } from '#node/crypto/key-derivation.ts'
import { SignaturePool } from '#node/crypto/signature-pool.ts'
import { makeSystemClock } from '#node/engine/system-clock.ts'
import { ReadingRoom } from '#node/hub-reading/reading-room.ts'
import { makeServerCredentials } from '#node/hub-server/server-credentials.ts'
import {
  ARRIVING_FOLDER,
  HUB_DATABASE_FILE,
  HUB_FOLDERS,
  type MakeFolderFailure,
  makeHubFolder,
  type OpenFolderFailure,
  type OpenHubFolder,
  openHubFolder,
} from '#node/hub-store/hub-folder.ts'
import type { HubHeader } from '#node/hub-store/hub-header.ts'
import { makeHubRoom } from '#node/hub-store/hub-room.ts'
import { identityOf, makeHubTools } from '#node/hub-store/hub-tools.ts'
import {
  type OpenStoreFailure,
  openEmbeddedStore,
  openPostgresStore,
} from '#node/hub-store/kysely-hub-store.ts'

/** Where a hub keeps what it holds: a PostgreSQL database (`postgres://…`), or `null` for the store in its own folder. */
export type StorePlace = string | null

/** A hub that is open in this process. */
export type OpenHub = {
  readonly session: HubSession
  readonly header: HubHeader
  /** Where packages lie until they are decided on. */
  readonly incoming: string
  readonly objects: string
  /** Where packages lie while they arrive over a network. */
  readonly arriving: string
  /** The private key and the certificate of the hub's server, in PEM. */
  credentials(): { readonly key: string; readonly cert: string }
  /** Opens a place where analysts read what stations sent. The caller closes it before the hub. */
  enterReadingRoom(): ReturnType<typeof ReadingRoom.enter>
  close(): Promise<void>
}

/** Why a hub does not open. */
export type OpenHubFailure = OpenFolderFailure | OpenStoreFailure | HubLedgerFailure

/** Makes a hub: its folder with its keys, its store, and the first event of its own. */
export async function foundHub(
  folder: string,
  founding: {
    readonly name: string
    readonly passphrase: string
    readonly kdf: KeyDerivation
    readonly software: string
  },
  store: StorePlace,
): Promise<Result<HubHeader, MakeFolderFailure | OpenStoreFailure | HubLedgerFailure>> {
  return await makeHubFolder<OpenStoreFailure | HubLedgerFailure>(folder, founding, async (made) => {
    const opened = await openStore(made, store)
    if (!opened.ok) return opened
    const { header, keys } = made
    const ledger = new HubLedger(identityOf(header), makeHubTools(keys, header))
    const begun = await opened.value.change<void, HubLedgerFailure>(async (writes) => {
      if ((await writes.hubEvents(0, 1)).length > 0)
        return { ok: false, failure: { code: 'hub/store-of-another-hub' } }
      const data = {
        name: header.name,
        signingKeyHex: header.signingKeyHex,
        recipient: header.recipient,
        tlsPinHex: header.tlsPinHex as DigestHex,
        software: founding.software,
      }
      await ledger.record(writes, { kind: 'hub-founded', data }, makeSystemClock().nowMs())
      return succeed(undefined)
    })
    await opened.value.close()
    return begun
  })
}

/** Opens a hub with its passphrase and verifies its own events. */
export async function openHub(
  folder: string,
  passphrase: string,
  store: StorePlace,
): Promise<Result<OpenHub, OpenHubFailure>> {
  const opened = await openHubFolder(folder, passphrase)
  if (!opened.ok) return opened
  const { keys, header } = opened.value
  const held = await openStore(opened.value, store)
  if (!held.ok) {
    wipeHubKeys(keys)
    return held
  }
  const tools = makeHubTools(keys, header)
  const identity = identityOf(header)
  const ledger = new HubLedger(identity, tools)
  const close = async () => {
    await held.value.close()
    wipeHubKeys(keys)
  }
  const caughtUp = await held.value.read((reads) => ledger.catchUp(reads))
  const failure = caughtUp.ok ? (caughtUp.value.ok ? null : caughtUp.value) : caughtUp
  if (failure !== null) {
    await close()
    return failure
  }
  const incoming = join(folder, HUB_FOLDERS.incoming)
  const objects = join(folder, HUB_FOLDERS.objects)
  const room = makeHubRoom(incoming, objects)
  const clock = makeSystemClock()
  const session = {
    ...{ identity, tools, store: held.value, room, clock, ledger },
    judges: new JudgesAtHand(),
    matches: new MatchBook(),
    unhinted: new Set<string>(),
    startChecker: () => new SignaturePool(),
  }
  const arriving = join(folder, ARRIVING_FOLDER)
  const credentials = () => makeServerCredentials(keys, clock.nowMs())
  const enterReadingRoom = () =>
    ReadingRoom.enter({ hub: session, folder, objects, readingKey: keys.readingKey })
  return succeed({ session, header, incoming, objects, arriving, credentials, enterReadingRoom, close })
}

async function openStore(
  { folder, keys }: Pick<OpenHubFolder, 'folder' | 'keys'>,
  store: StorePlace,
): Promise<Result<HubStore, OpenStoreFailure>> {
  if (store !== null) return await openPostgresStore(store)
  return await openEmbeddedStore(join(folder, HUB_DATABASE_FILE), keys.databaseKey)
}
