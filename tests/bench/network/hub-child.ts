// A hub that answers in its own network namespace, and beside it a place that takes whatever curl sends. One line of JSON says how to reach both.
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { makeCode } from '#app/hub/hub-codes.ts'
import { foundHub, openHub } from '#hub/open-hub.ts'
import { serveHub } from '#hub/serve-hub.ts'
import { makeHubLog } from '#node/hub-server/hub-log.ts'
import { expectOk } from '../../support/results.ts'

const [host = '127.0.0.1'] = process.argv.slice(2)
const PASSPHRASE = 'a hub that is measured'
const folder = await mkdtemp(join(tmpdir(), 'samnum-bench-hub-'))
const kdf = { name: 'argon2id', memoryKiB: 65_536, passes: 1, lanes: 1 } as const
const founding = { name: 'bench', passphrase: PASSPHRASE, kdf, software: 'bench' }
expectOk(await foundHub(join(folder, 'hub'), founding, null))
const hub = expectOk(await openHub(join(folder, 'hub'), PASSPHRASE, null))
const served = expectOk(
  await serveHub(hub, {
    listen: { host, port: 0 },
    urls: [],
    hold: false,
    watchPort: null,
    log: makeHubLog(() => {}, Date.now),
  }),
)
let sunkBytes = 0
const sink = createServer({ ...hub.credentials(), minVersion: 'TLSv1.3' }, (request, response) => {
  request.on('data', (chunk: Buffer) => {
    sunkBytes += chunk.length
  })
  request.on('error', () => {})
  request.on('end', () => response.end())
})
await new Promise<void>((resolve) => sink.listen(0, host, () => resolve()))
const address = sink.address()
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`)
say({ port: served.port, sinkPort: typeof address === 'object' ? address?.port : 0 })
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'code') say({ code: expectOk(await makeCode(hub.session, 'bench', null)).typed })
  if (line === 'sunk') say({ sunkBytes })
  if (line === 'end') break
}
sink.closeAllConnections()
sink.close()
await served.stop()
await hub.close()
await rm(folder, { recursive: true, force: true })
process.exit(0)
