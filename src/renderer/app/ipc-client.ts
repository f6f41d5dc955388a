import { PROTOCOL_VERSION } from '#contract/operations.ts'
import type { WindowBridge } from '#contract/window-bridge.ts'
import { type Carrier, newCallId } from './carrier.ts'

declare global {
  interface Window {
    /** Exposed by the preload script of a desktop window; absent in a browser. */
    readonly samnum?: WindowBridge
  }
}

/** Makes the carrier of a desktop window. */
export function makeIpcCarrier(bridge: WindowBridge): Carrier {
  return {
    carry: (message) => bridge.call(message),
    cancel(callId) {
      void bridge.call({
        protocol: PROTOCOL_VERSION,
        callId: newCallId(),
        name: 'call.cancel',
        input: { callId },
      })
    },
    subscribe: (listener) => bridge.subscribe(listener),
  }
}
