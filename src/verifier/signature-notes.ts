import { formatDateTime } from '#core/dates/format-date.ts'
import type { PackageReport, ReportedSignature } from '#core/export/package-report.ts'
import type { Language } from '#core/language.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { fill } from './fill.ts'
import type { PageTexts } from './text-km.ts'

/** Most signatures of which is written who made them. */
const MAX_SHOWN = 50

/** Who signed which paper, who vouches for the key, and what nobody can know from a package. */
export function signatureNotes(
  { signatures }: Pick<PackageReport, 'signatures'>,
  text: PageTexts,
  language: Language,
): readonly string[] {
  const lines = signatures.map((one) => signatureNote(one, text, language)).filter((line) => line !== '')
  const isSigned = signatures.some(({ standing }) => standing !== 'time-stamp')
  return [...lines.slice(0, MAX_SHOWN), ...(isSigned ? [text.revocations] : [])]
}

function signatureNote(
  { path, standing, signer, station, atMs, authority, authorityDigestHex }: ReportedSignature,
  text: PageTexts,
  language: Language,
): string {
  if (standing === 'time-stamp') return fill(text.timeStamp, { path: showEscaped(path) })
  if (signer === undefined) return ''
  const time = atMs === undefined ? '–' : formatDateTime(atMs, { language })
  const place = station === undefined ? '' : ` (${showEscaped(station)})`
  const who = fill(text.signedBy, { name: showEscaped(signer), station: place, time })
  const vouched =
    authority === undefined
      ? ''
      : ` ${fill(text.vouchedBy, { name: showEscaped(authority), digest: authorityDigestHex })}`
  return `${showEscaped(path)} · ${who}${vouched}`
}
