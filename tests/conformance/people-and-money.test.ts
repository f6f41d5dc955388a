import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PARTY_KINDS } from '#core/ledger/party-kinds.ts'
import {
  COMPLAINT,
  createVault,
  FIRST_CASE,
  makeFolder,
  PASSPHRASE,
  sealBytes,
} from '../support/make-vault.ts'
import { hasPython, judgeAsStranger } from './judge-vault.ts'

test.skipIf(!hasPython)(
  'the independent verifier reads every kind of event about people and money',
  async () => {
    const desk = await createVault()
    const on = { case: FIRST_CASE }
    const reason = 'x'
    const { complaintId } = await desk.ask('complaint.add', { complaint: COMPLAINT })
    const again = await desk.ask('complaint.add', { ...on, complaint: COMPLAINT })
    const goes = await desk.ask('complaint.add', { ...on, complaint: COMPLAINT })
    const interpreter = { name: 'ង្វៀន', isSworn: true, isIndependent: true }
    const firstContact = { on: '2026-01-02', clock: '20:15' }
    await desk.ask('complaint.detail', { ...on, complaintId, details: { interpreter, firstContact } })
    const { number } = await sealBytes(desk, FIRST_CASE, new Uint8Array([1, 2, 3]))
    await desk.ask('complaint.linkExhibits', { ...on, complaintId, exhibits: [number] })
    const party = (await desk.ask('party.add', { ...on, content: { nationality: 'KHM' }, role: 'victim' }))
      .number
    const twin = (await desk.ask('party.add', { ...on, content: {} })).number
    await desk.ask('party.change', { ...on, party, set: { sex: 'female' }, cleared: ['nationality'] })
    await desk.ask('party.merge', { ...on, party: twin, into: party, reason })
    await desk.ask('party.unmerge', { ...on, party: twin, reason })
    await desk.ask('party.noteIndicators', { ...on, party, present: ['minor'], absent: ['isolation'] })
    const premises = (await desk.ask('premises.add', { ...on, content: { landlordParty: party, rooms: 3 } }))
      .number
    await desk.ask('premises.change', { ...on, premises, set: { rooms: 4 } })
    const noted = await desk.ask('identifier.note', {
      ...on,
      party,
      identifiers: [{ kind: 'connection', value: '203.0.113.5:443 2026-11-20 08:10 Z' }],
      seenIn: { kind: 'premises', premises },
    })
    await desk.ask('identifier.withdraw', { ...on, identifierId: noted.identifierIds[0] ?? '', reason })
    const payee = { party, identifiers: [{ kind: 'bakong' as const, value: 'shop@aclb' }] }
    const content = {
      complaintId,
      lossIndex: 0,
      payee,
      money: { currency: 'USD' as const, amount: '250.50' },
    }
    const payment = (await desk.ask('payment.add', { ...on, content })).number
    await desk.ask('payment.change', { ...on, payment, set: { state: 'frozen', on: '2026-01-02' } })
    await desk.ask('payment.withdraw', { ...on, payment, reason })
    const duplicate = { ...on, complaintId: again.complaintId, of: { complaintId }, reason }
    await desk.ask('complaint.markDuplicate', duplicate)
    await desk.ask('rate.note', {
      ...on,
      currency: 'USD',
      inCurrency: 'KHR',
      rate: '4015',
      on: '2026-01-02',
      source: 'x',
    })
    await desk.ask('case.split', { ...on, title: 'x', what: 'x', reason, complaints: [goes.complaintId] })
    const { events } = await desk.ask('case.show', on)
    expect(new Set(events.map(({ kind }) => kind))).toEqual(
      new Set([
        'case-opened',
        'case-split',
        'complaint-taken',
        'exhibit-sealed',
        ...Object.keys(PARTY_KINDS),
      ]),
    )
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
    await desk.engine.close()
    const passphrase = join(await makeFolder(), 'passphrase')
    await writeFile(passphrase, PASSPHRASE)
    expect(judgeAsStranger(desk.folder, passphrase)).toMatchObject({ isWhole: true, findings: [] })
  },
)
