import type { Client } from '#contract/client.ts'
import type { Envelope } from '#contract/envelope.ts'
import { type OperationName, type OutputOf, PROTOCOL_VERSION } from '#contract/operations.ts'
import type { Engine } from '#node/engine/engine.ts'

/** Makes the client of an engine in the same process. */
export function makeEngineClient(engine: Engine): Client {
  let calls = 0
  return {
    async call<Name extends OperationName>(
      ...[name, input, options = {}]: Parameters<Client['call']>
    ): Promise<Envelope<OutputOf<Name>>> {
      calls++
      const callId = `cli-${calls}`
      const { signal, onProgress } = options
      const controller = new AbortController()
      const abort = () => controller.abort()
      if (signal?.aborted) abort()
      signal?.addEventListener('abort', abort)
      const unsubscribe = engine.subscribe((push) => {
        if (push.topic === 'progress' && push.callId === callId) onProgress?.(push.progress)
      })
      try {
        const message = { protocol: PROTOCOL_VERSION, callId, name, input }
        const answer = await engine.call(message, 'in-process', { signal: controller.signal })
        return answer as Envelope<OutputOf<Name>>
      } finally {
        unsubscribe()
        signal?.removeEventListener('abort', abort)
      }
    },
    subscribe: (listener) => engine.subscribe(listener),
  }
}
