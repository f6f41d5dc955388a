/** The three streams of the command line, and what is known of them. */
export type Terminal = {
  /** Writes to standard output. Once whoever reads it has gone, nothing more is written and nothing is said about it. */
  writeOut(text: string): void
  /** Writes to standard error. */
  writeError(text: string): void
  /** Whether standard error is a terminal, where a line may be redrawn. */
  readonly hasErrorScreen: boolean
  /** How many columns that terminal has. */
  readonly columns: number
  /** The terminal that a passphrase can be typed at, or `null`. */
  readonly keyboard: NodeJS.ReadStream | null
  /** Answers when everything written has left the process. */
  flush(): Promise<void>
}

/** The terminal of this process. */
export function openTerminal(): Terminal {
  const { stdin, stdout, stderr } = process
  const gone = new Set<NodeJS.WriteStream>()
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // `samnum … | head -1` closes the pipe: that is its good right.
      if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error
      gone.add(stream)
    })
  }
  const write = (stream: NodeJS.WriteStream, text: string) => {
    if (!gone.has(stream)) stream.write(text)
  }
  const flush = (stream: NodeJS.WriteStream) =>
    new Promise<void>((resolve) => {
      if (gone.has(stream) || stream.destroyed) resolve()
      else stream.write('', () => resolve())
    })
  return {
    writeOut: (text) => write(stdout, text),
    writeError: (text) => write(stderr, text),
    hasErrorScreen: stderr.isTTY === true,
    columns: stderr.columns ?? 80,
    keyboard: stdin.isTTY === true ? stdin : null,
    async flush() {
      await flush(stdout)
      await flush(stderr)
    },
  }
}
