import { crc32, deflateRawSync } from 'node:zlib'

/** A file to put into a ZIP archive. What is given beside name and bytes is written as given, true or not. */
export type ZipMember = {
  readonly name: string | Uint8Array
  readonly bytes: Uint8Array | string
  readonly isStored?: boolean
  readonly isEncrypted?: boolean
  /** What the directory says of the unpacked size. */
  readonly statedSize?: number
  /** Unix type and permissions. */
  readonly unixMode?: number
}

/** Writes a ZIP archive (APPNOTE 6.3.10), names in UTF-8. */
export function makeZip(members: readonly ZipMember[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const member of members) {
    const plain = Buffer.from(member.bytes)
    const packed = member.isStored === true ? plain : deflateRawSync(plain)
    const name = Buffer.from(member.name)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(0x800 | (member.isEncrypted === true ? 1 : 0), 2)
    fields.writeUInt16LE(member.isStored === true ? 0 : 8, 4)
    // 2026-03-05 14:05:06
    fields.writeUInt16LE((14 << 11) | (5 << 5) | 3, 6)
    fields.writeUInt16LE((46 << 9) | (3 << 5) | 5, 8)
    fields.writeUInt32LE(crc32(plain), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(member.statedSize ?? plain.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const attributes = Buffer.alloc(14)
    attributes.writeUInt32LE(((member.unixMode ?? 0o100644) << 16) >>> 0, 6)
    attributes.writeUInt32LE(offset, 10)
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed)
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), fields, attributes, name)
    offset += 30 + name.length + packed.length
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(members.length, 4)
  end.writeUInt16LE(members.length, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...bodies, ...directory, Buffer.from('PK\x05\x06', 'latin1'), end])
}
