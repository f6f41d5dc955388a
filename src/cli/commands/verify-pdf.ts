import { explainFailure } from '#contract/failure-text.ts'
import type { Failure } from '#contract/failures.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatWholeNumber } from '#contract/number-text.ts'
import type { JudgedSignature } from '#core/signatures/judge-signature.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { type CheckedDocument, verifyDocument } from '#node/export/verify-document.ts'
import type { CommandContext } from '../command-context.ts'
import { EXPORT_TEXT } from '../export-text.ts'
import type { Outcome } from '../outcome.ts'
import { readInputFile } from '../read-input-file.ts'
import { alignFields } from '../text-columns.ts'

/** Largest PDF document that is read whole. */
export const MAX_DOCUMENT_BYTES = 1024 * 1024 * 1024
/** Most findings that are printed one by one. */
export const MAX_SHOWN = 50

/** `samnum verify FILE.pdf` */
export async function verifyPdf(context: CommandContext, path: string): Promise<Outcome> {
  const read = await readInputFile(path, { maxBytes: MAX_DOCUMENT_BYTES, mayBePipe: false })
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  const document = await verifyDocument(read.value)
  if (document === null) return { kind: 'failed', failure: { code: 'document/not-readable' } }
  return documentOutcome(context, path, document)
}

function documentOutcome(
  { language, text }: CommandContext,
  path: string,
  document: CheckedDocument,
): Outcome {
  const said = EXPORT_TEXT[language]
  const number = (count: number) => formatWholeNumber(count, language)
  const { pages, headHex, checkCode, signatures, isAddedTo, attachments, extract, findings } = document
  // Time-stamps are nobody's signatures and take no number.
  const numberOf = (at: number) =>
    signatures.slice(0, at + 1).filter(({ state }) => state !== 'time-stamp').length
  const stamps = signatures.filter(({ state }) => state === 'time-stamp').length
  const lines = alignFields([
    [text.label.file, showEscaped(path)],
    [text.label.pages, number(pages)],
    [text.label.head, headHex ?? undefined],
    [said.label.checkCode, checkCode ?? undefined],
    [said.label.signatures, number(signatures.length - stamps)],
    [said.label.timeStamps, stamps === 0 ? undefined : number(stamps)],
    [said.label.attached, attachments.length === 0 ? undefined : attachments.map(showEscaped).join(', ')],
  ])
  const signed = signatures.map((one, at) => signatureLine(one, numberOf(at), language))
  const failures: Failure[] = findings.map(({ code, page }) => ({
    code,
    facts: page === undefined ? {} : { page },
  }))
  for (const [at, { state }] of signatures.entries())
    if (state === 'wrong' || state === 'out-of-term')
      failures.push({ code: `document/signature-${state}`, facts: { number: numberOf(at) } })
  if (isAddedTo) failures.push({ code: 'document/added-to' })
  if (extract?.isWhole === false) failures.push({ code: 'document/extract-damaged' })
  const value = { path, ...document }
  const isSigned = signatures.some(({ state }) => state === 'holds')
  const limits = [...(isSigned ? [said.documentRevocations] : []), said.documentLimits]
  const [first] = failures
  if (first === undefined)
    return { kind: 'done', value, lines: [said.documentWhole, ...lines, ...signed, ...limits] }
  const reasons = failures.slice(0, MAX_SHOWN).map((failure) => `- ${explainFailure(failure, language)}`)
  return { kind: 'failed', failure: first, value, lines: [...lines, ...signed], reasons }
}

/** Who signed and who vouches for the key, in one sentence. */
function signatureLine(
  signature: JudgedSignature,
  number: number,
  language: CommandContext['language'],
): string {
  const said = EXPORT_TEXT[language].signature
  if (signature.state !== 'holds') return fillTemplate(said[signature.state], { number }, language)
  const { signer, station, vouching } = signature
  const name = showEscaped(signer)
  if (vouching.by === 'owner')
    return fillTemplate(said.owner, { number, name, words: showEscaped(vouching.said) }, language)
  const facts = { number, name, station: showEscaped(station ?? ''), authority: showEscaped(vouching.name) }
  return fillTemplate(said.authority, { ...facts, digest: vouching.digestHex }, language)
}
