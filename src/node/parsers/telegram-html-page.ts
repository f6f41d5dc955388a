import { Parser } from 'htmlparser2'
import type { FoundAttachment } from '#core/parsing/parsed-evidence.ts'
import { ParseStop } from './parser.ts'

/** One message as the page shows it. */
export type HtmlMessage = {
  readonly id: string
  readonly isService: boolean
  /** It follows one of the same sender, whose name is not repeated. */
  readonly isJoined: boolean
  readonly sender: string | undefined
  readonly forwardedFrom: string | undefined
  readonly dateTitle: string | undefined
  readonly replyTo: string | undefined
  readonly text: string
  /** Addresses behind its words. */
  readonly links: readonly string[]
  readonly attachments: readonly FoundAttachment[]
}

/** What one page holds. */
export type HtmlPage = {
  readonly title: string
  readonly messages: readonly HtmlMessage[]
  /** It held scripts beyond the one file that Telegram writes. */
  readonly hasActive: boolean
}

type Draft = { -readonly [Key in keyof HtmlMessage]: HtmlMessage[Key] } & {
  links: string[]
  attachments: FoundAttachment[]
}
type Place = 'sender' | 'forwarded' | 'text' | 'service' | 'title' | 'file-name' | 'date' | null
type Element = { readonly classes: ReadonlySet<string>; readonly place: Place; readonly isMessage: boolean }

const OWN_SCRIPT = 'js/script.js'
const VOID = new Set([
  'br',
  'img',
  'hr',
  'input',
  'meta',
  'link',
  'source',
  'wbr',
  'area',
  'base',
  'col',
  'embed',
  'param',
  'track',
])

/** Reads the messages of a page from the classes of its elements; nothing of the page is run, drawn or fetched. */
export function readTelegramHtml(html: string, maxDepth: number): HtmlPage {
  const reader = new PageReader(maxDepth)
  const parser = new Parser({
    onopentag: (name, attributes) => reader.open(name, attributes),
    ontext: (text) => reader.say(text),
    onclosetag: (name) => reader.close(name),
  })
  parser.write(html)
  parser.end()
  return reader.page()
}

class PageReader {
  readonly #maxDepth: number
  readonly #open: Element[] = []
  readonly #messages: HtmlMessage[] = []
  #draft: Draft | null = null
  #title = ''
  #sender = ''
  #forwarded = ''
  #fileName = ''
  #hasActive = false

  constructor(maxDepth: number) {
    this.#maxDepth = maxDepth
  }

  page(): HtmlPage {
    this.#finish()
    return { title: this.#title.trim(), messages: this.#messages, hasActive: this.#hasActive }
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'script' && attributes.src !== OWN_SCRIPT) this.#hasActive = true
    if (name === 'br') this.say('\n')
    if (VOID.has(name)) return
    if (this.#open.length >= this.#maxDepth) throw new ParseStop('parse/too-deep', { max: this.#maxDepth })
    const classes = new Set((attributes.class ?? '').split(/\s+/))
    const isMessage = name === 'div' && classes.has('message')
    if (isMessage) this.#begin(classes, attributes.id ?? '')
    this.#open.push({ classes, place: this.#placeOf(name, classes), isMessage })
    if (this.#draft !== null) this.#note(this.#draft, name, classes, attributes)
  }

  close(name: string): void {
    if (VOID.has(name)) return
    const element = this.#open.pop()
    if (element?.isMessage === true) this.#finish()
  }

  say(text: string): void {
    const place = this.#open.at(-1)?.place ?? null
    if (place === 'title') this.#title += text
    else if (this.#draft === null || place === null || place === 'date') return
    else if (place === 'sender') this.#sender += text
    else if (place === 'forwarded') this.#forwarded += text
    else if (place === 'file-name') this.#fileName += text
    else this.#draft.text += text
  }

  #placeOf(name: string, classes: ReadonlySet<string>): Place {
    const isIn = (wanted: string): boolean => this.#open.some((element) => element.classes.has(wanted))
    if (classes.has('date')) return 'date'
    if (classes.has('from_name')) return isIn('forwarded') ? 'forwarded' : 'sender'
    if (classes.has('title') && isIn('media_wrap')) return 'file-name'
    if (classes.has('text')) return isIn('page_header') ? 'title' : 'text'
    if (this.#draft?.isService === true && classes.has('details')) return 'service'
    if (name === 'div') return null
    return this.#open.at(-1)?.place ?? null
  }

  #begin(classes: ReadonlySet<string>, id: string): void {
    this.#finish()
    this.#draft = {
      id: id.replace(/^message/, ''),
      isService: classes.has('service'),
      isJoined: classes.has('joined'),
      sender: undefined,
      forwardedFrom: undefined,
      dateTitle: undefined,
      replyTo: undefined,
      text: '',
      links: [],
      attachments: [],
    }
  }

  #note(
    draft: Draft,
    name: string,
    classes: ReadonlySet<string>,
    attributes: Readonly<Record<string, string>>,
  ): void {
    const isForwarded = this.#open.some((element) => element.classes.has('forwarded'))
    if (classes.has('date') && !isForwarded && attributes.title !== undefined)
      draft.dateTitle ??= attributes.title
    if (name !== 'a' || attributes.href === undefined) return
    const { href } = attributes
    const reply = /#go_to_message(-?[0-9]{1,20})$/.exec(href)?.[1]
    if (reply !== undefined) draft.replyTo = reply
    else if (this.#open.some((element) => element.classes.has('media_wrap')))
      draft.attachments.push({ path: href })
    else if (!href.startsWith('#') && href !== '') draft.links.push(href)
  }

  #finish(): void {
    const draft = this.#draft
    if (draft === null) return
    this.#draft = null
    const [sender, forwardedFrom, name] = [this.#sender, this.#forwarded, this.#fileName].map((text) =>
      text.trim(),
    )
    this.#sender = ''
    this.#forwarded = ''
    this.#fileName = ''
    const [first, ...others] = draft.attachments
    const hasName = name !== undefined && name !== ''
    const attachments: FoundAttachment[] =
      first === undefined
        ? hasName
          ? [{ name, isMissing: true }]
          : []
        : [hasName ? { ...first, name } : first, ...others]
    this.#messages.push({
      ...draft,
      sender: sender === '' ? undefined : sender,
      forwardedFrom: forwardedFrom === '' ? undefined : forwardedFrom,
      text: draft.text.replace(/[ \t]*\n[ \t]*/g, '\n').trim(),
      attachments,
    })
  }
}
