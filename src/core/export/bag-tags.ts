import {
  type BagEncoding,
  bagEncodingOf,
  decodeBagPath,
  decodeTagText,
  eachTagLine,
  isInsideBag,
} from './bag-text.ts'

/** What is wrong with a bag as a folder of files, whatever is in it (RFC 8493). */
export type BagProblem =
  | 'bag/not-a-bag'
  | 'bag/declaration-malformed'
  | 'bag/version-unknown'
  | 'bag/encoding-unknown'
  | 'bag/no-manifest'
  | 'bag/algorithm-unknown'
  | 'bag/manifest-malformed'
  | 'bag/tag-too-large'
  | 'bag/path-unsafe'
  | 'bag/listed-twice'
  | 'bag/file-missing'
  | 'bag/file-not-listed'
  | 'bag/file-differs'
  | 'bag/file-not-plain'
  | 'bag/size-differs'
  | 'bag/must-not-fetch'

/** One thing that does not hold, of which file, and on which line of it where a line is concerned. */
export type BagFinding = {
  readonly code: BagProblem
  readonly path?: string
  /** Counted from 1. */
  readonly line?: number
}

/** Digests by which a manifest may know files: the four that RFC 8493, section 2.4, names, and the others of their family. */
export const BAG_ALGORITHMS = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const

/** One of {@link BAG_ALGORITHMS}. */
export type BagAlgorithm = (typeof BAG_ALGORITHMS)[number]

/** Hex digits of a digest of each algorithm. */
export const DIGEST_DIGITS: { readonly [Name in BagAlgorithm]: number } = {
  md5: 32,
  sha1: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128,
}

/** What `bagit.txt` declares. Versions from 1.0 on are stricter than those before. */
export type BagDeclaration = {
  readonly version: string
  readonly isStrict: boolean
  readonly encoding: BagEncoding
}

/** One line of a manifest. */
export type ManifestLine = { readonly path: string; readonly digestHex: string; readonly line: number }

/** A manifest as it was read, with what is wrong with it. */
export type ReadManifest = {
  readonly lines: readonly ManifestLine[]
  readonly findings: readonly BagFinding[]
}

const VERSIONS: ReadonlySet<string> = new Set(['0.93', '0.94', '0.95', '0.96', '0.97', '1.0'])

/** Which manifest a file of a bag is, by its name; `null` when it is none. An unknown algorithm stands as it is written. */
export function manifestKindOf(
  path: string,
): { readonly isTag: boolean; readonly algorithm: BagAlgorithm | string } | null {
  const match = /^(tag)?manifest-([a-z0-9]+)\.txt$/.exec(path)
  return match === null ? null : { isTag: match[1] !== undefined, algorithm: match[2] ?? '' }
}

/** Tells whether a name of a digest is one that is computed here. */
export function isBagAlgorithm(name: string): name is BagAlgorithm {
  return (BAG_ALGORITHMS as readonly string[]).includes(name)
}

/** Most lines of one manifest, and most findings in one: what has more is past reading. */
export const MAX_MANIFEST_LINES = 500_000
const MAX_MANIFEST_FINDINGS = 1_000
/** Far more than the two lines of a declaration have. */
const MAX_DECLARATION_BYTES = 1_024

/** Reads `bagit.txt`: two lines, no byte-order mark, nothing before the colons. */
export function readBagDeclaration(bytes: Uint8Array): BagDeclaration | { readonly problem: BagProblem } {
  const text = bytes.length > MAX_DECLARATION_BYTES ? null : decodeTagText(bytes, 'utf-8')
  const lines = text === null ? [] : [...eachTagLine(text)]
  const version = /^BagIt-Version: ([0-9]+\.[0-9]+)$/.exec(lines[0] ?? '')?.[1]
  const encodingName = /^Tag-File-Character-Encoding: (\S+)$/.exec(lines[1] ?? '')?.[1]
  if (lines.length !== 2 || version === undefined || encodingName === undefined)
    return { problem: 'bag/declaration-malformed' }
  if (!VERSIONS.has(version)) return { problem: 'bag/version-unknown' }
  const encoding = bagEncodingOf(encodingName)
  if (encoding === null || (version === '1.0' && encoding !== 'utf-8'))
    return { problem: 'bag/encoding-unknown' }
  return { version, isStrict: version === '1.0', encoding }
}

/** Reads a manifest of payload or of tag files. Before version 1.0 a line may be there twice when it says the same. */
export function readManifest(
  manifestPath: string,
  bytes: Uint8Array,
  algorithm: BagAlgorithm,
  { encoding, isStrict }: BagDeclaration,
): ReadManifest {
  const text = decodeTagText(bytes, encoding)
  if (text === null)
    return { lines: [], findings: [{ code: 'bag/manifest-malformed', path: manifestPath, line: 1 }] }
  const isTag = manifestPath.startsWith('tag')
  const findings: BagFinding[] = []
  const byPath = new Map<string, ManifestLine>()
  let line = 0
  for (const written of eachTagLine(text)) {
    line += 1
    if (findings.length >= MAX_MANIFEST_FINDINGS) break
    if (byPath.size >= MAX_MANIFEST_LINES) {
      findings.push({ code: 'bag/tag-too-large', path: manifestPath })
      break
    }
    // A star is how md5sum and its kin mark binary files. The dot takes line separators too: a name that has one is a name.
    const match = /^([0-9A-Fa-f]+)[ \t]+\*?(.+)$/s.exec(written)
    const path = decodeBagPath(match?.[2] ?? '').replace(/^(?:\.\/)+/, '')
    if (match === null || match[1]?.length !== DIGEST_DIGITS[algorithm]) {
      findings.push({ code: 'bag/manifest-malformed', path: manifestPath, line })
    } else if (!isInsideBag(path) || path.startsWith('data/') === isTag) {
      findings.push({ code: 'bag/path-unsafe', path, line })
    } else {
      const digestHex = match[1].toLowerCase()
      const earlier = byPath.get(path)
      if (earlier === undefined) byPath.set(path, { path, digestHex, line })
      else if (isStrict || earlier.digestHex !== digestHex)
        findings.push({ code: 'bag/listed-twice', path, line })
    }
  }
  return { lines: [...byPath.values()], findings }
}

/** Reads which files a bag leaves to be fetched. */
export function readFetch(bytes: Uint8Array, { encoding }: BagDeclaration): ReadManifest {
  const text = decodeTagText(bytes, encoding)
  const findings: BagFinding[] = []
  const lines: ManifestLine[] = []
  let line = 0
  for (const written of eachTagLine(text ?? '\n')) {
    line += 1
    if (findings.length >= MAX_MANIFEST_FINDINGS || lines.length >= MAX_MANIFEST_LINES) break
    const path = decodeBagPath(/^\S+[ \t]+(?:[0-9]+|-)[ \t]+(.+)$/s.exec(written)?.[1] ?? '').replace(
      /^\.\//,
      '',
    )
    if (path === '') findings.push({ code: 'bag/manifest-malformed', path: 'fetch.txt', line })
    else if (!isInsideBag(path) || !path.startsWith('data/'))
      findings.push({ code: 'bag/path-unsafe', path, line })
    else lines.push({ path, digestHex: '', line })
  }
  return { lines, findings }
}

/** The `Payload-Oxum` of `bag-info.txt`: bytes and files of the payload; `null` where it has none that can be read. */
export function readOxum(
  bytes: Uint8Array,
  { encoding }: BagDeclaration,
): { readonly sizeBytes: number; readonly files: number } | null {
  const match = /^Payload-Oxum\s*:\s*([0-9]{1,15})\.([0-9]{1,15})\s*$/im.exec(
    decodeTagText(bytes, encoding) ?? '',
  )
  return match === null ? null : { sizeBytes: Number(match[1]), files: Number(match[2]) }
}
