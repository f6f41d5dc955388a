import { utf8ToBytes } from '@noble/hashes/utils.js'
import { formatSortableDate } from '../dates/format-date.ts'
import { DIGEST_DIGITS } from './bag-tags.ts'
import { encodeBagPath } from './bag-text.ts'

/** The digests of which a package has manifests. */
export const PACKAGE_ALGORITHMS = ['sha256', 'sha512'] as const

/** One of {@link PACKAGE_ALGORITHMS}. */
export type PackageAlgorithm = (typeof PACKAGE_ALGORITHMS)[number]

/** The two lines of `bagit.txt`. */
export const BAG_DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'

/** Digests of files by their paths, as manifests are written from them. */
export type DigestsByPath = ReadonlyMap<string, { readonly [Name in PackageAlgorithm]: string }>

/** The text of a manifest of some files, in the order in which they are named. @throws when a digest is not there. */
export function manifestText(
  paths: readonly string[],
  algorithm: PackageAlgorithm,
  digests: DigestsByPath,
): string {
  return paths
    .map((path) => {
      const digest = digests.get(path)
      if (digest === undefined) throw new Error(`no digest was taken of ${path}`)
      return `${digest[algorithm]}  ${encodeBagPath(path)}\n`
    })
    .join('')
}

/** How many bytes {@link manifestText} will have, known before any digest is. */
export function manifestSizeBytes(paths: readonly string[], algorithm: PackageAlgorithm): number {
  return paths.reduce(
    (sum, path) => sum + DIGEST_DIGITS[algorithm] + 3 + utf8ToBytes(encodeBagPath(path)).length,
    0,
  )
}

/** What `bag-info.txt` says. */
export type BagInfo = {
  readonly software: string
  readonly exportedAtMs: number
  readonly caseNumber: string
  readonly exportId: string
  readonly payload: { readonly sizeBytes: number; readonly files: number }
}

/** The text of `bag-info.txt`. A case's number cannot break the line it stands in. */
export function bagInfoText({ software, exportedAtMs, caseNumber, exportId, payload }: BagInfo): string {
  const oneLine = (text: string) => text.replace(/\s+/g, ' ')
  return [
    `Bag-Software-Agent: ${oneLine(software)}`,
    `Bagging-Date: ${formatSortableDate(exportedAtMs)}`,
    `External-Identifier: ${exportId}`,
    `Internal-Sender-Identifier: ${oneLine(caseNumber)}`,
    `Payload-Oxum: ${payload.sizeBytes}.${payload.files}`,
    '',
  ].join('\n')
}
