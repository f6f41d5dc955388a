import type { CallMessage, Envelope, Push } from './envelope.ts'

/**
 * All that a desktop window's page can reach, as `window.samnum`.
 *
 * Beside the table of operations it answers the window operations and `call.cancel` with input `{ callId }`.
 */
export type WindowBridge = {
  /** Sends one call and answers its envelope. Never rejects. */
  call(message: CallMessage): Promise<Envelope<unknown>>
  /** Tells each push until the returned function is called. */
  subscribe(listener: (push: Push) => void): () => void
}

/** The name under which calls travel from a window to its shell. */
export type CallChannel = 'samnum:call'
/** The name under which pushes travel from the shell to its windows. */
export type PushChannel = 'samnum:push'
/** The name under which a window says that something was copied; no text travels. */
export type CopiedChannel = 'samnum:copied'

/** The name of the call that stops another. */
export type CancelCallName = 'call.cancel'
