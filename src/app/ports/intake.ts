import type { ByteSource } from './byte-source.ts'

/** Files that someone announced and nobody has sealed yet, each under an opaque id. */
export type Intake = {
  /** Takes an announced file out; each can be taken once. `null` when there is none of this id. */
  take(intakeId: string): ByteSource | null
}
