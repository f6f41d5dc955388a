import { makeCode } from '#app/hub/hub-codes.ts'
import type { VaultId } from '#core/ids.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import { take } from './hub-room.ts'
import { type AtEnd, createVault, type Desk, makeFolder } from './make-vault.ts'
import { expectOk } from './results.ts'

/** A station with an engine of its own, which reaches a hub by a stick. */
export class RealStation {
  readonly desk: Desk
  readonly stick: string
  readonly vaultId: VaultId
  readonly #hub: OpenHub

  private constructor(desk: Desk, stick: string, vaultId: VaultId, hub: OpenHub) {
    this.desk = desk
    this.stick = stick
    this.vaultId = vaultId
    this.#hub = hub
  }

  /** A new vault that is enrolled under this name. */
  static async enrol(
    hub: OpenHub,
    name: string,
    atEnd: AtEnd,
    options: Pick<NonNullable<Parameters<typeof createVault>[0]>, 'printer' | 'packageTools'> = {},
  ): Promise<RealStation> {
    const desk = await createVault({ atEnd, ...options })
    const stick = await makeFolder(atEnd)
    const status = await desk.ask('vault.status', {})
    if (status.state !== 'unlocked') throw new Error('the vault is locked')
    const station = new RealStation(desk, stick, status.session.vaultId, hub)
    await station.enrolAs(name)
    return station
  }

  /** Enrols with a new code. */
  async enrolAs(name: string): Promise<void> {
    const { typed } = expectOk(await makeCode(this.#hub.session, name, null))
    await this.desk.ask('sync.ask', { code: typed, station: name, carrierId: await this.#carrier() })
    await take(this.#hub, this.stick)
    await this.desk.ask('sync.take', { carrierId: await this.#carrier() })
  }

  /** A case with something to be sent, shared with the hub or not; its number. */
  async openCase(title: string, isShared = true): Promise<string> {
    const { number } = await this.desk.ask('case.open', { title })
    if (isShared) await this.desk.ask('case.shareWithHub', { case: number })
    return number
  }

  /** Takes a package to the hub, and what the hub answers back. */
  async exchange(): Promise<{ readonly messages: number }> {
    await this.send()
    return await this.fetch()
  }

  /** Takes a package to the hub. */
  async send(): Promise<void> {
    await this.desk.ask('sync.write', { carrierId: await this.#carrier() })
    const { packages } = await take(this.#hub, this.stick)
    const held = packages.every(({ outcome }) => outcome === 'accepted')
    if (!held) throw new Error(JSON.stringify(packages))
  }

  /** Takes what lies on the station's stick, or another one, for the station. */
  async fetch(stick = this.stick): Promise<{ readonly messages: number }> {
    return await this.desk.ask('sync.take', { carrierId: await this.desk.engine.offerFolder(stick) })
  }

  /** What headquarters said, newest first, as the founder of the vault reads it. */
  async messages() {
    return (await this.desk.ask('sync.status', {})).messages
  }

  async #carrier() {
    return await this.desk.engine.offerFolder(this.stick)
  }
}
