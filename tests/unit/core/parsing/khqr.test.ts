import { COUNTRY, CURRENCY, KHQR, TAG } from 'ts-khqr'
import { expect, test } from 'vitest'
import { crc16Hex, parseEmvCode } from '#core/parsing/emv-code.ts'
import { hasRightCheck, type Khqr, parseKhqr } from '#core/parsing/khqr.ts'

function generate(extra: Partial<Parameters<typeof KHQR.generate>[0]> = {}): string {
  const made = KHQR.generate({
    tag: TAG.INDIVIDUAL,
    accountID: 'sok_dara@aclb',
    merchantName: 'Sok Dara',
    merchantID: '85512345678',
    acquiringBank: 'ACLEDA',
    currency: CURRENCY.USD,
    countryCode: COUNTRY.KH,
    ...extra,
  })
  const qr = (made.data as { qr?: string } | null)?.qr
  if (qr === undefined) throw new Error(`no code was made: ${JSON.stringify(made)}`)
  return qr
}

function read(text: string): Khqr {
  const result = parseKhqr(text)
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

test('the CRC is that of the catalogue of parametrised CRC algorithms (CRC-16/IBM-3740, check 29B1)', () => {
  expect(crc16Hex(new TextEncoder().encode('123456789'))).toBe('29B1')
})

test('a personal code is read as another reader reads it', () => {
  const text = generate({ amount: 12.5, expirationTimestamp: Date.now() + 60_000 })
  const oracle = KHQR.parse(text).data as unknown as Record<string, string>
  const code = read(text)
  expect(KHQR.verify(text).isValid).toBe(true)
  expect(hasRightCheck(code.check)).toBe(true)
  expect(code).toMatchObject({
    payee: 'person',
    accountId: oracle.bakongAccountID,
    accountInformation: '85512345678',
    acquiringBank: 'ACLEDA',
    merchantName: oracle.merchantName,
    currency: 'USD',
    currencyNumeric: oracle.transactionCurrency,
    amount: oracle.transactionAmount,
    isSingleUse: true,
    expiresAtMs: Number(oracle.expirationTimestamp),
    createdAtMs: Number(oracle.creationTimestamp),
  })
})

test('a merchant code tells its merchant id and what its additional data say', () => {
  const code = read(
    generate({
      tag: TAG.MERCHANT,
      accountID: 'shop@wing',
      merchantName: 'ហាងកាហ្វេ',
      merchantID: '0001234',
      currency: CURRENCY.KHR,
      additionalData: {
        billNumber: 'INV-1',
        mobileNumber: '012345678',
        storeLabel: 'S1',
        terminalLabel: 'T1',
      },
    }),
  )
  expect(code).toMatchObject({
    payee: 'merchant',
    merchantId: '0001234',
    merchantName: 'ហាងកាហ្វេ',
    currency: 'KHR',
    isSingleUse: false,
    billNumber: 'INV-1',
    mobileNumber: '012345678',
    storeLabel: 'S1',
    terminalLabel: 'T1',
  })
  expect(code.amount).toBeUndefined()
  expect(hasRightCheck(code.check)).toBe(true)
})

test('a code with one changed digit is read and its check is wrong', () => {
  const text = generate()
  const forged = text.replace('sok_dara', 'sok_dora')
  expect(hasRightCheck(read(text).check)).toBe(true)
  expect(hasRightCheck(read(forged).check)).toBe(false)
  expect(read(forged).accountId).toBe('sok_dora@aclb')
})

test('lengths that count UTF-8 bytes are read as well', () => {
  const name = 'សុខ'
  const bytes = new TextEncoder().encode(name).length
  const inner = '0013sok_dara@aclb'
  const text = `00020129${String(inner.length).padStart(2, '0')}${inner}59${String(bytes).padStart(2, '0')}${name}6304`
  expect(read(`${text}${crc16Hex(new TextEncoder().encode(text))}`).merchantName).toBe(name)
})

test.each([
  ['another text', 'https://example.com/', 'emv/other-text'],
  ['a code cut off', generate().slice(0, -6), 'emv/broken-object'],
  ['a length beyond the end', '0002015999x', 'emv/broken-object'],
  ['a code without a CRC', '0002015802KH', 'emv/broken-object'],
  ['a text that is too long', `000201${'0'.repeat(4_000)}`, 'emv/other-text'],
])('%s is no payment code', (_, text, code) => {
  expect(parseEmvCode(text)).toMatchObject({ ok: false, failure: { code } })
})

test('a payment code of another scheme is told from a KHQR code', () => {
  const text = '00020126180014A000000004101052040000530384058 02SG6304'.replace(' ', '')
  const whole = `${text}${crc16Hex(new TextEncoder().encode(text))}`
  expect(parseEmvCode(whole).ok).toBe(true)
  expect(parseKhqr(whole)).toEqual({ ok: false, failure: { code: 'khqr/other-scheme' } })
})
