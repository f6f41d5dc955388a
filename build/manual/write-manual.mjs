import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { MANUAL_STYLE } from './manual-style.mjs'
import { escapeHtml, turnMarkdown } from './markdown.mjs'

/** The texts of the manual, each a page, in the order in which they are read. */
const PAGES = /** @type {const} */ ([
  { name: 'km', language: 'km' },
  { name: 'en', language: 'en' },
  { name: 'command-line', language: 'en' },
])
const LANGUAGES = { km: 'ខ្មែរ', en: 'English' }
const CONTENTS = { km: 'មាតិកា', en: 'Contents' }
const FONTS = {
  'battambang.ttf': '@expo-google-fonts/battambang/400Regular/Battambang_400Regular.ttf',
  'battambang-bold.ttf': '@expo-google-fonts/battambang/700Bold/Battambang_700Bold.ttf',
  'noto-sans.ttf': '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  'noto-sans-bold.ttf': '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
}

/**
 * Writes the manual as pages that open from any folder, with the pictures that the browser tests took. Nothing is written when a picture
 * or a page that a text names is not there.
 *
 * @param {{ root: string, texts: string, out: string, fonts?: string }} folders
 * @returns {{ isWhole: true, pages: number, pictures: number } | { isWhole: false, missing: readonly string[] }}
 */
export function writeManual({ root, texts, out, fonts = join(root, 'node_modules') }) {
  /** @type {Map<string, string>} */
  const pictures = new Map()
  /** @type {Set<string>} */
  const missing = new Set()
  const pages = PAGES.map((page) => {
    const source = readFileSync(join(texts, `${page.name}.md`), 'utf8')
    const turned = turnMarkdown(source, {
      linkTo: (address) => linkTo(address, texts, missing),
      pictureAt: (address) => {
        const path = join(texts, address)
        // A picture keeps its folder, which says language and colours.
        const place = join('pictures', relative(dirname(dirname(path)), path))
        if (existsSync(path)) pictures.set(place, path)
        else missing.add(`${relative(root, path)} (docs/manual/${page.name}.md)`)
        return place.split('\\').join('/')
      },
    })
    return { ...page, turned }
  })
  if (missing.size > 0) return { isWhole: false, missing: [...missing] }
  rmSync(out, { recursive: true, force: true })
  mkdirSync(join(out, 'fonts'), { recursive: true })
  for (const [name, path] of Object.entries(FONTS)) copyFileSync(join(fonts, path), join(out, 'fonts', name))
  writeFileSync(join(out, 'manual.css'), MANUAL_STYLE)
  for (const [place, path] of pictures) {
    mkdirSync(dirname(join(out, place)), { recursive: true })
    copyFileSync(path, join(out, place))
  }
  for (const page of pages) writeFileSync(join(out, `${page.name}.html`), pageOf(page))
  writeFileSync(
    join(out, 'index.html'),
    '<!doctype html><html lang="km"><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=km.html"><title>Samnum</title><a href="km.html">ខ្មែរ</a> <a href="en.html">English</a></html>\n',
  )
  return { isWhole: true, pages: pages.length, pictures: pictures.size }
}

/**
 * @param {string} address
 * @param {string} texts
 * @param {Set<string>} missing
 */
function linkTo(address, texts, missing) {
  const [file = '', anchor] = address.split('#')
  const of = anchor === undefined ? '' : `#${anchor}`
  if (file === '' || /^[a-z]+:/.test(file)) return address
  const page = PAGES.find(({ name }) => file === `${name}.md`)
  if (page !== undefined) return `${page.name}.html${of}`
  // Papers for whoever writes programs stand beside the manual and are not part of it.
  if (!existsSync(join(texts, file))) missing.add(`${file} (a link to a page that is not there)`)
  return null
}

/** @param {{ name: string, language: 'km' | 'en', turned: import('./markdown.mjs').Turned }} page */
function pageOf({ name, language, turned: { html, headings } }) {
  const title = headings.find(({ level }) => level === 1)?.text ?? 'Samnum'
  const contents = headings
    .filter(({ level }) => level === 2)
    .map(({ id, text }) => `<li><a href="#${id}">${escapeHtml(text.replaceAll('`', ''))}</a></li>`)
  const languages = Object.entries(LANGUAGES).map(([code, words]) => {
    const here = code === name ? ' aria-current="page"' : ''
    return `<li><a href="${code}.html" lang="${code}"${here}>${words}</a></li>`
  })
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'self' file:; font-src 'self' file:">
<title>${escapeHtml(title.replaceAll('`', ''))}</title>
<link rel="stylesheet" href="manual.css">
</head>
<body>
<div class="book">
<nav class="contents" aria-label="${CONTENTS[language]}">
<ul class="languages">${languages.join('')}</ul>
<ol>
${contents.join('\n')}
</ol>
</nav>
<main>
${html}
</main>
</div>
</body>
</html>
`
}
