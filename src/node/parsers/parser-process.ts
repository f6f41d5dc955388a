import { Socket } from 'node:net'
import * as z from 'zod'
import { giveUpRights } from './parser-lockdown.ts'
import { loadParser } from './registry.ts'
import { runParser } from './run-parser.ts'
import { framesOverStream } from './stream-frames.ts'

// The process of one parser under Node: told what to do and asked for bytes over the one pipe it was born with.

const PIPE = 3

// zod would otherwise try to make code at its first schema.
z.config({ jitless: true })
const pipe = new Socket({ fd: PIPE, readable: true, writable: true })
pipe.once('close', () => process.exit(0))
const endWithBug = (): never => process.exit(3)
process.on('uncaughtException', endWithBug)
process.on('unhandledRejection', endWithBug)
await runParser({ channel: framesOverStream(pipe), load: ({ parser }) => loadParser(parser), giveUpRights })
pipe.end()
