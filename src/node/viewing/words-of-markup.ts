import { Parser } from 'htmlparser2'

/** Elements whose content is never words. */
const SILENT: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'object',
  'iframe',
  'head',
])
const BREAKING: ReadonlySet<string> = new Set(
  'address article aside blockquote br caption dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table tbody td text th thead title tr tspan ul'.split(
    ' ',
  ),
)
/** Attributes that carry an address; what a page would fetch or open is written down, and nothing is fetched. */
const ADDRESSES: ReadonlySet<string> = new Set([
  'href',
  'src',
  'action',
  'background',
  'data',
  'poster',
  'xlink:href',
])
const MOST_ADDRESS_LENGTH = 300

/**
 * What a marked-up text says: its words in their order, with the addresses it names in angle brackets behind them. No layout, no
 * script, no style; nothing is fetched.
 */
export function wordsOfMarkup(markup: string): string {
  // In XML an element may close itself; read as HTML, everything behind `<script/>` would be its content.
  const isXml = /^\s*<(?:\?xml|svg)/i.test(markup)
  const said: string[] = []
  let silence = 0
  // The parser ends a document type at its first `>`; the end of its internal subset then seems to be words.
  let isInSubset = false
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (SILENT.has(name)) silence += 1
        if (BREAKING.has(name)) said.push('\n')
        for (const [attribute, value] of Object.entries(attributes)) {
          if (ADDRESSES.has(attribute) && value.trim() !== '')
            said.push(` <${value.slice(0, MOST_ADDRESS_LENGTH)}> `)
          else if (attribute === 'alt' && value.trim() !== '') said.push(`[${value}] `)
        }
      },
      onprocessinginstruction(name, data) {
        if (name.toLowerCase() === '!doctype') isInSubset = data.includes('[')
      },
      ontext(text) {
        if (silence !== 0 || (isInSubset && text.trim() === '')) return
        const words = isInSubset ? text.replace(/^\s*\]\s*>/, '') : text
        isInSubset = false
        said.push(words.replace(/[ \t\r\n]+/g, ' '))
      },
      onclosetag(name) {
        if (SILENT.has(name)) silence = Math.max(0, silence - 1)
        if (BREAKING.has(name)) said.push('\n')
      },
    },
    { xmlMode: isXml, decodeEntities: true, lowerCaseTags: !isXml },
  )
  parser.write(markup)
  parser.end()
  return said
    .join('')
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}
