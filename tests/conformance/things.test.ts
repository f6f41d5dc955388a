import { readdir, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { appendOfCase } from '#app/custody/append-of-case.ts'
import { findCase } from '#app/vault-session.ts'
import type { ExhibitId, ItemId, MoveId, UserId } from '#core/ids.ts'
import { CASE_KINDS } from '#core/ledger/case-kinds.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import { PARTY_KINDS } from '#core/ledger/party-kinds.ts'
import { copyVault, makeFolder, openDesk, whenFileEnds } from '../support/make-vault.ts'
import { openSession } from '../support/open-session.ts'
import { expectOk } from '../support/results.ts'
import { hasPython, judgeAsSamnum, judgeAsStranger, type Verdict } from './judge-vault.ts'
import { makeThingsVault, type ThingsVault } from './things-vault.ts'

/** What happens in people-and-money.test.ts, or only by a report, an order or a package. */
const ELSEWHERE: readonly string[] = [
  ...Object.keys(PARTY_KINDS),
  'exhibit-extracted',
  'report-saved',
  'report-signed',
  'case-disclosed',
  'case-exported',
]

describe.skipIf(!hasPython)('a verifier written from the specification alone, about things', () => {
  const atEnd = whenFileEnds()
  let vault: ThingsVault
  let secrets: string

  beforeAll(async () => {
    vault = await makeThingsVault(atEnd)
    secrets = await makeFolder(atEnd)
    for (const who of ['founder', 'custodian', 'officer'] as const)
      await writeFile(join(secrets, who), vault[who].passphrase)
  })

  async function judgeFor(
    who: 'founder' | 'custodian' | 'officer',
    folder: string,
  ): Promise<readonly [Verdict, Verdict]> {
    const { number, passphrase } = vault[who]
    const stranger = judgeAsStranger(folder, join(secrets, who), '--number', `${number}`)
    return [stranger, await judgeAsSamnum(await copyVault(folder), { userNumber: number, passphrase })]
  }

  test('finds a vault whole in which things of every kind happened, as samnum does', async () => {
    const missing = Object.keys(CASE_KINDS).filter((kind) => !vault.kinds.has(kind as never))
    expect(missing.sort()).toEqual([...ELSEWHERE].sort())
    for (const who of ['founder', 'custodian', 'officer'] as const) {
      const [stranger, samnum] = await judgeFor(who, vault.folder)
      expect(stranger).toMatchObject({ isWhole: true, findings: [], notes: [] })
      expect(stranger.checked).toMatchObject({ eventsUnreadable: 0 })
      expect(samnum).toMatchObject({ isWhole: true, findings: [] })
    }
  })

  test('names the damaged part of a folder that was collected, as samnum does', async () => {
    const folder = await copyVault(vault.folder)
    const names = await readdir(join(folder, 'objects'), { recursive: true })
    const objects = names.filter((name) => /^[0-9a-f]{2}.[0-9a-f]{32}$/.test(name))
    // A part of three bytes has a header, its bytes and one tag.
    const sizes = await Promise.all(
      objects.map(async (name) => (await stat(join(folder, 'objects', name))).size),
    )
    const part = objects[sizes.indexOf(4096 + 3 + 16)] ?? ''
    await truncate(join(folder, 'objects', part), 4100)
    for (const verdict of await judgeFor('custodian', folder))
      expect(verdict.findings).toMatchObject([{ code: 'object/size-wrong', file: `objects/${part}` }])
  })

  const forgeries: readonly (readonly [string, Partial<EventData<'custody-moved'>>])[] = [
    ['nothing wrong', {}],
    ['a giver who is not the last holder', { from: { kind: 'outside', name: 'Somebody' } }],
    ['a return without an order', { purpose: 'return' }],
    ['a time before the last without an explanation', { movedAtMs: 0 }],
    ['an item that nobody registered', { itemIds: ['ef'.repeat(16) as ItemId] }],
    ['a seal that is not there', { sealState: 'intact' }],
    [
      'a receiver whom nobody knows',
      { to: { kind: 'person', userId: 'ee'.repeat(16) as UserId, name: 'x' } },
    ],
    ['a seal that was used before', { sealState: 'replaced', newSealNumber: 'KH-0100' }],
    ['a store that goes to no place', { purpose: 'store' }],
  ]
  test.for(forgeries)('says of %s in a forged hand-over what samnum says', async ([name, change]) => {
    const folder = await copyVault(vault.folder)
    const { session, keeper } = await openSession(folder)
    const found = expectOk(findCase(session, vault.number))
    const { userId, name: signer } = session.person
    const exhibitId = session.crypto.newId() as ExhibitId
    const atMs = Date.now()
    const holder = { kind: 'person' as const, userId, name: signer }
    const registered: EventData<'exhibit-registered'> = {
      exhibitId,
      number: `${vault.number}-E900`,
      category: 'phone',
      name: 'Phone',
      seized: { atMs, zone: '+07:00', place: 'x' },
      photoIds: [],
      heldBy: holder,
      registeredBy: { userId, name: signer },
    }
    const moved: EventData<'custody-moved'> = {
      moveId: session.crypto.newId() as MoveId,
      itemIds: [exhibitId],
      purpose: 'court',
      from: holder,
      to: { kind: 'outside', name: 'Court' },
      movedAtMs: atMs,
      zone: '+07:00',
      where: 'x',
      reason: 'x',
      sealState: 'none',
      photoIds: [],
      movedBy: { userId, name: signer },
      ...change,
    }
    const { seq } = expectOk(
      appendOfCase(
        session,
        found,
        { kind: 'exhibit-registered', data: registered },
        { kind: 'custody-moved', data: moved },
      ),
    )
    await keeper.close(session)
    const expected = name === 'nothing wrong' ? [] : [{ code: 'ledger/event-refused', seq }]
    for (const verdict of await judgeFor('founder', folder)) expect(verdict.findings).toMatchObject(expected)
  })

  test('refuses that something without bytes left the vault, as samnum does', async () => {
    const folder = await copyVault(vault.folder)
    const { session, keeper } = await openSession(folder)
    const found = expectOk(findCase(session, vault.number))
    const { userId, name } = session.person
    const exhibitId = session.crypto.newId() as ExhibitId
    const data: EventData<'exhibit-extracted'> = { exhibitId, extractedBy: { userId, name } }
    const { seq } = expectOk(appendOfCase(session, found, { kind: 'exhibit-extracted', data }))
    await keeper.close(session)
    for (const verdict of await judgeFor('founder', folder))
      expect(verdict.findings).toMatchObject([{ code: 'ledger/event-refused', seq }])
  })

  test('names a hand-over that one person signed in the name of another, as samnum does', async () => {
    const folder = await copyVault(vault.folder)
    const { session, keeper } = await openSession(folder)
    const found = expectOk(findCase(session, vault.number))
    const moved: EventData<'custody-moved'> = {
      moveId: session.crypto.newId() as MoveId,
      itemIds: [session.crypto.newId() as ItemId],
      purpose: 'transfer',
      from: { kind: 'person', userId: vault.custodian.userId, name: vault.custodian.name },
      to: { kind: 'person', userId: vault.officer.userId, name: vault.officer.name },
      movedAtMs: Date.now(),
      zone: '+07:00',
      where: 'x',
      reason: 'x',
      sealState: 'none',
      photoIds: [],
      movedBy: { userId: vault.custodian.userId, name: vault.custodian.name },
    }
    const { seq } = expectOk(appendOfCase(session, found, { kind: 'custody-moved', data: moved }))
    await keeper.close(session)
    for (const verdict of await judgeFor('founder', folder))
      expect(verdict.findings).toMatchObject([{ code: 'ledger/actor-not-allowed', seq }])
  })

  test('refuses that somebody else signs for what waits for its receiver, as samnum does', async () => {
    const folder = await copyVault(vault.folder)
    const { custodian, officer } = vault
    const desk = openDesk(folder)
    await desk.ask('vault.unlock', { userNumber: custodian.number, passphrase: custodian.passphrase })
    const { number } = await desk.ask('exhibit.register', {
      case: vault.number,
      category: 'phone',
      name: 'Phone',
      seized: { place: 'Building 4' },
    })
    const { seq, hashHex } = await desk.ask('custody.move', {
      items: [number],
      purpose: 'transfer',
      to: { kind: 'person', userId: officer.userId },
      where: 'Station',
      reason: 'Storage',
      sealState: 'none',
    })
    await desk.engine.close()
    const { session, keeper } = await openSession(folder)
    const found = expectOk(findCase(session, vault.number))
    const { userId, name } = session.person
    const confirmedBy = { userId, name }
    const data: EventData<'event-confirmed'> = { seq, hashHex, purpose: 'hand-over', confirmedBy }
    const forged = expectOk(appendOfCase(session, found, { kind: 'event-confirmed', data }))
    await keeper.close(session)
    for (const verdict of await judgeFor('founder', folder))
      expect(verdict.findings).toMatchObject([{ code: 'ledger/event-refused', seq: forged.seq }])
  })
})
