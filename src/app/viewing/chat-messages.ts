import type { OutputOf } from '#contract/operations.ts'
import type { ParsedEvidence, ParserOptions } from '#core/parsing/parsed-evidence.ts'
import type { ParserName } from '#core/parsing/parser-names.ts'
import { suggestParsers } from '#core/parsing/suggest-parser.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { Cancelled, CancelSignal } from '../ports/byte-source.ts'
import type { EvidenceParser } from '../ports/evidence-parser.ts'
import type { ObjectFinding, RangeReader } from '../ports/object-store.ts'
import type { RoomFailure } from '../ports/viewing-room.ts'

/** A message as a chat shows it. */
export type ChatMessage = Extract<
  OutputOf<'preview.page'>,
  { readonly view: 'chat' }
>['page']['messages'][number]

const CHAT_PARSERS: ReadonlySet<ParserName> = new Set([
  'telegram-json',
  'telegram-html',
  'whatsapp',
  'facebook-json',
])
/** How often a parser may ask before its answer is given up. */
const MOST_QUESTIONS = 4

/** The parser that reads an exhibit as a chat, if that is what it most likely is. */
export function chatParserOf(head: Uint8Array, fileName: string): ParserName | null {
  const [likeliest] = suggestParsers(head, fileName)
  return likeliest !== undefined && CHAT_PARSERS.has(likeliest) ? likeliest : null
}

/**
 * Reads an exhibit as a chat, in the parser's own process. Where the parser cannot tell a day from a month it is given the first
 * choice, and no time is shown but the one that is written: looking settles nothing, and asks nothing of the ledger.
 */
export async function readChat(
  evidenceParser: EvidenceParser,
  order: {
    readonly parser: ParserName
    readonly fileName: string
    readonly reader: RangeReader
    readonly signal: CancelSignal
  },
): Promise<Result<readonly ChatMessage[], RoomFailure | ObjectFinding | Cancelled>> {
  const { parser, fileName, reader, signal } = order
  let options: ParserOptions = {}
  for (let asked = 0; asked <= MOST_QUESTIONS; asked += 1) {
    const answer = await evidenceParser.parse({
      parser,
      options,
      fileName,
      bytes: reader,
      signal,
      onProgress: () => {},
    })
    if (!answer.ok) {
      const { failure } = answer
      if (!failure.code.startsWith('parse/')) return fail(failure as ObjectFinding | Cancelled)
      return fail({ code: 'preview/not-shown', facts: { cause: failure.code } })
    }
    if (answer.value.kind === 'parsed') return succeed(messagesOf(answer.value.evidence, asked === 0))
    const given: { [option: string]: string } = { ...options }
    for (const { option, choices } of answer.value.questions) {
      const [first] = choices
      if (first === undefined) return fail({ code: 'preview/not-shown', facts: { cause: 'asks' } })
      given[option] = first.value
    }
    options = given
  }
  return fail({ code: 'preview/not-shown', facts: { cause: 'asks' } })
}

function messagesOf({ messages }: ParsedEvidence, isTimeSettled: boolean): readonly ChatMessage[] {
  return messages.map(({ position, sender, at, body, attachments }) => ({
    position: writePosition(position),
    sender: sender?.name ?? sender?.account ?? '',
    atMs: isTimeSettled ? (at?.atMs ?? null) : null,
    written: at?.raw ?? '',
    text: body ?? '',
    attachments: (attachments ?? []).map(({ name, path }) => name ?? path ?? ''),
  }))
}

/** A place as it is cited, the same in every language. */
function writePosition(position: ParsedEvidence['messages'][number]['position']): string {
  switch (position.kind) {
    case 'line':
      return `L${position.line}`
    case 'bytes':
      return `@${position.offset}+${position.length}`
    case 'message':
      return position.thread === undefined ? `#${position.id}` : `${position.thread}#${position.id}`
    case 'cell':
      return `${position.sheet}!${position.row}`
    case 'page':
      return `p. ${position.page}`
    case 'entry':
      return position.path
    case 'row':
      return `${position.table}#${position.rowId}`
  }
}
