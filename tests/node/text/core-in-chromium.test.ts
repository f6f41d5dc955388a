import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { build } from 'vite'
import { describe, expect, it } from 'vitest'
import { naughtyStrings } from '../../support/naughty-strings.ts'
import { coreOutputs } from './core-outputs.ts'

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const browser = process.env.SAMNUM_CHROMIUM ?? browsers.find((path) => existsSync(path))
if (browser === undefined)
  console.warn('skipped: no Chromium, so core is not compared between Chromium and Node')

const KHMER = [
  'ស្ត្រី',
  'ស\u17d2រ\u17d2តី',
  'ភ្នំ\u200bពេញ',
  'ឫស្សីកែវ',
  'លេខ ០១២ ៣៤៥ ៦៧៨',
  '១.៥០០.០០០៛',
  'ក្រុងព្រះសីហនុ',
  'កោះកុង',
  'កំពង់ចាម',
]
const IDENTIFIERS = [
  '+855 (0)12 345 678',
  '@Sok_Dara',
  'https://www.facebook.com/Sok.Dara.55',
  'hxxps://ហាង[.]example/%e1',
  '2001:DB8:0:0:1::1',
  'Sok@Mail.Example',
  '490154203237518',
  '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
]

/** Bundles {@link coreOutputs} as one script that sets a global of that name. */
async function bundleCore(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('core-outputs.ts', import.meta.url)),
        formats: ['iife'],
        name: 'samnumCore',
      },
    },
  })
  const [bundle] = Array.isArray(built) ? built : [built]
  if (bundle === undefined || !('output' in bundle)) throw new Error('vite made no bundle')
  return bundle.output[0].code
}

describe('core', () => {
  it.skipIf(browser === undefined)(
    'writes, sorts, folds and reads the same in Chromium, which has no Khmer locale, as in Node',
    async () => {
      const texts = [...KHMER, ...IDENTIFIERS, ...naughtyStrings()]
      const running = await chromium.launch({
        ...(browser === undefined ? {} : { executablePath: browser }),
        args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      })
      try {
        const page = await running.newPage()
        await page.addScriptTag({ content: await bundleCore() })
        const inChromium = await page.evaluate((lines) => {
          const { samnumCore } = globalThis as unknown as {
            samnumCore: { coreOutputs(texts: readonly string[]): readonly string[] }
          }
          return [...samnumCore.coreOutputs(lines)]
        }, texts)
        expect(inChromium).toEqual(coreOutputs(texts))
        expect(inChromium.length).toBeGreaterThan(5_000)
      } finally {
        await running.close()
      }
    },
  )
})
