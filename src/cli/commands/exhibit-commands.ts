import type { SealedLine } from '#contract/exhibit-operations.ts'
import type { Failure } from '#contract/failures.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatExactBytes } from '#contract/number-text.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { type Desk, stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { failureDocument, failureLines } from '../print-outcome.ts'
import { alignFields } from '../text-columns.ts'
import { UsageError } from '../usage.ts'
import { digestLines, exhibitRows } from './exhibit-lines.ts'
import { exhibitNotes } from './exhibit-parts-commands.ts'

/** What is sealed and how it is recorded. */
export type ExhibitOffer = {
  readonly caseName: string
  readonly paths: readonly string[]
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly digests?: readonly ('md5' | 'sha1' | 'sha512')[] | undefined
}

/** What became of one file. */
type Sealed =
  | {
      readonly file: string
      readonly outcome: 'sealed'
      readonly exhibit: SealedLine
      /** The first piece of an image, of which this file says to be a later one. */
      readonly firstPiece?: string
    }
  | { readonly file: string; readonly outcome: 'failed'; readonly failure: Failure }
  | { readonly file: string; readonly outcome: 'cancelled' }

/**
 * `samnum exhibit add DIR --case CASE FILE…`. Each file is acknowledged by itself: what was sealed stays sealed when a
 * later file fails. A failure does not stop the files after it, cancelling does.
 */
export async function addExhibits(
  context: CommandContext,
  folder: string,
  offer: ExhibitOffer,
): Promise<Outcome> {
  if (offer.name !== undefined && offer.paths.length > 1) throw new UsageError('usage/name-for-one-file')
  return await withVault(context, folder, async (desk) => {
    const known = await desk.call('exhibit.list', { case: offer.caseName })
    if (known.outcome !== 'done') return stopped(known)
    const files: Sealed[] = []
    for (const path of offer.paths) {
      if (context.signal.aborted) {
        files.push({ file: path, outcome: 'cancelled' })
        continue
      }
      const sealed = await sealFile(desk, offer, path)
      if ('kind' in sealed) return sealed
      files.push(sealed)
    }
    return sealingOutcome(context, files)
  })
}

/** `samnum exhibit list DIR CASE` */
export async function listExhibits(
  context: CommandContext,
  folder: string,
  caseName: string,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('exhibit.list', { case: caseName })
    if (answer.outcome !== 'done') return stopped(answer)
    const { exhibits } = answer.value
    const lines = exhibits.length === 0 ? [context.text.done.noExhibits] : exhibitRows(context, exhibits)
    return { kind: 'done', value: answer.value, lines }
  })
}

/** `samnum exhibit verify DIR EXHIBIT` */
export async function verifyExhibit(
  context: CommandContext,
  folder: string,
  exhibit: string,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('exhibit.verify', { exhibit })
    if (answer.outcome !== 'done') return stopped(answer)
    const { language, text } = context
    const { number, sizeBytes, digestHex } = answer.value
    const fields = alignFields([
      [text.label.size, formatExactBytes(sizeBytes, language)],
      [text.label.sha256, digestHex],
    ])
    const sentence = fillTemplate(text.done.exhibitHolds, { number }, language)
    return { kind: 'done', value: answer.value, lines: [sentence, ...fields] }
  })
}

/** `samnum exhibit extract DIR EXHIBIT --out FILE` */
export async function extractExhibit(
  context: CommandContext,
  folder: string,
  exhibit: string,
  outPath: string,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const outletId = await desk.engine.offerOutletPath(outPath)
    const answer = await desk.call('exhibit.extract', { exhibit, outletId })
    if (answer.outcome !== 'done') return stopped(answer)
    const { language, text } = context
    const { number, sizeBytes, digestHex } = answer.value
    const fields = alignFields([
      [text.label.file, showEscaped(outPath)],
      [text.label.size, formatExactBytes(sizeBytes, language)],
      [text.label.sha256, digestHex],
    ])
    const sentence = fillTemplate(text.done.exhibitExtracted, { number }, language)
    return { kind: 'done', value: { ...answer.value, file: outPath }, lines: [sentence, ...fields] }
  })
}

async function sealFile(desk: Desk, offer: ExhibitOffer, path: string): Promise<Sealed | Outcome> {
  const [offered] = await desk.engine.offerPaths([path])
  if (offered === undefined) throw new Error('offerPaths answers for each path')
  if (!offered.ok) return { file: path, outcome: 'failed', failure: offered.failure }
  const { caseName, name, description, digests } = offer
  const { intakeId, firstPiece } = offered.value
  const input = {
    case: caseName,
    intakeId,
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(digests !== undefined && { digests: [...digests] }),
  }
  const answer = await desk.call('exhibit.seal', input, showEscaped(offered.value.name))
  switch (answer.outcome) {
    case 'done':
      return {
        file: path,
        outcome: 'sealed',
        exhibit: answer.value,
        ...(firstPiece !== undefined && { firstPiece }),
      }
    case 'failed':
      return { file: path, outcome: 'failed', failure: answer.failure }
    case 'cancelled':
      return { file: path, outcome: 'cancelled' }
    case 'bug':
      return { kind: 'bug', reference: answer.reference }
  }
}

function sealingOutcome(context: CommandContext, files: readonly Sealed[]): Outcome {
  const { language } = context
  const value = {
    files: files.map((file) =>
      file.outcome === 'failed' ? { ...file, failure: failureDocument(file.failure, language) } : file,
    ),
  }
  const lines = files.flatMap((file) => sealedLines(context, file))
  const reasons = files.flatMap((file) => refusedLines(context, file))
  const failed = files.find((file) => file.outcome === 'failed')
  if (failed !== undefined) return { kind: 'failed', failure: failed.failure, value, lines, reasons }
  if (files.some((file) => file.outcome === 'cancelled')) return { kind: 'cancelled', value, lines }
  return { kind: 'done', value, lines }
}

function sealedLines(context: CommandContext, file: Sealed): readonly string[] {
  if (file.outcome !== 'sealed') return []
  const { language, text } = context
  const { number, sizeBytes, digestHex, digests = {} } = file.exhibit
  return [
    `${showEscaped(file.file)}: ${fillTemplate(text.done.exhibitSealed, { number }, language)}`,
    `  SHA-256 ${digestHex}  ${formatExactBytes(sizeBytes, language)}`,
    ...digestLines(digests),
    ...exhibitNotes(context, file.exhibit),
    ...(file.firstPiece === undefined
      ? []
      : [`  ${fillTemplate(text.done.laterPiece, { name: showEscaped(file.firstPiece) }, language)}`]),
  ]
}

function refusedLines({ language, text }: CommandContext, file: Sealed): readonly string[] {
  if (file.outcome === 'sealed') return []
  const reasons = file.outcome === 'failed' ? failureLines(file.failure, language) : []
  return [`${showEscaped(file.file)}: ${text.done.notSealed}`, ...reasons.map((line) => `  ${line}`)]
}
