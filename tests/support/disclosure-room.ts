import { appendEvents, type EventDraft } from '#app/ledger/append-events.ts'
import { planDisclosure } from '#app/ledger/plan-disclosure.ts'
import { writeDisclosure } from '#app/ledger/write-disclosure.ts'
import type { ScopeKey } from '#app/ports/event-crypto.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { CaseId, DeviceId, UserId, VaultId } from '#core/ids.ts'
import { DisclosureCheck, type DisclosureReport } from '#core/ledger/disclosure-check.ts'
import type { EventBody } from '#core/ledger/event-body.ts'
import type { PaperAnchor } from '#core/ledger/paper-anchor.ts'
import { makeNativeEventCrypto, makeScopeKey, makeSigner } from '#node/crypto/native-event-crypto.ts'
import { type PersonKeys, personKeysFrom } from '#node/crypto/person-keys.ts'
import { makeMemoryLedgerStore } from './memory-ledger-store.ts'
import { expectOk } from './results.ts'
import { DATA, idOf } from './sample-events.ts'

export const VAULT = idOf<VaultId>('a0')
export const DEVICE = idOf<DeviceId>('d0')
export const CASE = idOf<CaseId>('c0')
export const OTHER_CASE = idOf<CaseId>('c1')
const START_MS = Date.UTC(2026, 10, 22)

/** A person with the keys that a seed of one repeated byte gives. */
export type Person = { readonly userId: UserId; readonly name: string; readonly keys: PersonKeys }

const personOf = (byte: number, name: string): Person => ({
  userId: idOf<UserId>(byte.toString(16).padStart(2, '0')),
  name,
  keys: personKeysFrom(new Uint8Array(32).fill(byte)),
})

/** The founder, an officer who works on the case, one who works on another, and one whom nothing concerns. */
export const FOUNDER = personOf(0xb0, 'មេបញ្ជាការ FOUNDER')
export const OFFICER = personOf(0xb1, 'សុខ OFFICER')
export const STRANGER = personOf(0xb2, 'ចាន់ STRANGER')
export const ABSENT = personOf(0xb3, 'ធី ABSENT')

export const crypto = makeNativeEventCrypto()
export const REGISTER_KEY = makeScopeKey(new Uint8Array(32).fill(1))
export const CASE_KEY = makeScopeKey(new Uint8Array(32).fill(2))
export const OTHER_KEY = makeScopeKey(new Uint8Array(32).fill(3))

const record = ({ userId, name, keys: { keyId, signingKeyHex, agreementKeyHex } }: Person) => ({
  userId,
  name,
  roles: ['officer' as const],
  keyId,
  signingKeyHex,
  agreementKeyHex,
})
const said = ({ userId, name }: Person) => ({ userId, name })

/** A ledger in memory that grows by events of any scope and signer. */
export type DisclosureRoom = ReturnType<typeof makeDisclosureRoom>

/** Makes one whose first event introduces the founder; one that goes on after a salvage is empty. */
export function makeDisclosureRoom(device: DeviceId = DEVICE, firstSeq = 1) {
  const ledger = makeMemoryLedgerStore(device)
  let clockMs = START_MS
  const clock = {
    nowMs: () => (clockMs += 1000),
    monotonicMs: () => 1,
    pause: async () => {},
    runId: 'ab'.repeat(8),
  }
  const session = {
    vaultId: VAULT,
    deviceId: device,
    signer: makeSigner(FOUNDER.keys),
    crypto,
    clock,
    registerKey: REGISTER_KEY,
    ledger,
    firstSeq,
  } as unknown as VaultSession
  const append = (by: Person, key: ScopeKey, body: EventBody): number => {
    const draft: EventDraft = { key, body, signer: makeSigner(by.keys) }
    return expectOk(appendEvents(session, [draft])).seq
  }
  const room = {
    ledger,
    session,
    append,
    register: (by: Person, body: Omit<EventBody, 'scope'>) =>
      append(by, REGISTER_KEY, { ...body, scope: VAULT } as EventBody),
    add: (person: Person, by: Person = FOUNDER) =>
      append(by, REGISTER_KEY, {
        kind: 'person-added',
        scope: VAULT,
        data: { person: record(person), addedBy: said(by) },
      }),
    open: (by: Person, caseId: CaseId, key: ScopeKey, number: string, title: string) =>
      append(by, key, {
        kind: 'case-opened',
        scope: caseId,
        data: { caseId, number, title, openedBy: said(by) },
      }),
    complain: (by: Person, caseId: CaseId, key: ScopeKey, byte: string, summary: string) =>
      append(by, key, {
        kind: 'complaint-taken',
        scope: caseId,
        data: {
          complaintId: byte.repeat(16),
          takenBy: said(by),
          complaint: { ...DATA['complaint-taken'].complaint, summary },
        },
      }),
    /** The lines of a disclosure of the case, without their line feeds. */
    async lines(caseId: CaseId = CASE, key: ScopeKey = CASE_KEY): Promise<Uint8Array[]> {
      const plan = expectOk(await planDisclosure(session, { caseId, key, number: '' }, async () => true))
      if (plan === null) throw new Error('stopped')
      return [...writeDisclosure(session, plan)].flatMap((piece) => [...expectOk(piece).lines])
    },
  }
  if (firstSeq > 1) return room
  const { userId: _, ...founder } = record(FOUNDER)
  room.register(FOUNDER, {
    kind: 'vault-created',
    data: {
      vaultId: VAULT,
      deviceId: device,
      software: 'samnum test',
      founder: { ...founder, userId: FOUNDER.userId, roles: ['commander', 'administrator'] },
    },
  } as never)
  return room
}

/** A room with two cases, events of both in turn, and three people of whom one has no part in the first case. */
export function fillRoom(room: DisclosureRoom = makeDisclosureRoom()): DisclosureRoom {
  room.add(OFFICER)
  room.add(STRANGER)
  room.add(ABSENT)
  room.open(OFFICER, CASE, CASE_KEY, '2026-0001', 'សំណុំរឿង FIRST TITLE')
  room.open(STRANGER, OTHER_CASE, OTHER_KEY, '2026-0002', 'សំណុំរឿង OTHER TITLE')
  room.complain(OFFICER, CASE, CASE_KEY, '61', 'FIRST SUMMARY')
  room.complain(STRANGER, OTHER_CASE, OTHER_KEY, '62', 'OTHER SUMMARY')
  room.complain(FOUNDER, CASE, CASE_KEY, '63', 'SECOND SUMMARY')
  room.complain(STRANGER, OTHER_CASE, OTHER_KEY, '64', 'OTHER SUMMARY AGAIN')
  return room
}

/** Checks lines as whoever receives them does. */
export function judgeLines(
  lines: readonly Uint8Array[],
  anchors: readonly PaperAnchor[] = [],
): DisclosureReport {
  const check = new DisclosureCheck(crypto, anchors)
  for (const line of lines) if (!check.take(line)) break
  return check.finish()
}

/** Findings in short: the code, and the event where one is concerned. */
export function inShort({ findings }: DisclosureReport): readonly string[] {
  return findings.map(({ code, seq }) => (seq === undefined ? code : `${code} ${seq}`))
}

/** A line as its JSON value, and back. */
export const readLine = (line: Uint8Array | undefined) => JSON.parse(Buffer.from(line ?? []).toString())
