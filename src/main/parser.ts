import type { ParentPort } from 'electron'
import * as z from 'zod'
import { giveUpRights } from '#node/parsers/parser-lockdown.ts'
import { loadParser } from '#node/parsers/registry.ts'
import { runParser } from '#node/parsers/run-parser.ts'
import { framesOverPort } from './port-frames.ts'

// The process of one parser on the desktop (Electron's utility process). It knows the engine's port and nothing else; utility processes
// have no permission model, so that the lock within the language stands alone.

function run(parent: ParentPort): void {
  // zod would otherwise try to make code at its first schema.
  z.config({ jitless: true })
  const endWithBug = (): never => process.exit(3)
  process.on('uncaughtException', endWithBug)
  process.on('unhandledRejection', endWithBug)
  parent.once('message', ({ ports: [port] }) => {
    if (port === undefined) return endWithBug()
    void runParser({ channel: framesOverPort(port), load: ({ parser }) => loadParser(parser), giveUpRights })
    // The engine is gone, and with it whoever asked.
    port.on('close', () => process.exit(0))
  })
}

run(process.parentPort)
