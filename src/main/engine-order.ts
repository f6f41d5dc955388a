/** What the shell tells a fresh engine process, together with two ports: one for calls, one to the machine's keychain. */
export type EngineOrder = {
  /** The vault's folder. */
  readonly folder: string
  /** Name and version of the program, as they go into the ledger and into reports: `samnum 0.1.0`. */
  readonly software: string
  /** Where this machine remembers, outside every vault, how far it has seen a ledger. */
  readonly witnessFolder: string
}
