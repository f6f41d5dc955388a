import type { Socket } from 'node:net'

/** Most connections at once (`docs/format-network.md`, section 7). */
export type ConnectionLimits = { readonly all: number; readonly ofAddress: number }

/** Counts connections and ends those that are too many, before a byte of them is read. */
export class OpenConnections {
  readonly #limits: ConnectionLimits
  readonly #ofAddress = new Map<string, number>()
  readonly #sockets = new Set<Socket>()

  constructor(limits: ConnectionLimits) {
    this.#limits = limits
  }

  get count(): number {
    return this.#sockets.size
  }

  /** Takes a new connection, or ends it and answers `false`. */
  take(socket: Socket): boolean {
    const address = socket.remoteAddress ?? ''
    const ofAddress = this.#ofAddress.get(address) ?? 0
    if (this.#sockets.size >= this.#limits.all || ofAddress >= this.#limits.ofAddress) {
      socket.destroy()
      return false
    }
    this.#sockets.add(socket)
    this.#ofAddress.set(address, ofAddress + 1)
    socket.once('close', () => {
      this.#sockets.delete(socket)
      const left = (this.#ofAddress.get(address) ?? 1) - 1
      if (left === 0) this.#ofAddress.delete(address)
      else this.#ofAddress.set(address, left)
    })
    return true
  }

  /** Ends every connection at once. */
  destroyAll(): void {
    for (const socket of this.#sockets) socket.destroy()
  }
}
