import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import type { Language } from '#core/language.ts'
import { ROOT } from './choose-host.ts'
import { expect } from './workstation.ts'

const FOLDER = join(ROOT, 'artifacts/screenshots')
const LAPTOP = { width: 1366, height: 768 }
// A laptop at 200 %: half as many pixels each way (WCAG 2.2, 1.4.4).
const ZOOMED = { width: 683, height: 384 }
const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** The rules among them whose answer hangs on a colour. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']

/**
 * Looks at the screen that is open, in both colours: takes its pictures, has axe judge it, and sees that nothing runs out of the
 * window at 200 %. Words that are in the wrong language are found by the caller's language.
 */
export async function look(page: Page, language: Language, name: string): Promise<void> {
  for (const colours of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: colours, reducedMotion: 'reduce' })
    const folder = join(FOLDER, `${language}-${colours}`)
    mkdirSync(folder, { recursive: true })
    await page.screenshot({ path: join(folder, `${name}.png`) })
    // The frame that plays evidence lets no script in, not even the one that would judge it.
    // Legacy mode judges in the page itself. The other opens one more page for every look, which takes as long as the judging; it alone
    // sees into frames, of which there is no other.
    await expect(page.locator('iframe:not(.media-frame)')).toHaveCount(0)
    const judge = new AxeBuilder({ page })
      .options({ resultTypes: ['violations'] })
      .setLegacyMode(true)
      .exclude('.media-frame')
    // The second time the same page stands there in other colours: only what they decide is judged again.
    const { violations } = await (colours === 'light'
      ? judge.withTags(WCAG_22_AA)
      : judge.withRules(OF_COLOURS)
    ).analyze()
    const found = violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, any }) => `${html} (${any[0]?.message ?? ''})`).join(' | ')}`,
    )
    expect(found, `axe on ${name} in ${language}, ${colours}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await lookZoomed(page, language, name)
}

async function lookZoomed(page: Page, language: Language, name: string): Promise<void> {
  await page.setViewportSize(ZOOMED)
  const folder = join(FOLDER, `${language}-zoomed`)
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow, `${name} in ${language} fits at 200 %`).toBeLessThanOrEqual(0)
  await page.setViewportSize(LAPTOP)
}
