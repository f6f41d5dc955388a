import {
  type BagAlgorithm,
  type BagDeclaration,
  type BagFinding,
  isBagAlgorithm,
  MAX_MANIFEST_LINES,
  type ManifestLine,
  manifestKindOf,
  readBagDeclaration,
  readFetch,
  readManifest,
  readOxum,
} from './bag-tags.ts'

/** A file of a folder that is held against its manifests. */
export type BagFile = {
  /** Relative, with `/` between names. */
  readonly path: string
  readonly sizeBytes: number
  /** A link, a pipe or a device: nothing a bag may hold. */
  readonly isSpecial?: boolean
}

/** Digests of one file, in hex. */
export type FileDigests = { readonly [Name in BagAlgorithm]?: string }

/** Largest tag file that is read whole: room for a manifest of 400,000 files. */
export const MAX_TAG_BYTES = 128 * 1024 * 1024
/** Most bytes of all tag files together, which are held at one time: the two manifests of 400,000 files. */
const MAX_TAGS_BYTES = 256 * 1024 * 1024

/** Most findings that are kept; a bag with more is past counting. */
const MAX_FINDINGS = 1_000

type Manifest = {
  readonly path: string
  readonly isTag: boolean
  readonly algorithm: BagAlgorithm
  readonly lines: ReadonlyMap<string, ManifestLine>
}

/**
 * Holds a folder of files against BagIt (RFC 8493, and its drafts from 0.93 on), without waiting for anything itself. In this order:
 * {@link tagPaths} are read whole and given to {@link takeTags}; every file that {@link wanted} names is read once and its digests are given to
 * {@link takeDigests}; {@link finish} answers what does not hold.
 */
export class BagCheck {
  /** Files that must be read whole before anything else. */
  readonly tagPaths: readonly string[]
  readonly #files: ReadonlyMap<string, BagFile>
  /** Files by the composed form of their names, for manifests that were written on a system which composes them otherwise. */
  readonly #composed: ReadonlyMap<string, string>
  readonly #findings: BagFinding[] = []
  readonly #manifests: Manifest[] = []
  readonly #digests = new Map<string, FileDigests>()
  #declaration: BagDeclaration | null = null
  #oxum: ReturnType<typeof readOxum> = null

  constructor(files: readonly BagFile[]) {
    this.#files = new Map(files.map((file) => [file.path, file]))
    this.#composed = new Map(files.map(({ path }) => [path.normalize('NFC'), path]))
    const names = files.map(({ path }) => path).filter((path) => !path.includes('/'))
    const isRead = (path: string) =>
      ['bagit.txt', 'bag-info.txt', 'fetch.txt'].includes(path) || manifestKindOf(path) !== null
    const tags = names.filter((path) => isRead(path) && this.#files.get(path)?.isSpecial !== true)
    let roomBytes = MAX_TAGS_BYTES
    this.tagPaths = tags.filter((path) => {
      const sizeBytes = this.#files.get(path)?.sizeBytes ?? 0
      const isSmall = sizeBytes <= MAX_TAG_BYTES && sizeBytes <= roomBytes
      if (isSmall) roomBytes -= sizeBytes
      else this.#report({ code: 'bag/tag-too-large', path })
      return isSmall
    })
    const seen = new Set<string>()
    for (const { path, isSpecial } of files) {
      if (isSpecial === true) this.#report({ code: 'bag/file-not-plain', path })
      // Two files that are called the same here, because the name of one is no text: only one of them can be read.
      if (seen.has(path)) this.#report({ code: 'bag/file-not-listed', path })
      seen.add(path)
    }
  }

  /** Takes the bytes of every file that {@link tagPaths} names. `false` says that there is nothing to go on with. */
  takeTags(bytesOf: ReadonlyMap<string, Uint8Array>): boolean {
    const declared = bytesOf.get('bagit.txt')
    if (declared === undefined) {
      this.#report({ code: 'bag/not-a-bag' })
      return false
    }
    const declaration = readBagDeclaration(declared)
    if ('problem' in declaration) {
      this.#report({ code: declaration.problem, path: 'bagit.txt' })
      return false
    }
    this.#declaration = declaration
    for (const path of this.tagPaths) {
      const bytes = bytesOf.get(path)
      const kind = manifestKindOf(path)
      if (bytes === undefined || kind === null) continue
      if (isBagAlgorithm(kind.algorithm))
        this.#takeManifest(path, bytes, kind.isTag, kind.algorithm, declaration)
      else this.#report({ code: 'bag/algorithm-unknown', path })
    }
    if (!this.#manifests.some(({ isTag }) => !isTag)) this.#report({ code: 'bag/no-manifest' })
    const fetched = bytesOf.get('fetch.txt')
    if (fetched !== undefined) this.#takeFetch(fetched, declaration)
    const info = bytesOf.get('bag-info.txt')
    this.#oxum = info === undefined ? null : readOxum(info, declaration)
    return true
  }

  /** The files that must be read, each with the digests that are wanted of it, in the order of the folder. */
  wanted(): readonly {
    readonly path: string
    readonly sizeBytes: number
    readonly algorithms: readonly BagAlgorithm[]
  }[] {
    const wanted = new Map<string, Set<BagAlgorithm>>()
    for (const { algorithm, lines } of this.#manifests) {
      for (const listed of lines.keys()) {
        const path = this.#find(listed)
        if (path !== null) wanted.set(path, (wanted.get(path) ?? new Set()).add(algorithm))
      }
    }
    return [...this.#files.values()].flatMap(({ path, sizeBytes, isSpecial }) => {
      const algorithms = wanted.get(path)
      return algorithms === undefined || isSpecial === true
        ? []
        : [{ path, sizeBytes, algorithms: [...algorithms] }]
    })
  }

  /** Takes the digests of a file that {@link wanted} named. */
  takeDigests(path: string, digests: FileDigests): void {
    this.#digests.set(path, digests)
  }

  /** The digest that the payload's manifest of an algorithm has of a file. */
  listedDigest(algorithm: BagAlgorithm, path: string): string | undefined {
    const manifest = this.#manifests.find((one) => !one.isTag && one.algorithm === algorithm)
    return manifest?.lines.get(path)?.digestHex
  }

  /** Says what does not hold, once every digest was taken. */
  finish(): { readonly version: string | null; readonly findings: readonly BagFinding[] } {
    const declaration = this.#declaration
    if (declaration !== null) {
      for (const manifest of this.#manifests) this.#compare(manifest)
      this.#findUnlisted(declaration)
      this.#checkOxum()
    }
    return { version: declaration?.version ?? null, findings: this.#findings }
  }

  #takeManifest(
    path: string,
    bytes: Uint8Array,
    isTag: boolean,
    algorithm: BagAlgorithm,
    declaration: BagDeclaration,
  ): void {
    const { lines, findings } = readManifest(path, bytes, algorithm, declaration)
    for (const finding of findings) this.#report(finding)
    const held = this.#manifests.reduce((sum, manifest) => sum + manifest.lines.size, 0)
    const isTooMuch = held + lines.length > 2 * MAX_MANIFEST_LINES
    if (isTooMuch) this.#report({ code: 'bag/tag-too-large', path })
    else
      this.#manifests.push({ path, isTag, algorithm, lines: new Map(lines.map((line) => [line.path, line])) })
  }

  #takeFetch(bytes: Uint8Array, declaration: BagDeclaration): void {
    const { lines, findings } = readFetch(bytes, declaration)
    for (const finding of findings) this.#report(finding)
    for (const { path, line } of lines) {
      const isListed = this.#manifests.some((manifest) => !manifest.isTag && manifest.lines.has(path))
      if (!isListed) this.#report({ code: 'bag/file-not-listed', path, line })
    }
  }

  // Looked at last: a file that is missing or was added is the better thing to say.
  #checkOxum(): void {
    const oxum = this.#oxum
    if (oxum === null) return
    const payload = [...this.#files.values()].filter(({ path }) => path.startsWith('data/'))
    const sizeBytes = payload.reduce((sum, file) => sum + file.sizeBytes, 0)
    if (oxum.files !== payload.length || oxum.sizeBytes !== sizeBytes)
      this.#report({ code: 'bag/size-differs', path: 'bag-info.txt' })
  }

  #compare({ algorithm, lines }: Manifest): void {
    for (const { path, digestHex, line } of lines.values()) {
      const found = this.#find(path)
      if (found === null) this.#reportOnce({ code: 'bag/file-missing', path, line })
      else if (this.#digests.get(found)?.[algorithm] !== digestHex)
        this.#reportOnce({ code: 'bag/file-differs', path })
    }
  }

  // From version 1.0 on every manifest of the payload lists all of it; before, each file is in one of them at least.
  #findUnlisted({ isStrict }: BagDeclaration): void {
    const manifests = this.#manifests.filter(({ isTag }) => !isTag)
    if (manifests.length === 0) return
    const listed = manifests.map(
      ({ lines }) => new Set([...lines.keys()].map((path) => this.#find(path) ?? path)),
    )
    for (const path of this.#files.keys()) {
      if (!path.startsWith('data/')) continue
      const isListed = isStrict ? listed.every((one) => one.has(path)) : listed.some((one) => one.has(path))
      if (!isListed) this.#report({ code: 'bag/file-not-listed', path })
    }
  }

  #find(path: string): string | null {
    return this.#files.has(path) ? path : (this.#composed.get(path.normalize('NFC')) ?? null)
  }

  #reportOnce(finding: BagFinding): void {
    if (this.#findings.length >= MAX_FINDINGS) return
    if (!this.#findings.some(({ code, path }) => code === finding.code && path === finding.path))
      this.#report(finding)
  }

  #report(finding: BagFinding): void {
    if (this.#findings.length < MAX_FINDINGS) this.#findings.push(finding)
  }
}
