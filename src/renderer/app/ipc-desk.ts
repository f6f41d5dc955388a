import type { Envelope } from '#contract/envelope.ts'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import type { WindowBridge } from '#contract/window-bridge.ts'
import type { WindowOperationName, WindowOutputs } from '#contract/window-operations.ts'
import { CARRIER_REFERENCE } from '../state/carrier-reference.ts'
import type { Desk } from '../state/desk.ts'
import { asEnvelope, makeClient, newCallId } from './carrier.ts'
import { makeIpcCarrier } from './ipc-client.ts'
import { readBytes } from './read-bytes.ts'

/** Makes the desk of a desktop window: the system's dialogs, and files that the engine reads and writes itself. */
export function makeIpcDesk(bridge: WindowBridge): Desk {
  const ask = async <Name extends WindowOperationName>(
    name: Name,
    input: unknown,
  ): Promise<Envelope<WindowOutputs[Name]>> => {
    try {
      return asEnvelope(await bridge.call({ protocol: PROTOCOL_VERSION, callId: newCallId(), name, input }))
    } catch {
      return { outcome: 'bug', reference: `${CARRIER_REFERENCE}-no-answer` }
    }
  }
  return {
    client: makeClient(makeIpcCarrier(bridge)),
    asksBeforeClosing: false,
    isReadingRoom: false,
    readsFilesWhereTheyLie: true,
    chooseFiles: () => ask('window.choose-files', {}),
    chooseFolder: () => ask('window.choose-folder', {}),
    offerFiles: (entries) => ask('window.offer-dropped', { files: entries.map(({ file }) => file) }),
    sendFile: () => Promise.resolve('sent'),
    async openOutlet(suggestedName) {
      const answer = await ask('window.choose-outlet', { suggestedName })
      if (answer.outcome !== 'done') return answer
      const { outletId } = answer.value
      return { outcome: 'done', value: outletId === null ? null : { outletId, receive: () => {} } }
    },
    mediaPane: {
      kind: 'view',
      show: (media) => void ask('window.show-media', { media }),
    },
    showReadBack: (pageId) => void ask('window.show-read-back', { pageId }),
    readReport: (reportId) => readBytes(`app://samnum/report/${reportId}`),
    watchConnection: () => () => {},
  }
}
