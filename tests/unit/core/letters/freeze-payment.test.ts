import { describe, expect, test } from 'vitest'
import type { ComplaintView } from '#core/case-file/case-view.ts'
import { SAMPLE_COMPLAINT } from '#core/documents/preview-sample.ts'
import { type FreezeOrder, freezePayment, GOLDEN_HOUR_KEYS } from '#core/letters/freeze-payment.ts'
import { letterInput } from '#core/letters/letter.ts'
import { institutionIn } from '#core/letters/payee-institution.ts'
import { keysAsWords } from '../../../support/templates.ts'

const ORDER: FreezeOrder = {
  lossIndex: 0,
  say: keysAsWords(GOLDEN_HOUR_KEYS),
  officer: 'សុខ',
  today: '2026-11-20',
}

function complaintWith(
  payee: string | undefined,
  identifiers: ComplaintView['complaint']['identifiers'] = [],
  state: 'paid' | 'attempted' = 'paid',
): ComplaintView {
  const [loss] = SAMPLE_COMPLAINT.complaint.losses
  if (loss === undefined) throw new Error('the sample has a loss')
  const { payee: _, ...rest } = loss
  const losses = [{ ...rest, state, ...(payee !== undefined && { payee }) }]
  return { ...SAMPLE_COMPLAINT, complaint: { ...SAMPLE_COMPLAINT.complaint, identifiers, losses } }
}

const ACCOUNT = { kind: 'bank-account', raw: '001 234 567', normalised: '001234567' } as const
const OTHER = { kind: 'bank-account', raw: '009 999 999', normalised: '009999999' } as const

describe('a freeze request from a payment', () => {
  test('is a letter that may be issued as it is', () => {
    const letter = freezePayment(complaintWith('ABA 001-234-567', [ACCOUNT, OTHER]), ORDER)
    expect(letterInput.safeParse(letter).success).toBe(true)
    expect(letter).toMatchObject({
      kind: 'freeze',
      urgency: 'immediate',
      answerBy: '2026-11-20',
      recipient: { name: 'ABA Bank' },
      signer: { name: 'សុខ' },
    })
  })

  test('names only the account that was paid into, exactly as it was given', () => {
    const letter = freezePayment(complaintWith('ABA ០០១ ២៣៤ ៥៦៧', [ACCOUNT, OTHER]), ORDER)
    expect(letter?.accounts).toEqual([{ service: 'ABA Bank', kind: 'bank-account', value: '001 234 567' }])
  })

  test('names every account of the complaint where the payee names none', () => {
    expect(freezePayment(complaintWith('LIN DARA', [ACCOUNT, OTHER]), ORDER)?.accounts).toHaveLength(2)
    expect(freezePayment(complaintWith(undefined, [ACCOUNT]), ORDER)?.accounts).toHaveLength(1)
  })

  test('goes to whoever is named, or else to nobody in particular', () => {
    expect(freezePayment(complaintWith('LIN DARA'), ORDER)?.recipient.name).toBe('recipient')
    const named = { ...ORDER, recipient: 'ធនាគារ ក' }
    expect(freezePayment(complaintWith('ABA 1'), named)?.recipient.name).toBe('ធនាគារ ក')
  })

  test('is not made of what was only attempted or is not there', () => {
    expect(freezePayment(complaintWith('ABA 1', [], 'attempted'), ORDER)).toBe(null)
    expect(freezePayment(complaintWith('ABA 1'), { ...ORDER, lossIndex: 1 })).toBe(null)
  })
})

describe('the institution of a payee', () => {
  test.each([
    ['ABA 001 234 567', 'ABA Bank'],
    ['acleda unity', 'ACLEDA Bank'],
    ['measprak@aclb', 'ACLEDA Bank'],
    ['ធនាគារអេស៊ីលីដា', 'ACLEDA Bank'],
    ['Wing 012 000 202', 'Wing Bank'],
  ])('%s is %s', (payee, name) => {
    expect(institutionIn([payee])).toBe(name)
  })

  test.each(['LIN DARA', 'Abandoned', 'Swinging', 'ABA then Wing', ''])('%s is none or several', (payee) => {
    expect(institutionIn([payee])).toBe(null)
  })
})
