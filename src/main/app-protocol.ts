import { lstat, readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Protocol, Session } from 'electron'
import type { DistantEngine } from '#node/engine/connect-engine.ts'
import { EngineFault } from '#node/engine/connect-engine.ts'
import { protectiveHeaders } from '#node/serve/response-headers.ts'
import { APP_SCHEME, parseAppAddress, reportIdOf } from './app-address.ts'
import { logBug } from './log.ts'

const CONTENT_TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
}

/** Declares the app's scheme; MUST run once and before the app is ready. It never bypasses the page's policy. */
export function declareAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Answers the app's scheme in one session: the files of the built page, and drawn reports. */
export async function serveApp(
  session: Pick<Session, 'protocol'>,
  pageFolder: string,
  engine: Pick<DistantEngine, 'readReport'>,
): Promise<void> {
  const files = await listFiles(pageFolder)
  session.protocol.handle(APP_SCHEME, async (request) => {
    try {
      return await answer(request, files, engine)
    } catch (cause) {
      if (!(cause instanceof EngineFault)) logBug('bug', cause)
      return refuse(500)
    }
  })
}

async function answer(
  request: Request,
  files: ReadonlyMap<string, string>,
  engine: Pick<DistantEngine, 'readReport'>,
): Promise<Response> {
  if (request.method !== 'GET') return refuse(405)
  const address = parseAppAddress(request.url)
  if (address === null) return refuse(404)
  const reportId = reportIdOf(address.path)
  return reportId === null ? answerFile(files.get(wanted(address.path))) : answerReport(reportId, engine)
}

async function answerReport(reportId: string, engine: Pick<DistantEngine, 'readReport'>): Promise<Response> {
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

async function answerFile(file: string | undefined): Promise<Response> {
  if (file === undefined || !(await lstat(file)).isFile()) return refuse(404)
  const type = CONTENT_TYPES[extname(file)] ?? 'application/octet-stream'
  return new Response(new Uint8Array(await readFile(file)), {
    headers: { ...protectiveHeaders('page'), 'content-type': type },
  })
}

function refuse(status: 404 | 405 | 500): Response {
  return new Response(null, { status, headers: protectiveHeaders('page') })
}

function wanted(path: string): string {
  if (path === '/') return '/index.html'
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}

/**
 * Lists what lies in the built page's folder by the path that asks for it. Only what stands in this list is ever read, so
 * a path that climbs out of the folder finds nothing; a link is listed, and refused when it is read.
 */
async function listFiles(folder: string, prefix = '/'): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      for (const [name, inner] of await listFiles(path, `${prefix}${entry.name}/`)) files.set(name, inner)
    } else {
      files.set(`${prefix}${entry.name}`, path)
    }
  }
  return files
}
