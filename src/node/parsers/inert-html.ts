import { Parser } from 'htmlparser2'
import { wordsOfMarkup } from '../viewing/words-of-markup.ts'

/** What of an HTML text can be kept: its words. */
export type InertHtml = {
  readonly text: string
  /** It held scripts, forms, frames or handlers, which are gone. */
  readonly hasActive: boolean
  /** It would fetch something from elsewhere when shown as a page. */
  readonly hasRemote: boolean
}

const ACTIVE: ReadonlySet<string> = new Set([
  'script',
  'form',
  'iframe',
  'object',
  'embed',
  'applet',
  'meta',
  'base',
  'link',
])
const FETCHING: ReadonlySet<string> = new Set(['src', 'background', 'poster', 'srcset', 'data'])
const REMOTE = /^\s*(?:https?:|ftp:|\/\/)/i

/** Reduces HTML to its words. Nothing of it is run, drawn or fetched; what it would have done is said. */
export function makeInert(html: string): InertHtml {
  let hasActive = false
  let hasRemote = false
  const parser = new Parser({
    onopentag(name, attributes) {
      if (ACTIVE.has(name) && name !== 'meta') hasActive = true
      if (name === 'meta' && /refresh/i.test(attributes['http-equiv'] ?? '')) hasActive = true
      for (const [attribute, value] of Object.entries(attributes)) {
        if (attribute.startsWith('on') || /^\s*javascript:/i.test(value)) hasActive = true
        if (FETCHING.has(attribute) && REMOTE.test(value)) hasRemote = true
        if (attribute === 'style' && /url\s*\(/i.test(value)) hasRemote = true
      }
    },
  })
  parser.write(html)
  parser.end()
  return { text: wordsOfMarkup(html), hasActive, hasRemote }
}
