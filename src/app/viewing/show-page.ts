import { CANCELLED, type Handler, type HandlerResult } from '#contract/dispatcher.ts'
import type { ParsedInputOf } from '#contract/operations.ts'
import { ROWS_AT_ONCE } from '#contract/viewing-operations.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { CancelSignal } from '../ports/byte-source.ts'
import type { EvidenceParser } from '../ports/evidence-parser.ts'
import type { RoomQuestion } from '../ports/viewing-room.ts'
import { type AskFailure, askRoom } from './ask-room.ts'
import { readChat } from './chat-messages.ts'
import type { OpenPreview, Previews } from './previews.ts'

type Input = ParsedInputOf<'preview.page'>
type Answer = HandlerResult<'preview.page'>

const BYTES_IN_ROW = 16

/** `preview.page`. Bytes are written as hex here, where nothing is interpreted; all other views are the room's work. */
export function showPage(previews: Previews, evidenceParser: EvidenceParser): Handler<'preview.page'> {
  return async (input, { signal }) => {
    const found = previews.find(input.previewId)
    if (!found.ok) return found
    const preview = found.value
    if (!preview.showing.views.includes(input.view)) return fail({ code: 'preview/no-such-view' })
    if (input.view === 'hex') return await showHex(preview, input.from)
    const asked =
      input.view === 'chat'
        ? await showChat(evidenceParser, preview, input.from, signal)
        : await ask(previews, preview, input, { signal })
    // What is answered after the lock is answered to nobody.
    if (!previews.find(input.previewId).ok) return fail({ code: 'preview/unknown' })
    return asked
  }
}

async function ask(
  previews: Previews,
  preview: OpenPreview,
  { view, from, line, sheet }: Input,
  work: { readonly signal: Parameters<Handler<'preview.page'>>[1]['signal'] },
): Promise<Answer> {
  const put = <Question extends RoomQuestion>(question: Question) =>
    askRoom(previews, preview, question, work)
  switch (view) {
    case 'pictures':
      return answer('pictures', await put({ what: 'pages' }))
    case 'text':
      return answer('text', await put({ what: 'lines', from, count: ROWS_AT_ONCE.text, line: line ?? null }))
    case 'words':
      return answer('words', await put({ what: 'words', from, count: ROWS_AT_ONCE.words }))
    case 'mail':
      return answer('mail', await put({ what: 'mail' }))
    case 'table':
      return answer('table', await put({ what: 'rows', sheet, from, count: ROWS_AT_ONCE.table }))
    case 'entries':
      return answer('entries', await put({ what: 'entries', from, count: ROWS_AT_ONCE.entries }))
    default:
      return fail({ code: 'preview/no-such-view' })
  }
}

function answer(view: string, asked: Result<unknown, AskFailure>): Answer {
  if (!asked.ok) return asked.failure.code === 'cancelled' ? CANCELLED : fail(asked.failure)
  // The dispatcher parses the output once more, so that view and page belong together.
  return succeed({ view, page: asked.value }) as Answer
}

async function showChat(
  evidenceParser: EvidenceParser,
  preview: OpenPreview,
  from: number,
  signal: CancelSignal,
): Promise<Answer> {
  const { chatParser: parser, fileName, reader } = preview
  if (parser === null) return fail({ code: 'preview/no-such-view' })
  if (preview.chat === null) {
    const read = await readChat(evidenceParser, { parser, fileName, reader, signal })
    if (!read.ok) return read.failure.code === 'cancelled' ? CANCELLED : fail(read.failure)
    preview.chat = read.value
  }
  const first = Math.min(from, Math.max(0, preview.chat.length - 1))
  const messages = preview.chat.slice(first, first + ROWS_AT_ONCE.chat)
  return succeed({ view: 'chat', page: { from: first, count: preview.chat.length, messages } })
}

async function showHex({ reader }: OpenPreview, from: number): Promise<Answer> {
  const count = Math.ceil(reader.sizeBytes / BYTES_IN_ROW)
  const first = Math.min(from, Math.max(0, count - 1))
  const read = await reader.read(first * BYTES_IN_ROW, ROWS_AT_ONCE.hex * BYTES_IN_ROW)
  if (!read.ok) return read.failure.code === 'cancelled' ? CANCELLED : fail(read.failure)
  let bytesHex = ''
  for (const byte of read.value) bytesHex += byte.toString(16).padStart(2, '0')
  read.value.fill(0)
  return succeed({ view: 'hex', page: { from: first, count, bytesHex } })
}

/** `preview.close`. */
export function closePreview(previews: Previews): Handler<'preview.close'> {
  return async ({ previewId }) => {
    previews.close(previewId)
    return succeed({})
  }
}
