import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { askEngine } from './ask-engine.ts'
import { look } from './look.ts'
import { officerWithMouse, setUpVault } from './officer.ts'
import { openCase } from './station-steps.ts'
import { expect, TEXTS, test } from './workstation.ts'

const IS_SLOW = process.env.SLOW === '1'
const ROWS = IS_SLOW ? 100_000 : 1_500
const AT_ONCE = 500
/** More than a window of any size needs, and far fewer than there are. */
const MOST_DRAWN = 200

test(`a table of ${ROWS} rows draws those in sight`, async ({ workstation }, testInfo) => {
  test.setTimeout(IS_SLOW ? 30 * 60_000 : 5 * 60_000)
  const { page } = workstation
  const officer = officerWithMouse('km')
  const text = TEXTS.km
  const say = (what: string, frames: Frames) => {
    const said = `${what}, ${ROWS} rows: ${frames.perSecond} frames a second, the slowest of twenty took ${frames.slowMs} ms`
    testInfo.annotations.push({ type: 'frames', description: said })
    process.stdout.write(`${said}\n`)
  }
  await setUpVault(workstation, officer)
  const address = await openCase(page, officer, 'គណនីពីការឆែកឆេរ')
  const caseId = address.split('/').at(-1) ?? ''
  let middle = ''
  for (let from = 0; from < ROWS; from += AT_ONCE) {
    const identifiers = Array.from({ length: AT_ONCE }, (_, index) => {
      return { kind: 'bank-account', value: accountOf(from + index) } as const
    })
    const [noted] = await askEngine(workstation, 'identifier.note', [
      { case: caseId, identifiers, seenIn: { kind: 'words', text: 'បញ្ជី' } },
    ])
    if (from <= ROWS / 2) middle = noted?.identifierIds[0] ?? ''
  }
  const table = page.locator('table[aria-rowcount]')
  const drawn = () => table.locator('tbody:not(.table-gap) tr').count()
  const goTo = (hash: string) =>
    page.evaluate((to) => {
      location.hash = to
    }, hash)

  await goTo(`${address}/identifiers`)
  await expect(table).toHaveAttribute('aria-rowcount', String(ROWS + 1))
  await expect(page.getByText(accountOf(0), { exact: true })).toBeVisible()
  expect(await drawn()).toBeLessThan(MOST_DRAWN)
  say('identifiers', await scrollFrames(page, null))
  await look(page, 'km', '240-long-table')

  // What has the focus stays there, however far away somebody scrolls.
  await page.evaluate(() => scrollTo(0, 0))
  const withdraw = page.getByRole('button', { name: new RegExp(`${accountOf(0)}$`) })
  await withdraw.focus()
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  await expect(page.getByText(accountOf(ROWS - 1), { exact: true })).toBeVisible()
  await expect(withdraw).toBeFocused()
  expect(await drawn()).toBeLessThan(MOST_DRAWN)
  // The last row is the last of the table, where it is said to be.
  await expect(table.locator(`tr[aria-rowindex="${ROWS + 1}"]`)).toContainText(accountOf(ROWS - 1))

  // A search hit leads to a row that was not drawn before.
  await goTo(`${address}/identifiers/${middle}`)
  await expect(page.locator(`[data-things~="${middle}"]`)).toBeFocused()
  await expect(page.locator(`[data-things~="${middle}"]`)).toBeInViewport()

  await goTo(`${address}/history`)
  await expect(table).toBeVisible()
  expect(await drawn()).toBeLessThan(MOST_DRAWN)
  say('history', await scrollFrames(page, null))

  // The same of a table among the evidence.
  const csv = join(workstation.desktopFolder, 'statement.csv')
  const lines = Array.from(
    { length: ROWS },
    (_, index) => `${accountOf(index)},2026-11-${(index % 28) + 1},${index}.50`,
  )
  await writeFile(csv, `account,day,amount\n${lines.join('\n')}\n`)
  await goTo(`${address}/exhibits`)
  await workstation.host.chooseFiles([csv], () =>
    page.getByRole('button', { name: text.exhibits.choose }).click(),
  )
  await page
    .getByRole('button', { name: new RegExp(`^${text.viewer.open} `) })
    .first()
    .click()
  await page.locator('.viewer-scroll-table').waitFor()
  expect(await page.locator('.cell-table tbody tr').count()).toBeLessThan(1_000)
  say('table of an exhibit', await scrollFrames(page, '.viewer-scroll-table'))
})

type Frames = { readonly perSecond: number; readonly slowMs: number }

/** Scrolls for three seconds, a little in each frame, and counts the frames. Nothing is decided by them. */
function scrollFrames(page: Page, selector: string | null): Promise<Frames> {
  return page.evaluate(async (scrolled) => {
    const frame = scrolled === null ? document.documentElement : document.querySelector(scrolled)
    const times: number[] = []
    await new Promise<void>((resolve) => {
      const step = (now: number) => {
        times.push(now)
        frame?.scrollBy(0, 40)
        if (now - (times[0] ?? now) < 3_000) requestAnimationFrame(step)
        else resolve()
      }
      requestAnimationFrame(step)
    })
    const tookMs = times.slice(1).map((time, index) => time - (times[index] ?? time))
    const sorted = tookMs.toSorted((a, b) => a - b)
    return {
      perSecond: Math.round((1000 * tookMs.length) / ((times.at(-1) ?? 0) - (times[0] ?? 0))),
      slowMs: Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0),
    }
  }, selector)
}

function accountOf(index: number): string {
  return String(700_000_000 + index)
}
