import { createRequire } from 'node:module'
import type { FieldsData } from '@kenjiuno/msgreader'
import { parseIdentifier } from '#core/identifiers/identifier.ts'
import type { FoundAttachment, FoundParty, Position } from '#core/parsing/parsed-evidence.ts'
import { sha256Hex } from '../crypto/primitives.ts'
import { addIdentifiers } from './add-identifiers.ts'
import { findCompoundDamage } from './compound-file.ts'
import { isHostileName } from './eml.ts'
import { makeInert } from './inert-html.ts'
import { readMailHeaders } from './mail-headers.ts'
import { mailTime } from './mail-time.ts'
import { withSoundTypes } from './msg-fields.ts'
import { type EvidenceWriter, type Parser, ParseStop } from './parser.ts'

const MAX_BYTES = 96 * 1024 * 1024
const MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const EXCHANGE = /^\/o=/i

/** What of the package is used. */
type MsgReader = {
  parserConfig?: { readonly ansiEncoding: string }
  getFileData(): FieldsData
  getAttachment(attachment: FieldsData): { readonly content: Uint8Array }
}

// The package is CommonJS whose default export stands under `default`.
const require = createRequire(import.meta.url)
const Reader = (require('@kenjiuno/msgreader') as { readonly default: new (file: ArrayBuffer) => MsgReader })
  .default
// It loads its tables of encodings when it first meets one, which is after this process gave up reading files.
const iconv = createRequire(require.resolve('@kenjiuno/msgreader'))('iconv-lite') as {
  encodingExists(name: string): boolean
}
const ENCODINGS = [
  'utf-16le',
  'utf-8',
  'windows-1252',
  'windows-1258',
  'windows-874',
  'cp932',
  'cp936',
  'cp949',
  'cp950',
]
for (const encoding of ENCODINGS) iconv.encodingExists(encoding)

/** Reads a mail as Outlook saves it ([MS-OXMSG]). */
export const msgParser: Parser = {
  name: 'msg',
  version: '1',
  options: ['encoding'],
  async parse({ evidence, options, out }) {
    const { encoding } = options
    if (encoding !== undefined && !ENCODINGS.includes(encoding))
      throw new ParseStop('parse/option-wrong', { option: 'encoding' })
    const bytes = await evidence.readAll(MAX_BYTES)
    if (!MAGIC.every((byte, index) => bytes[index] === byte)) throw new ParseStop('parse/not-this-kind')
    const { reader, mail } = openMail(bytes, encoding)
    const position: Position = { kind: 'bytes', offset: 0, length: evidence.sizeBytes }
    writeHeaders(out, mail, position)
    writeMail(out, reader, mail, position)
    return undefined
  },
}

type OpenMail = { readonly reader: MsgReader; readonly mail: FieldsData }

function openMail(bytes: Uint8Array, encoding: string | undefined): OpenMail {
  if (findCompoundDamage(bytes) !== null) throw new ParseStop('parse/container-damaged')
  let mail: FieldsData
  const reader = new Reader(new Uint8Array(bytes).buffer)
  if (encoding !== undefined) reader.parserConfig = { ansiEncoding: encoding }
  try {
    mail = withSoundTypes(reader.getFileData())
  } catch {
    throw new ParseStop('parse/malformed')
  }
  if (mail.error !== undefined) throw new ParseStop('parse/not-this-kind')
  const isMail = [mail.subject, mail.body, mail.senderName, mail.messageClass, mail.headers].some(
    (field) => field !== undefined,
  )
  if (!isMail) throw new ParseStop('parse/not-this-kind')
  return { reader, mail }
}

function writeHeaders(out: EvidenceWriter, mail: FieldsData, position: Position): void {
  for (const { name, value } of readMailHeaders(new TextEncoder().encode(mail.headers ?? ''))) {
    const isReceived = /^received$/i.test(name)
    const time = isReceived ? mailTime(value.slice(value.lastIndexOf(';') + 1).trim()) : undefined
    out.add('facts', {
      position,
      name: isReceived ? 'mail/received' : 'mail/header',
      label: name,
      value,
      time,
    })
    if (isReceived) addIdentifiers(out, value.replace(/[[\]()]/g, ' '), position)
  }
  for (const field of [
    'messageClass',
    'clientSubmitTime',
    'messageDeliveryTime',
    'creationTime',
    'lastModificationTime',
  ] as const) {
    const value = mail[field]
    if (typeof value !== 'string' || value === '') continue
    const isTime = field !== 'messageClass'
    out.add('facts', {
      position,
      name: 'mail/property',
      label: field,
      value,
      time: isTime ? mailTime(value) : undefined,
    })
  }
}

function writeMail(out: EvidenceWriter, reader: MsgReader, mail: FieldsData, position: Position): void {
  const html = htmlOf(mail)
  const inert = html === null ? null : makeInert(html)
  if (inert?.hasActive === true) out.warn('html/active-content-removed', { position })
  if (inert?.hasRemote === true) out.warn('html/remote-content', { position })
  const plain = mail.body ?? ''
  const body = plain.trim() === '' && inert !== null ? inert.text : plain
  const sender = partyOf(mail.senderName, mail.senderSmtpAddress ?? mail.senderEmail, 'from')
  const recipients = (mail.recipients ?? []).map(({ name, smtpAddress, email, recipType }) =>
    partyOf(name, smtpAddress ?? email, recipType === 'cc' || recipType === 'bcc' ? recipType : 'to'),
  )
  const attachments = (mail.attachments ?? []).map((attachment) => attachmentOf(reader, attachment))
  if (attachments.some(({ isMissing }) => isMissing === true)) out.warn('entry/unreadable', { position })
  const sentAt = mail.clientSubmitTime ?? mail.messageDeliveryTime
  out.add('messages', {
    position,
    kind: 'mail',
    id: mail.messageId,
    at: sentAt === undefined ? undefined : mailTime(sentAt),
    sender,
    recipients: recipients.length === 0 ? undefined : recipients,
    subject: mail.subject,
    body,
    rawBody: inert !== null && inert.text !== body ? inert.text : undefined,
    attachments: attachments.length === 0 ? undefined : attachments,
  })
  for (const { name = '', mediaType, sizeBytes, digestHex } of attachments) {
    out.add('files', { position, path: name, mediaType, sizeBytes, digestHex })
    if (isHostileName(name)) out.warn('entry/name-hostile', { position, raw: name })
  }
  for (const { account } of [sender, ...recipients]) {
    const read = account === undefined || EXCHANGE.test(account) ? null : parseIdentifier('email', account)
    if (read?.ok === true && account !== undefined)
      out.add('identifiers', { position, kind: 'email', raw: account, normalised: read.value.normalised })
  }
  addIdentifiers(out, body, position)
}

function htmlOf({ html, bodyHtml }: FieldsData): string | null {
  if (html !== undefined && html.length > 0) return new TextDecoder().decode(html)
  return bodyHtml === undefined || bodyHtml === '' ? null : bodyHtml
}

function partyOf(
  name: string | undefined,
  account: string | undefined,
  role: NonNullable<FoundParty['role']>,
): FoundParty {
  return {
    ...(name !== undefined && name !== '' && { name }),
    ...(account !== undefined && account !== '' && { account }),
    role,
  }
}

function attachmentOf(reader: MsgReader, attachment: FieldsData): FoundAttachment {
  const name = attachment.fileName ?? attachment.fileNameShort ?? attachment.name
  const mediaType = attachment.attachMimeTag
  const described = { ...(name !== undefined && { name }), ...(mediaType !== undefined && { mediaType }) }
  try {
    const { content } = reader.getAttachment(attachment)
    return { ...described, sizeBytes: content.length, digestHex: sha256Hex(content) }
  } catch {
    return { ...described, isMissing: true }
  }
}
