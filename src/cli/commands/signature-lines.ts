import { explainFailure } from '#contract/failure-text.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatDateTime } from '#core/dates/format-date.ts'
import type { PackageReport, ReportedSignature } from '#core/export/package-report.ts'
import type { Language } from '#core/language.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { EXPORT_TEXT } from '../export-text.ts'
import { failureOfFinding } from './finding-failure.ts'
import { MAX_SHOWN } from './verify-pdf.ts'

/** Who signed the papers of a package and who vouches for them, what a reader should know of it, and what nobody can know from a package. */
export function signatureLines(
  { signatures, checks }: Pick<PackageReport, 'signatures' | 'checks'>,
  language: Language,
): readonly string[] {
  const said = EXPORT_TEXT[language]
  const check = checks.find((one) => one.check === 'signatures')
  const notes = check?.state === 'noted' ? check.findings : []
  const told = notes.slice(0, MAX_SHOWN).map((one) => `- ${explainFailure(failureOfFinding(one), language)}`)
  const people = signatures.filter(({ standing }) => standing !== 'time-stamp')
  const signed = signatures.flatMap((one) => signatureLine(one, language)).slice(0, MAX_SHOWN)
  // A paper in which nobody is found to have signed may be one that was not looked into.
  return [...signed, ...told, ...(people.length === 0 ? [] : [said.revocations])]
}

function signatureLine(
  { path, standing, signer, station, atMs, authority, authorityDigestHex: digest }: ReportedSignature,
  language: Language,
): readonly string[] {
  const said = EXPORT_TEXT[language]
  const shown = showEscaped(path)
  if (standing === 'time-stamp') return [fillTemplate(said.timeStamp, { path: shown }, language)]
  if (signer === undefined) return []
  const place = station === undefined ? '' : ` (${showEscaped(station)})`
  const time = atMs === undefined ? '–' : formatDateTime(atMs, { language })
  const facts = { path: shown, name: showEscaped(signer), station: place, time }
  const vouched =
    authority === undefined || digest === undefined
      ? ''
      : ` ${fillTemplate(said.vouchedBy, { authority: showEscaped(authority), digest }, language)}`
  return [`${fillTemplate(said.paperSigner, facts, language)}${vouched}`]
}
