import type { MessagePort } from 'node:worker_threads'
import type { Pipe } from '#node/engine/engine-pipe.ts'

/** A pipe whose end can be torn off. */
export type TestPipe = Pipe & { readonly end: () => void }

/** Two ends in this process. Messages are cloned and delivered in order, one turn later, as a real channel does. */
export function memoryPipes(): readonly [TestPipe, TestPipe] {
  const first = makeEnd()
  const second = makeEnd()
  let isOpen = true
  const end = (): void => {
    if (!isOpen) return
    isOpen = false
    queueMicrotask(first.close)
    queueMicrotask(second.close)
  }
  const post = (other: End) => (message: unknown) => {
    const copy: unknown = structuredClone(message)
    if (isOpen) queueMicrotask(() => other.receive(copy))
  }
  return [
    { post: post(second), onMessage: first.onMessage, onClose: first.onClose, end },
    { post: post(first), onMessage: second.onMessage, onClose: second.onClose, end },
  ]
}

type End = Pick<Pipe, 'onMessage' | 'onClose'> & {
  readonly receive: (message: unknown) => void
  readonly close: () => void
}

function makeEnd(): End {
  const kept: unknown[] = []
  let listener: ((message: unknown) => void) | null = null
  let onClosed: (() => void) | null = null
  let isClosed = false
  return {
    receive: (message) => (listener === null ? void kept.push(message) : listener(message)),
    close: () => {
      isClosed = true
      onClosed?.()
    },
    onMessage: (added) => {
      listener = added
      for (const message of kept.splice(0)) added(message)
    },
    onClose: (added) => {
      onClosed = added
      if (isClosed) added()
    },
  }
}

/** A pipe over a port of Node's worker threads. */
export function pipeOverWorkerPort(port: MessagePort): TestPipe {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', listener)
    },
    onClose: (listener) => {
      port.on('close', listener)
    },
    end: () => port.close(),
  }
}
