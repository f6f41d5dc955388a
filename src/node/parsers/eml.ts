import { type Address, type Attachment, decodeWords, type Email } from 'postal-mime'
import { parseIdentifier } from '#core/identifiers/identifier.ts'
import type { FoundAttachment, FoundParty, Position } from '#core/parsing/parsed-evidence.ts'
import { sha256Hex } from '../crypto/primitives.ts'
import { addIdentifiers } from './add-identifiers.ts'
import { type BoundedMail, parseBoundedMail } from './bounded-mail.ts'
import { makeInert } from './inert-html.ts'
import { type MailHeader, readMailHeaders } from './mail-headers.ts'
import { mailTime } from './mail-time.ts'
import { type EvidenceWriter, type Parser, ParseStop } from './parser.ts'

const MAX_BYTES = 96 * 1024 * 1024
const TELLING = /^(?:from|to|subject|date|received|message-id|mime-version|content-type|return-path)$/i

/** Reads one mail (RFC 5322 and MIME): every header with its place, the way it came, its text, and what is attached. */
export const emlParser: Parser = {
  name: 'eml',
  version: '1',
  options: [],
  async parse({ evidence, limits, out }) {
    const bytes = await evidence.readAll(MAX_BYTES)
    const headers = readMailHeaders(bytes)
    if (!headers.some(({ name }) => TELLING.test(name))) throw new ParseStop('parse/not-this-kind')
    const { mail, cutAt } = await readMail(bytes, limits.depth)
    const position: Position = { kind: 'bytes', offset: 0, length: evidence.sizeBytes }
    if (cutAt !== null)
      out.warn('mail/cut', { position: { kind: 'bytes', offset: cutAt, length: bytes.length - cutAt } })
    writeHeaders(out, headers)
    warnOfSenders(out, headers)
    writeMail(out, mail, headers, position)
    return undefined
  },
}

async function readMail(bytes: Uint8Array, depth: number): Promise<BoundedMail> {
  try {
    return await parseBoundedMail(bytes, depth)
  } catch {
    // It refuses only parts that nest too deep.
    throw new ParseStop('parse/too-deep', { max: depth })
  }
}

function writeHeaders(out: EvidenceWriter, headers: readonly MailHeader[]): void {
  for (const { name, value, offset, length } of headers) {
    const position: Position = { kind: 'bytes', offset, length }
    const isReceived = /^received$/i.test(name)
    const decoded = decodeWords(value)
    out.add('facts', {
      position,
      name: isReceived ? 'mail/received' : 'mail/header',
      label: name,
      value: decoded,
      raw: decoded === value ? undefined : value,
      time: isReceived ? mailTime(value.slice(value.lastIndexOf(';') + 1).trim()) : undefined,
    })
    if (isReceived || /^x-originating-ip$/i.test(name))
      addIdentifiers(out, value.replace(/[[\]()]/g, ' '), position)
  }
}

/** Who a mail says it is from, and where answers go or errors went, are compared by their domains. */
function warnOfSenders(out: EvidenceWriter, headers: readonly MailHeader[]): void {
  const find = (name: string): MailHeader | undefined =>
    headers.find((header) => header.name.toLowerCase() === name)
  const from = find('from')
  const domain = domainOf(from?.value)
  if (from === undefined || domain === null) return
  for (const name of ['reply-to', 'return-path', 'sender']) {
    const other = find(name)
    const otherDomain = domainOf(other?.value)
    if (other === undefined || otherDomain === null || otherDomain === domain) continue
    const position: Position = { kind: 'bytes', offset: other.offset, length: other.length }
    out.warn('mail/from-differs', { position, raw: `${other.name}: ${other.value}` })
  }
}

function domainOf(value: string | undefined): string | null {
  return /@([^\s@<>"',;]{1,255})>?\s*$/.exec((value ?? '').split(',')[0] ?? '')?.[1]?.toLowerCase() ?? null
}

function writeMail(
  out: EvidenceWriter,
  mail: Email,
  headers: readonly MailHeader[],
  position: Position,
): void {
  const date = headers.find(({ name }) => /^date$/i.test(name))?.value
  const html = mail.html === undefined ? null : makeInert(mail.html)
  if (html?.hasActive === true) out.warn('html/active-content-removed', { position })
  if (html?.hasRemote === true) out.warn('html/remote-content', { position })
  const plain = mail.text ?? ''
  const body = plain.trim() === '' && html !== null ? html.text : plain
  const parties = [
    ...partiesOf(mail.to, 'to'),
    ...partiesOf(mail.cc, 'cc'),
    ...partiesOf(mail.bcc, 'bcc'),
    ...partiesOf(mail.replyTo, 'reply-to'),
  ]
  const [sender] = partiesOf(mail.from === undefined ? undefined : [mail.from], 'from')
  const attachments = mail.attachments.map((attachment) => attachmentOf(attachment))
  out.add('messages', {
    position,
    kind: 'mail',
    id: mail.messageId,
    at: date === undefined ? undefined : mailTime(date),
    sender,
    recipients: parties.length === 0 ? undefined : parties,
    subject: mail.subject,
    body,
    rawBody: html !== null && body !== html.text ? html.text : undefined,
    attachments: attachments.length === 0 ? undefined : attachments,
    replyTo: mail.inReplyTo,
  })
  for (const attachment of attachments) {
    const { name = '', mediaType, sizeBytes, digestHex } = attachment
    out.add('files', { position, path: name, mediaType, sizeBytes, digestHex })
    if (isHostileName(name)) out.warn('entry/name-hostile', { position, raw: name })
  }
  for (const { account } of [...(sender === undefined ? [] : [sender]), ...parties])
    writeAddress(out, account, position)
  addIdentifiers(out, body, position)
}

function partiesOf(
  addresses: readonly Address[] | undefined,
  role: NonNullable<FoundParty['role']>,
): readonly FoundParty[] {
  return (addresses ?? []).flatMap((address) =>
    (address.group ?? [address]).map(({ name, address: account }) => ({
      ...(name !== '' && { name }),
      ...(account !== undefined && account !== '' && { account }),
      role,
    })),
  )
}

function writeAddress(out: EvidenceWriter, account: string | undefined, position: Position): void {
  if (account === undefined) return
  const read = parseIdentifier('email', account)
  if (read.ok)
    out.add('identifiers', { position, kind: 'email', raw: account, normalised: read.value.normalised })
}

function attachmentOf({ filename, mimeType, content }: Attachment): FoundAttachment {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
  return {
    ...(filename !== null && { name: filename }),
    mediaType: mimeType,
    sizeBytes: bytes.length,
    digestHex: sha256Hex(bytes),
  }
}

/** Names that mislead: a path, a turned reading direction, or a second ending behind spaces. */
export function isHostileName(name: string): boolean {
  return /[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]|\s{5,}|^\.\.?$/u.test(name)
}
