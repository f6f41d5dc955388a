import type { Protocol, Session } from 'electron'
import type { DistantEngine } from '#node/engine/connect-engine.ts'
import { EngineFault } from '#node/engine/connect-engine.ts'
import { listPageFiles, type PageFiles } from '#node/serve/page-files.ts'
import { protectiveHeaders } from '#node/serve/response-headers.ts'
import { parsePreviewPath } from '#node/viewing/preview-address.ts'
import { answerPreview } from '#node/viewing/preview-answer.ts'
import { APP_SCHEME, parseAppAddress, previewOf, reportIdOf } from './app-address.ts'
import { logBug } from './log.ts'
import { MEDIA_SCHEME } from './media-address.ts'
import { READ_BACK_SCHEME } from './read-back-window.ts'

/** Declares the app's schemes; MUST run once and before the app is ready. It never bypasses the page's policy. */
export function declareAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
    { scheme: READ_BACK_SCHEME, privileges: { standard: true, secure: true } },
    // Sound and film are fetched by ranges, which Chromium does only of a scheme that streams.
    { scheme: MEDIA_SCHEME, privileges: { standard: true, secure: true, stream: true } },
  ])
}

/** Answers the app's scheme in one session: the files of the built page, and drawn reports. */
export async function serveApp(
  session: Pick<Session, 'protocol'>,
  pageFolder: string,
  engine: Pick<DistantEngine, 'readReport' | 'readPreview'>,
): Promise<void> {
  const pages = await listPageFiles(pageFolder)
  if (pages === null) throw new Error(`there are no pages in ${pageFolder}`)
  session.protocol.handle(APP_SCHEME, async (request) => {
    try {
      return await answer(request, pages, engine)
    } catch (cause) {
      if (!(cause instanceof EngineFault)) logBug('bug', cause)
      return refuse(500)
    }
  })
}

async function answer(
  request: Request,
  pages: PageFiles,
  engine: Pick<DistantEngine, 'readReport' | 'readPreview'>,
): Promise<Response> {
  if (request.method !== 'GET') return refuse(405)
  const address = parseAppAddress(request.url)
  if (address === null) return refuse(404)
  const preview = previewOf(address.path)
  if (preview !== null) return answerPicture(preview, engine)
  const reportId = reportIdOf(address.path)
  return reportId === null ? answerFile(pages, address.path) : answerReport(reportId, engine)
}

async function answerReport(
  reportId: string,
  engine: Pick<DistantEngine, 'readReport' | 'readPreview'>,
): Promise<Response> {
  const report = await engine.readReport(reportId)
  if (!report.ok) return refuse(404)
  return new Response(ReadableStream.from(report.value.chunks), {
    headers: {
      ...protectiveHeaders('report'),
      'content-type': 'application/pdf',
      'content-length': String(report.value.sizeBytes),
      'content-disposition': 'inline',
    },
  })
}

/** Pictures of evidence, drawn anew, are part of the page; its sound and film have a session of their own. */
async function answerPicture(
  { bytesId, path }: { readonly bytesId: string; readonly path: string },
  engine: Pick<DistantEngine, 'readPreview'>,
): Promise<Response> {
  const wanted = parsePreviewPath(path)
  if (wanted?.what !== 'picture') return refuse(404)
  const { status, headers, chunks } = await answerPreview(engine, bytesId, wanted, undefined)
  if (status === 404) return refuse(404)
  return new Response(ReadableStream.from(chunks), { status, headers: { ...headers } })
}

async function answerFile(pages: PageFiles, path: string): Promise<Response> {
  const file = await pages.read(unescaped(path))
  if (file === null) return refuse(404)
  return new Response(new Uint8Array(file.bytes), {
    headers: { ...protectiveHeaders('page'), 'content-type': file.contentType },
  })
}

function refuse(status: 404 | 405 | 500): Response {
  return new Response(null, { status, headers: protectiveHeaders('page') })
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}
