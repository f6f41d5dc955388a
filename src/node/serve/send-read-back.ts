import type { ServerResponse } from 'node:http'
import type { Engine } from '../engine/engine.ts'
import type { ReadBackFile } from '../read-back/read-back-files.ts'
import { answerBytes, answerText } from './answer.ts'
import { protectiveHeaders } from './response-headers.ts'

/** How often a page on a second screen is asked for anew, in seconds: it runs nothing that could be told of a change. */
const REFRESH_SECONDS = 2

/** Said where a page was taken away or the vault was locked; in both languages, because nobody has chosen one there. */
const CLOSED = `ទំព័រនេះត្រូវបានបិទ។

This page was closed.
`

/** Answers `GET /read-back/<pageId>/` and what the page is made of. */
export async function sendReadBack(
  engine: Pick<Engine, 'readReadBack'>,
  pageId: string,
  file: ReadBackFile,
  response: ServerResponse,
): Promise<void> {
  const answer = await engine.readReadBack(pageId, file)
  if (answer === null) return answerText(response, 404, CLOSED)
  const refresh = file === 'page' ? { refresh: String(REFRESH_SECONDS) } : {}
  answerBytes(response, 200, answer.contentType, answer.bytes, {
    ...protectiveHeaders('read-back'),
    ...refresh,
  })
}
