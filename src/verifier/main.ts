import * as z from 'zod'
import type { PackageReport } from '#core/export/package-report.ts'
import { toKhmerDigits } from '#core/khmer/digits.ts'
import type { Language } from '#core/language.ts'
import { checkPackage } from './check-package.ts'
import { type ChosenFile, filesOfDrop, filesOfInput, placeByName } from './chosen-files.ts'
import { element } from './elements.ts'
import { fill } from './fill.ts'
import { showReport } from './show-report.ts'
import { TEXT_EN } from './text-en.ts'
import { type PageTexts, TEXT_KM } from './text-km.ts'
import './verify.css'

const TEXTS: { readonly [language in Language]: PageTexts } = { km: TEXT_KM, en: TEXT_EN }

const CHOOSES_FOLDERS = 'webkitdirectory' in HTMLInputElement.prototype

/** What the page is about just now. */
type State =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'working'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly report: PackageReport }
  | { readonly kind: 'unread' }

// The page's policy forbids code that is made while it runs.
z.config({ jitless: true })

// A page from abroad opens in the reader's language; everybody else's opens in Khmer.
let language: Language = navigator.language.startsWith('en') ? 'en' : 'km'
let state: State = { kind: 'waiting' }

function draw(): void {
  const text = TEXTS[language]
  document.documentElement.lang = language
  document.title = text.title
  const switchLanguage = element('button', 'language', text.otherLanguage)
  switchLanguage.lang = language === 'km' ? 'en' : 'km'
  switchLanguage.onclick = () => {
    language = language === 'km' ? 'en' : 'km'
    draw()
  }
  const head = element('header', '', element('h1', '', text.title), switchLanguage)
  document.body.replaceChildren(head, element('main', '', ...body(text)), showLimits(text))
}

function body(text: PageTexts): readonly HTMLElement[] {
  const intro = element('p', 'intro', text.intro)
  switch (state.kind) {
    case 'waiting':
      return [intro, showChooser(text)]
    case 'working': {
      const { done, total } = state
      const bar = element('progress', '')
      bar.max = Math.max(1, total)
      bar.value = done
      const said =
        total === 0 ? text.reading : fill(text.working, { done: megabytes(done), total: megabytes(total) })
      const line = element('p', 'working', said)
      line.setAttribute('role', 'status')
      return [intro, bar, line]
    }
    case 'unread': {
      const said = element('p', 'unread', text.unread)
      said.setAttribute('role', 'alert')
      return [said, intro, showChooser(text)]
    }
    case 'done': {
      const again = element('button', '', text.again)
      again.onclick = () => show({ kind: 'waiting' })
      const print = element('button', '', text.print)
      print.onclick = () => window.print()
      return [showReport(state.report, text, language), element('p', 'actions', again, print)]
    }
  }
}

function showChooser(text: PageTexts): HTMLElement {
  const folder = chooser(text.choose, 'folder')
  folder.input.webkitdirectory = true
  // A dialog for files reaches into one folder only: it stands in where a browser chooses no folders.
  const ways = CHOOSES_FOLDERS ? [folder.label] : [chooser(text.chooseFiles, 'files').label]
  return element('section', 'chooser', ...ways, element('p', '', text.drop))
}

function chooser(said: string, className: string) {
  const input = element('input', '')
  input.type = 'file'
  input.multiple = true
  input.onchange = () => {
    if (input.files !== null && input.files.length > 0) void check(filesOfInput(input.files))
  }
  return { input, label: element('label', className, said, input) }
}

function showLimits(text: PageTexts): HTMLElement {
  const lines = text.limitsList.map((line) => element('li', '', line))
  return element('footer', '', element('h3', '', text.limits), element('ul', '', ...lines))
}

async function check(files: readonly ChosenFile[]): Promise<void> {
  if (state.kind === 'working') return
  show({ kind: 'working', done: 0, total: 0 })
  let drawnAt = 0
  try {
    const report = await checkPackage(await placeByName(files), (done, total) => {
      const now = performance.now()
      if (now - drawnAt < 100) return
      drawnAt = now
      show({ kind: 'working', done, total })
    })
    show({ kind: 'done', report })
  } catch {
    // Whatever it was, nothing was shown to be right.
    show({ kind: 'unread' })
  }
}

function show(next: State): void {
  state = next
  draw()
}

function megabytes(bytes: number): string {
  const text = `${(bytes / 1_000_000).toFixed(1)} MB`
  return language === 'km' ? toKhmerDigits(text) : text
}

addEventListener('dragover', (event) => event.preventDefault())
addEventListener('drop', (event) => {
  event.preventDefault()
  const items = event.dataTransfer?.items
  if (items === undefined || state.kind === 'working') return
  void filesOfDrop(items).then(check)
})
draw()
