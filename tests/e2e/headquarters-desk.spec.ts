import type { Page } from 'playwright/test'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import type { Language } from '#core/language.ts'
import { CASE_TABS } from '../../src/renderer/state/route.ts'
import { Authenticator, type House, logIn, speak, test } from './headquarters-house.ts'
import { languagesFrom } from './languages.ts'
import { look } from './look.ts'
import { expect, TEXTS } from './workstation.ts'

const PAILIN = 'ស្នងការដ្ឋាននគរបាលខេត្តប៉ៃលិន'
const KAMPOT = 'ស្នងការដ្ឋាននគរបាលខេត្តកំពត'
const SHARED = 'ឆបោកទិញទំនិញតាមអនឡាញ'
const SEARCHED = 'ឆែកឆេរ'
const KEPT = 'រឿងដែលមិនបានចែករំលែក'
const COMPLAINT = 'ទិញទូរសព្ទតាមអនឡាញ'
const WAITING = 'គណនីហ្វេសប៊ុកត្រូវបានលួច'

test.describe('an analyst at headquarters reads what stations shared, and nothing else', () => {
  test.setTimeout(10 * 60_000)

  for (const language of languagesFrom('en')) {
    test(`in ${language}`, async ({ house }) => {
      await readEverything(house, language)
    })
  }
})

async function readEverything({ page, people }: House, language: Language): Promise<void> {
  const text = TEXTS[language]
  const words = text.desk
  const see = (name: string) => look(page, language, `hq-${name}`)
  const main = page.getByRole('main')
  const codes = new Authenticator(people.analyst)
  await speak(page, language)
  await page.getByRole('button', { name: words.logIn.submit, exact: true }).click()
  await expect(page.getByText(words.logIn.codeMissing)).toBeVisible()
  await see('01-log-in')
  // What was refused spends no code.
  const code = codes.next()
  await logIn(page, language, { name: 'dara', code, passphrase: 'not the passphrase' })
  await expect(page.getByRole('alert')).toBeVisible()
  await see('02-log-in-refused')
  await logIn(page, language, { name: 'dara', code })

  await expect(page.getByRole('heading', { level: 1, name: words.stations.title })).toBeVisible()
  await expect(main.getByRole('row')).toHaveCount(4)
  await see('03-stations')
  await page.getByRole('link', { name: words.nav.queue }).click()
  await expect(page.getByText(words.queue.holds)).toBeVisible()
  await expect(page.getByText(words.queue.holdsNot)).toBeVisible()
  await expect(page.getByText(words.queue.notForYou)).toBeVisible()
  await expect(page.getByRole('button', { name: words.queue.accept })).toHaveCount(0)
  await see('04-queue')

  await page.getByRole('link', { name: words.nav.stations }).click()
  await main.getByRole('link', { name: PAILIN }).click()
  await expect(main.getByRole('link', { name: SHARED })).toBeVisible()
  await expect(page.getByText(words.reading.readOnly)).toBeVisible()
  await expect(page.getByText(KEPT)).toHaveCount(0)
  await expect(page.getByRole('button', { name: text.cases.newComplaint })).toHaveCount(0)
  await see('05-cases')
  await main.getByRole('link', { name: SHARED }).click()
  await expect(page.getByRole('heading', { level: 1, name: SHARED })).toBeVisible()
  for (const [index, tab] of CASE_TABS.entries()) {
    const link = page.getByRole('link', { name: new RegExp(`^${text.cases.tabs[tab]}( |$|[0-9០-៩])`) })
    if (tab === 'report') {
      await expect(link).toHaveCount(0)
      continue
    }
    await link.first().click()
    await settled(page)
    // Whatever the tab asks for is answered.
    await expect(page.getByRole('alert')).toHaveCount(0)
    await see(`06-case-${String(index + 1).padStart(2, '0')}-${tab}`)
  }
  await page.getByRole('link', { name: new RegExp(`^${text.cases.tabs.complaints}`) }).click()
  await main.getByRole('link', { name: COMPLAINT }).click()
  await expect(page.getByRole('heading', { level: 1, name: COMPLAINT })).toBeVisible()
  await settled(page)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await see('07-complaint')
  await page.getByRole('link', { name: text.window.nav.cases, exact: true }).click()
  await main.getByRole('link', { name: SEARCHED }).click()
  await page.getByRole('link', { name: new RegExp(`^${text.cases.tabs.raids}`) }).click()
  await main.locator('.row-link').first().click()
  await expect(page.getByRole('heading', { name: text.raid.inventory })).toBeVisible()
  await settled(page)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(main.getByRole('button')).toHaveCount(0)
  await see('07a-raid')
  await main.locator('a.number-tag').first().click()
  await expect(page.getByRole('heading', { name: text.custody.chain })).toBeVisible()
  await settled(page)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await see('07b-item')
  for (const [screen, name] of [
    ['08-due', words.nav.due],
    ['09-statistics', text.search.navStatistics],
  ] as const) {
    await page.getByRole('link', { name, exact: true }).click()
    await settled(page)
    await expect(page.getByRole('alert')).toHaveCount(0)
    await see(screen)
  }

  await page.getByRole('link', { name: words.nav.search, exact: true }).click()
  await see('10-search-empty')
  const field = page.getByRole('textbox', { name: text.search.field })
  await field.fill('012345678')
  await field.press('Enter')
  const hit = main.getByRole('listitem').filter({ hasText: PAILIN }).first()
  await expect(hit).toBeVisible()
  await see('11-search')
  await hit.getByRole('link').click()
  await expect(page.getByText(words.reading.readOnly)).toBeVisible()
  await settled(page)
  await expect(page.getByRole('alert')).toHaveCount(0)
  // Back to what was found, as it was left.
  await page.goBack()
  await expect(hit).toBeVisible()
  await expect(field).toHaveValue('012345678')
  // What waits for a decision is no fact yet.
  await field.fill(WAITING)
  await field.press('Enter')
  await expect(page.getByText(text.search.nothingTitle)).toBeVisible()
  await seeRefusals(page)

  // The page is loaded again where it is, and knows who it is.
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: TEXTS.km.desk.search.title })).toBeVisible()
  await page.getByRole('button', { name: TEXTS.km.desk.nav.leave }).click()
  await expect(page.getByRole('heading', { level: 1, name: TEXTS.km.desk.logIn.title })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: TEXTS.km.desk.logIn.title })).toBeVisible()
  await expect(page.getByText(SHARED)).toHaveCount(0)
}

/** Nothing is on its way any more. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
}

/** What this person may not ask is refused by the server, whatever the page shows. */
async function seeRefusals(page: Page): Promise<void> {
  const ask = (path: string, input: unknown) =>
    page.evaluate(
      async ([to, body]) => {
        const headers = { 'X-Samnum': '1', 'Content-Type': 'application/json' }
        const response = await fetch(to, { method: 'POST', headers, body })
        const { outcome, failure } = (await response.json()) as {
          outcome: string
          failure?: { code: string }
        }
        return failure?.code ?? outcome
      },
      [path, JSON.stringify({ protocol: PROTOCOL_VERSION, callId: 'c', input })] as const,
    )
  const vaultId = await page.evaluate(
    () => document.querySelector<HTMLOptionElement>('option[value]:not([value=""])')?.value ?? '',
  )
  expect(await ask(`/api/station/${vaultId}/case.list`, {})).toBe('done')
  expect(await ask(`/api/station/${vaultId}/case.open`, { title: 'x' })).toBe('operation/wrong-transport')
  expect(await ask('/api/call/headquarters.people', {})).toBe('operation/not-allowed')
  expect(await ask('/api/call/headquarters.audit', {})).toBe('operation/not-allowed')
  const seen = { state: 'waiting', decidedAtMs: null }
  expect(await ask('/api/call/headquarters.accept', { packageId: '0'.repeat(32), seen })).toBe(
    'operation/not-allowed',
  )
}

test('a duty officer logs in for the first time and decides on packages; who read what is on record', async ({
  house,
}) => {
  test.setTimeout(10 * 60_000)
  const { page, people, invited } = house
  const words = TEXTS.km.desk
  const text = TEXTS.km
  const main = page.getByRole('main')
  await page.getByRole('button', { name: words.logIn.first }).click()
  await page.getByRole('textbox', { name: words.logIn.name }).fill('sopheap')
  await page.getByRole('textbox', { name: words.first.code }).fill('WRON-GCOD-E234-5672')
  await page.getByRole('button', { name: words.first.next }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByRole('textbox', { name: words.first.code }).fill(invited)
  await page.getByRole('button', { name: words.first.next }).click()
  await expect(page.getByRole('img', { name: words.first.picture })).toBeVisible()
  await look(page, 'km', 'hq-20-first-log-in')
  const secret = ((await page.locator('.secret-letters').textContent()) ?? '').replaceAll(' ', '')
  const passphrase = 'ត្រី ភ្នំ សៀវភៅ ខ្យល់ អំបិល'
  const codes = new Authenticator({ secret, atMs: 0 })
  await page.getByRole('textbox', { name: words.logIn.code }).fill(codes.next())
  await page.getByLabel(words.logIn.passphrase, { exact: true }).fill(passphrase)
  await page.getByLabel(text.entry.repeatPassphrase, { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: words.first.settle }).click()
  await expect(page.getByRole('heading', { level: 1, name: words.stations.title })).toBeVisible()

  await page.getByRole('link', { name: words.nav.queue }).click()
  await page.getByRole('button', { name: words.queue.keepOf(KAMPOT) }).click()
  await page.getByRole('dialog').getByRole('button', { name: words.queue.keep }).click()
  await expect(page.getByText(words.queue.reasonMissing)).toBeVisible()
  await look(page, 'km', 'hq-21-keep')
  await page.getByRole('textbox', { name: words.queue.reason }).fill('រង់ចាំទូរសព្ទទៅអង្គភាពសិន')
  await page.getByRole('dialog').getByRole('button', { name: words.queue.keep }).click()
  await expect(page.getByText('រង់ចាំទូរសព្ទទៅអង្គភាពសិន')).toBeVisible()
  await page.getByRole('button', { name: words.queue.acceptOf(KAMPOT) }).click()
  await page.getByRole('dialog').getByRole('button', { name: words.queue.accept }).click()
  await expect(page.getByText(words.queue.accepted)).toBeVisible()
  await look(page, 'km', 'hq-22-queue-decided')
  await page.getByRole('link', { name: words.nav.search, exact: true }).click()
  const field = page.getByRole('textbox', { name: text.search.field })
  await field.fill(WAITING)
  await field.press('Enter')
  await expect(main.getByRole('listitem').filter({ hasText: KAMPOT }).first()).toBeVisible()
  await page.getByRole('button', { name: words.nav.leave }).click()

  await logIn(page, 'km', { name: 'chenda', code: new Authenticator(people.administrator).next() })
  await expect(page.getByText(words.stations.notForYou)).toBeVisible()
  await expect(main.getByRole('link')).toHaveCount(0)
  await page.getByRole('link', { name: words.nav.people, exact: true }).click()
  await page.getByRole('button', { name: words.people.add }).click()
  await page.getByRole('textbox', { name: words.people.name, exact: true }).fill('គឹម ស្រីមុំ')
  await page.getByRole('textbox', { name: words.people.logInName }).fill('sreymom')
  await page.getByRole('checkbox', { name: words.roles.administrator }).check()
  await page.getByRole('dialog').getByRole('button', { name: words.people.add }).click()
  await expect(page.locator('.field-problem')).toBeVisible()
  await look(page, 'km', 'hq-23-add-person')
  await page.getByRole('checkbox', { name: words.roles.administrator }).uncheck()
  await page.getByRole('dialog').getByRole('button', { name: words.people.add }).click()
  await expect(page.getByRole('dialog').locator('.secret-letters')).not.toBeEmpty()
  await look(page, 'km', 'hq-24-code')
  await page.getByRole('dialog').getByRole('button', { name: text.window.close }).last().click()
  await page.getByRole('button', { name: text.people.suspendOf('ហេង សុភាព') }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: text.people.suspendNow }).click()
  await expect(page.getByText(words.people.states.suspended)).toBeVisible()
  await look(page, 'km', 'hq-25-people')
  await page.getByRole('button', { name: words.nav.leave }).click()

  await logIn(page, 'km', { name: 'vanna', code: new Authenticator(people.reviewer).next() })
  await page.getByRole('link', { name: words.nav.audit }).click()
  const rows = main.getByRole('row')
  const said = (operation: string) => words.audit.own[operation] ?? ''
  await expect(
    rows.filter({ hasText: said('headquarters.search') }).filter({ hasText: WAITING }),
  ).toBeVisible()
  await expect(rows.filter({ hasText: said('headquarters.quarantine') })).toHaveCount(1)
  await expect(
    rows.filter({ hasText: said('headquarters.addPerson') }).filter({ hasText: 'sreymom' }),
  ).toBeVisible()
  await look(page, 'km', 'hq-26-audit')
  await speak(page, 'en')
  await look(page, 'en', 'hq-26-audit')
})
