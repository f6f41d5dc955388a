import { EventEmitter } from 'node:events'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { makePort } from './process-double.ts'

// Runs a module as Electron's utility process does: `process.parentPort` is there, and what was sent before the module
// listens waits for it.
const port = new EventEmitter()
Object.defineProperty(process, 'parentPort', { value: port })
await import((workerData as { readonly modulePath: string }).modulePath)
parentPort?.on('message', ({ data, ports }: { readonly data: unknown; readonly ports: MessagePort[] }) => {
  port.emit('message', { data, ports: ports.map(makePort) })
})
