import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CallMessage } from '#contract/envelope.ts'
import type { Engine } from '../engine/engine.ts'
import { answerJson, answerText } from './answer.ts'
import { MAX_CALL_BYTES, readJsonBody } from './read-body.ts'

const CALL_ID = /^[A-Za-z0-9-]{1,64}$/

/**
 * Answers `POST /api/call/<operation>`, body `{protocol, callId, input}`, with the envelope. Whatever its outcome the
 * status is 200; other statuses mean that the body was no call. A page that goes away cancels its call.
 */
export async function answerCall(
  engine: Pick<Engine, 'call'>,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!/^application\/json(;|$)/i.test(request.headers['content-type'] ?? '')) {
    return refuseBody(response, 415, 'the body of a call is application/json')
  }
  const body = await readJsonBody(request)
  if (!body.ok) {
    if (body.failure === 'too-large')
      return refuseBody(response, 413, `a call has at most ${MAX_CALL_BYTES} bytes`)
    return refuseBody(response, 400, 'the body of a call is a JSON object')
  }
  const message = readMessage(name, body.value)
  if (message === null) return refuseBody(response, 400, 'a call has protocol, callId and input')
  const controller = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) controller.abort()
  })
  answerJson(response, 200, await engine.call(message, 'http', { signal: controller.signal }))
}

function readMessage(name: string, body: Record<string, unknown>): CallMessage | null {
  const { protocol, callId, input, ...rest } = body
  if (typeof protocol !== 'number' || typeof callId !== 'string' || !CALL_ID.test(callId)) return null
  return Object.keys(rest).length === 0 ? { protocol, callId, name, input } : null
}

function refuseBody(response: ServerResponse, status: number, text: string): void {
  // What is left of the body is not read, so the connection cannot carry another request.
  response.setHeader('connection', 'close')
  answerText(response, status, text)
}
