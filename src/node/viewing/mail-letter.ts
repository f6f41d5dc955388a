import PostalMime from 'postal-mime'
import { NotReadable, type RoomBytes, readWhole } from './room-bytes.ts'
import { wordsOfMarkup } from './words-of-markup.ts'

const MOST_MAIL_BYTES = 64 * 1024 * 1024
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

/** Opens a letter of RFC 5322. Its HTML is reduced to words; its attachments are named and not opened. */
export async function openMail(bytes: RoomBytes): Promise<Letter> {
  const file = await readWhole(bytes, MOST_MAIL_BYTES)
  const mail = await PostalMime.parse(file, { maxNestingDepth: 32 }).catch(() => {
    throw new NotReadable('not-readable')
  })
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
    isCut: text.length > MOST_LETTER_LENGTH,
    attachments: mail.attachments.slice(0, MOST_ATTACHMENTS).map(({ filename, mimeType, content }) => ({
      name: (filename ?? '').slice(0, 400),
      type: mimeType.slice(0, 200),
      sizeBytes: typeof content === 'string' ? content.length : content.byteLength,
    })),
  }
}

type Addressed = { readonly name: string; readonly address?: string | undefined } | undefined

function addressesOf(people: readonly Addressed[]): string {
  return people
    .flatMap((person) => (person === undefined ? [] : [`${person.name} <${person.address ?? ''}>`.trim()]))
    .join(', ')
    .slice(0, MOST_HEADER_LENGTH)
}
