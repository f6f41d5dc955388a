import { open } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fillTemplate } from '#contract/fill-template.ts'
import type { InputOf } from '#contract/operations.ts'
import { REPORT_LANGUAGES } from '#contract/report-operations.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { type Desk, withEngine } from '../open-vault.ts'
import { EXIT_CODES } from '../outcome.ts'
import { printOutcome } from '../print-outcome.ts'
import { readJsonFile } from '../read-input-file.ts'
import { ROOT_FOLDER } from '../software.ts'
import { type DemoFolder, prepareDemoFolder } from './demo-folder.ts'
import { type DemoMaterial, digestOf, findDemoMaterial } from './demo-material.ts'
import { makePassphrase } from './make-passphrase.ts'
import { lookAsSecondPerson, showStation } from './show-station.ts'
import { DemoStop, done, makeSpeaker, type Speaker } from './speaker.ts'

/** Where a demonstration takes its material from and puts what it makes. */
export type DemoPlaces = { readonly material: string; readonly target: string }

/** The places that `npm run demo` uses. */
export const DEMO_PLACES: DemoPlaces = {
  material: join(ROOT_FOLDER, 'resources/demo'),
  target: join(ROOT_FOLDER, 'demo-vault'),
}

/**
 * Does the main job without a person: a vault, a complaint, sealed files, the report in each language, a second person with
 * whom the case is shared, a recovery code, a line for the register, and a check of all of it. Says each step on standard output as it is done, and answers the exit code.
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
  const second = await showStation(desk, number, say)

  // Locked and opened again, so that what is checked is what rests on the disk.
  await done(desk.call('vault.lock', {}))
  await lookAsSecondPerson(desk, second, number, say)
  await done(desk.call('vault.unlock', { passphrase, userNumber: 1 }))
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
