import type { VaultKeeper } from '#app/ports/vault-keeper.ts'
import type { SessionHolder } from '#app/vault/vault-access.ts'
import type { VaultSession } from '#app/vault-session.ts'

/** Holds the one session of an engine and ends it in order. */
export class EngineSessions implements SessionHolder {
  readonly #keeper: Pick<VaultKeeper, 'close'>
  readonly #onChange: (state: 'locked' | 'unlocked') => void
  readonly #callsSettled: () => Promise<unknown>
  readonly #callOffOpening: () => void
  #session: VaultSession | null = null
  #opening: Promise<void> = Promise.resolve()

  /**
   * `callsSettled` waits for the calls that `onChange` called off, so that no file is closed under one of them. `callOffOpening`
   * stops what unlocks.
   */
  constructor(
    keeper: Pick<VaultKeeper, 'close'>,
    onChange: (state: 'locked' | 'unlocked') => void,
    callsSettled: () => Promise<unknown>,
    callOffOpening: () => void,
  ) {
    this.#keeper = keeper
    this.#onChange = onChange
    this.#callsSettled = callsSettled
    this.#callOffOpening = callOffOpening
  }

  readonly current = (): VaultSession | null => this.#session

  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#opening.then(work)
    this.#opening = turn.then(
      () => {},
      () => {},
    )
    return turn
  }

  begin(session: VaultSession): void {
    this.#session = session
    this.#onChange('unlocked')
  }

  async end(): Promise<void> {
    // What is being opened would otherwise stay open after everybody was told that the vault is locked.
    if (this.#session === null) {
      this.#callOffOpening()
      await this.#opening
    }
    const session = this.#session
    if (session === null) return
    // Forgotten first: from here on every operation that looks again finds the vault locked.
    this.#session = null
    this.#onChange('locked')
    // In turn, so that whoever unlocks meanwhile waits and is not told that the vault is in use.
    const settled = this.#callsSettled()
    await this.inTurn(async () => {
      await settled
      await this.#keeper.close(session)
    })
  }
}
