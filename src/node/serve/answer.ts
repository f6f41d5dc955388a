import type { ServerResponse } from 'node:http'
import { protectiveHeaders } from './response-headers.ts'

/** Answers with a status and a few words for whoever reads it in a browser. */
export function answerText(response: ServerResponse, status: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8')
  answerBytes(response, status, 'text/plain; charset=utf-8', bytes)
}

/** Answers with a JSON document. */
export function answerJson(response: ServerResponse, status: number, value: unknown): void {
  answerBytes(response, status, 'application/json; charset=utf-8', Buffer.from(JSON.stringify(value), 'utf8'))
}

/** Answers with bytes; a request by HEAD gets the headers only. */
export function answerBytes(
  response: ServerResponse,
  status: number,
  contentType: string,
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>> = protectiveHeaders('page'),
): void {
  if (response.headersSent || response.destroyed) return
  const length = { 'content-type': contentType, 'content-length': String(bytes.length) }
  response.writeHead(status, { ...headers, ...length })
  response.end(response.req.method === 'HEAD' ? undefined : bytes)
}

/** Answers that there is nothing to say. */
export function answerNothing(
  response: ServerResponse,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(204, { ...protectiveHeaders('page'), ...headers })
  response.end()
}
