import { openHub } from '#hub/open-hub.ts'
import { serveHub } from '#hub/serve-hub.ts'
import { makeHubLog } from '#node/hub-server/hub-log.ts'

/** Opens a hub, answers on a port of the system's choice, says which, and ends in order when it is told to. */
const [, , folder = '', passphrase = ''] = process.argv
const hub = await openHub(folder, passphrase, null)
if (!hub.ok) throw new Error(hub.failure.code)
const log = makeHubLog(
  () => {},
  () => Date.now(),
)
const served = await serveHub(hub.value, {
  listen: { host: '127.0.0.1', port: 0 },
  urls: [],
  hold: false,
  watchPort: null,
  log,
})
if (!served.ok) throw new Error(served.failure.code)
process.on('SIGTERM', () => {
  void served.value
    .stop()
    .then(() => hub.value.close())
    .then(() => process.stdout.write('closed\n'))
})
process.stdout.write(`${served.value.port}\n`)
