import type { VaultKeeper } from '#app/ports/vault-keeper.ts'
import type { SessionHolder } from '#app/vault/vault-access.ts'
import type { VaultSession } from '#app/vault-session.ts'

/** Holds the one session of an engine and ends it in order. */
export class EngineSessions implements SessionHolder {
  readonly #keeper: Pick<VaultKeeper, 'close'>
  readonly #onChange: (state: 'locked' | 'unlocked') => void
  #session: VaultSession | null = null

  constructor(keeper: Pick<VaultKeeper, 'close'>, onChange: (state: 'locked' | 'unlocked') => void) {
    this.#keeper = keeper
    this.#onChange = onChange
  }

  readonly current = (): VaultSession | null => this.#session

  begin(session: VaultSession): void {
    this.#session = session
    this.#onChange('unlocked')
  }

  async end(): Promise<void> {
    const session = this.#session
    if (session === null) return
    // Forgotten first: from here on every operation that looks again finds the vault locked.
    this.#session = null
    this.#onChange('locked')
    await this.#keeper.close(session)
  }
}
