import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import type { InputOf, OperationName, OutputOf } from '#contract/operations.ts'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { composeEngine } from '#node/engine/compose-engine.ts'
import { shippedPackageTools } from '#node/export/shipped-package-tools.ts'
import { ROOT } from './choose-host.ts'

/** Packages of one case, with the page as it is built from this tree. */
export type PackageRoom = {
  readonly folder: string
  readonly full: string
  readonly redacted: string
  readonly caseNumber: string
  remove(): Promise<void>
}

/** Builds the page as this tree has it, in a folder, and answers where it lies. */
export async function buildPage(folder: string): Promise<string> {
  const outDir = join(folder, 'page')
  await build({ configFile: join(ROOT, 'verifier.vite.config.ts'), logLevel: 'error', build: { outDir } })
  return join(outDir, 'verify.html')
}

/** Builds the page, fills a vault and writes a full and a redacted package of its case. */
export async function makePackageRoom(): Promise<PackageRoom> {
  const folder = await mkdtemp(join(tmpdir(), 'samnum-package-'))
  const page = new Uint8Array(await readFile(await buildPage(folder)))
  const engine = composeEngine({
    folder: join(folder, 'vault'),
    software: 'samnum 0.0.0-test',
    packageTools: shippedPackageTools(async () => page),
  })
  let calls = 0
  const ask = async <Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
  ): Promise<OutputOf<Name>> => {
    const message = { protocol: PROTOCOL_VERSION, callId: `call-${++calls}`, name, input }
    const answer = await engine.call(message, 'in-process')
    if (answer.outcome !== 'done') throw new Error(`${name} answered ${JSON.stringify(answer)}`)
    return answer.value as OutputOf<Name>
  }
  const seal = async (caseName: string, name: string, bytes: Uint8Array) => {
    await mkdir(join(folder, 'evidence'), { recursive: true })
    await writeFile(join(folder, 'evidence', name), bytes)
    const [offered] = await engine.offerPaths([join(folder, 'evidence', name)])
    if (offered?.ok !== true) throw new Error('the evidence was refused')
    await ask('exhibit.seal', { case: caseName, intakeId: offered.value.intakeId })
  }
  await ask('vault.create', { userName: 'សុខ សំណាង', passphrase: 'a long passphrase' })
  const { number } = await ask('case.open', { title: 'ការឆបោកតាមអនឡាញ' })
  await ask('complaint.add', {
    case: number,
    complaint: {
      channel: 'walk-in',
      victim: { name: 'ចាន់ សុភា', phone: '097 765 4321' },
      summary: 'ទិញទូរសព្ទតាមអនឡាញ',
      narrative: 'ជនរងគ្រោះបានផ្ទេរប្រាក់ទៅគណនីអ្នកលក់',
      losses: [{ state: 'paid', currency: 'USD', amount: '250.50' }],
    },
  })
  await seal(number, 'ការសន្ទនា.txt', Buffer.from('hello'))
  await seal(number, 'photo.bin', Buffer.alloc(300_000, 9))
  const write = async (name: string, asked: Pick<InputOf<'case.export'>, 'variant' | 'exhibits'>) => {
    const path = join(folder, name)
    const outletId = await engine.offerOutletPath(path)
    await ask('case.export', {
      case: number,
      languages: 'km+en',
      form: 'folder',
      recipients: [],
      outletId,
      ...asked,
    })
    return path
  }
  const full = await write('full', { variant: 'full', exhibits: 'all' })
  const redacted = await write('redacted', { variant: 'redacted', exhibits: ['E001'] })
  await engine.close()
  return {
    folder,
    full,
    redacted,
    caseNumber: number,
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  }
}
