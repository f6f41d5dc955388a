import sharp from 'sharp'
import { describe, expect, onTestFinished, test } from 'vitest'
import { decideShowing } from '#core/viewing/shown-kind.ts'
import { decodeBmp } from '#node/viewing/bmp-pages.ts'
import { launchRoomProcess } from '#node/viewing/launch-room-process.ts'
import { makeRooms } from '#node/viewing/open-room.ts'

type Drawing = {
  readonly width: number
  readonly height: number
  readonly bits: number
  readonly rows: readonly (readonly number[])[]
  readonly palette?: readonly (readonly number[])[]
  readonly masks?: readonly number[]
  readonly packing?: number
}

/** Writes a BMP with a header of forty bytes; rows as they lie in the file, from the lowest up. */
function bmp({ width, height, bits, rows, palette = [], masks = [], packing = 0 }: Drawing): Buffer {
  const head = Buffer.alloc(54)
  const extra = Buffer.concat([
    Buffer.from(Uint32Array.from(masks).buffer),
    ...palette.map((colour) => Buffer.from([...colour, 0])),
  ])
  head.write('BM', 'latin1')
  head.writeUInt32LE(54 + extra.length, 10)
  head.writeUInt32LE(40, 14)
  head.writeInt32LE(width, 18)
  head.writeInt32LE(height, 22)
  head.writeUInt16LE(1, 26)
  head.writeUInt16LE(bits, 28)
  head.writeUInt32LE(packing, 30)
  return Buffer.concat([head, extra, ...rows.map((row) => Buffer.from(row))])
}

const [RED, GREEN, BLUE, WHITE] = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 255],
] as const

const PLAIN = bmp({
  width: 2,
  height: 2,
  bits: 24,
  rows: [
    [255, 0, 0, 255, 255, 255, 0, 0],
    [0, 0, 255, 0, 255, 0, 0, 0],
  ],
})

describe('a picture in BMP', () => {
  test.each<readonly [string, Buffer, readonly (readonly number[])[]]>([
    ['of three bytes a pixel, the lowest row first', PLAIN, [RED, GREEN, BLUE, WHITE]],
    [
      'from the top down, four bytes a pixel',
      bmp({
        width: 1,
        height: -2,
        bits: 32,
        rows: [
          [0, 0, 255, 9],
          [0, 255, 0, 9],
        ],
      }),
      [RED, GREEN],
    ],
    [
      'of two colours',
      bmp({
        width: 2,
        height: 1,
        bits: 1,
        rows: [[0b1000_0000, 0, 0, 0]],
        palette: [
          [0, 0, 255],
          [0, 255, 0],
        ],
      }),
      [GREEN, RED],
    ],
    [
      'of sixteen colours',
      bmp({
        width: 2,
        height: 1,
        bits: 4,
        rows: [[0x10, 0, 0, 0]],
        palette: [
          [0, 0, 255],
          [0, 255, 0],
        ],
      }),
      [GREEN, RED],
    ],
    ['of 15 bits', bmp({ width: 2, height: 1, bits: 16, rows: [[0x00, 0x7c, 0x1f, 0x00]] }), [RED, BLUE]],
    [
      'of 16 bits by masks',
      bmp({
        width: 2,
        height: 1,
        bits: 16,
        rows: [[0x00, 0xf8, 0xe0, 0x07]],
        masks: [0xf800, 0x07e0, 0x001f],
        packing: 3,
      }),
      [RED, GREEN],
    ],
    [
      'of runs, with a step and an end of a row',
      bmp({
        width: 3,
        height: 2,
        bits: 8,
        rows: [[2, 1, 0, 0, 0, 2, 1, 0, 0, 3, 0, 1, 1, 0, 0, 1]],
        palette: [
          [0, 0, 255],
          [0, 255, 0],
        ],
        packing: 1,
      }),
      [RED, RED, GREEN, GREEN, GREEN, RED],
    ],
    [
      'of runs of half bytes that go on beyond the edge',
      bmp({
        width: 3,
        height: 1,
        bits: 4,
        rows: [[200, 0x10, 5, 0x00]],
        palette: [
          [0, 0, 255],
          [0, 255, 0],
        ],
        packing: 2,
      }),
      [GREEN, RED, GREEN],
    ],
    ['whose last row is cut off', PLAIN.subarray(0, 62), [WHITE, WHITE, BLUE, WHITE]],
  ])('is read %s', (_what, file, colours) => {
    expect([...decodeBmp(file).pixels]).toEqual(colours.flat())
  })

  test.each<readonly [string, Buffer, string]>([
    ['of no width', bmp({ width: 0, height: 1, bits: 24, rows: [] }), 'not-readable'],
    ['larger than any', bmp({ width: 65_535, height: 65_535, bits: 1, rows: [] }), 'too-large'],
    ['packed as JPEG', bmp({ width: 1, height: 1, bits: 24, rows: [[0, 0]], packing: 4 }), 'not-readable'],
    ['of seven bits', bmp({ width: 1, height: 1, bits: 7, rows: [[0, 0, 0, 0]] }), 'not-readable'],
    ['without a header', Buffer.from('BM'), 'not-readable'],
  ])('is refused %s', (_what, file, reason) => {
    expect(() => decodeBmp(file)).toThrow(reason)
  })

  test('is drawn and printed in a room as other pictures are', async () => {
    expect(decideShowing(PLAIN, 'a.bmp')).toMatchObject({ kind: 'image', views: ['pictures', 'hex'] })
    const room = makeRooms(launchRoomProcess)(
      { kind: 'image', magic: 'bmp', sizeBytes: PLAIN.length },
      async (offset, length) => PLAIN.subarray(offset, offset + length),
    )
    onTestFinished(() => room.close())
    expect(await room.ask({ what: 'pages' })).toMatchObject({
      ok: true,
      value: { count: 1, widthPx: 2, heightPx: 2 },
    })
    const page = await room.ask({ what: 'picture', page: 0, widthPx: 1000 })
    if (!page.ok || !(page.value instanceof Uint8Array)) throw new Error(JSON.stringify(page))
    expect([...(await sharp(page.value).raw().toBuffer())]).toEqual([RED, GREEN, BLUE, WHITE].flat())
    const print = await room.ask({ what: 'print', widthPx: 100, heightPx: 100 })
    if (!print.ok || !(print.value instanceof Uint8Array)) throw new Error(JSON.stringify(print))
    expect(await sharp(print.value).metadata()).toMatchObject({ format: 'jpeg', width: 2, height: 2 })
  })
})
