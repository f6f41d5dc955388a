import { vi } from 'vitest'
import { makeCode, revoke } from '#app/hub/hub-codes.ts'
import { sayToStations } from '#app/hub/say-to-stations.ts'
import type { FailureCode } from '#contract/failures.ts'
import type { VaultId } from '#core/ids.ts'
import { type OpenHub, openHub } from '#hub/open-hub.ts'
import { takeStick } from '#hub/take-stick.ts'
import { startCuttingProxy } from '../support/cutting-proxy.ts'
import { HUB_PASSPHRASE, makeHub } from '../support/hub-room.ts'
import {
  type AtEnd,
  COMPLAINT,
  copyVault,
  createVault,
  type Desk,
  makeFolder,
  sealBytes,
  unlock,
} from '../support/make-vault.ts'
import { expectOk } from '../support/results.ts'
import { type Random, seededRandom } from '../support/seeded-random.ts'
import { addressOf, serve } from '../support/served-hub.ts'
import { copyStick, damageStick, emptyStick, type Stick } from './stick.ts'

/** When a simulation begins, by the hub's clock. */
const EPOCH_MS = Date.UTC(2026, 10, 22, 3)
const HOUR_MS = 3_600_000

/** A station: its vault, and a clock that is wrong by so much. */
export type Station = {
  readonly name: string
  readonly vaultId: VaultId
  desk: Desk
  skewMs: number
  readonly cases: string[]
  /** Events that operations acknowledged. */
  headSeq: number
  /** How far the hub has ever said that it holds this station. */
  heldSeq: number
}

/**
 * Stations, a hub, and sticks between them. One seed decides everything that happens: who does what, which stick goes where, which is copied,
 * damaged or lost, whose clock is wrong by how much, and who loses power. Only ids and keys differ from run to run.
 */
export class World {
  readonly random: Random
  readonly stations: Station[] = []
  readonly sticks: Stick[] = []
  /** What happened, a line a step, for whoever looks for a reason. */
  readonly log: string[] = []
  /** Titles that the hub said to each station, in order. */
  readonly said = new Map<VaultId, string[]>()
  hub: OpenHub
  hubFolder: string
  nowMs = EPOCH_MS
  readonly #atEnd: AtEnd
  /** Stations that were revoked at some time, and enrolled anew. */
  readonly #revoked = new Set<VaultId>()

  private constructor(seed: number, hub: OpenHub, hubFolder: string, atEnd: AtEnd) {
    this.random = seededRandom(seed)
    this.hub = hub
    this.hubFolder = hubFolder
    this.#atEnd = atEnd
  }

  static async make(seed: number, stations: number, sticks: number, atEnd: AtEnd): Promise<World> {
    vi.useFakeTimers({ toFake: ['Date'], now: EPOCH_MS })
    atEnd(async () => void vi.useRealTimers())
    const { hub, folder } = await makeHub(atEnd)
    const world = new World(seed, hub, folder, atEnd)
    for (let at = 0; at < sticks; at += 1)
      world.sticks.push({ folder: await makeFolder(atEnd), isDamaged: false })
    for (let at = 0; at < stations; at += 1) await world.#found(`ប៉ុស្តិ៍ ${at + 1}`)
    return world
  }

  /** One thing happens. */
  async step(): Promise<void> {
    this.nowMs += Math.floor(this.random() * 2 * HOUR_MS)
    const station = this.#one(this.stations)
    const stick = this.#one(this.sticks)
    const chance = this.random()
    if (chance < 0.3) await this.work(station)
    else if (chance < 0.42) await this.write(station, stick)
    else if (chance < 0.5) await this.#exchange(station)
    else if (chance < 0.68) await this.deliver(stick)
    else if (chance < 0.84) await this.fetch(station, stick)
    else if (chance < 0.87) await this.#copy(stick)
    else if (chance < 0.9) await this.#damage(stick)
    else if (chance < 0.92) await this.#lose(stick)
    else if (chance < 0.95) await this.#say()
    else if (chance < 0.97) this.#setClock(station)
    else if (chance < 0.975) await this.revoke(station)
    else if (chance < 0.985) await this.#cutPower(station)
    else await this.#cutPowerOfHub()
    await this.#look(station)
  }

  /** A package of everything that the hub has no receipt for. Answers how far it goes, or `null` where nothing was written. */
  async write(station: Station, stick: Stick): Promise<number | null> {
    this.#at(station)
    const carrierId = await station.desk.engine.offerFolder(stick.folder)
    const written = await station.desk.call('sync.write', { carrierId })
    this.log.push(`${station.name} writes: ${say(written)}`)
    if (written.outcome === 'done') return written.value.toSeq
    this.#mayFail(written, stick, ['sync/nothing-to-send'])
    return null
  }

  /** The hub goes through a stick. What it refuses of an honest one is a lie; of a damaged one it may. */
  async deliver(stick: Stick): Promise<void> {
    vi.setSystemTime(this.nowMs)
    const taken = await takeStick(this.hub, stick.folder, { hold: false, urls: [] })
    if (!taken.ok) {
      this.log.push(`the hub does not take: ${taken.failure.code}`)
      if (stick.isDamaged) return
      throw new Error(`the hub failed: ${JSON.stringify(taken.failure)}`)
    }
    for (const { vaultId, outcome, isNew, code } of taken.value.packages) {
      this.log.push(`the hub: ${this.#nameOf(vaultId)} ${outcome} ${isNew ? 'new' : 'again'} ${code ?? ''}`)
      const isOfRevoked = code === 'sync/device-revoked' && this.#revoked.has(vaultId)
      if (outcome !== 'accepted' && !stick.isDamaged && code !== 'sync/from-the-future' && !isOfRevoked)
        throw new Error(`an honest package was ${outcome}: ${code}`)
    }
  }

  /** A station takes what lies on a stick for it. */
  async fetch(station: Station, stick: Stick): Promise<void> {
    this.#at(station)
    const carrierId = await station.desk.engine.offerFolder(stick.folder)
    const taken = await station.desk.call('sync.take', { carrierId })
    this.log.push(`${station.name} takes: ${say(taken)}`)
    // What was made for a device that was revoked since is not for the one that came after it.
    const old: FailureCode[] = this.#revoked.has(station.vaultId) ? ['sync/message-out-of-order'] : []
    if (taken.outcome !== 'done')
      this.#mayFail(taken, stick, ['sync/nothing-on-carrier', 'sync/from-the-future', ...old])
  }

  /** Every clock is right again. */
  setClocksRight(): void {
    for (const station of this.stations) station.skewMs = 0
  }

  async #found(name: string): Promise<void> {
    const desk = await createVault({ atEnd: this.#atEnd })
    const status = await desk.ask('vault.status', {})
    if (status.state !== 'unlocked') throw new Error('the vault is locked')
    const { vaultId } = status.session
    const station = { name, vaultId, desk, skewMs: 0, cases: [], headSeq: 0, heldSeq: 0 }
    const stick = { folder: await makeFolder(this.#atEnd), isDamaged: false }
    const { typed } = expectOk(await makeCode(this.hub.session, name, null))
    const carrier = () => desk.engine.offerFolder(stick.folder)
    await desk.ask('sync.ask', { code: typed, station: name, carrierId: await carrier() })
    await this.deliver(stick)
    await desk.ask('sync.take', { carrierId: await carrier() })
    this.stations.push(station)
    this.said.set(vaultId, [])
  }

  /** A round over a network whose connections break at any byte. The clock is right: who is on a network has the time from it. */
  async #exchange(station: Station): Promise<void> {
    vi.setSystemTime(this.nowMs)
    const ends: (() => Promise<void>)[] = []
    const { port } = await serve(this.hub, (end) => void ends.push(end))
    const breaks = Math.floor(this.random() * 4)
    let connections = 0
    const cutAfter = () => {
      connections += 1
      return connections > breaks ? Number.POSITIVE_INFINITY : Math.floor(this.random() * 60_000)
    }
    const line = await startCuttingProxy(port, { cutAfter })
    const settings = { address: addressOf(line.port), proxy: null, limitKilobits: null, isMetered: false }
    await station.desk.ask('sync.setNetwork', settings)
    const done = await station.desk.call('sync.exchange', {})
    this.log.push(`${station.name} exchanges, ${breaks} breaks: ${say(done)}`)
    await line.close()
    for (const end of ends) await end()
    const code = done.outcome === 'failed' ? done.failure.code : ''
    if (done.outcome === 'done' || (breaks > 0 && code.startsWith('network/'))) return
    throw new Error(`an honest station was refused: ${JSON.stringify(done)}`)
  }

  /** Headquarters revokes a station's device, which finds it out and enrols anew. */
  async revoke(station: Station): Promise<void> {
    vi.setSystemTime(this.nowMs)
    const { desk, name, vaultId } = station
    const stick = { folder: await makeFolder(this.#atEnd), isDamaged: false }
    const carrier = () => desk.engine.offerFolder(stick.folder)
    expectOk(await revoke(this.hub.session, vaultId, 'devices', 'lost'))
    this.#revoked.add(vaultId)
    const written = await desk.call('sync.write', { carrierId: await carrier() })
    await this.deliver(stick)
    const told = await desk.call('sync.take', { carrierId: await carrier() })
    const { state } = await desk.ask('sync.status', {})
    this.log.push(`${name} is revoked: writes ${say(written)}, takes ${say(told)}, is ${state}`)
    if (state !== 'none') await desk.ask('sync.unpin', { reason: 'revoked' })
    const { typed } = expectOk(await makeCode(this.hub.session, name, null))
    await desk.ask('sync.ask', { code: typed, station: name, carrierId: await carrier() })
    await this.deliver(stick)
    await desk.ask('sync.take', { carrierId: await carrier() })
    // It shares anew what headquarters is to read.
    for (const number of station.cases)
      if (this.random() < 0.7) await desk.ask('case.shareWithHub', { case: number })
  }

  /** Somebody works at a station. */
  async work(station: Station): Promise<void> {
    this.#at(station)
    const { desk, cases } = station
    const name = cases[Math.floor(this.random() * cases.length)]
    const chance = this.random()
    if (name === undefined || chance < 0.25) {
      const { number } = await desk.ask('case.open', { title: `រឿង ${cases.length + 1}` })
      cases.push(number)
      if (this.random() < 0.7) await desk.ask('case.shareWithHub', { case: number })
    } else if (chance < 0.5) await desk.ask('complaint.add', { complaint: COMPLAINT, case: name })
    else if (chance < 0.8) await desk.ask('note.write', { case: name, text: `កំណត់ត្រា ${this.random()}` })
    else await sealBytes(desk, name, Buffer.alloc(1 + Math.floor(this.random() * 70_000), 7))
    this.log.push(`${station.name} works`)
  }

  async #copy(stick: Stick): Promise<void> {
    const other = this.#one(this.sticks.filter((one) => one !== stick))
    await copyStick(stick, other)
    this.log.push('a stick is copied')
  }

  async #damage(stick: Stick): Promise<void> {
    this.log.push(`a stick is damaged: ${await damageStick(stick, this.random)}`)
  }

  async #lose(stick: Stick): Promise<void> {
    await emptyStick(stick)
    this.log.push('a stick is lost')
  }

  async #say(): Promise<void> {
    vi.setSystemTime(this.nowMs)
    const title = `notice ${this.log.length}`
    const to = this.random() < 0.5 ? 'all' : { station: this.#one(this.stations).vaultId }
    const content = { kind: 'notice', title, text: 'សូមអាន', from: 'HQ' } as const
    for (const { vaultId, number } of expectOk(await sayToStations(this.hub.session, to, content)))
      if (number !== null) this.said.get(vaultId)?.push(title)
    this.log.push(`the hub says ${title}`)
  }

  #setClock(station: Station): void {
    const isRight = this.random() < 0.3
    station.skewMs = isRight ? 0 : Math.floor((this.random() - 0.5) * 144 * HOUR_MS)
    this.log.push(`${station.name}: the clock is wrong by ${Math.round(station.skewMs / HOUR_MS)} h`)
  }

  async #cutPower(station: Station): Promise<void> {
    this.#at(station)
    const left = await copyVault(station.desk.folder, this.#atEnd)
    await station.desk.engine.close()
    station.desk = await unlock(left, { atEnd: this.#atEnd })
    this.log.push(`${station.name} has a power cut`)
  }

  async #cutPowerOfHub(): Promise<void> {
    vi.setSystemTime(this.nowMs)
    const left = await copyVault(this.hubFolder, this.#atEnd)
    await this.hub.close()
    this.hub = expectOk(await openHub(left, HUB_PASSPHRASE, null))
    const { hub } = this
    this.#atEnd(() => hub.close())
    this.hubFolder = left
    this.log.push('the hub has a power cut')
  }

  /** Nothing that was acknowledged is ever gone, on either side, and the hub never has what its station has not. */
  async #look(station: Station): Promise<void> {
    const { headSeq, held } = await station.desk.ask('sync.status', {})
    if (headSeq < station.headSeq) throw new Error(`${station.name} lost events`)
    station.headSeq = headSeq
    const head = expectOk(await this.hub.session.store.read((reads) => reads.head(station.vaultId)))
    const heldSeq = head?.seq ?? 0
    if (heldSeq < station.heldSeq) throw new Error(`the hub lost events of ${station.name}`)
    if (heldSeq > headSeq) throw new Error(`the hub has more of ${station.name} than there is`)
    if ((held?.seq ?? 0) > heldSeq) throw new Error(`${station.name} has a receipt for what the hub has not`)
    station.heldSeq = heldSeq
  }

  #mayFail(
    answer: { readonly outcome: string; readonly failure?: { readonly code: FailureCode } },
    stick: Stick,
    expected: readonly FailureCode[],
  ): void {
    const code = answer.failure?.code
    if (code === undefined) throw new Error(`unexpected: ${JSON.stringify(answer)}`)
    if (expected.includes(code) || (stick.isDamaged && code.startsWith('sync/'))) return
    throw new Error(`an honest stick was refused: ${JSON.stringify(answer)}`)
  }

  #at(station: Station): void {
    vi.setSystemTime(this.nowMs + station.skewMs)
  }

  #nameOf(vaultId: VaultId): string {
    return this.stations.find((station) => station.vaultId === vaultId)?.name ?? vaultId
  }

  #one<T>(of: readonly T[]): T {
    return of[Math.floor(this.random() * of.length)] as T
  }
}

function say(answer: { readonly outcome: string; readonly failure?: { readonly code: string } }): string {
  return answer.failure?.code ?? answer.outcome
}
