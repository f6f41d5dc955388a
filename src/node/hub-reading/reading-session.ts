import type { HeldKeys } from '#app/hub/gather-keys.ts'
import type { DraftStore } from '#app/ports/draft-store.ts'
import type { Signer } from '#app/ports/event-crypto.ts'
import type { PersonRow } from '#app/ports/register-store.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { CaseId, DeviceId, KeyId, VaultId } from '#core/ids.ts'
import { type Result, succeed } from '#core/result.ts'
import { makeNativeEventCrypto } from '../crypto/native-event-crypto.ts'
import { SignaturePool } from '../crypto/signature-pool.ts'
import { makeSystemClock } from '../engine/system-clock.ts'
import { createFolderObjectStore } from '../objects/folder-object-store.ts'
import { makeSqliteRegisterStore } from '../sqlite/sqlite-register-store.ts'
import { PersonView } from '../views/person-view.ts'
import { ViewFile } from '../views/view-file.ts'
import { type CopiedLedger, READER_ID } from './copied-ledger.ts'

/** A station as headquarters reads it. */
export type ReadingSession = { readonly session: VaultSession; readonly view: PersonView }

/** What a reading session is made of. */
export type ReadingPlace = {
  readonly vaultId: VaultId
  /** The copy's folder. */
  readonly folder: string
  /** Where the hub keeps the station's objects. */
  readonly objects: string
  readonly viewKey: Uint8Array
}

/**
 * Composes what operations that only read work on, as for a person of the station who was granted every shared case and nothing else.
 * Headquarters has no key that signs there: whatever would sign, append or draft is a mistake of this program, and throws.
 */
export function composeReading(
  { vaultId, folder, objects, viewKey }: ReadingPlace,
  copy: CopiedLedger,
  device: DeviceId,
  keysNow: () => HeldKeys['keys'],
): ReadingSession {
  const clock = makeSystemClock()
  const opened = {
    vaultId,
    deviceId: device,
    person: READER,
    signer: makeReadingSigner((caseId) => keysNow().cases.get(caseId) ?? null),
    crypto: makeNativeEventCrypto(),
    clock,
    registerKey: keysNow().register,
    deviceKeys: neverHere,
    ledger: copy.storeFor(device),
    register: makeSqliteRegisterStore(copy.database),
    objects: createFolderObjectStore({ folder: objects }),
    drafts: NO_DRAFTS,
    caseKeys: new Map(),
    notices: [],
  }
  const view = new PersonView({
    file: new ViewFile(folder, READER_ID, viewKey),
    source: { ...opened, countScope: (scope) => copy.countScope(scope) },
    pause: clock.pause,
    startChecker: () => new SignaturePool(),
    removeOthers: () => {},
  })
  return { session: { ...opened, cases: view.cases }, view }
}

const READER: PersonRow = {
  userId: READER_ID,
  number: 0,
  name: 'HQ',
  roles: ['analyst'],
  state: 'active',
  addedAtMs: 0,
  keysSinceSeq: 0,
  keyId: '0'.repeat(64) as KeyId,
  signingKeyHex: '0'.repeat(64),
  agreementKeyHex: '0'.repeat(64),
}

function neverHere(): never {
  throw new Error('headquarters only reads what a station wrote')
}

function makeReadingSigner(keyOf: (caseId: CaseId) => ReturnType<Signer['openCaseKey']>): Signer {
  return {
    keyId: READER.keyId,
    signHeader: neverHere,
    paper: { publicPoint: new Uint8Array(0), sign: neverHere, signSame: neverHere },
    sealCaseKey: neverHere,
    openCaseKey: keyOf,
  }
}

const nothing: () => Result<null, never> = () => succeed(null)
const NO_DRAFTS: DraftStore = {
  save: neverHere,
  load: nothing,
  list: () => succeed([]),
  forget: neverHere,
  keepFile: neverHere,
  files: () => succeed([]),
  readFile: nothing,
  dropFile: neverHere,
  forgetCases: neverHere,
}
