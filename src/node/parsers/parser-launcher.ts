import type { FrameChannel } from './parser-frames.ts'

/** How a parser's process ended. */
export type ParserEnd =
  /** Told to end, or after its answer. */
  | { readonly why: 'ended' }
  | { readonly why: 'out-of-memory' }
  /** By itself: an exit code or the name of a signal. */
  | { readonly why: 'crashed'; readonly cause: string | number }
  | { readonly why: 'not-started'; readonly cause: string | number }

/** One process that can run one parser once. */
export type ParserProcess = {
  readonly channel: FrameChannel
  /** Resolves once the process is gone, however that came about. */
  readonly ended: Promise<ParserEnd>
  /** Ends it at once, by its id. */
  end(): void
}

/**
 * Starts processes for parsers: a child process of Node on the command line and behind the loopback server, a utility process on the
 * desktop. Whoever starts one keeps it below the memory it is allowed, from outside.
 */
export type ParserLauncher = {
  start(limits: { readonly memoryBytes: number }): ParserProcess
}
