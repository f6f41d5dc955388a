import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { addressOfConnection } from '../identifiers/connection.ts'
import { type NotedKind, parseNoted } from '../identifiers/noted-identifier.ts'
import type { CaseId } from '../ids.ts'
import type { PartyBody } from '../parties/party-book.ts'
import type { PartyContent, PaymentContent } from '../parties/party-content.ts'
import { partyLineOf } from '../parties/party-line.ts'
import { movedLine } from './project-case-work.ts'
import type { CaseChange } from './projection-changes.ts'

type Named = { readonly kind: NotedKind; readonly raw: string; readonly normalised: string }

/** What an event about people or money changes in the tables of one person: its line, its identifiers, and the words it is found by. */
export function projectParty(event: VerifiedEvent, body: PartyBody): CaseChange[] {
  const { seq, time } = event
  const caseId = body.scope as CaseId
  const text = [...new Set([...headOf(body), ...wordsOf(body.data)])].join('\n')
  return [
    { change: 'touch-case', caseId, changedAtMs: time.wallMs, complaints: 0, exhibits: 0 },
    partyLine(event),
    ...(body.kind === 'complaint-moved'
      ? [{ change: 'add-work-line', caseId, seq, ...movedLine(body.data) } as const]
      : []),
    ...identifiersOf(body).map(({ kind, raw, normalised }, line): CaseChange => {
      return { change: 'add-identifier', caseId, seq, line, kind, raw, normalised }
    }),
    ...(text === '' ? [] : [{ change: 'add-search-text', caseId, text } as const]),
  ]
}

/** The line that an event leaves for folding people and money. */
export function partyLine(event: VerifiedEvent): CaseChange {
  return { change: 'add-party-line', caseId: event.body.scope as CaseId, ...partyLineOf(event) }
}

// A hit is shown by what comes first.
function headOf(body: PartyBody): readonly string[] {
  const content = 'content' in body.data ? body.data.content : 'set' in body.data ? body.data.set : {}
  const names = 'names' in content ? (content.names ?? []).map(({ text }) => text) : []
  return [...('number' in body.data ? [body.data.number] : []), ...names]
}

function identifiersOf(body: PartyBody): readonly Named[] {
  switch (body.kind) {
    case 'identifier-noted': {
      const { identifier } = body.data
      // An address is matched also where it was seen at another time.
      if (identifier.kind !== 'connection') return [identifier]
      const normalised = addressOfConnection(identifier.normalised)
      return [identifier, { kind: 'ip', raw: identifier.raw, normalised }]
    }
    case 'party-added':
      return documentsOf(body.data.content)
    case 'party-changed':
      return documentsOf(body.data.set)
    case 'payment-added':
      return endsOf(body.data.content)
    case 'payment-changed':
      return endsOf(body.data.set)
    default:
      return []
  }
}

function documentsOf({ documents = [] }: PartyContent): readonly Named[] {
  return documents.flatMap(({ number }): Named[] => {
    const read = parseNoted('document', number)
    return read.ok ? [{ kind: 'document', raw: number, normalised: read.value.normalised }] : []
  })
}

function endsOf({ payer, payee }: PaymentContent): readonly Named[] {
  return [...(payer?.identifiers ?? []), ...(payee?.identifiers ?? [])]
}

/** Members that hold no words: ids, days, entries of vocabularies. */
const SILENT = new Set([
  ...['form', 'script', 'use', 'kind', 'sex', 'rail', 'state', 'level', 'currency', 'inCurrency', 'per'],
  ...['confidence', 'cleared', 'present', 'absent', 'role', 'on', 'zone', 'clock', 'code', 'mrz'],
])

// In the order of the names, so that it is the same whether it comes from who appended the event or from who read it; numbers also
// without what people write between their digits.
function wordsOf(value: unknown, name = ''): readonly string[] {
  if (SILENT.has(name) || /(?:Id|Hex|On|By)$/.test(name)) return []
  if (typeof value === 'string') return [...new Set([value, value.replace(/[\s.()-]+/g, '')])]
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((entry) => wordsOf(entry, name))
  return Object.keys(value)
    .sort()
    .flatMap((key) => wordsOf((value as { readonly [name: string]: unknown })[key], key))
}
