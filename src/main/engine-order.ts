/** What the shell tells a fresh engine process, together with the port that calls come through. */
export type EngineOrder = {
  /** The vault's folder. */
  readonly folder: string
  /** Name and version of the program, as they go into the ledger and into reports: `samnum 0.1.0`. */
  readonly software: string
}
