import { expect, test } from 'vitest'
import { mrzCheckDigit, parseMrz } from '#core/identifiers/mrz.ts'
import { expectOk } from '../../../support/results.ts'

// The specimens of ICAO Doc 9303: part 4 appendix B (TD3), part 5 appendix B (TD1), part 6 appendix B (TD2).
const TD3 = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10'
const TD1 = 'I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<'
const TD2 = 'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6'

test.each([
  ['TD3', TD3, 'L898902C3', 'P'],
  ['TD1', TD1, 'D23145890', 'I'],
  ['TD2', TD2, 'D23145890', 'I'],
] as const)('the specimen of %s is read, its check digits fit', (format, text, number, documentCode) => {
  const mrz = expectOk(parseMrz(text, 2026))
  expect(mrz).toMatchObject({
    format,
    documentCode,
    number,
    issuer: 'UTO',
    nationality: 'UTO',
    birthOn: '1974-08-12',
    expiresOn: '2012-04-15',
    sex: 'female',
    surname: 'ERIKSSON',
    givenNames: 'ANNA MARIA',
    wrongChecks: [],
  })
})

test('a scanner that acts as a keyboard may leave out line breaks, and a hand may type small letters and Khmer digits', () => {
  const flat = TD3.replace('\n', '').toLowerCase().replace('74', '៧៤')
  expect(expectOk(parseMrz(flat, 2026)).number).toBe('L898902C3')
  expect(expectOk(parseMrz(TD3.replaceAll('<', '«'), 2026)).wrongChecks).toEqual([])
})

test('a changed digit is named, and the rest is read all the same', () => {
  const forged = TD3.replace('L898902C3', 'L898902C8')
  const mrz = expectOk(parseMrz(forged, 2026))
  expect(mrz).toMatchObject({ number: 'L898902C8', wrongChecks: ['number', 'composite'] })
})

test('a number that is longer than nine goes on in the optional data', () => {
  const number = 'D23145890734'
  const check = mrzCheckDigit(number)
  const first = `I<UTO${number.slice(0, 9)}<${number.slice(9)}${check}`.padEnd(30, '<')
  const rest = TD1.split('\n').slice(1).join('\n')
  const mrz = expectOk(parseMrz(`${first}\n${rest}`, 2026))
  expect(mrz.number).toBe(number)
  expect(mrz.wrongChecks).not.toContain('number')
})

test('days that the calendar lacks are left out', () => {
  const { birthOn } = expectOk(parseMrz(TD3.replace('7408122', '7413322'), 2026))
  expect(birthOn).toBe(undefined)
})

test.each(['', 'P<UTO', TD3.slice(0, -1), `${TD3}<`, TD3.replace('UTO', 'ខ្មែ'), TD3.replace('P<', '9<')])(
  'what is no machine-readable zone is refused: %#',
  (text) => {
    expect(parseMrz(text, 2026)).toEqual({ ok: false, failure: { code: 'mrz/malformed' } })
  },
)
