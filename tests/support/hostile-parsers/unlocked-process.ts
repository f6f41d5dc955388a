import { Socket } from 'node:net'
import { runParser } from '#node/parsers/run-parser.ts'
import { framesOverStream } from '#node/parsers/stream-frames.ts'
import { hostileParser } from './hostile-parser.ts'

// As a parser's process is, without the lock within the language: what is left is what Node itself keeps.

const pipe = new Socket({ fd: 3, readable: true, writable: true })
pipe.once('close', () => process.exit(0))
await runParser({ channel: framesOverStream(pipe), load: async () => hostileParser, giveUpRights: () => {} })
pipe.end()
