import { makeCode } from '#app/hub/hub-codes.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import { type ServedHub, serveHub } from '#hub/serve-hub.ts'
import { makeHubLog } from '#node/hub-server/hub-log.ts'
import { type AtEnd, createVault, type Desk } from './make-vault.ts'
import { expectOk } from './results.ts'

/** Lets a hub answer on a free port of this machine until the test ends. */
export async function serve(
  hub: OpenHub,
  atEnd: AtEnd,
  log: (line: string) => void = () => {},
): Promise<ServedHub> {
  const served = expectOk(
    await serveHub(hub, {
      listen: { host: '127.0.0.1', port: 0 },
      urls: [],
      hold: false,
      watchPort: null,
      log: makeHubLog(log, () => Date.now()),
      times: { stopMs: 500 },
    }),
  )
  atEnd(() => served.stop())
  return served
}

/** The address of a port of this machine. */
export const addressOf = (port: number): string => `https://127.0.0.1:${port}`

/** A new vault that is enrolled over the network. */
export async function enrolledStation(hub: OpenHub, port: number, atEnd: AtEnd): Promise<Desk> {
  const desk = await createVault({ atEnd })
  const { typed } = expectOk(await makeCode(hub.session, 'ប៉ៃលិន', null))
  await desk.ask('sync.enrol', { code: typed, station: 'ប៉ៃលិន', address: addressOf(port) })
  return desk
}
