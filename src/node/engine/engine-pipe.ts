/**
 * Two ends that pass messages to each other in order; whatever carries them, everything else is equal.
 *
 * Messages are copied on the way (structured clone). What is posted after the other end closed is lost in silence.
 */
export type Pipe = {
  post(message: unknown): void
  /** Tells each message that comes from the other end. One listener; messages that came before it are kept for it. */
  onMessage(listener: (message: unknown) => void): void
  /** Tells once that the other end is gone, also when it is gone already. One listener. */
  onClose(listener: () => void): void
}
