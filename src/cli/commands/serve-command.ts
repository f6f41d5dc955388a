import { join } from 'node:path'
import type { Engine } from '#node/engine/engine.ts'
import { listPageFiles } from '#node/serve/page-files.ts'
import { type LoopbackServer, serveVault } from '#node/serve/serve-vault.ts'
import { makeFolderProgramUpdates } from '#node/updates/folder-program-updates.ts'
import { thisProgram } from '#node/updates/this-program.ts'
import type { CommandContext } from '../command-context.ts'
import { withEngine } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { ROOT_FOLDER } from '../software.ts'

/** What the system answers when a port belongs to somebody else. */
const PORT_TAKEN: readonly unknown[] = ['EADDRINUSE', 'EACCES']

/**
 * `samnum serve DIR [--port N]`. Prints the one address and runs until it is told to stop; then the vault is locked.
 * A folder without a vault is served too: the page offers to create one there.
 */
export async function serveFolder(
  context: CommandContext,
  folder: string,
  port: number,
  pageFolder = join(ROOT_FOLDER, 'out/renderer'),
): Promise<Outcome> {
  const pages = await listPageFiles(pageFolder)
  if (pages === null) return { kind: 'failed', failure: { code: 'serve/pages-not-built' } }
  return await withEngine(context, folder, async ({ engine }) => {
    const server = await start(engine, pages, port)
    if (server === null)
      return { kind: 'failed', failure: { code: 'serve/port-in-use', facts: { port: String(port) } } }
    // Whoever sees the page has a version that came up.
    await makeFolderProgramUpdates(thisProgram()).markHealthy()
    const { terminal, text, isJson, signal } = context
    terminal.writeError(`${text.serve.open}\n`)
    terminal.writeOut(`${isJson ? JSON.stringify({ url: server.url }) : server.url}\n`)
    terminal.writeError(`${text.serve.once}\n`)
    await untilAborted(signal)
    await server.close()
    terminal.writeError(`${text.serve.stopped}\n`)
    return { kind: 'printed' }
  })
}

async function start(
  engine: Engine,
  pages: NonNullable<Awaited<ReturnType<typeof listPageFiles>>>,
  port: number,
): Promise<LoopbackServer | null> {
  try {
    return await serveVault({ engine, pages, port, reportBug: reportServerBug })
  } catch (error) {
    if (error instanceof Error && 'code' in error && PORT_TAKEN.includes(error.code)) return null
    throw error
  }
}

// Where it was thrown and not what was said: a message may quote what a request held.
function reportServerBug(cause: unknown): void {
  const frames =
    cause instanceof Error ? (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  process.stderr.write(`samnum bug in the loopback server:\n${frames.join('\n')}\n`)
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
