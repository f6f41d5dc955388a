import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SEAL_STATE_LABELS } from '#core/custody/custody-labels.ts'
import { languagesFrom } from './languages.ts'
import { look } from './look.ts'
import { DEMO_FILES, type Officer, officerWithMouse, setUpVault } from './officer.ts'
import { openCase } from './station-steps.ts'
import { expect, TEXTS, test, type Workstation } from './workstation.ts'

const CASE = 'អាគារបោកប្រាស់តាមអនឡាញ'
const PHONE = '2026-0001-E001'

for (const language of languagesFrom('en')) {
  test(`a phone goes into a bag and out again, is resealed and worked on, in ${language}`, async ({
    workstation,
  }) => {
    await handle(workstation, officerWithMouse(language))
  })

  test(`an examination outside Samnum is recorded, and a place is renamed and closed, in ${language}`, async ({
    workstation,
  }) => {
    await examine(workstation, officerWithMouse(language))
  })
}

async function handle(workstation: Workstation, officer: Officer): Promise<void> {
  const { page } = workstation
  const { language } = officer
  const text = TEXTS[language]
  const words = text.custody
  const kinds: { readonly [kind: string]: string } = text.cases.eventKinds
  const dialog = page.getByRole('dialog')
  const send = async (name: string) => {
    await officer.press(dialog.getByRole('button', { name, exact: true }))
    await expect(dialog).toBeHidden()
  }
  const field = (name: string) => dialog.getByRole('textbox', { name })
  const latest = page.locator('.chain-entry').first()
  await setUpVault(workstation, officer)
  await openCase(page, officer, CASE)
  await page.keyboard.press('Alt+3')
  await officer.press(page.getByRole('button', { name: words.registerThing }))
  await officer.fill(field(words.thing.name).first(), 'Samsung A14')
  await officer.fill(field(words.thing.sealNumber), 'A0012345')
  await officer.fill(field(words.thing.seizedPlace), 'ផ្ទះលេខ ១២')
  await send(words.registerNow)
  const number = (await page.locator('.item-table .number-tag').first().textContent()) ?? PHONE
  await officer.press(page.getByRole('button', { name: words.registerContainer }))
  await officer.fill(field(words.thing.description), 'ថង់ស')
  await send(words.registerNow)
  await expect(page.locator('.item-table tbody tr')).toHaveCount(2)

  await test.step('it is packed, and the bag is sealed', async () => {
    await officer.press(page.locator('.item-table').getByRole('link').filter({ hasNotText: number }))
    await officer.press(page.getByRole('button', { name: words.pack, exact: true }))
    await officer.press(dialog.getByRole('button', { name: words.packNow, exact: true }))
    await expect(dialog.getByText(words.pickMissing)).toBeVisible()
    await officer.tick(dialog.getByRole('checkbox', { name: words.choose(number) }))
    await officer.fill(field(words.packSeal), 'B0000001')
    await look(page, language, 'pack')
    await send(words.packNow)
    await expect(latest).toContainText(kinds['container-packed'] ?? '')
    await expect(page.locator('main')).toContainText('B0000001')
    await look(page, language, 'container')
  })

  await test.step('opening it wants a reason and the new seal', async () => {
    await officer.press(page.getByRole('button', { name: words.unpack, exact: true }))
    await officer.tick(dialog.getByRole('checkbox', { name: words.choose(number) }))
    await officer.press(dialog.getByRole('button', { name: words.unpackNow, exact: true }))
    await expect(dialog.getByText(words.missing).first()).toBeVisible()
    await officer.fill(field(words.facts.reason), 'យកទៅពិនិត្យ')
    await officer.fill(field(words.moveFields.newSealNumber), 'B0000002')
    await look(page, language, 'unpack')
    await send(words.unpackNow)
    await expect(latest).toContainText(kinds['container-unpacked'] ?? '')
    await expect(page.locator('main')).toContainText('B0000002')
  })

  await test.step('its seal was found broken, and a new one is put on; the chain says so', async () => {
    await officer.press(page.getByRole('link', { name: words.backToExhibits }))
    await officer.press(page.getByRole('link', { name: number }))
    await officer.press(page.getByRole('button', { name: words.changeSeal, exact: true }))
    await officer.pick(dialog.getByRole('radio', { name: SEAL_STATE_LABELS.broken[language], exact: true }))
    await officer.fill(field(words.moveFields.newSealNumber), 'A0012346')
    await officer.fill(field(words.facts.reason), 'ត្រាដាច់ពេលដឹកជញ្ជូន')
    await look(page, language, 'change-seal')
    await send(words.changeSealNow)
    await expect(latest).toContainText('A0012346')
    await expect(page.locator('.chain')).toContainText(words.findings['custody/seal-broken'])
  })

  await test.step('somebody works on the original, who must say why they may', async () => {
    await officer.press(page.getByRole('button', { name: words.accessOriginal, exact: true }))
    await officer.press(dialog.getByRole('button', { name: words.accessNow, exact: true }))
    await expect(dialog.getByText(words.missing).first()).toBeVisible()
    await officer.fill(field(words.facts.competence), 'វគ្គបណ្ដុះបណ្ដាលឧបករណ៍ចល័ត ២០២៥')
    await officer.fill(field(words.facts.reason), 'ត្រូវបិទការតភ្ជាប់')
    await officer.fill(field(words.facts.effect), 'របៀបយន្តហោះត្រូវបានបើក')
    await look(page, language, 'access-original')
    await send(words.accessNow)
    await expect(latest).toContainText('របៀបយន្តហោះត្រូវបានបើក')
    await look(page, language, 'item-chain')
  })
}

async function examine(workstation: Workstation, officer: Officer): Promise<void> {
  const { page, host, desktopFolder } = workstation
  const { language } = officer
  const text = TEXTS[language]
  const words = text.custody
  const dialog = page.getByRole('dialog')
  const field = (name: string) => dialog.getByRole('textbox', { name, exact: true })
  await setUpVault(workstation, officer)
  await openCase(page, officer, CASE)
  await page.keyboard.press('Alt+3')
  const result = join(desktopFolder, 'report.txt')
  await writeFile(result, 'found: 3 messages\n')
  const paths = [...DEMO_FILES.slice(0, 1), result]
  await host.chooseFiles(paths, () => officer.press(page.getByRole('button', { name: text.exhibits.choose })))
  await expect(page.locator('.exhibit-table tbody tr')).toHaveCount(2)

  await test.step('a tool read the first file and made the second', async () => {
    await officer.press(page.locator('.item-table').getByRole('link', { name: /-E001$/ }))
    await officer.press(page.getByRole('button', { name: words.recordExamination }))
    const { examination } = words
    await officer.press(dialog.getByRole('button', { name: examination.record }))
    await expect(dialog.getByText(words.missing).first()).toBeVisible()
    await officer.fill(field(examination.tool), 'strings')
    await officer.fill(field(examination.version), '2.40')
    await officer.fill(field(examination.command), 'strings -n 6')
    await officer.fill(field(examination.startedAt), '2026-11-20 14:30')
    await officer.fill(field(examination.endedAt), '2026-11-20 15:10')
    const read = await field(examination.inputs).inputValue()
    expect(read).toMatch(/-E001$/)
    await officer.fill(field(examination.outputs), read.replace('-E001', '-E002'))
    await look(page, language, 'examination')
    await officer.press(dialog.getByRole('button', { name: examination.record }))
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('row').filter({ hasText: 'strings -n 6' })).toContainText('-E002')
  })

  await test.step('a place changes its name and is closed', async () => {
    await officer.press(page.getByRole('link', { name: text.window.nav.places }))
    await officer.press(page.getByRole('button', { name: words.place.add }).first())
    await officer.fill(field(words.place.code), 'A-03')
    await officer.fill(field(words.place.name), 'ធ្នើរទី ៣')
    await officer.fill(field(words.place.room), 'បន្ទប់វត្ថុតាង')
    await officer.press(dialog.getByRole('button', { name: words.place.addNow, exact: true }))
    await expect(dialog).toBeHidden()
    await officer.press(page.getByRole('button', { name: words.place.changeOf('A-03') }))
    await officer.fill(field(words.place.name), 'ទូដែកទី ៣')
    await dialog.getByRole('checkbox', { name: words.place.inUse }).uncheck()
    await look(page, language, 'change-place')
    await officer.press(dialog.getByRole('button', { name: words.place.changeNow, exact: true }))
    await expect(dialog).toBeHidden()
    const row = page.getByRole('row').filter({ hasText: 'A-03' })
    await expect(row).toContainText('ទូដែកទី ៣')
    await expect(row).toContainText(words.place.isClosed)
  })
}
