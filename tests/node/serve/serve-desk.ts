import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Envelope } from '#contract/envelope.ts'
import { type InputOf, type OperationName, type OutputOf, PROTOCOL_VERSION } from '#contract/operations.ts'
import { composeEngine } from '#node/engine/compose-engine.ts'
import type { Engine } from '#node/engine/engine.ts'
import type { StartTimer } from '#node/serve/idle-lock.ts'
import { listPageFiles } from '#node/serve/page-files.ts'
import { type LoopbackServer, serveVault } from '#node/serve/serve-vault.ts'

export const PASSPHRASE = 'a long passphrase'
export const INDEX_PAGE = '<!doctype html><title>Samnum</title>'

/** One answer, read whole. */
export type Answer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** What a request is made of beside its path; what is left out is what the workstation's own page sends. */
export type Ask = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly body?: Buffer | string
}

/** A served workstation with a browser that has its session. */
export type ServeDesk = {
  readonly room: string
  readonly pageFolder: string
  readonly engine: Engine
  readonly server: LoopbackServer
  readonly authority: string
  /** `name=value` of the session. */
  readonly cookie: string
  /** What the page sends as `X-Samnum-Key`. */
  readonly pageKey: string
  readonly bugs: unknown[]
  /** Sends a request exactly as told. */
  send(path: string, ask: Ask): Promise<Answer>
  /** Sends a request as the page does: host, origin, header, cookie. `undefined` leaves a header out. */
  ask(path: string, ask?: Ask): Promise<Answer>
  call<Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
    callId?: string,
  ): Promise<Envelope<OutputOf<Name>>>
  leave(): Promise<void>
}

/** Serves a vault folder that does not exist yet, and redeems its token. */
export async function openServeDesk(options: { readonly startTimer?: StartTimer } = {}): Promise<ServeDesk> {
  const room = await mkdtemp(join(tmpdir(), 'samnum-serve-'))
  const pageFolder = join(room, 'pages')
  await mkdir(join(pageFolder, 'assets'), { recursive: true })
  await writeFile(join(pageFolder, 'index.html'), INDEX_PAGE)
  await writeFile(join(pageFolder, 'assets', 'app.js'), 'export {}')
  await writeFile(join(pageFolder, 'assets', 'font.ttf'), 'font')
  await writeFile(join(room, 'secret.txt'), 'secret')
  await symlink(join(room, 'secret.txt'), join(pageFolder, 'linked.txt'))
  await symlink(room, join(pageFolder, 'linked-folder'))
  const engine = composeEngine({
    folder: join(room, 'vault'),
    software: 'samnum test',
    keyDerivation: { name: 'argon2id', memoryKiB: 65_536, passes: 1, lanes: 1 },
  })
  const pages = await listPageFiles(pageFolder)
  if (pages === null) throw new Error('the pages are there')
  const bugs: unknown[] = []
  const server = await serveVault({
    engine,
    pages,
    port: 0,
    reportBug: (cause) => bugs.push(cause),
    ...options,
  })
  const authority = `127.0.0.1:${server.port}`
  const { pathname, search, hash } = new URL(server.url)
  const pageKey = hash.replace('#key=', '')
  const opened = await sendRequest(server.port, pathname + search, {
    headers: { host: authority },
  })
  const cookie = opened.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  const own = {
    host: authority,
    origin: `http://${authority}`,
    'x-samnum': '1',
    'x-samnum-key': pageKey,
    cookie,
  }
  const send = (path: string, ask: Ask) => sendRequest(server.port, path, ask)
  const ask = (path: string, { headers, ...rest }: Ask = {}) => {
    const { origin, ...reading } = own
    const isReading = rest.method === undefined || rest.method === 'GET' || rest.method === 'HEAD'
    return send(path, { ...rest, headers: { ...(isReading ? reading : { ...reading, origin }), ...headers } })
  }
  return {
    room,
    pageFolder,
    engine,
    server,
    authority,
    cookie,
    pageKey,
    bugs,
    send,
    ask,
    async call(name, input, callId = 'test') {
      const answer = await ask(`/api/call/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ protocol: PROTOCOL_VERSION, callId, input }),
      })
      return JSON.parse(answer.body.toString())
    },
    async leave() {
      await server.close()
      await engine.close()
      await rm(room, { recursive: true, force: true })
    },
  }
}

function sendRequest(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: Ask,
): Promise<Answer> {
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return new Promise((resolve, reject) => {
    const asked = request(
      // An agent of its own for each, so that a connection the server closes is not used again.
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: Object.fromEntries(given),
        agent: false,
        setHost: false,
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        )
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}
