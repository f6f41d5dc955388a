import { createGunzip } from 'node:zlib'
import { findNameFaults, isArchiveName } from '#core/parsing/archive-names.ts'
import type { FoundTime, Position } from '#core/parsing/parsed-evidence.ts'
import { type EvidenceBytes, type Parser, type ParserTask, ParseStop } from '../parser.ts'
import { listPacked } from './list-packed.ts'
import { isTarHeader, listTar } from './list-tar.ts'
import { listZip } from './list-zip.ts'
import { type ListedEntry, ListingBroken } from './listed-entry.ts'

const MIB = 1_024 * 1_024
/** Archives that libarchive lists are held in memory as a whole, twice. */
const MAX_HELD_BYTES = 96 * MIB
/** What is unpacked of a compressed tar archive to read the headers in it. */
const MAX_PASSED_BYTES = 256 * MIB
const MAX_ENTRIES = 100_000
/** Deflate packs at most 1,032 times; honest files seldom more than 100. */
const BOMB_RATIO = 200
const BOMB_FROM_BYTES = 64 * MIB
const GUNZIP_CHUNK_BYTES = 256 * 1_024
const SETTLE_EVERY = 1_000

/** Lists archives. Nothing in them is unpacked but what lies before the next name; archives in archives are named and left shut. */
export const archiveParser: Parser = { name: 'archive', version: '1', options: [], parse: parseArchive }

async function parseArchive(task: ParserTask): Promise<undefined> {
  const head = await task.evidence.read(0, 512)
  const kind = kindOf(head)
  if (kind === null) throw new ParseStop('parse/not-this-kind')
  const whole = { kind: 'bytes', offset: 0, length: task.evidence.sizeBytes } as const
  task.out.add('facts', { position: whole, name: 'archive/kind', value: kind })
  const tally = new ArchiveTally(task)
  try {
    await listInto(task, kind, tally)
  } catch (cause) {
    if (!(cause instanceof ListingBroken)) throw cause
    if (cause.why === 'unpacks-to-much')
      task.out.warn('archive/listing-cut', { position: whole, count: tally.count })
    else if (tally.count === 0) throw new ParseStop('parse/malformed')
    else task.out.warn('file/truncated', { position: whole, count: tally.count })
  }
  tally.finish(whole)
}

type Kind = 'zip' | 'tar' | 'gzip' | '7z' | 'rar' | 'other'

const MAGIC: readonly (readonly [Kind, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 3, 4]],
  ['zip', [0x50, 0x4b, 5, 6]],
  ['gzip', [0x1f, 0x8b]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 7]],
  ['other', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
  ['other', [0x42, 0x5a, 0x68]],
  ['other', [0x28, 0xb5, 0x2f, 0xfd]],
  ['other', [0x4d, 0x53, 0x43, 0x46]],
  ['other', [0x30, 0x37, 0x30, 0x37, 0x30]],
]

function kindOf(head: Uint8Array): Kind | null {
  const found = MAGIC.find(([, magic]) => magic.every((byte, index) => head[index] === byte))
  return found?.[0] ?? (isTarHeader(head) ? 'tar' : null)
}

async function listInto(task: ParserTask, kind: Kind, tally: ArchiveTally): Promise<void> {
  const { evidence } = task
  if (kind === 'tar') return takeAll(listTar(evidence.chunks()), tally)
  if (kind === 'gzip') return takeAll(listTar(gunzip(evidence)), tally)
  if (kind === 'zip') {
    try {
      return await takeAll(listZip(evidence), tally)
    } catch (cause) {
      // A directory that one reader refuses another may read; what came before stands.
      if (!(cause instanceof ListingBroken) || tally.count > 0 || evidence.sizeBytes > MAX_HELD_BYTES)
        throw cause
      task.out.warn('entry/unreadable', {
        position: { kind: 'bytes', offset: 0, length: evidence.sizeBytes },
      })
    }
  }
  await takeAll(listPacked(await evidence.readAll(MAX_HELD_BYTES)), tally)
}

async function takeAll(
  entries: AsyncIterable<ListedEntry> | Iterable<ListedEntry>,
  tally: ArchiveTally,
): Promise<void> {
  for await (const entry of entries) {
    if (tally.count >= MAX_ENTRIES) throw new ListingBroken('unpacks-to-much')
    await tally.take(entry)
  }
}

async function* gunzip(evidence: EvidenceBytes): AsyncGenerator<Uint8Array, void, undefined> {
  const unpack = createGunzip({ chunkSize: GUNZIP_CHUNK_BYTES })
  let [passedBytes, packedBytes] = [0, 0]
  let stop: unknown = null
  const feed = async () => {
    for await (const chunk of evidence.chunks()) {
      if (unpack.destroyed) return
      packedBytes += chunk.length
      if (!unpack.write(chunk))
        await new Promise((resolve) => unpack.once('drain', resolve).once('close', resolve))
    }
    unpack.end()
  }
  feed().catch((cause: unknown) => {
    stop = cause
    unpack.destroy(cause instanceof Error ? cause : new Error('stopped'))
  })
  try {
    for await (const chunk of unpack as AsyncIterable<Uint8Array>) {
      passedBytes += chunk.length
      if (passedBytes > MAX_PASSED_BYTES || isBomb(passedBytes, packedBytes))
        throw new ListingBroken('unpacks-to-much')
      yield chunk
    }
  } catch (cause) {
    throw stop ?? (cause instanceof ListingBroken ? cause : new ListingBroken('damaged', { cause }))
  } finally {
    unpack.destroy()
  }
}

/** Adds entries and warnings, and counts what is told of the archive as a whole. */
class ArchiveTally {
  count = 0
  readonly #task: ParserTask
  readonly #names = new Set<string>()
  readonly #stretches: { readonly from: number; readonly to: number; readonly position: Position }[] = []
  #sizeBytes = 0

  constructor(task: ParserTask) {
    this.#task = task
  }

  async take(entry: ListedEntry): Promise<void> {
    const { out } = this.#task
    this.count += 1
    const path = entry.path === '' ? `#${this.count}` : entry.path
    const position = { kind: 'entry', path: path.slice(0, 10_000) } as const
    this.#sizeBytes += entry.sizeBytes ?? 0
    out.add('files', {
      position,
      path: position.path,
      sizeBytes: entry.sizeBytes,
      packedBytes: entry.packedBytes,
      modifiedAt: timeOf(entry),
      isEncrypted: entry.isEncrypted || undefined,
      isFolder: entry.isFolder || undefined,
    })
    this.#warn(entry, position)
    const { headerOffset, packedBytes } = entry
    // APPNOTE 6.3.10 §4.3.7: the entry's own header has 30 bytes before its name.
    if (headerOffset !== undefined && packedBytes !== undefined)
      this.#stretches.push({ from: headerOffset, to: headerOffset + 30 + packedBytes, position })
    if (this.count % SETTLE_EVERY === 0) await out.settle()
  }

  finish(position: Position): void {
    const { out, evidence } = this.#task
    out.add('facts', { position, name: 'archive/entries', value: String(this.count) })
    out.add('facts', { position, name: 'archive/unpacked-bytes', value: String(this.#sizeBytes) })
    if (isBomb(this.#sizeBytes, evidence.sizeBytes)) out.warn('archive/unpacks-to-much', { position })
    this.#stretches.sort((first, second) => first.from - second.from)
    let to = 0
    for (const stretch of this.#stretches) {
      if (stretch.from < to) out.warn('archive/overlapping-entries', { position: stretch.position })
      to = Math.max(to, stretch.to)
    }
  }

  #warn(entry: ListedEntry, position: Position): void {
    const { out } = this.#task
    const faults = findNameFaults(entry.path)
    if (faults.includes('escapes')) out.warn('archive/path-escapes', { position, raw: entry.path })
    if (faults.includes('hidden-characters')) out.warn('entry/name-hostile', { position, raw: entry.path })
    if (entry.isNameLost === true) out.warn('archive/name-lost', { position })
    if (this.#names.has(entry.path)) out.warn('archive/same-name', { position, raw: entry.path })
    this.#names.add(entry.path)
    if (entry.isEncrypted) out.warn('entry/encrypted', { position })
    if (entry.linkTarget !== undefined) out.warn('archive/link', { position, raw: entry.linkTarget })
    if (isArchiveName(entry.path)) out.warn('archive/nested', { position })
    if (isBomb(entry.sizeBytes ?? 0, entry.packedBytes ?? Number.POSITIVE_INFINITY))
      out.warn('archive/unpacks-to-much', { position })
  }
}

function isBomb(sizeBytes: number, packedBytes: number): boolean {
  return sizeBytes > BOMB_FROM_BYTES && sizeBytes > packedBytes * BOMB_RATIO
}

function timeOf(entry: ListedEntry): FoundTime | undefined {
  if (entry.modifiedText !== undefined) return { raw: entry.modifiedText, certainty: 'ambiguous' }
  const { modifiedAtS } = entry
  if (modifiedAtS === undefined) return undefined
  const atMs = modifiedAtS * 1_000
  return Math.abs(atMs) <= 8.64e15
    ? { raw: String(modifiedAtS), atMs, zone: '+00:00', certainty: 'stated' }
    : { raw: String(modifiedAtS), certainty: 'unreadable' }
}
