import type { FoundAttachment } from '#core/parsing/parsed-evidence.ts'

/** What follows the stamp of an entry. */
export type WhatsappBody = {
  readonly kind: 'text' | 'system' | 'call'
  readonly sender: string | undefined
  /** As it stands, direction marks included. */
  readonly body: string
  readonly attachments: readonly FoundAttachment[]
}

const MARKS = /^[\u200e\u200f\u202a-\u202e\u2066-\u2069]+|[\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/g
/** A name never holds a line's end; quotation marks belong to notices about a group's subject. */
const SENDER = /^([^:\n"“”«»]{1,100}?)\s?: ?/u
/** iPhone: `<attached: 00000012-PHOTO-2026-03-15.jpg>`, in the phone's language. */
const ATTACHED = /^\u200e?<[^<>:：]{2,60}[:：]\s?([^<>\n]{1,255})>/u
/** Android: `IMG-20260315-WA0001.jpg (file attached)`, in the phone's language. */
const FILE_ATTACHED = /^\u200e?([^\n()<>]{1,200}\.[A-Za-z0-9]{2,5}) \([^()\n]{3,80}\)(?:\n|$)/u
/** Android: `<Media omitted>`, in the phone's language. */
const OMITTED = /^\u200e?<[^<>:\n]{3,60}>$/u
/** iPhone: `image omitted`. The words differ; the mark before them does not. */
const IMAGE_OMITTED =
  /^\u200e(?=[^\n]{3,60}$)[^\n]*(?:omitted|omiti|absent|weggelassen|omess|weggelaten|ausgelassen|忽略|省略|생략|ไม่ได้|bỏ qua|مستبعد|تم استبعاد|пропущен|dihilangkan|លុប)/iu

/** Reads who says what, and which files go with it. An entry without a sender is a notice of WhatsApp itself. */
export function readWhatsappBody(text: string): WhatsappBody {
  const match = SENDER.exec(text)
  if (match === null) return { kind: 'system', sender: undefined, body: text, attachments: [] }
  const sender = (match[1] ?? '').replace(MARKS, '').trim()
  const body = text.slice(match[0].length)
  if (sender === '') return { kind: 'system', sender: undefined, body: text, attachments: [] }
  const attachments = attachmentsOf(body)
  // What an iPhone writes itself begins with a mark: a file, or a notice in the group's name.
  const isNotice = attachments.length === 0 && body.startsWith('\u200e')
  return { kind: isNotice ? 'system' : 'text', sender, body, attachments }
}

function attachmentsOf(body: string): readonly FoundAttachment[] {
  const name = (ATTACHED.exec(body) ?? FILE_ATTACHED.exec(body))?.[1]?.trim()
  if (name !== undefined) return [{ name, path: name }]
  if (OMITTED.test(body) || IMAGE_OMITTED.test(body)) return [{ isMissing: true }]
  return []
}
