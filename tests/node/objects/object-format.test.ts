import { expect, test } from 'vitest'
import {
  isSegmentSize,
  LEAST_SEGMENT_SIZE_BYTES,
  layoutOf,
  segmentNonce,
} from '#node/objects/object-format.ts'

const SIZES_FROM_64_KIB_TO_16_MIB = [16, 17, 18, 19, 20, 21, 22, 23, 24].map((power) => 2 ** power)

test('segment sizes are the powers of two from 64 KiB to 16 MiB', () => {
  const refused = [0, 1, 2 ** 15, 2 ** 25, 2 ** 32, 3 * 2 ** 16, -(2 ** 16), Number.NaN, 65_536.5]
  for (const size of SIZES_FROM_64_KIB_TO_16_MIB) {
    expect(isSegmentSize(size, LEAST_SEGMENT_SIZE_BYTES), `${size}`).toBe(true)
    refused.push(size - 1, size + 1)
  }
  for (const size of refused) expect(isSegmentSize(size, LEAST_SEGMENT_SIZE_BYTES), `${size}`).toBe(false)
})

test('the layout of the largest object stays exact', () => {
  expect(layoutOf(2 ** 46, 2 ** 20)).toEqual({
    plainBytes: 2 ** 46,
    segmentSizeBytes: 2 ** 20,
    segmentCount: 2 ** 26,
    trailerOffsetBytes: 4096 + 2 ** 46,
    fileBytes: 4096 + 2 ** 46 + 16 * 2 ** 26,
  })
})

test('a nonce holds the number of the segment in eight bytes and the last-flag in the last one', () => {
  const layout = layoutOf(2 ** 46, 2 ** 16)
  const hexOf = (index: number) => Buffer.from(segmentNonce(layout, index)).toString('hex')
  expect(hexOf(0)).toBe('000000000000000000000000')
  expect(hexOf(0x3abcdef0)).toBe('000000003abcdef000000000')
  expect(hexOf(2 ** 30 - 1)).toBe('000000003fffffff00000001')
})
