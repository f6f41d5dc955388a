import { describe, expect, test } from 'vitest'
import {
  keyFileBytes,
  machineKeyId,
  makeKeyFileSecret,
  makeMachineSecret,
  parseKeyFile,
} from '#node/crypto/second-factors.ts'

describe('a key file', () => {
  const made = makeKeyFileSecret()
  const text = Buffer.from(keyFileBytes(made.secret)).toString()

  test('is two lines of plain text, and gives back its secret and its id', () => {
    expect(text).toMatch(/^samnum key file 1\n[0-9a-f]{64}\n$/)
    expect(parseKeyFile(Buffer.from(text))).toEqual(made)
    expect(made.idHex).toMatch(/^[0-9a-f]{16}$/)
  })

  test.each([
    ['line ends of Windows', text.replaceAll('\n', '\r\n')],
    ['no line end at its end', text.trimEnd()],
    ['a byte-order mark', `\ufeff${text}`],
    ['empty lines', text.replace('\n', '\n\n')],
  ])('is read with %s', (_, content) => {
    expect(parseKeyFile(Buffer.from(content))).toEqual(made)
  })

  test.each([
    ['nothing', ''],
    ['a photograph', '\u0089PNG\r\n'],
    ['the secret alone', text.split('\n')[1] ?? ''],
    ['a later version', text.replace('1\n', '2\n')],
    ['a digit too few', text.slice(0, -2)],
    ['a digit too many', `${text.trimEnd()}0`],
    ['something after it', `${text}surprise`],
  ])('is not %s', (_, content) => {
    expect(parseKeyFile(Buffer.from(content))).toBe(null)
  })

  test('is another one each time, and its id does not show it', () => {
    const other = makeKeyFileSecret()
    expect(other.idHex).not.toBe(made.idHex)
    expect(Buffer.from(made.secret).toString('hex')).not.toContain(made.idHex)
  })
})

test('a machine’s secret has an id of its own, apart from that of a key file with the same bytes', () => {
  const { idHex, secret } = makeMachineSecret()
  expect(machineKeyId(secret)).toBe(idHex)
  expect(parseKeyFile(keyFileBytes(secret))?.idHex).not.toBe(idHex)
  expect(machineKeyId(secret.slice().fill(1))).not.toBe(idHex)
})
