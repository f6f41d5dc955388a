import { createRequire } from 'node:module'

type Entry = {
  readonly name: string
  readonly type: number
  readonly length: number
  readonly binaryProvider?: () => Uint8Array
  children?: number[]
}

// The package is CommonJS.
const { burn } = createRequire(import.meta.url)('@kenjiuno/msgreader/lib/Burner') as {
  burn(entries: readonly Entry[]): Uint8Array
}

// Object types of [MS-CFB] 2.6.1.
const STORAGE = 1
const STREAM = 2
const ROOT = 5
/** Property types of [MS-OXCDATA] 2.11.1. */
const INTEGER = 0x0003
const TEXT = 0x001f
const TIME = 0x0040
const BINARY = 0x0102
/** Milliseconds from 1601, where the file's times begin, to 1970. */
const EPOCH_MS = 11_644_473_600_000n

type Value = string | Uint8Array | number | Date
/** Property identifiers ([MS-OXPROPS]) with their values. */
type MsgProperties = Readonly<Record<number, Value>>

/** A storage of a mail: its properties, and the storages in it by name. */
type MsgStorage = {
  readonly properties: MsgProperties
  readonly storages?: Readonly<Record<string, MsgStorage>>
}

/** Writes a mail as Outlook saves it ([MS-OXMSG]): a compound file of streams, one for each property of variable length. */
export function makeMsg(mail: MsgStorage): Uint8Array {
  const entries: Entry[] = [{ name: 'Root Entry', type: ROOT, length: 0, children: [] }]
  fill(entries, 0, mail, 32)
  return burn(entries)
}

function fill(
  entries: Entry[],
  parent: number,
  { properties, storages = {} }: MsgStorage,
  headBytes: number,
): void {
  const rows = Object.entries(properties).map(([id, value]) => rowOf(entries, parent, Number(id), value))
  addStream(entries, parent, '__properties_version1.0', Buffer.concat([Buffer.alloc(headBytes), ...rows]))
  for (const [name, storage] of Object.entries(storages)) {
    const at = addEntry(entries, parent, { name, type: STORAGE, length: 0, children: [] })
    // [MS-OXMSG] 2.4.1: the head of an embedded message has 24 bytes, that of a recipient or an attachment 8.
    fill(entries, at, storage, name.startsWith('__substg') ? 24 : 8)
  }
}

function rowOf(entries: Entry[], parent: number, id: number, value: Value): Buffer {
  const row = Buffer.alloc(16)
  const type =
    typeof value === 'number'
      ? INTEGER
      : typeof value === 'string'
        ? TEXT
        : value instanceof Date
          ? TIME
          : BINARY
  row.writeUInt32LE(((id << 16) | type) >>> 0, 0)
  row.writeUInt32LE(6, 4)
  if (typeof value === 'number') row.writeUInt32LE(value, 8)
  else if (value instanceof Date) row.writeBigUInt64LE((BigInt(value.getTime()) + EPOCH_MS) * 10_000n, 8)
  else {
    const bytes = typeof value === 'string' ? Buffer.from(value, 'utf16le') : Buffer.from(value)
    row.writeUInt32LE(bytes.length, 8)
    const tag = `${id.toString(16).padStart(4, '0')}${type.toString(16).padStart(4, '0')}`
    addStream(entries, parent, `__substg1.0_${tag.toUpperCase()}`, bytes)
  }
  return row
}

function addStream(entries: Entry[], parent: number, name: string, bytes: Uint8Array): void {
  // The package copies from the beginning of the buffer behind it, so that each needs its own.
  const own = new Uint8Array(bytes)
  addEntry(entries, parent, { name, type: STREAM, length: own.length, binaryProvider: () => own })
}

function addEntry(entries: Entry[], parent: number, entry: Entry): number {
  const at = entries.push(entry) - 1
  entries[parent]?.children?.push(at)
  return at
}

/** A mail with a sender, two recipients, two bodies and a file. */
export const MSG_SAMPLE: MsgStorage = {
  properties: {
    26: 'IPM.Note',
    55: 'Pay \u202egpj ឥឡូវ',
    57: new Date('2026-03-15T07:05:33Z'),
    125: 'Received: from x ([203.0.113.9]) by y; Sun, 15 Mar 2026 14:05:33 +0700\r\nFrom: a\r\n',
    3098: 'ដារ៉ា',
    3103: 'dara@example.com',
    23809: 'dara@example.com',
    4096: 'Send to 012 345 678',
    4115: Buffer.from('<p>Send <script>alert(1)</script><img src="http://example.com/x.png"></p>'),
    4149: '<1@example.com>',
  },
  storages: {
    '__recip_version1.0_#00000000': { properties: { 3093: 1, 12289: 'Lan', 14846: 'lan@example.org' } },
    '__recip_version1.0_#00000001': { properties: { 3093: 2, 12289: 'X', 14846: 'x@example.org' } },
    '__attach_version1.0_#00000000': {
      properties: { 14085: 1, 14087: '../../a.pdf', 14094: 'application/pdf', 14081: Buffer.from('hello') },
    },
  },
}
