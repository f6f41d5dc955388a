import { openHub } from '#hub/open-hub.ts'
import { takeStick } from '#hub/take-stick.ts'

/** Opens a hub, says so, and goes through a stick until it is killed. */
const [, , folder = '', passphrase = '', stick = ''] = process.argv
const hub = await openHub(folder, passphrase, null)
if (!hub.ok) throw new Error(hub.failure.code)
process.stdout.write('open\n')
const taken = await takeStick(hub.value, stick, { hold: false, urls: [] })
process.stdout.write(`${JSON.stringify(taken)}\n`)
await hub.value.close()
