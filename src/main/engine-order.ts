/** What the shell tells a fresh engine process, together with three ports: for calls, to the machine’s keychain, and for starting viewing rooms. */
export type EngineOrder = {
  /** The vault's folder. */
  readonly folder: string
  /** Name and version of the program, as they go into the ledger and into reports: `samnum 0.1.0`. */
  readonly software: string
  /** Where this machine remembers, outside every vault, how far it has seen a ledger. */
  readonly witnessFolder: string
}
