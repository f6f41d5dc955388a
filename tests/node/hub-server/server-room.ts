import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeCode } from '#app/hub/hub-codes.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import { type ServedHub, type Serving, serveHub } from '#hub/serve-hub.ts'
import { makeHubLog } from '#node/hub-server/hub-log.ts'
import { openStation } from '../../support/hub-room.ts'
import type { HubStation } from '../../support/hub-station.ts'
import { type AtEnd, COMPLAINT, createVault, makeFolder, sealBytes } from '../../support/make-vault.ts'
import { NetworkStation } from '../../support/network-station.ts'
import { expectOk } from '../../support/results.ts'

/** Two vaults: one with an exhibit of several pieces, and one small. */
export async function makeStations(
  atEnd: AtEnd,
  exhibitBytes = 700_000,
): Promise<{ readonly large: HubStation; readonly small: HubStation }> {
  const stations: HubStation[] = []
  for (const bytes of [exhibitBytes, 20]) {
    const desk = await createVault({ atEnd })
    const { number } = await desk.ask('case.open', { title: 'ការឆបោកតាមអនឡាញ' })
    await desk.ask('complaint.add', { complaint: COMPLAINT, case: number })
    await sealBytes(desk, number, randomBytes(bytes))
    await desk.engine.close()
    const { station, close } = await openStation(desk.folder, [number])
    atEnd(close)
    stations.push(station)
  }
  const [large, small] = stations
  if (large === undefined || small === undefined) throw new Error('two stations')
  return { large, small }
}

/** A hub that answers on this machine until the test ends, and what it wrote into its log. */
export async function serve(
  hub: OpenHub,
  atEnd: AtEnd,
  otherwise: Partial<Serving> = {},
): Promise<ServedHub & { readonly lines: string[] }> {
  const lines: string[] = []
  const log = makeHubLog(
    (line) => lines.push(line),
    () => Date.now(),
  )
  const served = expectOk(
    await serveHub(hub, {
      listen: { host: '127.0.0.1', port: 0 },
      urls: ['https://hub.example:8443'],
      hold: false,
      watchPort: null,
      log,
      ...otherwise,
    }),
  )
  atEnd(() => served.stop())
  return { ...served, lines }
}

/** A station's side of a hub's server; it is enrolled over the network with a new code. */
export async function enrolOver(
  hub: OpenHub,
  port: number,
  station: HubStation,
  atEnd: AtEnd,
): Promise<NetworkStation> {
  const code = expectOk(await makeCode(hub.session, 'ប៉ៃលិន', null))
  const stick = await makeFolder(atEnd)
  await station.ask(stick, code.typed)
  const { hubId, recipient } = hub.session.identity
  const request = await readFile(join(stick, `samnum/to-hub/${hubId}/${station.vaultId}/enrolment.json`))
  const net = new NetworkStation(port, hubId, station.signer)
  atEnd(async () => net.close())
  const answer = await net.send(
    'POST',
    `/v1/enrolments/${code.codeId}`,
    { 'content-length': request.length },
    request,
  )
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.code}`)
  station.hub = { hubId, recipient }
  return net
}
