import { expect, test } from 'vitest'
import { findSignatures } from '#core/signatures/find-signatures.ts'

/** A file whose one value has this many hexadecimal digits. */
function fileWith(digits: number): Uint8Array {
  const head = '%PDF-1.7 /ByteRange [0 0000000064 0000000000 8] /Contents '.padEnd(64)
  const end = 64 + digits + 2
  const text = `${head.replace('0000000000', String(end).padStart(10, '0'))}<${'0a'.repeat(digits / 2)}> %%EOF\n`
  return new TextEncoder().encode(text)
}

test('a value between the two parts of its range is found whole', () => {
  const [found] = findSignatures(fileWith(20_000))
  expect(found?.contents).toEqual(new Uint8Array(10_000).fill(10))
  expect(found?.byteRange.slice(0, 2)).toEqual([0, 64])
})

test('a value longer than any signature is found and not read', () => {
  const [found] = findSignatures(fileWith(2 * 1024 * 1024))
  expect(found?.contents).toHaveLength(0)
})

test('what is no value in hexadecimal is none', () => {
  const file = fileWith(100)
  file[80] = 0x7a
  expect(findSignatures(file)).toEqual([])
})

test('of very many no more are found than this program adds', () => {
  const one = new TextDecoder().decode(fileWith(10))
  expect(findSignatures(new TextEncoder().encode(one.repeat(500)))).toHaveLength(64)
})
