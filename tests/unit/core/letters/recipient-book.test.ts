import { describe, expect, test } from 'vitest'
import { SAMPLE_COMPLAINT } from '#core/documents/preview-sample.ts'
import { freezePayment, GOLDEN_HOUR_KEYS } from '#core/letters/freeze-payment.ts'
import { letterInput } from '#core/letters/letter.ts'
import {
  addressOf,
  findRecipient,
  parseRecipientBook,
  type RecipientBook,
  readRecipientBook,
} from '#core/letters/recipient-book.ts'
import { RECIPIENT_BOOK } from '../../../support/recipient-book.ts'
import { keysAsWords } from '../../../support/templates.ts'

const [BANK] = RECIPIENT_BOOK.recipients

describe('a book of recipients', () => {
  test('is read from its file, and again from the text that travels', () => {
    const read = parseRecipientBook(RECIPIENT_BOOK)
    expect(read).toMatchObject({ ok: true, value: { book: RECIPIENT_BOOK } })
    if (read.ok) expect(readRecipientBook(read.value.text)).toEqual({ ok: true, value: RECIPIENT_BOOK })
  })

  test.each<[string, unknown]>([
    ['that is nothing', null],
    ['of another form', { ...RECIPIENT_BOOK, format: 'samnum-playbook' }],
    ['of a later form', { ...RECIPIENT_BOOK, v: 2 }],
    ['with more than the form has', { ...RECIPIENT_BOOK, script: 'x' }],
    ['without recipients', { ...RECIPIENT_BOOK, recipients: [] }],
    ['in one language', { ...RECIPIENT_BOOK, title: { en: 'Banks' } }],
    ['checked on a day that is none', { ...RECIPIENT_BOOK, checkedOn: '2026-02-30' }],
    ['with one name twice', { ...RECIPIENT_BOOK, recipients: [BANK, { ...BANK, name: 'ធនាគារសាកល្បង' }] }],
    ['with an empty name', { ...RECIPIENT_BOOK, recipients: [{ ...BANK, name: ' ' }] }],
    ['with a name of two lines', { ...RECIPIENT_BOOK, recipients: [{ ...BANK, name: 'a\nb' }] }],
    ['with a letter that there is not', { ...RECIPIENT_BOOK, recipients: [{ ...BANK, kinds: ['bill'] }] }],
    ['with somebody who takes no letter', { ...RECIPIENT_BOOK, recipients: [{ ...BANK, kinds: [] }] }],
  ])('%s is refused', (_name, value) => {
    expect(parseRecipientBook(value)).toEqual({ ok: false, failure: { code: 'letter/malformed-book' } })
  })

  test('a text that is not canonical is refused', () => {
    const refused = { ok: false, failure: { code: 'letter/malformed-book' } }
    expect(readRecipientBook(JSON.stringify(RECIPIENT_BOOK, null, 2))).toEqual(refused)
  })

  test.each<[string, string | null]>([
    ['ធនាគារសាកល្បង', 'ធនាគារសាកល្បង'],
    ['paid to TESTB 001', 'ធនាគារសាកល្បង'],
    ['testbed 001', null],
    ['TESTB and Other Wallet', null],
    ['Some Platform', null],
    ['', null],
  ])('finds whom %j names, and nobody where it names none or several', (said, name) => {
    expect(findRecipient(RECIPIENT_BOOK, 'freeze', [said])?.name ?? null).toBe(name)
  })

  test('finds nobody who does not take such letters', () => {
    expect(findRecipient(RECIPIENT_BOOK, 'disclosure', ['TESTB'])).toBeNull()
    expect(findRecipient(RECIPIENT_BOOK, 'disclosure', ['Some Platform'])?.name).toBe('Some Platform')
  })
})

describe('a freeze request at a station that has a book', () => {
  const freeze = (payee: string, book: RecipientBook, recipient?: string) => {
    const [loss] = SAMPLE_COMPLAINT.complaint.losses
    if (loss === undefined) throw new Error('the sample has a loss')
    const complaint = {
      ...SAMPLE_COMPLAINT.complaint,
      identifiers: [],
      losses: [{ ...loss, state: 'paid' as const, payee }],
    }
    return freezePayment(
      { ...SAMPLE_COMPLAINT, complaint },
      {
        lossIndex: 0,
        say: keysAsWords(GOLDEN_HOUR_KEYS),
        officer: 'សុខ',
        today: '2026-11-20',
        recipient,
        book,
      },
    )
  }

  test('goes to the address of whom the payment names', () => {
    const letter = freeze('TESTB 001 LIN DARA', RECIPIENT_BOOK)
    expect(letter?.recipient).toEqual({
      name: BANK.name,
      department: BANK.department,
      address: BANK.address,
      contact: BANK.contact,
    })
    expect(letterInput.safeParse(letter).success).toBe(true)
  })

  test('finds the address of an institution that the program knows by its words', () => {
    const known: RecipientBook = {
      ...RECIPIENT_BOOK,
      recipients: [{ name: 'ABA Bank', kinds: ['freeze'], address: 'ភ្នំពេញ' }],
    }
    expect(freeze('អេប៊ីអេ ០០១', known)?.recipient).toEqual({ name: 'ABA Bank', address: 'ភ្នំពេញ' })
  })

  test('goes to whom the officer names, and to no other', () => {
    expect(freeze('TESTB 001', RECIPIENT_BOOK, 'Other Wallet')?.recipient.name).toBe('Other Wallet')
    expect(freeze('TESTB 001', RECIPIENT_BOOK, 'ធនាគារ ក')?.recipient).toEqual({ name: 'ធនាគារ ក' })
  })

  test('says no address that the book does not have', () => {
    expect(addressOf({ name: 'x', kinds: ['freeze'] })).toEqual({ name: 'x' })
  })
})
