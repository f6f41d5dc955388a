import { open } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Envelope } from '#contract/envelope.ts'
import type { Facts } from '#contract/failures.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import type { InputOf } from '#contract/operations.ts'
import { REPORT_LANGUAGES } from '#contract/report-operations.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { randomBytes } from '#node/crypto/primitives.ts'
import type { CommandContext } from '../command-context.ts'
import { type Desk, stopped, withEngine } from '../open-vault.ts'
import { EXIT_CODES, type Outcome } from '../outcome.ts'
import { printOutcome } from '../print-outcome.ts'
import { readJsonFile } from '../read-input-file.ts'
import { ROOT_FOLDER } from '../software.ts'
import { type DemoFolder, prepareDemoFolder } from './demo-folder.ts'
import { type DemoMaterial, digestOf, findDemoMaterial } from './demo-material.ts'

/** Where a demonstration takes its material from and puts what it makes. */
export type DemoPlaces = { readonly material: string; readonly target: string }

/** The places that `npm run demo` uses. */
export const DEMO_PLACES: DemoPlaces = {
  material: join(ROOT_FOLDER, 'resources/demo'),
  target: join(ROOT_FOLDER, 'demo-vault'),
}

/** Stops the demonstration where it is; `outcome` says why unless that was said already. */
class DemoStop extends Error {
  readonly outcome: Outcome | null

  constructor(outcome: Outcome | null) {
    super('the demonstration stopped')
    this.outcome = outcome
  }
}

/**
 * Does the main job without a person: a vault, a complaint, sealed files, the report in each language, and a check of
 * all of it. Says each step on standard output as it is done, and answers the exit code.
 */
export async function runDemo(context: CommandContext, places: DemoPlaces): Promise<number> {
  const startedAtMs = performance.now()
  const say = makeSpeaker(context)
  const { demo } = context.text
  try {
    say(demo.start)
    const material = await findDemoMaterial(places.material)
    if (material === null) throw say.stop(demo.noMaterial, { folder: places.material })
    const prepared = await prepareDemoFolder(places.target)
    if (prepared === null) throw say.stop(demo.notOurs, { folder: places.target })
    const { folder, hadEarlier } = prepared
    if (hadEarlier) say(demo.replaced)
    await withEngine(context, folder.vault, async (desk) => {
      await doMainJob(desk, folder, material, say)
      return { kind: 'printed' }
    })
    say(demo.look)
    say(`  npx samnum serve ${showEscaped(relative(process.cwd(), folder.vault))}`)
    say(demo.done, { seconds: Math.ceil((performance.now() - startedAtMs) / 1000) })
    return EXIT_CODES.done
  } catch (error) {
    if (!(error instanceof DemoStop)) throw error
    if (error.outcome === null) return EXIT_CODES.failed
    printOutcome(context.terminal, error.outcome, context.language, false)
    return EXIT_CODES[error.outcome.kind]
  }
}

async function doMainJob(
  desk: Desk,
  folder: DemoFolder,
  material: DemoMaterial,
  say: Speaker,
): Promise<void> {
  const { demo } = say.text
  const passphrase = makePassphrase()
  await done(desk.call('vault.create', { userName: 'មន្ត្រីសាកល្បង (ឈ្មោះប្រឌិត)', passphrase }))
  say.step(demo.created, { folder: folder.vault })
  say(`   ${fillTemplate(demo.passphrase, { passphrase }, say.language)}`)

  const read = await readJsonFile(material.complaintPath)
  if (!read.ok) throw new DemoStop({ kind: 'failed', failure: read.failure })
  const complaint = read.value as InputOf<'complaint.add'>['complaint']
  const { number } = await done(desk.call('complaint.add', { complaint }))
  say.step(demo.complaint, { number })

  const exhibits = await sealAll(desk, number, material, say)
  await drawReports(desk, number, folder, say)

  // Locked and opened again, so that what is checked is what rests on the disk.
  await done(desk.call('vault.lock', {}))
  await done(desk.call('vault.unlock', { passphrase }))
  for (const { exhibit, name, digestHex } of exhibits) {
    const path = join(folder.extracted, name)
    const outletId = await desk.engine.offerOutletPath(path)
    await done(desk.call('exhibit.extract', { exhibit, outletId }, name))
    if ((await digestOf(path)) !== digestHex) throw say.stop(demo.notVerified, { what: path })
  }
  say.step(demo.extracted, { count: exhibits.length })
  const verified = await done(desk.call('vault.verify', {}))
  if (!verified.isWhole) throw say.stop(demo.notVerified, { what: folder.vault })
  say.step(demo.verified, { events: verified.checked.events, objects: verified.checked.objects })
}

type SealedDemoFile = { readonly exhibit: string; readonly name: string; readonly digestHex: string }

async function sealAll(
  desk: Desk,
  caseNumber: string,
  material: DemoMaterial,
  say: Speaker,
): Promise<readonly SealedDemoFile[]> {
  const sealed: SealedDemoFile[] = []
  for (const { name, path, digestHex } of material.files) {
    const [offered] = await desk.engine.offerPaths([path])
    if (offered === undefined) throw new Error('offerPaths answers for each path')
    if (!offered.ok) throw new DemoStop({ kind: 'failed', failure: offered.failure })
    const { intakeId } = offered.value
    const exhibit = await done(desk.call('exhibit.seal', { case: caseNumber, intakeId }, name))
    if (exhibit.digestHex !== digestHex) throw say.stop(say.text.demo.notVerified, { what: path })
    const { number, sizeBytes } = exhibit
    say.step(say.text.demo.sealed, { number, name, sizeBytes, digest: digestHex })
    sealed.push({ exhibit: number, name, digestHex })
  }
  return sealed
}

async function drawReports(desk: Desk, caseNumber: string, folder: DemoFolder, say: Speaker): Promise<void> {
  for (const languages of REPORT_LANGUAGES) {
    const { reportId, pages } = await done(
      desk.call('report.make', { case: caseNumber, kind: 'case', languages }),
    )
    const path = join(folder.reports, `${caseNumber}-${languages}.pdf`)
    const outletId = await desk.engine.offerOutletPath(path)
    const { digestHex } = await done(desk.call('report.save', { reportId, outletId }))
    if ((await digestOf(path)) !== digestHex || !(await isPdf(path)))
      throw say.stop(say.text.demo.notVerified, { what: path })
    say.step(say.text.demo.report, { languages, file: path, pages })
  }
}

/** A PDF begins with its version (ISO 32000-2:2020, section 7.5.2). */
async function isPdf(path: string): Promise<boolean> {
  const handle = await open(path, 'r')
  try {
    const { buffer } = await handle.read(new Uint8Array(5), 0, 5, 0)
    return Buffer.from(buffer).toString('latin1') === '%PDF-'
  } finally {
    await handle.close()
  }
}

async function done<Output>(answering: Promise<Envelope<Output>>): Promise<Output> {
  const answer = await answering
  if (answer.outcome === 'done') return answer.value
  throw new DemoStop(stopped(answer))
}

type Speaker = {
  (template: string, facts?: Facts): void
  readonly language: CommandContext['language']
  readonly text: CommandContext['text']
  /** Says a numbered step. */
  step(template: string, facts: Facts): void
  /** Says why the demonstration does not go on. */
  stop(template: string, facts: Facts): DemoStop
}

function makeSpeaker({ terminal, language, text }: CommandContext): Speaker {
  let steps = 0
  const fill = (template: string, facts: Facts) => fillTemplate(template, facts, language)
  const speak = (template: string, facts: Facts = {}) => terminal.writeOut(`${fill(template, facts)}\n`)
  return Object.assign(speak, {
    language,
    text,
    step(template: string, facts: Facts) {
      steps++
      speak(text.demo.step, { step: steps, text: fill(template, facts) })
    },
    stop(template: string, facts: Facts) {
      terminal.writeError(`${fill(template, facts)}\n`)
      return new DemoStop(null)
    },
  })
}

/** Twenty letters and digits that nobody mixes up, in groups: 5 bits each. */
function makePassphrase(): string {
  const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'
  const letters = [...randomBytes(20)].map((byte) => alphabet[byte & 31])
  return [0, 5, 10, 15].map((from) => letters.slice(from, from + 5).join('')).join('-')
}
