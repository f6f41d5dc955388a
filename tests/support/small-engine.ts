import type { Envelope, Push } from '#contract/envelope.ts'
import { fail, succeed } from '#core/result.ts'
import type { Engine } from '#node/engine/engine.ts'

/** An engine whose calls do what the test says, for what carries calls. */
export type SmallEngine = Engine & {
  /** What happened to it, in order. */
  readonly heard: string[]
  readonly push: (push: Push) => void
  readonly reports: Map<string, Uint8Array>
}

/**
 * Makes one. Operations: `echo` answers its input, its transport and the call's id; `wait` reports progress once and
 * runs until it is stopped. Paths that end in `refused` are refused, and the path `break` throws.
 */
export function makeSmallEngine(): SmallEngine {
  const listeners = new Set<(push: Push) => void>()
  const heard: string[] = []
  const stops = new Map<string, () => void>()
  const reports = new Map<string, Uint8Array>()
  const push = (told: Push): void => {
    for (const listener of [...listeners]) listener(told)
  }

  return {
    heard,
    push,
    reports,
    call: (message, transport, options) => {
      heard.push(`call ${message.name}`)
      if (message.name === 'echo') {
        return Promise.resolve({ outcome: 'done', value: { ...message, transport } })
      }
      return new Promise<Envelope<unknown>>((resolve) => {
        const stop = (): void => {
          heard.push(`stopped ${message.callId}`)
          stops.delete(message.callId)
          resolve({ outcome: 'cancelled' })
        }
        stops.set(message.callId, stop)
        options?.signal?.addEventListener('abort', stop)
        if (options?.signal?.aborted) stop()
        push({
          topic: 'progress',
          callId: message.callId,
          progress: { stage: 'sealing', done: 1, total: null },
        })
      })
    },
    cancel: (callId) => stops.get(callId)?.(),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    offerPaths: async (paths) =>
      paths.map((path, index) => {
        if (path === 'break') throw new Error('the small engine breaks')
        if (path.endsWith('refused')) return fail({ code: 'intake/is-folder' })
        return succeed({ intakeId: String(index).padStart(32, '0'), name: path, sizeBytes: path.length })
      }),
    acceptUpload: async () => succeed(undefined),
    offerOutletPath: async (path) => `outlet of ${path}`,
    offerFolder: async (path) => `folder of ${path}`,
    openDownload: async () => fail({ code: 'outlet/unknown' }),
    readReport: (reportId) => {
      const bytes = reports.get(reportId)
      return bytes === undefined ? fail({ code: 'report/not-found' }) : succeed(bytes)
    },
    readPreview: async () => fail({ code: 'preview/unknown' }),
    readReadBack: async () => null,
    close: async () => {
      heard.push('close')
      push({ topic: 'locked' })
    },
  }
}
