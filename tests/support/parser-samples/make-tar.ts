/** Writes a tar archive (POSIX ustar), names of at most 100 bytes of UTF-8. */
export function makeTar(
  members: readonly {
    readonly name: string
    readonly bytes?: string
    readonly type?: string
    readonly link?: string
  }[],
): Buffer {
  const blocks = members.flatMap(({ name, bytes = '', type = '0', link = '' }) => {
    const data = Buffer.from(bytes)
    const header = Buffer.alloc(512)
    header.write(name, 0, 100, 'utf8')
    header.write('0000644\0', 100, 'latin1')
    header.write(`${data.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
    header.write('15000000000\0', 136, 'latin1')
    header.write(type, 156, 'latin1')
    header.write(link, 157, 100, 'utf8')
    header.write('ustar\x0000', 257, 'latin1')
    header.fill(0x20, 148, 156)
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
    return [header, data, Buffer.alloc((512 - (data.length % 512)) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1_024)])
}
