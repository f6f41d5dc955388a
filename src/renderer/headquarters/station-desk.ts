import type { Client } from '#contract/client.ts'
import type { Envelope } from '#contract/envelope.ts'
import type { Desk } from '../state/desk.ts'
import type { HeadquartersClient } from './headquarters-client.ts'

/** What headquarters' page never asks for, and its server carries for nobody. */
const NOT_CARRIED = { outcome: 'failed', failure: { code: 'operation/wrong-transport' } } as const

/** Makes the surroundings of a station that is read at headquarters: its queries, and no way in or out for files. */
export function makeStationDesk(client: HeadquartersClient, vaultId: string): Desk {
  const refuse = async () => NOT_CARRIED
  return {
    client: makeStationClient(client, vaultId),
    isReadingRoom: true,
    asksBeforeClosing: false,
    readsFilesWhereTheyLie: false,
    chooseFiles: refuse,
    chooseFolder: refuse,
    offerFiles: refuse,
    sendFile: async () => 'not-readable',
    openOutlet: refuse,
    mediaPane: { kind: 'frame' },
    showReadBack: () => {},
    readReport: refuse,
    watchConnection: () => () => {},
  }
}

function makeStationClient(client: HeadquartersClient, vaultId: string): Client {
  const call = (
    name: Parameters<Client['call']>[0],
    input: unknown,
    options: Parameters<Client['call']>[2] = {},
  ): Promise<Envelope<unknown>> => client.read(vaultId, name, input, options.signal)
  return {
    call: call as Client['call'],
    // The server pushes nothing: what is shown is as it was when it was asked for.
    subscribe: () => () => {},
  }
}
