import type { Language } from '#core/language.ts'
import { crc16Hex } from '#core/parsing/emv-code.ts'
import { CONFIDENCE_LABELS } from '#core/parties/party-labels.ts'
import { goOnWithCase } from './course-steps.ts'
import { look } from './look.ts'
import {
  COMPLAINT,
  type Officer,
  officerWithKeyboard,
  officerWithMouse,
  setUpVault,
  writeComplaint,
} from './officer.ts'
import { choiceOf } from './station-steps.ts'
import { expect, TEXTS, test, type Workstation } from './workstation.ts'

// The specimen of ICAO Doc 9303 part 4, appendix B, as a scanner types it: without a line break.
const ZONE = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10'
const ACCOUNT = 'fake_seller@aclb'

/** A KHQR code with right check digits. */
function khqr(): string {
  const object = (tag: string, value: string) => `${tag}${String(value.length).padStart(2, '0')}${value}`
  const text = [
    object('00', '01'),
    object('01', '12'),
    object('29', object('00', ACCOUNT)),
    object('52', '5999'),
    object('53', '840'),
    object('54', '75.5'),
    object('58', 'KH'),
    object('59', 'FAKE SHOP'),
    object('60', 'PHNOM PENH'),
    '6304',
  ].join('')
  return text + crc16Hex(new TextEncoder().encode(text))
}

test.describe('people, identifiers and money grow from a complaint', () => {
  test.setTimeout(10 * 60_000)

  test('in Khmer, from the keyboard alone', async ({ workstation }) => {
    await growCase(workstation, officerWithKeyboard(workstation.page, 'km'))
  })

  test('in English', async ({ workstation }) => {
    await growCase(workstation, officerWithMouse('en'))
  })
})

async function growCase(workstation: Workstation, officer: Officer): Promise<void> {
  const { page } = workstation
  const { language } = officer
  const { folk, cases } = TEXTS[language]
  const see = (name: string) => look(page, language as Language, name)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const field = (name: string) => page.getByLabel(name, { exact: true })
  const tab = (name: string) => page.locator('nav.tabs').getByRole('link', { name, exact: true })
  await setUpVault(workstation, officer)
  await page.keyboard.press('n')
  await writeComplaint(page, officer)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: COMPLAINT.summary })).toBeVisible()

  // A scanner fills in a person from a passport; a name may hold what nobody sees, and is shown with it.
  await officer.press(tab(cases.tabs.people))
  await expect(page.getByText(folk.noPeopleTitle)).toBeVisible()
  await see('120-people-empty')
  await officer.press(button(folk.addParty).first())
  await officer.fill(field(folk.party.khmerName), 'អាន់ណា\u202e')
  await officer.choose(field(folk.party.role), 'undetermined')
  await officer.fill(field(folk.party.mrz), ZONE)
  await expect(field(folk.party.documentNumber)).toHaveValue('L898902C3')
  await expect(field(folk.party.birth)).toHaveValue('12/08/1974')
  await see('121-party-form')
  await officer.fill(field(folk.party.birth), '30/2/1974')
  await officer.press(button(folk.save))
  await expect(field(folk.party.birth)).toHaveAttribute('aria-invalid', 'true')
  await officer.fill(field(folk.party.birth), '1974')
  await officer.press(button(folk.save))
  const row = page.getByRole('row').filter({ hasText: 'ERIKSSON' })
  await expect(row).toBeVisible()
  await expect(button(folk.addParty).first()).toBeFocused()
  await expect(row).toContainText('⟨U+202E⟩')
  await expect(row).toContainText(folk.hiddenMarks)
  await officer.press(row.getByRole('button', { name: folk.more }))
  await officer.tick(page.getByRole('checkbox').first())
  await officer.press(button(folk.noteIndicators))
  await expect(row.locator('.chip-gold')).toHaveCount(1)
  await see('122-people')

  // What was pasted is recognised, and what was not is not dropped unseen.
  await officer.press(tab(cases.tabs.identifiers))
  await officer.fill(field(folk.paste), `IMSI 456010123456789\n${ACCOUNT}\nwx_seller_88\nសួស្ដី`)
  await officer.press(button(folk.recognise))
  await expect(page.getByText(folk.found(2, 2))).toBeVisible()
  await officer.press(page.locator('summary').filter({ hasText: folk.unread }))
  await officer.choose(field(folk.kindOf('wx_seller_88')), 'wechat')
  const places = field(folk.seenPlace)
  await officer.choose(places, await choiceOf(places, COMPLAINT.victim))
  await officer.choose(field(folk.confidence), 'probable')
  await see('123-pasted')
  await officer.press(button(folk.noteFound(3)))
  const handle = page.getByRole('row').filter({ hasText: 'wx_seller_88' })
  await expect(handle).toContainText(CONFIDENCE_LABELS.probable[language])
  await expect(handle).toContainText(folk.seenIn.complaint)
  await expect(page.getByRole('row').filter({ hasText: '456010123456789' })).toBeVisible()

  // A KHQR code fills a payment; one with a wrong digit fills nothing.
  await officer.press(tab(cases.tabs.money))
  // Both parts have come: nothing moves under the pointer any more.
  await expect(page.getByRole('heading', { name: folk.groups.complained })).toBeVisible()
  await expect(page.getByRole('heading', { name: folk.noPaymentsTitle })).toBeVisible()
  await officer.press(button(folk.addPayment).first())
  await officer.fill(field(folk.payment.khqr), khqr().replace('75.5', '75.6'))
  await expect(page.getByText(folk.khqrWrong)).toBeVisible()
  await expect(field(folk.payment.amount)).toHaveValue('')
  await officer.fill(field(folk.payment.khqr), khqr())
  await expect(field(folk.payment.amount)).toHaveValue('75.5')
  await expect(field(folk.payment.payeeAccount)).toHaveValue(ACCOUNT)
  await officer.fill(field(folk.payment.amount), '-5')
  await officer.press(button(folk.save))
  await expect(field(folk.payment.amount)).toHaveAttribute('aria-invalid', 'true')
  await officer.fill(field(folk.payment.amount), '75.5')
  await officer.fill(field(folk.payment.payer), COMPLAINT.victim)
  await see('124-payment-form')
  await officer.press(button(folk.save))
  await expect(page.getByRole('row').filter({ hasText: 'FAKE SHOP' })).toBeVisible()
  await expect(page.getByRole('img', { name: folk.flowTitle })).toBeVisible()
  // Nobody complained of it: it is not added to what was complained of.
  await expect(page.getByRole('heading', { name: folk.groups['not-complained'] })).toBeVisible()
  await see('125-money')
  await goOnWithCase(page, officer)
}
