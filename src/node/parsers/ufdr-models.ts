import { type IdentifierKind, parseIdentifier } from '#core/identifiers/identifier.ts'
import type { FoundAttachment, FoundParty, FoundTime, Position } from '#core/parsing/parsed-evidence.ts'
import { addIdentifiers } from './add-identifiers.ts'
import { isoTime } from './found-times.ts'
import type { EvidenceWriter } from './parser.ts'

/** One thing of a report: its fields by name, and the things inside it by the field they stand in. */
export type UfdrModel = {
  readonly type: string
  readonly id: string
  readonly isDeleted: boolean
  readonly fields: Map<string, readonly string[]>
  readonly models: Map<string, readonly UfdrModel[]>
}

/** Writes what a model says. Answers `false` for a type that is not read. `chat` is the chat that a message belongs to. */
export function writeModel(
  out: EvidenceWriter,
  model: UfdrModel,
  position: Position,
  chat: UfdrModel | null,
): boolean {
  switch (model.type) {
    case 'InstantMessage':
    case 'SMS':
    case 'MMS':
    case 'Email':
      writeMessage(out, model, position, chat)
      return true
    case 'Call':
      writeCall(out, model, position)
      return true
    case 'Chat':
      writeChat(out, model, position)
      return true
    case 'Contact':
    case 'UserAccount':
      writePerson(out, model, position)
      return true
    case 'Location':
      writePlace(out, model, position)
      return true
    case 'WebBookmark':
    case 'VisitedPage':
    case 'SearchedItem':
      writeVisit(out, model, position)
      return true
    default:
      return false
  }
}

function first(model: UfdrModel, ...names: readonly string[]): string | undefined {
  return names.map((name) => model.fields.get(name)?.[0]).find((value) => value !== undefined)
}

function inside(model: UfdrModel, ...names: readonly string[]): readonly UfdrModel[] {
  return names.flatMap((name) => model.models.get(name) ?? [])
}

/** Reports state times with a zone; UTC is meant where none stands. */
function timeOf(model: UfdrModel, ...names: readonly string[]): FoundTime | undefined {
  const raw = first(model, ...names)
  return raw === undefined ? undefined : isoTime(raw, '+00:00')
}

function partyOf(party: UfdrModel, role: NonNullable<FoundParty['role']>): FoundParty {
  const name = first(party, 'Name')
  const account = first(party, 'Identifier')
  return { ...(name !== undefined && { name }), ...(account !== undefined && { account }), role }
}

function partiesOf(model: UfdrModel): {
  readonly sender: FoundParty | undefined
  readonly others: readonly FoundParty[]
} {
  const parties = inside(model, 'Parties')
  const isFrom = (party: UfdrModel): boolean => /^from$/i.test(first(party, 'Role') ?? '')
  const from = inside(model, 'From')[0] ?? parties.find(isFrom)
  const to = [...inside(model, 'To', 'Cc', 'Bcc'), ...parties.filter((party) => !isFrom(party))]
  return {
    sender: from === undefined ? undefined : partyOf(from, 'from'),
    others: to.map((party) => partyOf(party, 'to')),
  }
}

function writeMessage(
  out: EvidenceWriter,
  model: UfdrModel,
  position: Position,
  chat: UfdrModel | null,
): void {
  const { sender, others } = partiesOf(model)
  const body = first(model, 'Body', 'Snippet')
  const attachments = inside(model, 'Attachments', 'Attachment').map((file): FoundAttachment => {
    const name = first(file, 'Filename', 'Title')
    const path = first(file, 'attachment_extracted_path', 'URL')
    const mediaType = first(file, 'ContentType')
    return {
      ...(name !== undefined && { name }),
      ...(path !== undefined && { path }),
      ...(mediaType !== undefined && { mediaType }),
    }
  })
  const folder = first(model, 'Folder', 'Status') ?? ''
  out.add('messages', {
    position,
    kind: model.type === 'Email' ? 'mail' : 'text',
    id: first(model, 'Identifier') ?? (model.id === '' ? undefined : model.id),
    thread: chat === null ? undefined : (first(chat, 'Id') ?? chat.id),
    threadName:
      (chat === null ? undefined : first(chat, 'Name')) ?? first(model, 'SourceApplication', 'Source'),
    at: timeOf(model, 'TimeStamp'),
    sender,
    recipients: others.length === 0 ? undefined : others,
    direction: /inbox|read|incoming/i.test(folder)
      ? 'incoming'
      : /sent|outgoing/i.test(folder)
        ? 'outgoing'
        : undefined,
    subject: first(model, 'Subject'),
    body,
    attachments: attachments.length === 0 ? undefined : attachments,
    isDeleted: model.isDeleted ? true : undefined,
  })
  addIdentifiers(out, body, position)
  writeAccounts(out, [...(sender === undefined ? [] : [sender]), ...others], position)
}

function writeCall(out: EvidenceWriter, model: UfdrModel, position: Position): void {
  const { sender, others } = partiesOf(model)
  const direction = first(model, 'Direction', 'Type')?.toLowerCase() ?? ''
  out.add('messages', {
    position,
    kind: 'call',
    id: model.id === '' ? undefined : model.id,
    threadName: first(model, 'Source'),
    at: timeOf(model, 'TimeStamp'),
    sender,
    recipients: others.length === 0 ? undefined : others,
    direction: /incoming|missed/.test(direction)
      ? 'incoming'
      : /outgoing/.test(direction)
        ? 'outgoing'
        : undefined,
    body: direction === '' ? undefined : direction,
    durationSeconds: secondsOf(first(model, 'Duration')),
    isDeleted: model.isDeleted ? true : undefined,
  })
  writeAccounts(out, [...(sender === undefined ? [] : [sender]), ...others], position)
}

function writeChat(out: EvidenceWriter, model: UfdrModel, position: Position): void {
  const label = first(model, 'Source')
  out.add('facts', { position, name: 'ufdr/chat', label, value: first(model, 'Name', 'Id') ?? model.id })
  for (const participant of inside(model, 'Participants')) {
    const { name, account } = partyOf(participant, 'member')
    out.add('people', {
      position,
      name,
      identifiers: account === undefined ? undefined : [identifierOf(account)],
    })
  }
}

function writePerson(out: EvidenceWriter, model: UfdrModel, position: Position): void {
  const values = inside(model, 'Entries').flatMap((entry) => first(entry, 'Value') ?? [])
  const username = first(model, 'Username')
  const all = [...values, ...(username === undefined ? [] : [username])].map(identifierOf)
  const notes = [first(model, 'Source'), first(model, 'ServiceType'), ...(model.fields.get('Notes') ?? [])]
  const kept = notes.filter((note) => note !== undefined)
  out.add('people', {
    position,
    name: first(model, 'Name'),
    organisation: inside(model, 'Organizations').flatMap(
      (organisation) => first(organisation, 'Name') ?? [],
    )[0],
    identifiers: all.length === 0 ? undefined : all,
    notes: kept.length === 0 ? undefined : kept,
  })
  for (const { kind, raw, normalised } of all) {
    if (normalised !== undefined && kind !== 'other')
      out.add('identifiers', { position, kind, raw, normalised, context: first(model, 'Name') })
  }
}

function writePlace(out: EvidenceWriter, model: UfdrModel, position: Position): void {
  const [place] = inside(model, 'Position')
  const latitude = place === undefined ? undefined : first(place, 'Latitude')
  const longitude = place === undefined ? undefined : first(place, 'Longitude')
  const latitudeE7 = Math.round(Number(latitude) * 1e7)
  const longitudeE7 = Math.round(Number(longitude) * 1e7)
  const isOnEarth = Math.abs(latitudeE7) <= 9e8 && Math.abs(longitudeE7) <= 18e8
  out.add('places', {
    position,
    raw: [latitude, longitude].filter((part) => part !== undefined).join(', '),
    ...(isOnEarth && { latitudeE7, longitudeE7 }),
    name: first(model, 'Name'),
    at: timeOf(model, 'TimeStamp'),
  })
}

function writeVisit(out: EvidenceWriter, model: UfdrModel, position: Position): void {
  const value = first(model, 'Url', 'URL', 'Value') ?? ''
  if (value === '') return
  const time = timeOf(model, 'LastVisited', 'TimeStamp')
  out.add('facts', { position, name: 'web/visit', label: first(model, 'Title'), value, time })
  addIdentifiers(out, value, position)
}

function writeAccounts(out: EvidenceWriter, parties: readonly FoundParty[], position: Position): void {
  for (const { name, account } of parties) {
    if (account === undefined) continue
    const { kind, raw, normalised } = identifierOf(account)
    if (kind !== 'other' && normalised !== undefined)
      out.add('identifiers', { position, kind, raw, normalised, context: name })
  }
}

/** `+855…@s.whatsapp.net` is a number behind an address of WhatsApp's own. */
function identifierOf(raw: string): {
  readonly kind: IdentifierKind
  readonly raw: string
  readonly normalised: string | undefined
} {
  const bare = /^(\+?[0-9]{7,15})@(?:s\.whatsapp\.net|c\.us)$/i.exec(raw)?.[1]
  const text = bare === undefined ? raw : bare.startsWith('+') ? bare : `+${bare}`
  const kinds: readonly IdentifierKind[] = text.includes('@') ? ['email'] : ['phone']
  for (const kind of kinds) {
    const read = parseIdentifier(kind, text)
    if (read.ok) return { kind, raw, normalised: read.value.normalised }
  }
  const other = parseIdentifier('other', raw)
  return { kind: 'other', raw, normalised: other.ok ? other.value.normalised : undefined }
}

/** `00:01:23`, or seconds. */
function secondsOf(text: string | undefined): number | undefined {
  const match = /^(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{2})(?:\.[0-9]+)?$/.exec(text ?? '')
  if (match !== null) return Number(match[1] ?? 0) * 3600 + Number(match[2]) * 60 + Number(match[3])
  return /^[0-9]{1,9}$/.test(text ?? '') ? Number(text) : undefined
}
