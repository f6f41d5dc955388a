import type { Attachment } from 'postal-mime'
import { type BoundedMail, parseBoundedMail } from '../parsers/bounded-mail.ts'
import { NotReadable, type RoomBytes, readWhole } from './room-bytes.ts'
import { named, type Unpacked } from './unpack-entry.ts'
import { wordsOfMarkup } from './words-of-markup.ts'

const MOST_MAIL_BYTES = 64 * 1024 * 1024
const MOST_DEPTH = 32
const MOST_HEADERS = 500
const MOST_ATTACHMENTS = 500
const MOST_HEADER_LENGTH = 4000
/** Most characters of a letter that are shown at once; the source shows the rest. */
const MOST_LETTER_LENGTH = 500_000

/** A letter as it is shown: words only. */
export type Letter = {
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly subject: string
  readonly from: string
  readonly to: string
  readonly date: string
  readonly text: string
  /** The words were taken out of HTML, because the letter has no plain text. */
  readonly isFromMarkup: boolean
  readonly isCut: boolean
  readonly attachments: readonly {
    readonly name: string
    readonly type: string
    readonly sizeBytes: number
  }[]
}

/** Opens a letter of RFC 5322. Its HTML is reduced to words; its attachments are named and not opened until one is asked for. */
export async function openMail(bytes: RoomBytes): Promise<Letter> {
  const { mail, cutAt } = await parseMail(bytes)
  const isFromMarkup = (mail.text ?? '').trim() === '' && mail.html !== undefined
  const text = isFromMarkup ? wordsOfMarkup(mail.html ?? '') : (mail.text ?? '')
  const header = (key: string) =>
    mail.headers.find((one) => one.key === key)?.value.slice(0, MOST_HEADER_LENGTH) ?? ''
  return {
    headers: mail.headers.slice(0, MOST_HEADERS).map(({ originalKey, value }) => ({
      name: originalKey.slice(0, 200),
      value: value.slice(0, MOST_HEADER_LENGTH),
    })),
    subject: (mail.subject ?? '').slice(0, MOST_HEADER_LENGTH),
    from: addressesOf([mail.from]),
    to: addressesOf(mail.to ?? []),
    date: header('date'),
    text: text.slice(0, MOST_LETTER_LENGTH),
    isFromMarkup,
    isCut: cutAt !== null || text.length > MOST_LETTER_LENGTH,
    attachments: mail.attachments.slice(0, MOST_ATTACHMENTS).map((attachment) => ({
      name: nameOf(attachment).slice(0, 400),
      type: attachment.mimeType.slice(0, 200),
      sizeBytes: bytesOf(attachment).length,
    })),
  }
}

/** Takes out what is attached to a letter, by its place among the attachments. */
export async function unpackAttachment(bytes: RoomBytes, index: number): Promise<Unpacked> {
  const attachment = (await parseMail(bytes)).mail.attachments[index]
  if (attachment === undefined) throw new NotReadable('not-readable')
  return named(nameOf(attachment), bytesOf(attachment))
}

/** A mail that was forwarded as it is often has no name; as what it is shown follows from its ending. */
function nameOf({ filename, mimeType }: Attachment): string {
  return filename ?? (mimeType === 'message/rfc822' ? 'message.eml' : '')
}

function bytesOf({ content }: Attachment): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
}

async function parseMail(bytes: RoomBytes): Promise<BoundedMail> {
  const file = await readWhole(bytes, MOST_MAIL_BYTES)
  return await parseBoundedMail(file, MOST_DEPTH).catch(() => {
    throw new NotReadable('not-readable')
  })
}

type Addressed = { readonly name: string; readonly address?: string | undefined } | undefined

function addressesOf(people: readonly Addressed[]): string {
  return people
    .flatMap((person) => (person === undefined ? [] : [`${person.name} <${person.address ?? ''}>`.trim()]))
    .join(', ')
    .slice(0, MOST_HEADER_LENGTH)
}
