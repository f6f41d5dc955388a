import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import type { Random } from '../../support/seeded-random.ts'
import type { Step } from './write-log.ts'

/** Bytes that a disk writes whole or not at all. */
const SECTOR_BYTES = 512

/** What a power cut leaves of what was never flushed. */
export const LOSSES = ['all', 'some', 'none'] as const
export type Loss = (typeof LOSSES)[number]

type Change =
  | { readonly endedAt: number; readonly offsetBytes: number; readonly bytes: Buffer }
  | { readonly endedAt: number; readonly sizeBytes: number }
type Entry = { readonly name: string; readonly node: Node | null }
type EntryChange = { readonly endedAt: number; readonly entries: readonly Entry[] }

/** A file: its bytes as they were flushed last, and what came since. */
type FileNode = { readonly kind: 'file'; flushed: Buffer; since: Change[]; sizeBytes: number }
/** A folder: its names as they were flushed last, what came since, and as the running process sees them. */
type FolderNode = {
  readonly kind: 'folder'
  flushed: Map<string, Node>
  since: EntryChange[]
  readonly seen: Map<string, Node>
}
type Node = FileNode | FolderNode

const emptyFolder = (): FolderNode => ({ kind: 'folder', flushed: new Map(), since: [], seen: new Map() })

/**
 * A disk under one folder, to which a log of writes is applied step by step, and which can be asked at any step what a power
 * cut would leave.
 *
 * Bytes survive once their file was flushed; a name survives once its folder was flushed. Of what was not, any sectors and any
 * names may have reached the disk, in any order: no file system's journal is relied upon.
 */
export class ReplayedDisk {
  readonly #root: string
  readonly #top = emptyFolder()
  readonly #open = new Map<number, { readonly node: Node; at: number; readonly appends: boolean }>()

  /** `made` are folders that stood there before, durably. */
  constructor(root: string, made: readonly string[]) {
    this.#root = root
    for (const name of made) {
      const folder = emptyFolder()
      this.#top.flushed.set(name, folder)
      this.#top.seen.set(name, folder)
    }
  }

  apply(step: Step): void {
    switch (step.kind) {
      case 'open':
        this.#openFile(step)
        break
      case 'close':
        this.#open.delete(step.descriptor)
        break
      case 'write':
        this.#write(step)
        break
      case 'resize': {
        const node = this.#open.get(step.descriptor)?.node
        if (node?.kind === 'file') this.#resize(node, step.endedAt, step.sizeBytes)
        break
      }
      case 'flush': {
        const node = this.#open.get(step.descriptor)?.node
        if (node !== undefined) flush(node, step.beganAt)
        break
      }
      case 'mkdir':
        this.#change(step.endedAt, [[step.path, emptyFolder()]])
        break
      case 'unlink':
      case 'rmdir':
        this.#change(step.endedAt, [[step.path, null]])
        break
      case 'link':
        this.#change(step.endedAt, [[step.to, this.#find(step.from)]])
        break
      case 'rename':
        this.#change(step.endedAt, [
          [step.from, null],
          [step.to, this.#find(step.from)],
        ])
        break
      case 'said':
        break
    }
  }

  #write({ descriptor, offsetBytes: given, bytes, endedAt }: Step & { readonly kind: 'write' }): void {
    const opened = this.#open.get(descriptor)
    if (opened?.node.kind !== 'file') return
    const offsetBytes = given ?? (opened.appends ? opened.node.sizeBytes : opened.at)
    const end = offsetBytes + bytes.length
    if (given === null) opened.at = end
    opened.node.since.push({ endedAt, offsetBytes, bytes })
    opened.node.sizeBytes = Math.max(opened.node.sizeBytes, end)
  }

  #openFile(step: Step & { readonly kind: 'open' }): void {
    this.#open.delete(step.descriptor)
    if (!this.#isInside(step.path) && step.path !== this.#root) return
    let node = this.#find(step.path)
    if (node === null) {
      if (!step.creates) return
      node = { kind: 'file', flushed: Buffer.alloc(0), since: [], sizeBytes: 0 }
      this.#change(step.endedAt, [[step.path, node]])
    } else if (step.empties && node.kind === 'file') this.#resize(node, step.endedAt, 0)
    this.#open.set(step.descriptor, { node, at: 0, appends: step.appends })
  }

  #resize(node: FileNode, endedAt: number, sizeBytes: number): void {
    node.since.push({ endedAt, sizeBytes })
    node.sizeBytes = sizeBytes
  }

  // Names of one folder change at once, as a rename within it does; those of two folders by themselves.
  #change(endedAt: number, changes: readonly (readonly [string, Node | null])[]): void {
    const byFolder = new Map<FolderNode, Entry[]>()
    for (const [path, node] of changes) {
      if (!this.#isInside(path)) continue
      const folder = this.#find(dirname(path))
      if (folder?.kind !== 'folder') throw new Error(`${path} is in no folder`)
      const entry = { name: basename(path), node }
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), entry])
      if (node === null) folder.seen.delete(entry.name)
      else folder.seen.set(entry.name, node)
    }
    for (const [folder, entries] of byFolder) folder.since.push({ endedAt, entries })
  }

  #isInside(path: string): boolean {
    return path.startsWith(`${this.#root}/`)
  }

  #find(path: string): Node | null {
    if (path === this.#root) return this.#top
    let node: Node | undefined = this.#top
    for (const name of relative(this.#root, path).split('/')) {
      node = node?.kind === 'folder' ? node.seen.get(name) : undefined
    }
    return node ?? null
  }

  /** Writes into an empty folder what a power cut now would leave. */
  async cutInto(folder: string, loss: Loss, random: Random): Promise<void> {
    await writeFolder(folder, this.#top, loss, random)
  }
}

function flush(node: Node, beganAt: number): void {
  const isFlushed = ({ endedAt }: { readonly endedAt: number }) => endedAt < beganAt
  if (node.kind === 'file') {
    node.flushed = bytesAfter(node.flushed, node.since.filter(isFlushed))
    node.since = node.since.filter((change) => !isFlushed(change))
  } else {
    node.flushed = namesAfter(node.flushed, node.since.filter(isFlushed))
    node.since = node.since.filter((change) => !isFlushed(change))
  }
}

function bytesAfter(before: Buffer, changes: readonly Change[]): Buffer {
  let bytes = before
  const grow = (sizeBytes: number) => {
    if (bytes.length < sizeBytes) bytes = Buffer.concat([bytes], sizeBytes)
  }
  if (changes.length > 0) bytes = Buffer.from(before)
  for (const change of changes) {
    if ('sizeBytes' in change) {
      bytes = bytes.subarray(0, change.sizeBytes)
      grow(change.sizeBytes)
      continue
    }
    grow(change.offsetBytes + change.bytes.length)
    change.bytes.copy(bytes, change.offsetBytes)
  }
  return bytes
}

function namesAfter(before: Map<string, Node>, changes: readonly EntryChange[]): Map<string, Node> {
  const names = new Map(before)
  for (const { name, node } of changes.flatMap(({ entries }) => entries)) {
    if (node === null) names.delete(name)
    else names.set(name, node)
  }
  return names
}

/** Which changes reach the disk: sector by sector, in any order. */
function survivors(changes: readonly Change[], loss: Loss, random: Random): readonly Change[] {
  if (loss === 'none') return changes
  if (loss === 'all') return []
  return changes.flatMap((change): readonly Change[] => {
    const fate = random()
    if ('sizeBytes' in change || fate < 0.7) return fate < 0.35 ? [] : [change]
    return sectorsOf(change.offsetBytes, change.bytes).flatMap(([from, to]) => {
      const bytes = change.bytes.subarray(from, to)
      return random() < 0.5 ? [] : [{ ...change, offsetBytes: change.offsetBytes + from, bytes }]
    })
  })
}

function sectorsOf(offsetBytes: number, { length }: Buffer): readonly (readonly [number, number])[] {
  const sectors: [number, number][] = []
  for (let from = 0; from < length; ) {
    const to = Math.min(length, from + SECTOR_BYTES - ((offsetBytes + from) % SECTOR_BYTES))
    sectors.push([from, to])
    from = to
  }
  return sectors
}

async function writeFolder(path: string, node: FolderNode, loss: Loss, random: Random): Promise<void> {
  const kept = node.since.filter(() => loss === 'none' || (loss === 'some' && random() < 0.5))
  for (const [name, child] of namesAfter(node.flushed, kept)) {
    const place = join(path, name)
    if (child.kind === 'file') {
      const bytes = bytesAfter(child.flushed, survivors(child.since, loss, random))
      await writeFile(place, bytes, { mode: 0o600 })
    } else {
      await mkdir(place, 0o700)
      await writeFolder(place, child, loss, random)
    }
  }
}
