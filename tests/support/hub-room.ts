import { join } from 'node:path'
import { makeCode } from '#app/hub/hub-codes.ts'
import { foundHub, type OpenHub, openHub, type StorePlace } from '#hub/open-hub.ts'
import { type StickOptions, type StickTaken, takeStick } from '#hub/take-stick.ts'
import { HubStation } from './hub-station.ts'
import {
  type AtEnd,
  CHEAP_KDF,
  COMPLAINT,
  copyVault,
  createVault,
  makeFolder,
  PASSPHRASE,
  sealBytes,
  unlock,
} from './make-vault.ts'
import { keeperOf } from './open-session.ts'
import { expectOk } from './results.ts'

/** The passphrase of every hub of these tests. */
export const HUB_PASSPHRASE = 'ពាក្យសម្ងាត់របស់អគ្គស្នងការដ្ឋាន'

/** A hub in a new folder, open until the test ends. */
export async function makeHub(
  atEnd: AtEnd,
  store: StorePlace = null,
): Promise<{ readonly hub: OpenHub; readonly folder: string }> {
  const folder = join(await makeFolder(atEnd), 'hub')
  const founding = {
    name: 'អគ្គស្នងការដ្ឋាន',
    passphrase: HUB_PASSPHRASE,
    kdf: CHEAP_KDF,
    software: 'samnum test',
  }
  expectOk(await foundHub(folder, founding, store))
  const hub = expectOk(await openHub(folder, HUB_PASSPHRASE, store))
  atEnd(() => hub.close())
  return { hub, folder }
}

/** A vault with a case, a complaint and an exhibit; and a copy of it that went another way from there. */
export async function makeForkedVaults(
  atEnd: AtEnd,
): Promise<{ readonly one: HubStation; readonly other: HubStation }> {
  const desk = await createVault({ atEnd })
  const { number } = await desk.ask('case.open', { title: 'ការឆបោកតាមអនឡាញ' })
  await desk.ask('complaint.add', { complaint: COMPLAINT, case: number })
  await sealBytes(desk, number, Buffer.from('evidence of a station'))
  await desk.engine.close()
  const copy = await copyVault(desk.folder, atEnd)
  const stations: HubStation[] = []
  for (const [folder, title] of [
    [desk.folder, 'one'],
    [copy, 'other'],
  ] as const) {
    const more = await unlock(folder, { atEnd })
    const second = await more.ask('case.open', { title })
    await more.engine.close()
    const { station, close } = await openStation(folder, [number, second.number])
    atEnd(close)
    stations.push(station)
  }
  const [one, other] = stations
  if (one === undefined || other === undefined) throw new Error('two stations')
  return { one, other }
}

/** Goes through a stick. */
export async function take(
  hub: OpenHub,
  stick: string,
  { hold = false, to = [] }: Partial<Pick<StickOptions, 'hold' | 'to'>> = {},
): Promise<StickTaken> {
  return expectOk(await takeStick(hub, stick, { hold, urls: [], to }))
}

/** Enrols a station with a new code, by a stick. */
export async function enrol(hub: OpenHub, station: HubStation, stick: string): Promise<void> {
  const code = expectOk(await makeCode(hub.session, 'ប៉ៃលិន', null))
  await station.ask(stick, code.typed)
  await take(hub, stick)
  const { hubId, recipient } = hub.session.identity
  station.hub = { hubId, recipient }
}

/** A closed vault as a station; `close` lets others open the vault. */
export async function openStation(
  folder: string,
  caseNumbers: readonly string[],
): Promise<{ readonly station: HubStation; close(): Promise<void> }> {
  const keeper = keeperOf(folder)
  const session = expectOk(await keeper.unlock({ passphrase: PASSPHRASE }))
  return { station: new HubStation(session, folder, caseNumbers), close: async () => keeper.close(session) }
}
