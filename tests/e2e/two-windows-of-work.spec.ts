import type { Page } from 'playwright/test'
import { askEngine } from './ask-engine.ts'
import { languagesFrom } from './languages.ts'
import { look } from './look.ts'
import { type Officer, officerWithMouse } from './officer.ts'
import { openTwoWindows } from './two-windows.ts'
import { expect, TEXTS, test, type Workstation } from './workstation.ts'

const CASE = 'អគារជួលនៅក្រុងព្រះសីហនុ'

for (const language of languagesFrom('km')) {
  test(`two windows on the work of one case overwrite nothing in silence, in ${language}`, async ({
    workstation,
  }) => {
    test.skip(workstation.host.name === 'Electron', 'the desktop has one window')
    test.setTimeout(10 * 60_000)
    await workInTwoWindows(workstation, officerWithMouse(language))
  })
}

async function workInTwoWindows(workstation: Workstation, officer: Officer): Promise<void> {
  const { language } = officer
  const { folk, work, window } = TEXTS[language]
  const words = window.elsewhere
  const windows = await openTwoWindows(workstation, officer, CASE)
  const { first, second, both, goTo, press, field, changed } = windows
  const caseId = new URL(first.url()).hash.split('/').at(-1) ?? ''

  await test.step('premises: what both change is merged, and what only one typed is kept', async () => {
    await goTo('/people')
    await press(first, folk.addPremises)
    await field(first, folk.premises.name).fill('អគារ B')
    await press(first, folk.save)
    for (const page of both) await press(page, new RegExp(`^${folk.change} .*A0*1$`))
    await field(second, folk.premises.internet).fill('ISP ក')
    await field(first, folk.premises.rooms).fill('២៤')
    await press(first, folk.save)
    await expect(changed(second)).toBeVisible()
    await expect(field(second, folk.premises.internet)).toHaveValue('ISP ក')
    await look(second, language, '225-premises-changed')
    await press(second, folk.save)
    await expect
      .poll(
        async () =>
          (await askEngine(workstation, 'premises.list', [{ case: caseId }]))[0]?.premises[0]?.content,
      )
      .toMatchObject({ name: 'អគារ B', rooms: 24, internet: 'ISP ក' })
  })

  await test.step('a payment: its amount is kept beside the note that the other wrote', async () => {
    await goTo('/money')
    await press(first, folk.addPayment)
    await field(first, folk.payment.amount).fill('75.50')
    await field(first, folk.payment.on).fill('15/11/2026')
    await press(first, folk.save)
    for (const page of both) await press(page, new RegExp(`^${folk.change} .*M0*1$`))
    await expect(field(second, folk.payment.on)).toHaveValue('15/11/2026')
    await field(second, folk.payment.note).fill('បានទូរស័ព្ទទៅធនាគារ')
    await field(first, folk.payment.amount).fill('80')
    await press(first, folk.save)
    await expect(changed(second)).toBeVisible()
    await expect(field(second, folk.payment.note)).toHaveValue('បានទូរស័ព្ទទៅធនាគារ')
    await press(second, folk.save)
    await expect
      .poll(
        async () =>
          (await askEngine(workstation, 'payment.list', [{ case: caseId }]))[0]?.payments[0]?.content,
      )
      .toMatchObject({ money: { currency: 'USD', amount: '80' }, note: 'បានទូរស័ព្ទទៅធនាគារ' })
  })

  const dialog = (page: Page) => page.getByRole('dialog')
  const inDialog = (page: Page, label: string) => dialog(page).getByLabel(label, { exact: true })
  const send = (page: Page) => dialog(page).getByRole('button', { name: work.form.send }).click()
  const { fields } = work.form

  await test.step('a hearing: the other day is read before it is written over', async () => {
    await goTo('/course')
    await press(first, work.course.hearing)
    await inDialog(first, fields.court).fill('សាលាដំបូងរាជធានីភ្នំពេញ')
    await inDialog(first, fields.at).fill('1/12/2026 08:00')
    await inDialog(first, fields.subject).fill('សួរចម្លើយ')
    await send(first)
    for (const page of both) await press(page, new RegExp(`^${work.course.changeHearing}`))
    await expect(inDialog(second, fields.at)).toHaveValue('01/12/2026 08:00')
    await inDialog(second, fields.hearingNote).fill('នាំភស្តុតាង')
    await inDialog(first, fields.at).fill('3/12/2026 14:00')
    await send(first)
    await expect(changed(second)).toBeVisible()
    await expect(inDialog(second, fields.hearingNote)).toHaveValue('នាំភស្តុតាង')
    await press(second, words.read)
    await expect(inDialog(second, fields.at)).toHaveValue('03/12/2026 14:00')
    await second.keyboard.press('Escape')
  })

  await test.step('counsel', async () => {
    await press(first, work.course.counsel)
    await inDialog(first, fields.fullName).fill('មេធាវី ក')
    await send(first)
    for (const page of both) await press(page, new RegExp(`^${work.course.changeCounsel}`))
    await inDialog(second, fields.contact).fill('012 000 111')
    await inDialog(first, fields.organisation).fill('គណៈមេធាវី')
    await send(first)
    await expect(changed(second)).toBeVisible()
    await expect(inDialog(second, fields.contact)).toHaveValue('012 000 111')
    await press(second, words.read)
    await expect(inDialog(second, fields.organisation)).toHaveValue('គណៈមេធាវី')
    await second.keyboard.press('Escape')
  })
  await second.close()
}
