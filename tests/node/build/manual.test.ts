import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { turnMarkdown } from '../../../build/manual/markdown.mjs'
import { writeManual } from '../../../build/manual/write-manual.mjs'

const ROOT = resolve(import.meta.dirname, '../../..')
const WAYS = { linkTo: (address: string) => address, pictureAt: (address: string) => `p/${address}` }

describe('a text of the manual', () => {
  test('becomes headings, paragraphs, lists, tables, code and pictures', () => {
    const { html, headings, pictures } = turnMarkdown(
      [
        '# Samnum',
        'One *line* and',
        'another with `code *whole*` and a [link](en.md).',
        '',
        '- first',
        '  and more',
        '- second',
        '',
        '1. one',
        '',
        '| a | b |',
        '|---|---|',
        '| `x` | y |',
        '',
        '![The list](list.png)',
        '',
        '```json',
        '{ "a": "<b>" }',
        '```',
      ].join('\n'),
      WAYS,
    )
    expect(headings).toEqual([{ level: 1, id: 'samnum', text: 'Samnum' }])
    expect(pictures).toEqual(['list.png'])
    expect(html).toContain(
      '<p>One <em>line</em> and another with <code>code *whole*</code> and a <a href="en.md">link</a>.</p>',
    )
    expect(html).toContain('<ul>\n<li>first and more</li>\n<li>second</li>\n</ul>')
    expect(html).toContain('<ol>\n<li>one</li>\n</ol>')
    expect(html).toContain('<tbody><tr><td><code>x</code></td><td>y</td></tr></tbody>')
    expect(html).toContain('<img src="p/list.png" alt="The list">')
    expect(html).toContain('<pre><code>{ &quot;a&quot;: &quot;&lt;b&gt;&quot; }</code></pre>')
  })

  test('that holds markup shows it as text, and its headings have names of their own', () => {
    const { html, headings } = turnMarkdown('## ពណ៌ និងទំហំ\n\n<script>x</script> 5*3*2\n\n## ពណ៌ និងទំហំ', WAYS)
    expect(html).not.toContain('<script>')
    expect(html).toContain('5*3*2')
    expect(headings.map(({ id }) => id)).toEqual(['ពណ៌-និងទំហំ', 'ពណ៌-និងទំហំ--2'])
  })
})

describe('the manual', () => {
  let root: string
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'samnum-manual-'))
    await mkdir(join(root, 'docs/manual'), { recursive: true })
    await mkdir(join(root, 'artifacts/screenshots/km-light'), { recursive: true })
    await writeFile(join(root, 'artifacts/screenshots/km-light/cases.png'), 'a picture')
    await write(
      'km',
      '# សៀវភៅ\n\n![បញ្ជី](../../artifacts/screenshots/km-light/cases.png)\n\n[en](en.md#first)',
    )
    await write('en', '# Manual\n\n## First')
    await write('command-line', '# `samnum`\n\nSee [the format](../format.md).')
    await writeFile(join(root, 'docs/format.md'), '# Format')
  })
  afterEach(() => rm(root, { recursive: true, force: true }))

  const write = (name: string, text: string) => writeFile(join(root, 'docs/manual', `${name}.md`), text)
  const make = () =>
    writeManual({
      root,
      texts: join(root, 'docs/manual'),
      out: join(root, 'artifacts/manual'),
      fonts: join(ROOT, 'node_modules'),
    })

  test('opens from a folder, with its pictures and fonts beside it and nothing from elsewhere', async () => {
    expect(make()).toEqual({ isWhole: true, pages: 3, pictures: 1 })
    const out = join(root, 'artifacts/manual')
    const page = await readFile(join(out, 'km.html'), 'utf8')
    expect(page).toContain('<html lang="km">')
    expect(page).toContain('src="pictures/km-light/cases.png"')
    expect(page).toContain('href="en.html#first"')
    expect(await readFile(join(out, 'pictures/km-light/cases.png'), 'utf8')).toBe('a picture')
    expect(await readdir(join(out, 'fonts'))).toHaveLength(4)
    expect(await readFile(join(out, 'command-line.html'), 'utf8')).toContain('<p>See the format.</p>')
    for (const name of ['km', 'en', 'command-line', 'index'])
      expect(await readFile(join(out, `${name}.html`), 'utf8')).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
  })

  test('names every picture and page that is missing, and writes nothing then', async () => {
    await write('en', '# M\n\n![a](../../artifacts/screenshots/en-light/gone.png)\n\n[there](nowhere.md)')
    const written = make()
    expect(written).toMatchObject({ isWhole: false })
    if (written.isWhole) return
    expect(written.missing.join('\n')).toContain(
      'artifacts/screenshots/en-light/gone.png (docs/manual/en.md)',
    )
    expect(written.missing.join('\n')).toContain('nowhere.md')
    await expect(readdir(join(root, 'artifacts/manual'))).rejects.toThrow('ENOENT')
  })
})
