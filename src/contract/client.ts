import type { Progress } from './define.ts'
import type { AbortLike } from './dispatcher.ts'
import type { Envelope, Push } from './envelope.ts'
import type { InputOf, OperationName, OutputOf } from './operations.ts'

/** What a caller may add to a call. */
export type CallOptions = {
  readonly signal?: AbortLike
  readonly onProgress?: (progress: Progress) => void
}

/** The engine as whoever asks sees it, whatever carries the calls. */
export type Client = {
  /** Asks for one operation. Never rejects: when its carrier breaks, a call answers `bug` with a reference. */
  call<Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
    options?: CallOptions,
  ): Promise<Envelope<OutputOf<Name>>>
  /** Tells each push until the returned function is called. */
  subscribe(listener: (push: Push) => void): () => void
}
