import { createHash } from 'node:crypto'
import { request } from 'node:https'
import type { TLSSocket } from 'node:tls'
import type { HeadquartersInput, HeadquartersName } from '#contract/headquarters-operations.ts'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { codeAt, DESK_PASSPHRASE } from './desk-person.ts'

/** What came back. */
export type Page = {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly text: string
  /** The SHA-256 of the public key that the server showed, as browsers show it. */
  readonly pinHex: string
}

type Sent = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A browser at headquarters: it keeps the cookie it is given, and names the server by `authority`. */
export class DeskBrowser {
  readonly #port: number
  readonly #authority: string
  cookie: string | null = null

  constructor(port: number, authority = `127.0.0.1:${port}`) {
    this.#port = port
    this.#authority = authority
  }

  /** Sends a request with a page's own headers; `headers` replaces them. */
  async send(path: string, { method = 'POST', headers = {}, body = '' }: Sent = {}): Promise<Page> {
    const own = {
      ...{ host: this.#authority, origin: `https://${this.#authority}` },
      ...{ 'x-samnum': '1', 'content-type': 'application/json' },
      ...(this.cookie !== null && { cookie: this.cookie }),
    }
    return await new Promise((resolve, reject) => {
      const call = request(
        {
          ...{ host: '127.0.0.1', port: this.#port, path, method, agent: false },
          ...{ headers: { ...own, ...headers }, rejectUnauthorized: false },
        },
        (response) => {
          const shown = (response.socket as TLSSocket).getPeerX509Certificate()
          const key = shown?.publicKey.export({ type: 'spki', format: 'der' })
          let text = ''
          response.on('data', (piece) => (text += String(piece)))
          response.on('end', () => {
            const pinHex = key === undefined ? '' : createHash('sha256').update(key).digest('hex')
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text, pinHex })
          })
        },
      )
      call.on('error', reject)
      call.end(body)
    })
  }

  /** Makes a call as the page does, and answers its envelope. */
  async call<Name extends HeadquartersName>(name: Name, input: HeadquartersInput<Name>): Promise<Answer> {
    const body = JSON.stringify({ protocol: PROTOCOL_VERSION, callId: 'c', input })
    const { headers, text } = await this.send(`/api/call/${name}`, { body })
    const [set] = headers['set-cookie'] ?? []
    if (set !== undefined) this.cookie = set.includes('Max-Age=0') ? null : (set.split(';')[0] ?? null)
    return JSON.parse(text) as Answer
  }

  /** Logs in for the first time, and answers the secret of the person's codes. */
  async settle(logInName: string, oneTimeCode: string, nowMs: number): Promise<string> {
    const begun = await this.call('headquarters.begin', { logInName, oneTimeCode })
    const { ticket = '', secret = '' } = begun.value ?? {}
    const code = codeAt(secret, nowMs)
    const input = { logInName, oneTimeCode, ticket, passphrase: DESK_PASSPHRASE, code }
    const settled = await this.call('headquarters.settle', input)
    if (settled.outcome !== 'done') throw new Error(JSON.stringify(settled))
    return secret
  }
}

/** An envelope, as far as these tests look into it. */
export type Answer = {
  readonly outcome: string
  readonly failure?: { readonly code: string }
  readonly value?: {
    readonly ticket?: string
    readonly secret?: string
    readonly rows?: readonly object[]
    readonly person?: object | null
  }
}
