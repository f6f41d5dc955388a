import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { REPORT_TITLES } from '#contract/report-operations.ts'
import { packDigest, packText } from '#core/law/adopted-pack.ts'
import { makeAuthority } from '../support/time-stamp-authority.ts'
import { ROOT } from './choose-host.ts'
import { look } from './look.ts'
import { officerWithKeyboard, officerWithMouse, setUpVault } from './officer.ts'
import { begin, field, tabOf, takeComplaint } from './paper-steps.ts'
import { expect, TEXTS, test, type Workstation } from './workstation.ts'

const PLACE = 'ផ្ទះលេខ ១២ ផ្លូវ ៣១០ ភ្នំពេញ'
const PROSECUTOR = 'ព្រះរាជអាជ្ញា សុខ ចាន់'
const AT_NIGHT = '21/11/2026 20:15'

test.describe('court papers', () => {
  test.setTimeout(6 * 60_000)

  test('from the payment to the letter and from the draft to the final record, by keyboard and in Khmer', async ({
    workstation,
  }) => {
    const { page } = workstation
    const officer = officerWithKeyboard(page, 'km')
    const words = TEXTS.km.papers
    await setUpVault(workstation, officer)
    await takeComplaint(page, officer)

    await test.step('a payment is frozen by one press', async () => {
      await officer.press(tabOf(page, officer, 'papers'))
      await page.getByRole('heading', { name: words.golden.title }).waitFor()
      await look(page, 'km', 'papers-empty')
      await officer.press(page.getByRole('button', { name: /^បង្កក/ }).first())
      await expect(page.getByRole('heading', { level: 1, name: words.form.forms.freeze })).toBeFocused()
      await expect(page.locator('.letter-file')).toContainText('samnum-request')
    })

    await test.step('the letter is seen, signed and saved', async () => {
      await officer.press(page.getByRole('button', { name: words.paper.make }))
      await expect(page.locator('canvas').first()).toHaveAttribute('data-state', 'drawn')
      await officer.press(page.getByRole('button', { name: words.sign.act }))
      await officer.fill(page.getByRole('textbox', { name: words.sign.reason }), 'អ្នកធ្វើលិខិត')
      await look(page, 'km', 'papers-sign')
      await page.keyboard.press('Enter')
      await expect(page.getByText(words.sign.done(1, 'សុខ សំណាង'))).toBeVisible()
      await look(page, 'km', 'papers-letter')
      const path = join(workstation.desktopFolder, 'freeze.pdf')
      await workstation.host.saveTo(path, () =>
        officer.press(page.getByRole('button', { name: TEXTS.km.report.save })),
      )
      const pdf = await readFile(path, 'latin1')
      expect(pdf.slice(0, 5)).toBe('%PDF-')
      expect(pdf).toContain('/ETSI.CAdES.detached')
      await keepPaper(path, 'freeze')
    })

    await test.step('a search record says what is missing, and survives the page', async () => {
      await begin(page, officer, 'search')
      await look(page, 'km', 'papers-search-new')
      await page.keyboard.press('Control+Enter')
      await expect(page.getByText(words.writing.problems(2))).toBeVisible()
      await officer.fill(field(page, 'place'), PLACE)
      await officer.fill(field(page, 'startedAt'), AT_NIGHT)
      await expect(page.locator('[data-keeping="kept"]')).toBeVisible()
      const address = new URL(page.url()).hash
      await page.reload()
      await page.locator('.rail-person').waitFor()
      await page.evaluate((hash) => {
        location.hash = hash
      }, address)
      await expect(page.getByText(words.writing.restored)).toBeVisible()
      await expect(field(page, 'place')).toHaveValue(PLACE)
    })

    await test.step('the law’s conditions are named, and keep it from being final', async () => {
      await page.keyboard.press('Control+Enter')
      await expect(page.getByRole('heading', { name: words.law.title })).toBeVisible()
      await expect(page.locator('.law-rule-blocks')).toHaveCount(3)
      await look(page, 'km', 'papers-search-unmet')
      await officer.press(page.getByRole('button', { name: words.finalise.act }))
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByText(words.finalise.blocked(3))).toBeVisible()
      await expect(dialog.getByRole('button', { name: words.finalise.now })).toBeDisabled()
      await look(page, 'km', 'papers-finalise-blocked')
      await page.keyboard.press('Escape')
    })

    await test.step('what was missing is added, the warnings are read, and the record is final', async () => {
      await officer.fill(field(page, 'authorisation.by'), PROSECUTOR)
      await officer.fill(field(page, 'authorisation.givenAt'), '21/11/2026 19:00')
      await officer.fill(field(page, 'timeException'), 'ករណីលើកលែងដែលច្បាប់ចែង')
      await officer.tick(page.getByRole('checkbox', { name: words.form.fields['occupant.isPresent'] }))
      await officer.fill(field(page, 'occupant.name'), 'កែវ ម៉ៅ')
      await page.keyboard.press('Control+Enter')
      await expect(page.locator('.law-rule-blocks')).toHaveCount(0)
      await officer.press(page.getByRole('button', { name: words.finalise.act }))
      await officer.press(page.getByRole('dialog').getByRole('button', { name: words.finalise.now }))
      await expect(page.getByText(words.finalise.seenMissing)).toBeVisible()
      await officer.tick(page.getByRole('dialog').getByRole('checkbox'))
      await look(page, 'km', 'papers-finalise')
      await officer.press(page.getByRole('dialog').getByRole('button', { name: words.finalise.now }))
      await expect(page.locator('.page-head .chip', { hasText: words.states.final })).toBeVisible()
      await officer.press(page.getByRole('button', { name: words.paper.make }))
      await expect(page.locator('canvas').first()).toHaveAttribute('data-state', 'drawn')
      await look(page, 'km', 'papers-search-final')
    })

    await test.step('a mistake in it is corrected by another one', async () => {
      await begin(page, officerWithMouse('km'), 'search')
      await field(page, 'place').fill(PLACE)
      await field(page, 'startedAt').fill('21/11/2026 08:15')
      await field(page, 'authorisation.by').fill(PROSECUTOR)
      await field(page, 'authorisation.givenAt').fill('21/11/2026 07:00')
      await page.getByRole('checkbox', { name: words.form.fields['occupant.isPresent'] }).check()
      await field(page, 'occupant.name').fill('កែវ ម៉ៅ')
      await page.keyboard.press('Control+Enter')
      await page.getByRole('button', { name: words.finalise.act }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('combobox', { name: words.finalise.corrects }).selectOption({ index: 1 })
      await dialog.getByRole('checkbox').check()
      await dialog.getByRole('button', { name: words.finalise.now }).click()
      await expect(page.locator('.page-head')).toContainText(words.corrects)
      await page.getByRole('link', { name: words.back }).click()
      await expect(page.getByText(new RegExp(words.correctedBy))).toBeVisible()
      await look(page, 'km', 'papers')
    })

    await test.step('what was saved is opened again and signed beside the first signature', async () => {
      await officer.press(tabOf(page, officer, 'report'))
      const path = join(workstation.desktopFolder, 'freeze.pdf')
      await workstation.host.chooseFiles([path], () =>
        officer.press(page.getByRole('button', { name: words.saved.open })),
      )
      await expect(page.getByText(words.saved.signatures(1))).toBeVisible()
      await officer.press(page.getByRole('button', { name: words.sign.act }))
      await officer.fill(page.getByRole('textbox', { name: words.sign.reason }), 'មេបញ្ជាការ')
      await page.keyboard.press('Enter')
      await expect(page.getByText(words.sign.done(2, 'សុខ សំណាង'))).toBeVisible()
      await page.getByRole('heading', { name: words.saved.title }).scrollIntoViewIfNeeded()
      await look(page, 'km', 'papers-saved')
    })

    await test.step('what a package would have is said before it is made', async () => {
      const plan = page.getByRole('region', { name: words.package.plan.title })
      await expect(plan).toContainText(words.package.plan.nothingWithheld)
      await officer.choose(page.getByRole('combobox', { name: words.package.variant }), 'redacted')
      await expect(plan).toContainText(words.package.plan.withheldTitle)
      await officer.choose(page.getByRole('combobox', { name: words.package.papers }), 'chosen')
      await expect(page.getByText(words.package.missing.papers)).toBeVisible()
      const papers = page.getByRole('group', { name: words.package.papers })
      await officer.tick(papers.getByRole('checkbox').first())
      await expect(plan).toHaveAttribute('aria-busy', 'false')
      await expect(plan.locator('.facts')).toContainText('-PV01')
      await plan.scrollIntoViewIfNeeded()
      await look(page, 'km', 'papers-package-plan')
    })
  })

  test('letters, documents, packages and what the station settles, in English', async ({ workstation }) => {
    const { page, host } = workstation
    const officer = officerWithMouse('en')
    const words = TEXTS.en.papers
    await setUpVault(workstation, officer)
    await takeComplaint(page, officer)
    const number = await page.locator('.page-head .number-tag').innerText()

    await test.step('a preservation request names exact accounts, data and times', async () => {
      await begin(page, officer, 'preservation')
      await page.keyboard.press('Control+Enter')
      await page.getByRole('dialog').getByRole('button', { name: words.issue.now }).click()
      await expect(page.locator('.field-problem').first()).toBeVisible()
      await look(page, 'en', 'papers-letter-problems')
      await field(page, 'recipient.name').fill('Telegram FZ-LLC')
      await page.getByRole('button', { name: /@phone_sale_kh/ }).click()
      await page.getByRole('checkbox', { name: words.form.categories.subscriber }).check()
      await field(page, 'period.from').fill('15/11/2026 00:00')
      await field(page, 'period.to').fill('22/11/2026 12:00')
      await field(page, 'offence').fill('Fraud, Criminal Code art. 377')
      await page.keyboard.press('Control+Enter')
      await page.getByRole('dialog').getByRole('button', { name: words.issue.now }).click()
      await page.getByRole('heading', { level: 1, name: words.form.forms.preservation }).waitFor()
      await page.getByText(`${number}-L01`, { exact: true }).waitFor()
      await page.getByRole('button', { name: words.paper.make }).click()
      await expect(page.locator('canvas').first()).toHaveAttribute('data-state', 'drawn')
      await look(page, 'en', 'papers-preservation')
    })

    await test.step('a document about a complaint is drawn', async () => {
      await page.getByRole('link', { name: words.back }).click()
      await officer.press(tabOf(page, officer, 'report'))
      await page.getByRole('combobox', { name: words.reports.kind }).selectOption('victim-receipt')
      await page.getByRole('button', { name: TEXTS.en.report.make }).click()
      await expect(page.locator('canvas').first()).toHaveAttribute('data-state', 'drawn')
      await look(page, 'en', 'papers-reports')
    })

    await test.step('it is signed and saved, and opened again to take a time-stamp', async () => {
      const saved = words.saved
      const save = (path: string) =>
        host.saveTo(path, () => page.getByRole('button', { name: TEXTS.en.report.save }).click())
      const choose = (path: string, name: string) =>
        host.chooseFiles([path], () => page.getByRole('button', { name }).click())
      const at = (name: string) => join(workstation.desktopFolder, name)
      await page.getByRole('button', { name: words.sign.act }).click()
      await page.getByRole('textbox', { name: words.sign.reason }).fill('Receipt')
      await page.getByRole('dialog').getByRole('button', { name: words.sign.now }).click()
      await expect(page.getByText(words.sign.done(1, 'សុខ សំណាង'))).toBeVisible()
      await save(at('signed.pdf'))
      await writeFile(at('changed.pdf'), Buffer.concat([await readFile(at('signed.pdf')), Buffer.from('\n')]))
      await choose(at('changed.pdf'), saved.open)
      await expect(page.getByRole('alert')).toContainText(TEXTS.en.window.failedTitle)
      await choose(at('signed.pdf'), saved.open)
      await expect(page.getByText(saved.signatures(1))).toBeVisible()
      await host.saveTo(at('request.tsq'), () => page.getByRole('button', { name: saved.ask }).click())
      const { stamp } = makeAuthority(workstation.desktopFolder)
      await writeFile(at('answer.tsr'), stamp(await readFile(at('request.tsq'))))
      await choose(at('request.tsq'), saved.add)
      await page.getByRole('alert').waitFor()
      await choose(at('answer.tsr'), saved.add)
      await expect(page.getByText(saved.added)).toBeVisible()
      await expect(page.locator('canvas').first()).toHaveAttribute('data-state', 'drawn')
      await page.getByRole('heading', { name: saved.title }).scrollIntoViewIfNeeded()
      await look(page, 'en', 'papers-saved')
      await save(at('stamped.pdf'))
      const pdf = await readFile(at('stamped.pdf'), 'latin1')
      expect([pdf.includes('/ETSI.CAdES.detached'), pdf.includes('/ETSI.RFC3161')]).toEqual([true, true])
    })

    await test.step('packages leave as one file, sealed to a recipient or redacted', async () => {
      const save = async (name: string) => {
        const path = join(workstation.desktopFolder, name)
        const press = () => page.getByRole('button', { name: words.package.make }).click()
        await host.saveTo(path, press)
        await expect(page.locator('.callout-right').last()).toContainText(words.package.included(0))
        return await readFile(path)
      }
      const recipient = await identityToRecipient(await generateIdentity())
      const make = page.getByRole('button', { name: words.package.make })
      const plan = page.getByRole('region', { name: words.package.plan.title })
      await page.getByRole('textbox', { name: words.package.recipients }).fill('age1nonsense')
      await page.getByRole('alert').waitFor()
      await expect(make).toBeDisabled()
      await page.getByRole('textbox', { name: words.package.recipients }).fill(recipient)
      await expect(plan).toContainText(words.package.plan.sealedTo(1))
      await expect(plan).toContainText(words.package.plan.nothingWithheld)
      const sealed = await save('package.tar.age')
      expect(sealed.subarray(0, 21).toString()).toBe('age-encryption.org/v1')
      await look(page, 'en', 'papers-package')
      await page.getByRole('textbox', { name: words.package.recipients }).fill('')
      await page.getByRole('combobox', { name: words.package.variant }).selectOption('redacted')
      await expect(plan).toContainText(words.package.plan.withheldTitle)
      await page.getByRole('combobox', { name: words.package.reports }).selectOption('chosen')
      await expect(make).toBeDisabled()
      const reports = page.getByRole('group', { name: words.package.reports })
      await expect(reports.getByRole('checkbox')).toHaveCount(2)
      await reports.getByRole('checkbox', { name: REPORT_TITLES.case.en }).check()
      await expect(plan.getByRole('row', { name: /not chosen/ })).toContainText(
        REPORT_TITLES['evidence-and-custody'].en,
      )
      await plan.scrollIntoViewIfNeeded()
      await look(page, 'en', 'papers-package-plan')
      const redacted = (await save('redacted.tar')).toString('latin1')
      expect(redacted).toContain('BagIt-Version: 1.0')
      expect(redacted).toContain('withheld.json')
    })

    await test.step('a law pack is adopted by the digest on paper', async () => {
      await page.getByRole('link', { name: TEXTS.en.window.nav.court }).click()
      await page.getByText(words.station.law.shipped).waitFor()
      await look(page, 'en', 'court-law')
      await page.getByRole('button', { name: words.station.law.adopt }).click()
      const dialog = page.getByRole('dialog')
      const { path, digest } = await newerPack(workstation)
      await host.chooseFiles([path], () =>
        dialog.getByRole('button', { name: words.station.law.fileChoose }).click(),
      )
      await dialog.getByText(words.station.law.inFile).waitFor()
      const typed = dialog.getByRole('textbox', { name: words.station.law.typed })
      await typed.fill('0'.repeat(64))
      await dialog.getByRole('button', { name: words.station.law.adopt }).click()
      await dialog.getByRole('alert').waitFor()
      await look(page, 'en', 'court-adopt')
      await typed.fill(digest.toUpperCase().replaceAll(/(.{8})/g, '$1 '))
      await dialog.getByRole('button', { name: words.station.law.adopt }).click()
      await expect(page.getByText(words.station.law.notInForce)).toHaveCount(1)
    })

    await test.step('a wording is changed with its pages beside it', async () => {
      await page.getByRole('link', { name: words.station.parts.wordings, exact: true }).click()
      const first = page.locator('.wording-text').first()
      await first.getByRole('textbox').nth(1).fill('Kingdom of Trials')
      await page.getByRole('checkbox', { name: words.station.wordings.live }).check()
      await expect(page.locator('canvas').first()).toHaveAttribute('data-state', 'drawn')
      await look(page, 'en', 'court-wordings')
      await page.getByRole('button', { name: words.station.wordings.save }).click()
      await expect(
        page.getByRole('combobox', { name: words.station.wordings.listLabel }).locator('option').first(),
      ).toContainText(words.station.wordings.version(1))
    })

    await test.step('statistics are drawn and say what they counted', async () => {
      await page.getByRole('link', { name: words.station.parts.statistics, exact: true }).click()
      await page.getByRole('button', { name: words.station.statistics.make }).click()
      await expect(page.getByText(words.station.statistics.counted(1, 1))).toBeVisible()
      await expect(page.locator('canvas').first()).toHaveAttribute('data-state', 'drawn')
      await look(page, 'en', 'court-statistics')
    })
  })
})

/** The shipped law pack as a newer version. */
async function newerPack({ desktopFolder }: Workstation): Promise<{ path: string; digest: string }> {
  const shipped = JSON.parse(await readFile(join(ROOT, 'resources/law/kh-criminal-procedure.json'), 'utf8'))
  const path = join(desktopFolder, 'pack.json')
  const pack = { ...shipped, version: 2, dated: '2026-01-01' }
  await writeFile(path, JSON.stringify(pack))
  return { path, digest: packDigest(packText(pack) ?? '') }
}

/** Copies a paper to where somebody looks at it, when they ask for it. */
async function keepPaper(path: string, name: string): Promise<void> {
  const folder = process.env.KEEP_PAPERS
  if (folder !== undefined) await writeFile(join(folder, `${name}.pdf`), await readFile(path))
}
