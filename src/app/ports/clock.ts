/** Tells the time, and what shows when somebody moved the clock. */
export type Clock = {
  /** Milliseconds since 1970 as the machine has it. */
  nowMs(): number
  /** Milliseconds since this run of the engine began, by a clock that nobody can set. */
  monotonicMs(): number
  /** Lets whatever else is waiting run; long loops call it so that no caller waits for them. */
  pause(): Promise<void>
  /** Names this run of the engine, 16 hex digits. */
  readonly runId: string
}
