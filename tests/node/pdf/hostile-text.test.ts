import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitHardLines } from '#core/khmer/line-break.ts'
import { FontSet } from '#node/pdf/fonts.ts'
import { Shaper } from '#node/pdf/shape-text.ts'
import { TextFlow } from '#node/pdf/text-flow.ts'
import { anyText } from '../../support/any-text.ts'
import { naughtyStrings } from '../../support/naughty-strings.ts'
import { propertyRuns } from '../../support/property-runs.ts'
import { draw, extractLines, findSyntaxFaults, treeOf, uncompress } from './pdf-desk.ts'

if (process.env.SLOW !== '1') console.info('more clusters than a font has codes: only with SLOW=1')

const fonts = new FontSet()
const shaper = new Shaper(fonts)

/** What is drawn for a text: letters of fonts, and boxes with code points. */
function marksOf(text: string): number[] {
  return shaper.shape(text, 'regular').flatMap((cluster) => (cluster.face === null ? [cluster.mark] : []))
}

/** The lines that a text is laid into. */
function layOut(text: string, widthPt: number): string[] {
  const span = { text, look: 'regular', sizePt: 10, colour: [0, 0, 0], arrangement: 'prose' } as const
  const flow = new TextFlow(
    { spans: [span], align: 'left', ascentPt: 10, descentPt: 5, language: 'km' },
    shaper,
  )
  const lines: string[] = []
  for (let line = flow.nextLine(widthPt); line !== null; line = flow.nextLine(widthPt)) lines.push(line.text)
  return lines
}

describe('text that nobody expected', () => {
  it('shows what fonts lack, and what would hide or turn text, as boxes with the code point', () => {
    expect(marksOf('A😀ᚠB')).toEqual([0x1f600, 0x16a0])
    expect(marksOf('a\u202egpj.exe\u2066\u200f')).toEqual([0x202e, 0x2066, 0x200f])
    expect(marksOf('a\u0000\u001b\u007f\u009fb')).toEqual([0, 0x1b, 0x7f, 0x9f])
    expect(marksOf('x\ud800y\udc00')).toEqual([0xd800, 0xdc00])
    expect(marksOf('\ufeffx\u{e0041}\uffff')).toEqual([0xfeff, 0xe0041, 0xffff])
  })

  it('shows nothing for the zero-width characters of ordinary Khmer and Latin text', () => {
    expect(marksOf('ភ្នំ\u200bពេញ ក\u200cខ ក\u200dខ \u00adsoft\u2060x')).toEqual([])
  })

  it('shows a text of nothing but invisible characters by their code points', () => {
    expect(marksOf('\u200b\u2060')).toEqual([0x200b, 0x2060])
  })

  it('takes Khmer from the Khmer fonts, Latin from the Latin one, and the em dash from whichever has it', () => {
    const faces = shaper.shape('កA—១1។', 'regular').map((cluster) => cluster.face?.name)
    expect(faces).toEqual(['khmer', 'latin', 'latin', 'khmer', 'latin', 'khmer'])
    expect(fonts.face('khmer').covers(0x2014)).toBe(false)
    expect(fonts.face('khmer-title').covers(0x200b)).toBe(false)
  })

  it('covers every character exactly once, whatever the text and the width', () => {
    fc.assert(
      fc.property(anyText(60), fc.integer({ min: 1, max: 200 }), (text, widthPt) => {
        for (const look of ['regular', 'title'] as const) {
          const clusters = shaper.shape(text.replace(/[\n\r\v\f\u0085\u2028\u2029]/g, ' '), look)
          let end = 0
          for (const cluster of clusters) {
            expect(cluster.start).toBe(end)
            expect(cluster.end).toBeGreaterThan(cluster.start)
            end = cluster.end
          }
          expect(end).toBe(text.length)
        }
        const typed = splitHardLines(text).map(({ start, end }) => text.slice(start, end))
        expect(layOut(text, widthPt).join('')).toBe(typed.join(''))
      }),
      propertyRuns(),
    )
  })

  it('draws the naughty strings without an error, a fault or a lost line', async () => {
    const texts = naughtyStrings().filter((text) => text.trim() !== '')
    const { bytes } = await draw(treeOf(texts.map((text) => ({ kind: 'paragraph', text }))))
    expect(findSyntaxFaults(bytes)).toBe('')
    const spans = uncompress(bytes).match(/\/ActualText <feff[0-9a-f]*>/g) ?? []
    const drawn = spans.map((span) => Buffer.from(span.slice(17, -1), 'hex').swap16().toString('utf16le'))
    const drawnText = drawn.filter((line) => !line.startsWith('ទំព័រទី')).join('')
    for (const text of texts) {
      for (const { start, end } of splitHardLines(text)) {
        const wellFormed = text
          .slice(start, end)
          .replace(/\p{Surrogate}/gu, '\ufffd')
          .replaceAll('\u001b', '\u241b')
        expect(drawnText).toContain(wellFormed)
      }
    }
  })

  it('gives markup back as the text it is', async () => {
    const texts = [
      '<script>alert(1)</script>',
      '{{7*7}} %n <%= x %>',
      '(unbalanced \\',
      '/Names [<feff>] >> endobj',
    ]
    const { bytes } = await draw(treeOf(texts.map((text) => ({ kind: 'paragraph', text }))))
    expect(extractLines(bytes)).toEqual(texts)
    expect(findSyntaxFaults(bytes)).toBe('')
  })

  it('keeps a name of 4,000 characters whole, with and without places to break', async () => {
    for (const name of ['ក្រ'.repeat(1334).slice(0, 4000), 'AVW'.repeat(1334).slice(0, 4000)]) {
      const { bytes, pages } = await draw(
        treeOf([
          {
            kind: 'table',
            columns: [
              { heading: 'ឈ្មោះ', width: { millimetres: 40 } },
              { heading: 'ខ', width: { share: 1 } },
            ],
            rows: [{ cells: [name, 'ខ'] }],
            whenEmpty: { km: 'គ្មាន', en: 'None' },
          },
        ]),
      )
      expect(pages).toBeGreaterThan(1)
      const lines = extractLines(bytes).filter((line) => line !== 'ខ' && !line.includes('ឈ្មោះ'))
      expect(lines.join('').replace(/ ?ខ$/, '')).toBe(name)
    }
  })

  // 71,874 clusters take ten seconds.
  it.runIf(process.env.SLOW === '1')(
    'still draws every glyph when a document has more clusters than a font has codes',
    async () => {
      const consonants = [...'កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ']
      const words: string[] = []
      for (const first of consonants) {
        for (const second of consonants) {
          for (const third of consonants) {
            for (const vowel of ['', 'ា']) words.push(`${first}្${second}${third}្${first}${vowel}`)
          }
        }
      }
      const text = words.map((word, index) => `${word}${index % 2 === 0 ? '\u200b' : ' '}`).join('')
      const { bytes } = await draw(treeOf([{ kind: 'paragraph', text }]))
      expect(findSyntaxFaults(bytes)).toBe('')
      expect(extractLines(bytes).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    },
  )
})
