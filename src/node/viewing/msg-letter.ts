import { createRequire } from 'node:module'
import type { FieldsData } from '@kenjiuno/msgreader'
import { findCompoundDamage } from '../parsers/compound-file.ts'
import { withSoundTypes } from '../parsers/msg-fields.ts'
import type { Letter } from './mail-letter.ts'
import { NotReadable, type RoomBytes, readWhole } from './room-bytes.ts'
import { named, type Unpacked } from './unpack-entry.ts'
import { wordsOfMarkup } from './words-of-markup.ts'

const MOST_MSG_BYTES = 64 * 1024 * 1024
const MOST_LETTER_LENGTH = 500_000

// The package is CommonJS whose default export stands under `default`.
const loaded = createRequire(import.meta.url)('@kenjiuno/msgreader') as {
  readonly default: new (
    file: ArrayBuffer,
  ) => {
    getFileData(): FieldsData
    getAttachment(index: number): { readonly fileName: string; readonly content: Uint8Array }
  }
}

/** Opens a letter as Outlook saves it ([MS-OXMSG]). Attachments are named and not opened. */
export async function openMsg(bytes: RoomBytes): Promise<Letter> {
  const file = await readMsg(bytes)
  try {
    const mail = withSoundTypes(new loaded.default(new Uint8Array(file).buffer).getFileData())
    const isFromMarkup = (mail.body ?? '').trim() === '' && mail.html !== undefined
    const text = isFromMarkup ? wordsOfMarkup(new TextDecoder().decode(mail.html)) : (mail.body ?? '')
    const people = mail.recipients ?? []
    return {
      headers: headersOf(mail.headers ?? ''),
      subject: (mail.subject ?? '').slice(0, 4000),
      from: `${mail.senderName ?? ''} <${mail.senderSmtpAddress ?? mail.senderEmail ?? ''}>`.slice(0, 4000),
      to: people
        .map(({ name, smtpAddress, email }) => `${name ?? ''} <${smtpAddress ?? email ?? ''}>`)
        .join(', ')
        .slice(0, 4000),
      date: (mail.messageDeliveryTime ?? mail.clientSubmitTime ?? '').slice(0, 200),
      text: text.slice(0, MOST_LETTER_LENGTH),
      isFromMarkup,
      isCut: text.length > MOST_LETTER_LENGTH,
      attachments: (mail.attachments ?? []).slice(0, 500).map((one) => ({
        name: (one.fileName ?? one.name ?? '').slice(0, 400),
        type: (one.attachMimeTag ?? '').slice(0, 200),
        sizeBytes: one.contentLength ?? 0,
      })),
    }
  } catch {
    throw new NotReadable('not-readable')
  }
}

/** Takes out what is attached to a letter, by its place among the attachments. */
export async function unpackMsgAttachment(bytes: RoomBytes, index: number): Promise<Unpacked> {
  const file = await readMsg(bytes)
  try {
    const reader = new loaded.default(new Uint8Array(file).buffer)
    reader.getFileData()
    const { fileName, content } = reader.getAttachment(index)
    return named(fileName, content)
  } catch (cause) {
    throw cause instanceof NotReadable ? cause : new NotReadable('not-readable')
  }
}

async function readMsg(bytes: RoomBytes): Promise<Uint8Array> {
  const file = await readWhole(bytes, MOST_MSG_BYTES)
  if (findCompoundDamage(file) !== null) throw new NotReadable('not-readable')
  return file
}

function headersOf(raw: string): Letter['headers'] {
  const headers: { name: string; value: string }[] = []
  for (const line of raw.slice(0, 1_000_000).split(/\r?\n(?![ \t])/)) {
    const at = line.indexOf(':')
    if (at > 0 && headers.length < 500)
      headers.push({
        name: line.slice(0, at).slice(0, 200),
        value: line
          .slice(at + 1)
          .trim()
          .slice(0, 4000),
      })
  }
  return headers
}
