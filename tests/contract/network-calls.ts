import { join } from 'node:path'
import { expect } from 'vitest'
import { makeCode } from '#app/hub/hub-codes.ts'
import type { networkOperations } from '#contract/network-operations.ts'
import type { InputOf } from '#contract/operations.ts'
import { foundHub, openHub } from '#hub/open-hub.ts'
import { CHEAP_KDF } from '../support/make-vault.ts'
import { expectOk } from '../support/results.ts'
import { addressOf, serve } from '../support/served-hub.ts'
import type { ContractDesk, GoodCalls } from './contract-desk.ts'

type Name = keyof typeof networkOperations

const SETTINGS = { address: 'https://hub.example', proxy: null, limitKilobits: null, isMetered: false }

/** One well-formed input for each operation that needs a network. */
export const NETWORK_INPUTS: { readonly [Operation in Name]: InputOf<Operation> } = {
  'sync.network': {},
  'sync.setNetwork': SETTINGS,
  'sync.enrol': { code: '000011-000011', station: 'បាត់ដំបង', address: 'https://hub.example' },
  'sync.exchange': {},
}

/** A new hub in a folder that answers, until the ends are called in reverse, and how to enrol with it. */
export async function servedCode(
  folder: string,
  ends: (() => Promise<void>)[],
): Promise<InputOf<'sync.enrol'>> {
  const founding = { name: 'HQ', passphrase: 'a hub that is called', kdf: CHEAP_KDF, software: 'test' }
  expectOk(await foundHub(folder, founding, null))
  const hub = expectOk(await openHub(folder, founding.passphrase, null))
  ends.push(() => hub.close())
  const { port } = await serve(hub, (end) => ends.push(end))
  const { typed: code } = expectOk(await makeCode(hub.session, 'បាត់ដំបង', null))
  return { code, station: 'បាត់ដំបង', address: addressOf(port) }
}

/** Enrols with a hub that answers, sends what there is, and ends the enrolment. */
export function goodNetworkCalls({ room, done }: ContractDesk): GoodCalls<Name> {
  const ends: (() => Promise<void>)[] = []
  return {
    'sync.setNetwork': async () => {
      await done('sync.setNetwork', { ...SETTINGS, limitKilobits: 100_000 })
    },
    'sync.network': async () => {
      expect(await done('sync.network', {})).toMatchObject({
        settings: { limitKilobits: 100_000 },
        underWay: 0,
      })
    },
    'sync.enrol': async () => {
      await done('sync.enrol', await servedCode(join(room(), 'hub'), ends))
    },
    'sync.exchange': async () => {
      expect(await done('sync.exchange', {})).toMatchObject({ packages: 1, receipts: 1 })
      await done('sync.unpin', { reason: 'tested' })
      for (const end of ends.reverse()) await end()
    },
  }
}
