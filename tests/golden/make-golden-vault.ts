/** Makes a golden vault and the file that says what it holds: `node tests/golden/make-golden-vault.ts NAME`. See README.md. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type InputOf, type OperationName, type OutputOf, PROTOCOL_VERSION } from '#contract/operations.ts'
import { composeEngine } from '#node/engine/compose-engine.ts'
import { softwareName } from '../../src/cli/software.ts'
import { GOLDEN_FOLDER, type GoldenFacts } from './facts.ts'

const COMMANDER = { userNumber: 1, name: 'សុខ សំណាង', passphrase: 'golden commander ពាក្យសម្ងាត់' }
const OFFICER = { userNumber: 2, name: 'ចាន់ ធី', passphrase: 'golden officer ពាក្យសម្ងាត់' }
const CUSTODIAN = { userNumber: 3, name: 'កែវ ពិសី', passphrase: 'golden custodian ពាក្យសម្ងាត់' }
const TITLES = { shared: 'ការឆបោកតាមអនឡាញ', own: 'Romance scam', kept: 'សំណុំរឿងរបស់មន្ត្រី' }
const EVIDENCE = Buffer.from('golden evidence ភស្តុតាង\n'.repeat(1000))

const COMPLAINT: InputOf<'complaint.add'>['complaint'] = {
  channel: 'walk-in',
  victim: { name: 'ចាន់ សុភា', latinName: 'Chan Sophea', phone: '097 765 4321' },
  summary: 'ទិញទូរសព្ទតាមអនឡាញ',
  narrative: 'ជនរងគ្រោះបានផ្ទេរប្រាក់ទៅគណនីអ្នកលក់\nThe seller never sent the phone.',
  identifiers: [
    { kind: 'phone', value: '012 345 678', note: 'អ្នកលក់' },
    { kind: 'telegram', value: '@fake_seller' },
  ],
  losses: [{ state: 'paid', currency: 'USD', amount: '250.50', reference: 'TRX-100%_A' }],
}

const software = softwareName()
const [name = ''] = process.argv.slice(2)
const folder = join(GOLDEN_FOLDER, name)
if (!/^[a-z0-9][a-z0-9.-]*$/.test(name) || existsSync(folder)) {
  process.stderr.write(
    'Give the new vault a name that is not taken: lower-case letters, digits, dots and hyphens.\n',
  )
  process.exit(2)
}
await mkdir(GOLDEN_FOLDER, { recursive: true })
const engine = composeEngine({
  folder,
  software,
  keyDerivation: { name: 'argon2id', memoryKiB: 65_536, passes: 1, lanes: 1 },
})
const room = await mkdtemp(join(tmpdir(), 'samnum-golden-'))

async function ask<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  const message = { protocol: PROTOCOL_VERSION, callId: name, name, input }
  const answer = await engine.call(message, 'in-process')
  if (answer.outcome === 'done') return answer.value as OutputOf<Name>
  throw new Error(`${name} answered ${JSON.stringify(answer)}`)
}

/** Lets somebody else work at the machine. */
async function change({
  userNumber,
  passphrase,
}: Pick<typeof OFFICER, 'userNumber' | 'passphrase'>): Promise<void> {
  await ask('vault.lock', {})
  await ask('vault.unlock', { userNumber, passphrase })
}

async function addPerson({ name, passphrase }: typeof OFFICER, roles: InputOf<'people.add'>['roles']) {
  return await ask('people.add', { name, passphrase, roles })
}

async function seal(caseNumber: string, fileName: string, bytes: Uint8Array): Promise<string> {
  await writeFile(join(room, fileName), bytes)
  const [offered] = await engine.offerPaths([join(room, fileName)])
  if (offered?.ok !== true) throw new Error(JSON.stringify(offered))
  return (await ask('exhibit.seal', { case: caseNumber, intakeId: offered.value.intakeId })).number
}

async function makeFacts(): Promise<GoldenFacts> {
  await ask('vault.create', { userName: COMMANDER.name, passphrase: COMMANDER.passphrase })
  const officer = await addPerson(OFFICER, ['officer'])
  await addPerson(CUSTODIAN, ['custodian', 'auditor'])
  const { code } = await ask('key.makeRecoveryCode', { label: 'the safe of the station' })
  const shared = await ask('case.open', { title: TITLES.shared })
  await ask('complaint.add', { case: shared.number, complaint: COMPLAINT })
  const exhibit = await seal(shared.number, 'evidence.txt', EVIDENCE)
  const own = await ask('case.open', { title: TITLES.own })
  const doomed = await ask('case.open', { title: 'gone by order' })
  await seal(doomed.number, 'gone.txt', Buffer.from('gone'))
  await ask('case.share', { case: shared.number, userId: officer.userId })
  await change(OFFICER)
  const kept = await ask('case.open', { title: TITLES.kept })
  await ask('complaint.add', { case: kept.number, complaint: { ...COMPLAINT, summary: 'ករណីទីពីរ' } })
  await change(COMMANDER)
  await ask('case.expunge', {
    case: doomed.number,
    confirmNumber: doomed.number,
    order: { reference: 'ដីកា ១២៣', authority: 'សាលាដំបូងរាជធានីភ្នំពេញ', orderedOn: '2026-11-20' },
    secondPerson: { userNumber: OFFICER.userNumber, passphrase: OFFICER.passphrase },
  })
  await ask('key.rotate', {})
  await ask('people.changeRoles', { userId: officer.userId, roles: ['officer', 'analyst'] })
  const { line, seq } = await ask('ledger.anchor', {})
  await ask('complaint.add', { case: own.number, complaint: { ...COMPLAINT, wish: 'inform' } })
  const seen = (person: typeof OFFICER, titles: readonly string[], found: number) => {
    return { ...person, titles, search: { query: '012-345-678', found } }
  }
  return {
    software,
    people: [
      seen(COMMANDER, [TITLES.own, TITLES.kept, TITLES.shared], 3),
      seen(OFFICER, [TITLES.kept, TITLES.shared], 2),
      seen(CUSTODIAN, [], 0),
    ],
    anchor: { line, seq },
    exhibit: { number: exhibit, digestHex: createHash('sha256').update(EVIDENCE).digest('hex') },
    recoveryCode: code,
  }
}

try {
  const facts = await makeFacts()
  await engine.close()
  await writeFile(`${folder}.json`, `${JSON.stringify(facts, null, 2)}\n`)
  process.stdout.write(`${folder}\n`)
} catch (error) {
  await engine.close()
  await rm(folder, { recursive: true, force: true })
  throw error
} finally {
  await rm(room, { recursive: true })
}
