import { crc32 } from 'node:zlib'
/** Writes a 7z archive that stores its files as they are (7zFormat.txt of the 7-Zip SDK). */
export function make7z(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Uint8Array {
  const packed = Buffer.concat(files.map((file) => file.bytes))
  const names = Buffer.concat(files.map((file) => Buffer.from(`${file.name}\0`, 'utf16le')))
  const header = Buffer.concat([
    // Header, MainStreamsInfo, PackInfo at 0 with one stream of this size
    Buffer.from([0x01, 0x04, 0x06, 0x00, 0x01, 0x09]),
    number(packed.length),
    Buffer.from([0x00]),
    // UnpackInfo, Folder: 1, not external, one simple coder of id 00 (Copy); its unpack size
    Buffer.from([0x07, 0x0b, 0x01, 0x00, 0x01, 0x01, 0x00, 0x0c]),
    number(packed.length),
    Buffer.from([0x00]),
    // SubStreamsInfo: number of streams, sizes but the last
    Buffer.from([0x08, 0x0d]),
    number(files.length),
    Buffer.from([0x09]),
    ...files.slice(0, -1).map((file) => number(file.bytes.length)),
    Buffer.from([0x0a, 0x01]),
    ...files.map((file) => uint32(crc32(file.bytes))),
    Buffer.from([0x00, 0x00]),
    // FilesInfo: names, not external
    Buffer.from([0x05]),
    number(files.length),
    Buffer.from([0x11]),
    number(names.length + 1),
    Buffer.from([0x00]),
    names,
    Buffer.from([0x00, 0x00]),
  ])
  const start = Buffer.concat([uint64(packed.length), uint64(header.length), uint32(crc32(header))])
  return Buffer.concat([
    Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]),
    uint32(crc32(start)),
    start,
    packed,
    header,
  ])
}
function number(value: number): Buffer {
  return value < 0x80 ? Buffer.from([value]) : Buffer.from([0x80 | (value >> 8), value & 255])
}
function uint32(value: number): Buffer {
  const b = Buffer.alloc(4)
  b.writeUInt32LE(value >>> 0)
  return b
}
function uint64(value: number): Buffer {
  const b = Buffer.alloc(8)
  b.writeBigUInt64LE(BigInt(value))
  return b
}
