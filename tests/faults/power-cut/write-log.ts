import { readFile } from 'node:fs/promises'
import { isAbsolute, join, normalize } from 'node:path'

/** One write-class system call that succeeded, in the order in which they ended. */
export type Step = {
  /** Lines of the log on which the call begins and ends: what ended before a flush began is what it flushes. */
  readonly beganAt: number
  readonly endedAt: number
} & Effect

type Effect =
  | {
      readonly kind: 'open'
      readonly descriptor: number
      readonly path: string
      readonly creates: boolean
      readonly isExclusive: boolean
      readonly empties: boolean
      readonly appends: boolean
    }
  | { readonly kind: 'close'; readonly descriptor: number }
  | {
      readonly kind: 'write'
      readonly descriptor: number
      /** `null`: where the descriptor stands. */
      readonly offsetBytes: number | null
      readonly bytes: Buffer
    }
  | { readonly kind: 'resize'; readonly descriptor: number; readonly sizeBytes: number }
  | { readonly kind: 'flush'; readonly descriptor: number }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'link'; readonly from: string; readonly to: string }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'mkdir'; readonly path: string }
  | { readonly kind: 'rmdir'; readonly path: string }
  /** A line that the child printed: what it acknowledged. */
  | { readonly kind: 'said'; readonly text: string }

const CALLS = [
  'openat',
  'open',
  'creat',
  'close',
  'write',
  'pwrite64',
  'writev',
  'pwritev',
  'pwritev2',
  'ftruncate',
  'truncate',
  'fallocate',
  'fsync',
  'fdatasync',
  'sync_file_range',
  'rename',
  'renameat',
  'renameat2',
  'link',
  'linkat',
  'symlink',
  'symlinkat',
  'unlink',
  'unlinkat',
  'rmdir',
  'mkdir',
  'mkdirat',
  'copy_file_range',
  'sendfile',
]

/** The command that runs a child and logs all it writes, bytes included. */
export function loggedInto(log: string): string[] {
  const calls = `trace=${CALLS.join(',')}`
  return ['strace', '-f', '--seccomp-bpf', '-qq', '-y', '-xx', '-s', '16777216', '-o', log, '-e', calls]
}

/**
 * Reads a log. A call that the log could not hold whole, or of a kind that nothing here knows how to undo, is an error: a
 * harness that passes over a write proves nothing.
 */
export async function readWriteLog(log: string): Promise<readonly Step[]> {
  const steps: Step[] = []
  const begun = new Map<string, { readonly text: string; readonly at: number }>()
  for (const [at, line] of (await readFile(log, 'latin1')).split('\n').entries()) {
    const [, thread = '', text = ''] = /^(\d+) +(.*)$/s.exec(line) ?? []
    const beginning = /^(.*) <unfinished \.\.\.>$/s.exec(text)?.[1]
    if (beginning !== undefined) {
      begun.set(thread, { text: beginning, at })
      continue
    }
    const ending = /^<\.\.\. \w+ resumed>(.*)$/s.exec(text)?.[1]
    const first = ending === undefined ? undefined : begun.get(thread)
    const call = ending === undefined ? text : (first?.text ?? '') + ending
    const effect = effectOf(call)
    if (effect !== null) steps.push({ ...effect, beganAt: first?.at ?? at, endedAt: at })
  }
  return steps
}

function effectOf(call: string): Effect | null {
  const [, name = '', rest = ''] = /^(\w+)\((.*)$/s.exec(call) ?? []
  const result = /\) += (-?\d+)[^)]*$/s.exec(rest)?.[1]
  if (name === '' || result === undefined || Number(result) < 0) return null
  const args = rest.slice(0, rest.lastIndexOf(') '))
  const texts = [...args.matchAll(TEXTS)].map(([, folder, text, isCut]) => {
    if (isCut !== undefined) throw new Error(`the log cut a text short: ${call.slice(0, 200)}`)
    return { folder: bytesOf(folder), bytes: bytesOf(text) }
  })
  const path = (index: number) => {
    const { folder = '', bytes = '' } = texts[index] ?? {}
    return isAbsolute(bytes.toString())
      ? normalize(bytes.toString())
      : join(folder.toString(), bytes.toString())
  }
  const numbers = args.replace(/"[^"]*"/g, '""').split(', ')
  const descriptor = Number.parseInt(numbers[0] ?? '', 10)
  switch (name) {
    case 'openat':
    case 'open':
      return {
        kind: 'open',
        descriptor: Number(result),
        path: path(0),
        creates: args.includes('O_CREAT'),
        isExclusive: args.includes('O_EXCL'),
        empties: args.includes('O_TRUNC'),
        appends: args.includes('O_APPEND'),
      }
    case 'close':
      return { kind: 'close', descriptor }
    case 'write':
    case 'pwrite64':
    case 'writev':
    case 'pwritev': {
      const bytes = Buffer.concat(texts.map(({ bytes }) => bytes)).subarray(0, Number(result))
      if (descriptor === 1) return { kind: 'said', text: bytes.toString() }
      const offsetBytes = name.startsWith('p') ? Number(numbers.at(-1)) : null
      return { kind: 'write', descriptor, offsetBytes, bytes }
    }
    case 'ftruncate':
      return { kind: 'resize', descriptor, sizeBytes: Number(numbers[1]) }
    case 'fsync':
    case 'fdatasync':
      return { kind: 'flush', descriptor }
    case 'rename':
    case 'renameat':
    case 'renameat2':
      return { kind: 'rename', from: path(0), to: path(1) }
    case 'link':
    case 'linkat':
      return { kind: 'link', from: path(0), to: path(1) }
    case 'unlink':
      return { kind: 'unlink', path: path(0) }
    case 'unlinkat':
      return { kind: args.includes('AT_REMOVEDIR') ? 'rmdir' : 'unlink', path: path(0) }
    case 'mkdir':
    case 'mkdirat':
      return { kind: 'mkdir', path: path(0) }
    case 'rmdir':
      return { kind: 'rmdir', path: path(0) }
    default:
      throw new Error(`the log has a call that cannot be replayed: ${call.slice(0, 200)}`)
  }
}

// A quoted text, after the folder that it is relative to where the call names one.
const TEXTS =
  /(?:(?:AT_FDCWD|\d+)<((?:\\x[0-9a-f]{2})*)>(?:\(deleted\))?, )?"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/g

function bytesOf(text = ''): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex')
}
