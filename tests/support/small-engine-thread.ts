import { type MessagePort, parentPort } from 'node:worker_threads'
import { serveEngine } from '#node/engine/serve-engine.ts'
import { pipeOverWorkerPort } from './pipes.ts'
import { makeSmallEngine } from './small-engine.ts'

// A thread that serves a small engine over the port it is sent.
parentPort?.once('message', (port: MessagePort) => {
  void serveEngine(pipeOverWorkerPort(port), makeSmallEngine(), () => 'thread')
})
