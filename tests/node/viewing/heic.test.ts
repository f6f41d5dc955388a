import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, onTestFinished, test } from 'vitest'
import { PAGE_PARTS } from '#core/viewing/covering.ts'
import { decideShowing } from '#core/viewing/shown-kind.ts'
import { openHeic } from '#node/viewing/heic-pages.ts'
import { launchRoomProcess } from '#node/viewing/launch-room-process.ts'
import { makeRooms } from '#node/viewing/open-room.ts'
import { NotReadable } from '#node/viewing/room-bytes.ts'
import {
  CODED_AT,
  FOUR_FIELDS_HEIC,
  GRID_SIZE_AT,
  RED_BY_NUMBERS_HEIC,
  RED_BY_PROFILE_HEIC,
  STATED_SIZE_AT,
} from '../../support/heic-sample.ts'
import { propertyRuns } from '../../support/property-runs.ts'

function openOn(bytes: Uint8Array) {
  const room = makeRooms(launchRoomProcess)(
    { kind: 'image', magic: 'heic', sizeBytes: bytes.length },
    async (offset, length) => bytes.subarray(offset, offset + length),
  )
  onTestFinished(() => room.close())
  return room
}

const inMemory = (bytes: Uint8Array) => ({
  sizeBytes: bytes.length,
  read: async (offset: number, length: number) => bytes.subarray(offset, offset + length),
})

/** The picture with other bytes at some places. */
function changed(
  at: number,
  bytes: readonly number[],
  ...others: readonly (readonly [at: number, bytes: readonly number[]])[]
): Buffer {
  const copy = Buffer.from(FOUR_FIELDS_HEIC)
  for (const [place, put] of [[at, bytes] as const, ...others]) copy.set(put, place)
  return copy
}

/** The colour in the middle of each field, in steps of 64, which no coding of this quality moves. */
async function fieldsOf(png: Uint8Array): Promise<readonly (readonly number[])[]> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.25, 0.75],
    [0.75, 0.75],
  ].map(([x = 0, y = 0]) => {
    const at = (Math.floor(info.height * y) * info.width + Math.floor(info.width * x)) * info.channels
    return [...data.subarray(at, at + 3)].map((value) => Math.round(value / 64))
  })
}

const FIELDS = [
  [4, 0, 0],
  [0, 4, 0],
  [0, 0, 4],
  [4, 4, 4],
]

describe('a picture as iPhones write it', () => {
  test('is shown by its name and its first bytes', () => {
    const shown = { kind: 'image', magic: 'heic', isMismatch: false, views: ['pictures', 'hex'] }
    expect(decideShowing(FOUR_FIELDS_HEIC, 'IMG_0001.HEIC')).toMatchObject(shown)
    expect(decideShowing(FOUR_FIELDS_HEIC, 'a.heif')).toMatchObject(shown)
    expect(decideShowing(FOUR_FIELDS_HEIC, 'a.jpg')).toMatchObject({ isMismatch: true, views: ['hex'] })
  })

  test('is drawn at the width that is asked for, printed and covered in a room without rights', async () => {
    const room = openOn(FOUR_FIELDS_HEIC)
    expect(await room.ask({ what: 'pages' })).toMatchObject({
      ok: true,
      value: { count: 1, widthPx: 64, heightPx: 48 },
    })
    for (const [widthPx, drawnPx] of [
      [1000, 64],
      [32, 32],
      [1000, 64],
    ] as const) {
      const page = await room.ask({ what: 'picture', page: 0, widthPx })
      if (!page.ok || !(page.value instanceof Uint8Array)) throw new Error(JSON.stringify(page))
      expect(await sharp(page.value).metadata()).toMatchObject({ format: 'png', width: drawnPx })
      expect(await fieldsOf(page.value)).toEqual(FIELDS)
    }
    const print = await room.ask({ what: 'print', widthPx: 32, heightPx: 32 })
    if (!print.ok || !(print.value instanceof Uint8Array)) throw new Error(JSON.stringify(print))
    expect(await sharp(print.value).metadata()).toMatchObject({ format: 'jpeg', width: 32, height: 24 })
    const boxes = [{ page: 0, left: 0, top: 0, right: PAGE_PARTS / 2, bottom: PAGE_PARTS / 2 }]
    const covered = await room.ask({ what: 'cover-pictures', boxes })
    const copy = covered.ok ? (covered.value as { readonly bytes: Uint8Array }).bytes : null
    if (copy === null) throw new Error(JSON.stringify(covered))
    expect(await fieldsOf(copy)).toEqual([[0, 0, 0], ...FIELDS.slice(1)])
    const page = await room.ask({ what: 'picture', page: 0, widthPx: 64 })
    if (!page.ok || !(page.value instanceof Uint8Array)) throw new Error(JSON.stringify(page))
    expect(await fieldsOf(page.value)).toEqual(FIELDS)
  })

  test.each([
    ['by a profile', RED_BY_PROFILE_HEIC],
    ['by numbers', RED_BY_NUMBERS_HEIC],
  ])('in Display P3 is drawn and printed in sRGB, said %s', async (_how, bytes) => {
    const room = openOn(bytes)
    const page = await room.ask({ what: 'picture', page: 0, widthPx: 64 })
    const print = await room.ask({ what: 'print', widthPx: 32, heightPx: 32 })
    for (const answer of [page, print]) {
      if (!answer.ok || !(answer.value instanceof Uint8Array)) throw new Error(JSON.stringify(answer))
      const { data } = await sharp(answer.value).removeAlpha().raw().toBuffer({ resolveWithObject: true })
      const [red = 0, green = 255, blue = 255] = data
      // Drawn as it is coded it would be (234, 51, 34).
      expect(red).toBeGreaterThan(250)
      expect(Math.max(green, blue)).toBeLessThan(12)
    }
  })

  test('with a profile that is none is drawn as it is coded', async () => {
    const broken = Buffer.from(RED_BY_PROFILE_HEIC)
    broken.fill(0x07, broken.indexOf('acsp'), broken.indexOf('acsp') + 300)
    const page = await openOn(broken).ask({ what: 'picture', page: 0, widthPx: 64 })
    if (!page.ok || !(page.value instanceof Uint8Array)) throw new Error(JSON.stringify(page))
    const { data } = await sharp(page.value).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    expect([...data.subarray(0, 3)].map((value) => Math.round(value / 16))).toEqual([15, 3, 2])
  })

  test.each<readonly [string, Uint8Array, string]>([
    [
      'that says it is 65,535 pixels wide and high',
      changed(GRID_SIZE_AT, [0xff, 0xff, 0xff, 0xff]),
      'preview/too-large',
    ],
    [
      'of a hundred million pixels',
      changed(GRID_SIZE_AT, [0x27, 0x10, 0x27, 0x10], [STATED_SIZE_AT, [0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10]]),
      'preview/too-large',
    ],
    [
      'whose size is said twice, larger than any',
      changed(STATED_SIZE_AT, [0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]),
      'preview/',
    ],
    ['of no width', changed(GRID_SIZE_AT, [0, 0, 0, 48]), 'preview/'],
    ['of 256 × 256 tiles, of which one is there', changed(GRID_SIZE_AT - 2, [0xff, 0xff]), 'preview/'],
    ['whose last byte is gone', FOUR_FIELDS_HEIC.subarray(0, -1), 'preview/'],
    ['of which half is there', FOUR_FIELDS_HEIC.subarray(0, 300), 'preview/not-shown'],
    ['that ends after its first box', FOUR_FIELDS_HEIC.subarray(0, 28), 'preview/not-shown'],
    [
      'that is noise behind its first bytes',
      Buffer.concat([FOUR_FIELDS_HEIC.subarray(0, 28), Buffer.alloc(4000, 0xa7)]),
      'preview/not-shown',
    ],
    ['whose coded bytes are others', changed(CODED_AT + 4, Array<number>(200).fill(0xff)), 'preview/'],
  ])('is refused %s, and the room goes on', async (_what, bytes, code) => {
    const room = openOn(bytes)
    const size = await room.ask({ what: 'pages' })
    const drawn = await room.ask({ what: 'picture', page: 0, widthPx: 64 })
    const failure = size.ok ? (drawn.ok ? null : drawn.failure) : size.failure
    expect(failure?.code ?? 'drawn').toContain(code)
    expect(await room.ask({ what: 'lines', from: 0, count: 1, line: null })).toMatchObject({ ok: true })
  })

  test('that is changed anywhere is drawn or refused, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(FOUR_FIELDS_HEIC.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          const copy = Buffer.from(FOUR_FIELDS_HEIC)
          for (const [at, byte] of changes) copy[at] = byte
          try {
            const pages = await openHeic(inMemory(copy))
            const { widthPx, heightPx, pixels } = await pages.draw(0, 64)
            expect(pixels.length).toBe(widthPx * heightPx * 3)
          } catch (cause) {
            if (!(cause instanceof NotReadable)) throw cause
          }
        },
      ),
      propertyRuns(60),
    )
  })
})
