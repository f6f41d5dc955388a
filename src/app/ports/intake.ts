import type { ByteSource } from './byte-source.ts'
import type { SourceTree } from './source-tree.ts'

/** Files, disks, folders and split images that someone announced and nobody has sealed yet, each under an opaque id. */
export type Intake = {
  /** Takes what was announced out; each can be taken once. `null` when there is none of this id. */
  take(intakeId: string): ByteSource | SourceTree | null
}
