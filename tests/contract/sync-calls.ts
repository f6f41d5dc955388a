import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { InputOf } from '#contract/operations.ts'
import type { syncOperations } from '#contract/sync-operations.ts'
import { PaperHub } from '../support/paper-hub.ts'
import type { ContractDesk, GoodCalls } from './contract-desk.ts'

type Name = keyof typeof syncOperations

const ID = '0123456789abcdef0123456789abcdef'

/** One well-formed input for each operation between a station and headquarters. */
export const SYNC_INPUTS: { readonly [Operation in Name]: InputOf<Operation> } = {
  'sync.status': {},
  'sync.cases': {},
  'sync.receipts': {},
  'sync.carriers': {},
  'sync.ask': { code: '000011-000011', station: 'បាត់ដំបង', carrierId: ID },
  'sync.take': { carrierId: ID },
  'sync.write': { carrierId: ID },
  'case.shareWithHub': { case: '2026-0001' },
  'sync.unpin': { reason: 'ប្ដូរ' },
}

/** Enrols with a hub over a folder, sends the case of the calls before, and ends the enrolment. */
export function goodSyncCalls({ engine, room, done, seen }: ContractDesk): GoodCalls<Name> {
  const hub = new PaperHub()
  const stick = () => join(room(), 'courier')
  const carrierId = () => engine().offerFolder(stick())
  return {
    'sync.ask': async () => {
      await mkdir(stick())
      await done('sync.ask', { code: hub.code, station: 'បាត់ដំបង', carrierId: await carrierId() })
    },
    'sync.take': async () => {
      const status = await done('vault.status', {})
      if (status.state !== 'unlocked') throw new Error('the vault is locked')
      await hub.answerRequest(stick(), status.session.vaultId)
      expect(await done('sync.take', { carrierId: await carrierId() })).toMatchObject({ isEnrolledNow: true })
    },
    'case.shareWithHub': async () => {
      await done('case.shareWithHub', { case: seen.case })
    },
    'sync.write': async () => {
      const written = await done('sync.write', { carrierId: await carrierId() })
      expect(written).toMatchObject({ fromSeq: 0, cases: 1 })
      expect((await hub.takePackage(stick())).to.seq).toBe(written.toSeq)
    },
    'sync.receipts': async () => {
      await hub.writeWayBack(stick())
      await done('sync.take', { carrierId: await carrierId() })
      expect((await done('sync.receipts', {})).receipts).toMatchObject([{ verdict: 'true' }])
    },
    'sync.status': async () => {
      expect(await done('sync.status', {})).toMatchObject({
        state: 'enrolled',
        sent: [{ state: 'received' }],
      })
    },
    'sync.cases': async () => {
      const { cases } = await done('sync.cases', { query: 'ករណីសាកល្បង' })
      expect(cases.filter(({ isShared }) => isShared)).toMatchObject([{ number: seen.case }])
      expect(await done('sync.cases', { query: 'nothing has this in it' })).toEqual({ cases: [], total: 0 })
    },
    'sync.carriers': async () => {
      expect((await done('sync.carriers', {})).carriers).toBeInstanceOf(Array)
    },
    'sync.unpin': async () => {
      await done('sync.unpin', { reason: 'ប្ដូរ' })
      expect(await done('sync.status', {})).toMatchObject({ state: 'none' })
    },
  }
}
