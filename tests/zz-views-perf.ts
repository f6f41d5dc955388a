import { makeFolderVaultKeeper } from '#node/vault/folder-vault-keeper.ts'
import { Attempts } from '#node/vault/attempts.ts'
import { makeSystemClock } from '#node/engine/system-clock.ts'
import { prepareCase } from '#app/case/open-case.ts'
import { appendEvents } from '#app/ledger/append-events.ts'
import { recordComplaint } from '#core/casework/record-complaint.ts'
import { filesBehind } from '#node/vault/vault-files.ts'
import { mkdtempSync, statSync, rmSync } from 'node:fs'
const N = Number(process.argv[2] ?? 20000)
const clock = makeSystemClock()
const root = mkdtempSync('/tmp/samnum-vperf-')
const folder = root + '/vault'
const keeper = makeFolderVaultKeeper({ folder, software: 's', chooseKdf: async () => ({ name: 'argon2id', memoryKiB: 65536, passes: 1, lanes: 1, measuredMs: 100 }) as never, clock, tools: { attempts: new Attempts(folder, clock), keychain: null } })
const made = await keeper.create({ userName: 'x', passphrase: 'a long passphrase' })
if (!made.ok) throw new Error(JSON.stringify(made))
let s = made.value
const c = {
  channel: 'walk-in', wish: 'complain', typologies: [], 
  victim: { name: 'ចាន់ សុភា', latinName: 'Chan Sophea', phone: '097 765 4321' },
  summary: 'ទិញទូរសព្ទតាមអនឡាញ', narrative: 'ជនរងគ្រោះបានផ្ទេរប្រាក់ទៅគណនីអ្នកលក់\nThe seller never sent the phone.',
  identifiers: [{ kind: 'phone', value: '012 345 678', note: 'x' }],
  losses: [{ state: 'paid', level: 'claimed', currency: 'USD', amount: '250.50', reference: 'TRX-100' }],
} as never
let t = performance.now()
const cases = []
for (let i = 0; i < N / 50; i++) {
  const p = prepareCase(s, 'case ' + i); if (!p.ok) throw 1
  const drafts: any[] = [...p.value.drafts]
  for (let k = 0; k < 48; k++) drafts.push({ key: p.value.key, body: { kind: 'complaint-taken', scope: p.value.caseId, data: { complaintId: s.crypto.newId(), takenBy: { userId: s.person.userId, name: 'x' }, complaint: { ...recordComplaint(c, '2026-11-22'), summary: 'n ' + Math.random().toString(36) + ' ' + (i*48+k) } } } })
  const r = appendEvents(s, drafts); if (!r.ok) throw new Error(JSON.stringify(r))
  await clock.pause()
}
console.log('append', N, ((performance.now() - t) / 1000).toFixed(1), 's')
t = performance.now()
await keeper.close(s)
console.log('close', ((performance.now() - t) / 1000).toFixed(1))
console.log('sizes', statSync(folder + '/ledger.db').size / 1e6, statSync(folder + '/people/' + s.person.userId + '.db').size / 1e6)
t = performance.now()
const again = await keeper.unlock({ passphrase: 'a long passphrase' }); if (!again.ok) throw 1
s = again.value
console.log('unlock', ((performance.now() - t)).toFixed(0), 'ms')
for (const fresh of [1, 2]) {
  t = performance.now(); const cpu = process.cpuUsage()
  console.log(await s.cases.rebuild({ signal: { aborted: false, addEventListener() {}, removeEventListener() {} }, onProgress: () => {} }))
  const u = process.cpuUsage(cpu)
  console.log('rebuild', ((performance.now() - t) / 1000).toFixed(1), 's cpu', u.user / 1e6, u.system / 1e6, 'rss', (process.memoryUsage().rss / 1e6).toFixed(0))
}
console.log('sizes', statSync(folder + '/people/' + s.person.userId + '.db').size / 1e6)
await keeper.close(s)
rmSync(root, { recursive: true })
