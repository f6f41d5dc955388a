import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'
import type { MachineKeychain } from '#app/ports/machine-keychain.ts'
import type { PackageTools } from '#app/ports/package-tools.ts'
import type { ReportPrinter } from '#app/ports/report-printer.ts'
import type { Envelope, Push } from '#contract/envelope.ts'
import type { FailureCode } from '#contract/failures.ts'
import { type InputOf, type OperationName, type OutputOf, PROTOCOL_VERSION } from '#contract/operations.ts'
import type { KeyDerivation } from '#node/crypto/key-derivation.ts'
import { composeEngine } from '#node/engine/compose-engine.ts'
import type { Engine } from '#node/engine/engine.ts'
import type { InstalledProgram } from '#node/updates/folder-program-updates.ts'

/** The least that the format allows, so that a test does not wait for a passphrase. */
export const CHEAP_KDF: KeyDerivation = { name: 'argon2id', memoryKiB: 65_536, passes: 1, lanes: 1 }
export const PASSPHRASE = 'ពាក្យសម្ងាត់ that is long'
/** The number of the first case of a vault that is made now: the year is the station's, at UTC+7. */
export const FIRST_CASE = `${new Date(Date.now() + 7 * 3_600_000).getUTCFullYear()}-0001`
export const USER_NAME = 'សុខ សំណាង'
export const SOFTWARE = 'samnum test'

/** Where a test leaves what is to be cleaned up. */
export type AtEnd = (clean: () => Promise<void>) => void

/** For what all tests of a file share; call it outside of tests. */
export function whenFileEnds(): AtEnd {
  const cleans: (() => Promise<void>)[] = []
  afterAll(async () => {
    for (const clean of cleans.reverse()) await clean()
  })
  return (clean) => void cleans.push(clean)
}

/** A folder of its own under the system's temporary folder, gone after the test (or when `atEnd` says). */
export async function makeFolder(atEnd: AtEnd = onTestFinished): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'samnum-vault-'))
  atEnd(() => rm(path, { recursive: true, force: true }))
  return path
}

/** A printer that draws nothing, for tests that are not about drawing. */
export const smallPrinter: ReportPrinter = {
  print: async () => ({ ok: true, value: { bytes: Buffer.from('%PDF-small'), pages: 1 } }),
}

/** What one engine answered and told, with calls that are short to write. */
export type Desk = {
  readonly engine: Engine
  readonly folder: string
  readonly pushes: Push[]
  /** Bugs as they were recorded: reference, operation and what was thrown. */
  readonly bugs: { readonly reference: string; readonly operation: string; readonly cause: unknown }[]
  call<Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
    options?: { readonly signal?: AbortSignal; readonly callId?: string },
  ): Promise<Envelope<OutputOf<Name>>>
  /** The value of a call that must succeed. */
  ask<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>>
}

/** An engine for a vault's folder. Its owner closes it; tests may forget to. */
export function openDesk(
  folder: string,
  options: {
    readonly printer?: ReportPrinter
    readonly packageTools?: PackageTools
    readonly witnessFolder?: string
    readonly machineKeychain?: MachineKeychain
    readonly program?: InstalledProgram
    readonly atEnd?: AtEnd
  } = {},
): Desk {
  const {
    printer = smallPrinter,
    packageTools,
    witnessFolder,
    machineKeychain,
    program,
    atEnd = onTestFinished,
  } = options
  const pushes: Push[] = []
  const bugs: Desk['bugs'] = []
  const engine = composeEngine({
    folder,
    software: SOFTWARE,
    keyDerivation: CHEAP_KDF,
    printer,
    ...(packageTools !== undefined && { packageTools }),
    ...(witnessFolder !== undefined && { witnessFolder }),
    ...(machineKeychain !== undefined && { machineKeychain }),
    ...(program !== undefined && { program }),
    reportBug: (reference, operation, cause) => void bugs.push({ reference, operation, cause }),
  })
  engine.subscribe((push) => void pushes.push(push))
  atEnd(() => engine.close())
  let calls = 0
  const desk: Desk = {
    engine,
    folder,
    pushes,
    bugs,
    async call(name, input, { callId = `call-${++calls}`, ...rest } = {}) {
      const message = { protocol: PROTOCOL_VERSION, callId, name, input }
      return (await engine.call(message, 'in-process', rest)) as Envelope<never>
    },
    async ask(name, input) {
      const answer = await desk.call(name, input)
      if (answer.outcome === 'done') return answer.value
      const causes = bugs.map(({ cause }) => (cause instanceof Error ? cause.stack : cause)).join('\n')
      throw new Error(`${name} answered ${JSON.stringify(answer)}\n${causes}`)
    },
  }
  return desk
}

/** The code of a call that must fail. */
export function codeOf(answer: Envelope<unknown>): FailureCode {
  if (answer.outcome !== 'failed') throw new Error(`Expected a failure and got ${JSON.stringify(answer)}`)
  return answer.failure.code
}

/** Makes an empty vault in a new folder and leaves it unlocked. */
export async function createVault(options: Parameters<typeof openDesk>[1] = {}): Promise<Desk> {
  const folder = join(await makeFolder(options.atEnd), 'vault')
  const desk = openDesk(folder, options)
  await desk.ask('vault.create', { userName: USER_NAME, passphrase: PASSPHRASE })
  return desk
}

/** A training vault without exercises. */
export async function createTrainingVault(options: Parameters<typeof openDesk>[1] = {}): Promise<Desk> {
  const folder = join(await makeFolder(options.atEnd), 'vault')
  const desk = openDesk(folder, options)
  await desk.ask('vault.create', { userName: USER_NAME, passphrase: PASSPHRASE, isTraining: true })
  return desk
}

export async function unlock(folder: string, options: Parameters<typeof openDesk>[1] = {}): Promise<Desk> {
  const desk = openDesk(folder, options)
  await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
  return desk
}

/** A complaint with every kind of field that searches read. */
export const COMPLAINT: InputOf<'complaint.add'>['complaint'] = {
  channel: 'walk-in',
  victim: { name: 'ចាន់ សុភា', latinName: 'Chan Sophea', phone: '097 765 4321' },
  summary: 'ទិញទូរសព្ទតាមអនឡាញ',
  narrative: 'ជនរងគ្រោះបានផ្ទេរប្រាក់ទៅគណនីអ្នកលក់\nThe seller never sent the phone.',
  identifiers: [
    { kind: 'phone', value: '012 345 678', note: 'អ្នកលក់' },
    { kind: 'telegram', value: '@fake_seller' },
  ],
  losses: [
    { state: 'paid', currency: 'USD', amount: '250.50', reference: 'TRX-100%_A' },
    { state: 'attempted', currency: 'KHR', amount: '1,000,000' },
  ],
}

/** Writes bytes to a new file outside the vault and seals them as a case's next exhibit. */
export async function sealBytes(
  desk: Desk,
  caseName: string,
  bytes: Uint8Array,
  name = 'ភស្តុតាង.bin',
): Promise<OutputOf<'exhibit.seal'>> {
  const folder = await mkdtemp(join(tmpdir(), 'samnum-evidence-'))
  try {
    await writeFile(join(folder, name), bytes)
    return await desk.ask('exhibit.seal', {
      case: caseName,
      intakeId: await offerPath(desk, join(folder, name)),
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Announces a file by its path. */
export async function offerPath({ engine }: Pick<Desk, 'engine'>, path: string): Promise<string> {
  const [offered] = await engine.offerPaths([path])
  if (offered?.ok !== true) throw new Error(`${path} was refused: ${JSON.stringify(offered)}`)
  return offered.value.intakeId
}

/** Two cases, two complaints and two exhibits, one of them of more than one byte pattern. */
export async function fillVault(desk: Desk): Promise<{ readonly first: string; readonly second: string }> {
  const first = await desk.ask('case.open', { title: 'ការឆបោកតាមអនឡាញ' })
  await desk.ask('complaint.add', { complaint: COMPLAINT, case: first.number })
  const second = await desk.ask('complaint.add', { complaint: { ...COMPLAINT, summary: 'Romance scam' } })
  await sealBytes(desk, first.number, Buffer.from('first evidence'), 'ភស្តុតាង.txt')
  await sealBytes(desk, second.number, randomBytes(300), 'noise.bin')
  return { first: first.number, second: second.number }
}

/** A closed vault that tests copy, so that each damages its own. */
export async function makeClosedVault(atEnd: AtEnd): Promise<string> {
  const desk = await createVault({ atEnd })
  await fillVault(desk)
  await desk.engine.close()
  return desk.folder
}

/** A copy of a vault. Of one that is open, it is what a killed process would leave. */
export async function copyVault(folder: string, atEnd: AtEnd = onTestFinished): Promise<string> {
  const copy = join(await makeFolder(atEnd), 'vault')
  await cp(folder, copy, { recursive: true })
  return copy
}
