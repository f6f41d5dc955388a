/** What somebody who reports is shown of what was written: words and nothing else. */
export type ReadBackPage = {
  readonly language: 'km' | 'en'
  readonly title: string
  /** What the person is asked: whether it is right. */
  readonly question: string
  readonly sections: readonly {
    readonly heading: string
    readonly lines: readonly { readonly label?: string | undefined; readonly text: string }[]
  }[]
}

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Writes a page as a document that runs nothing, leads nowhere and takes no input. Every word is text, whatever it holds. */
export function writeReadBackPage({ language, title, question, sections }: ReadBackPage): string {
  const parts = sections.map(({ heading, lines }) => {
    const rows = lines.map(({ label, text }) => {
      const name = label === undefined ? '' : `<dt>${escapeText(label)}</dt>`
      return `<div>${name}<dd dir="auto">${escapeText(text)}</dd></div>`
    })
    return `<section><h2>${escapeText(heading)}</h2><dl>${rows.join('')}</dl></section>`
  })
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeText(title)}</title><link rel="stylesheet" href="style.css"></head><body><main><h1>${escapeText(title)}</h1>${parts.join('')}<p class="question">${escapeText(question)}</p></main></body></html>`
}

/** The look of these pages: calm, large, and dark on light at any hour. */
export const READ_BACK_STYLE = `@font-face { font-family: Khmer; src: url(khmer.ttf); }
:root { color-scheme: light; }
body { margin: 0; background: #fbfaf7; color: #1d2733; font: 1.5rem/2 Khmer, 'Noto Sans', sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 2.5rem 2rem 5rem; }
h1 { font-size: 2rem; margin: 0 0 1.5rem; }
h2 { font-size: 1.35rem; color: #4a5a6a; border-bottom: 1px solid #d8d3c7; margin: 2.25rem 0 .75rem; }
dl { margin: 0; }
dl > div { margin: 0 0 .75rem; }
dt { font-size: 1.1rem; color: #5b6875; }
dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.question { font-size: 1.9rem; margin-top: 3rem; padding: 1rem 1.5rem; background: #e9f1ea; border-radius: .5rem; }
`

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
