import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HubRole } from '#core/hub/analyst.ts'
import { openDesk } from '#hub/open-desk.ts'
import { serveDesk } from '#hub/serve-desk.ts'
import { makeHubLog } from '#node/hub-server/hub-log.ts'
import { listPageFiles } from '#node/serve/page-files.ts'
import { settlePerson } from '../support/desk-person.ts'
import { fillCasework } from '../support/fill-casework.ts'
import { fillCustody } from '../support/fill-custody.ts'
import { makeHub, take } from '../support/hub-room.ts'
import { COMPLAINT, sealBytes } from '../support/make-vault.ts'
import { RealStation } from '../support/real-station.ts'
import { expectOk } from '../support/results.ts'

/** A hub with three stations, for browsers: one whose case is held, one whose package waits, one whose package does not hold. */
const [, , pageFolder = ''] = process.argv
const ends: (() => Promise<void>)[] = []
const atEnd = (clean: () => Promise<void>) => void ends.push(clean)

/** Somebody who has logged in once, and when: codes up to that moment are spent. */
type Settled = { readonly secret: string; readonly atMs: number }

const { hub } = await makeHub(atEnd)

const pailin = await RealStation.enrol(hub, 'ស្នងការដ្ឋាននគរបាលខេត្តប៉ៃលិន', atEnd)
const shared = await pailin.openCase('ឆបោកទិញទំនិញតាមអនឡាញ')
await pailin.desk.ask('complaint.add', { complaint: COMPLAINT, case: shared })
await sealBytes(pailin.desk, shared, Buffer.from('a screenshot'), 'រូបថតអេក្រង់.txt')
await fillCasework(pailin.desk)
await pailin.desk.ask('note.write', { case: shared, text: 'អ្នកលក់ប្រើលេខទូរសព្ទពីរ។' })
await fillCustody(pailin.desk)
const { cases } = await pailin.desk.ask('case.list', { query: 'ឆែកឆេរ' })
const searched = cases[0]?.number ?? ''
await pailin.desk.ask('case.shareWithHub', { case: searched })
await pailin.openCase('រឿងដែលមិនបានចែករំលែក', false)
await pailin.exchange()

const kampot = await RealStation.enrol(hub, 'ស្នងការដ្ឋាននគរបាលខេត្តកំពត', atEnd)
const waiting = await kampot.openCase('គណនីដែលត្រូវបានលួចចូល')
await kampot.desk.ask('complaint.add', {
  complaint: { ...COMPLAINT, summary: 'គណនីហ្វេសប៊ុកត្រូវបានលួច' },
  case: waiting,
})
await pack(kampot)
await take(hub, kampot.stick, { hold: true })

const kep = await RealStation.enrol(hub, 'ស្នងការដ្ឋាននគរបាលខេត្តកែប', atEnd)
await kep.openCase('រឿងពីកញ្ចប់ខូច')
await pack(kep)
await damage(kep.stick)
await take(hub, kep.stick)

const at = openDesk(hub.session)
const pages = await listPageFiles(pageFolder)
if (pages === null) throw new Error('the pages are not built')
const served = expectOk(
  await serveDesk(hub, {
    ...{ listen: { host: '127.0.0.1', port: 0 }, isPlain: true, authority: null, software: 'samnum test' },
    ...{ pages, log: makeHubLog(() => {}, Date.now) },
  }),
)
const settle = async (name: string, role: HubRole): Promise<Settled> => {
  const atMs = Date.now()
  const { secret } = await settlePerson(at, name, [role], atMs)
  return { secret, atMs }
}
const people = {
  analyst: await settle('dara', 'analyst'),
  administrator: await settle('chenda', 'administrator'),
  reviewer: await settle('vanna', 'reviewer'),
}
const invited = expectOk(
  await at.accounts.add({ logInName: 'sopheap', name: 'ហេង សុភាព', roles: ['duty-officer'] }, 'command-line'),
)
process.stdout.write(`${JSON.stringify({ address: served.address, people, invited: invited.code })}\n`)
process.stdin.resume()
await once(process.stdin, 'end')
await served.stop()
for (const end of ends.reverse()) await end()
process.exit(0)

/** Leaves a package on a station's stick. */
async function pack(station: RealStation): Promise<void> {
  await station.desk.ask('sync.write', { carrierId: await station.desk.engine.offerFolder(station.stick) })
}

/** Turns a bit of the events that lie on a stick. */
async function damage(stick: string): Promise<void> {
  const names = await readdir(stick, { recursive: true })
  const chunk = names.find((name) => name.endsWith('.chunk'))
  if (chunk === undefined) throw new Error(`no events on the stick: ${names.join(' ')}`)
  const bytes = await readFile(join(stick, chunk))
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  await writeFile(join(stick, chunk), bytes)
}
