import type { OpenHub } from '#hub/open-hub.ts'
import { serveHub } from '#hub/serve-hub.ts'
import { makeHubLog } from '#node/hub-server/hub-log.ts'
import type { CommandContext } from '../command-context.ts'
import { HUB_TEXT } from '../hub-text.ts'
import type { Outcome } from '../outcome.ts'
import { UsageError } from '../usage.ts'

/** How a hub is asked to answer on a network. */
export type HubListening = {
  readonly listen: { readonly host: string; readonly port: number }
  readonly urls: readonly string[]
  readonly hold: boolean
  readonly metricsPort: number | null
}

/** Reads `HOST:PORT`, or `[IPv6]:PORT`; port 0 lets the system choose. */
export function parseListen(value: string): HubListening['listen'] {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]+)):([0-9]{1,5})$/.exec(value) ?? []
  const host = bracketed ?? plain
  if (host === undefined || Number(port) > 65_535)
    throw new UsageError('usage/wrong-value', { name: '--listen', value, allowed: 'HOST:PORT' })
  return { host, port: Number(port) }
}

/** Most addresses that the answer to an enrolment holds (`docs/format-sync.md`, section 3). */
const MOST_URLS = 20

/** Reads an address that stations are told, `https://HOST[:PORT]`, and adds it to those before. */
export function addUrl(value: string, before: readonly string[] = []): readonly string[] {
  const url = URL.canParse(value) ? new URL(value) : null
  const isPlain = url?.protocol === 'https:' && url.pathname === '/' && url.search === '' && url.hash === ''
  if (!isPlain || url.username !== '' || url.password !== '' || before.length >= MOST_URLS)
    throw new UsageError('usage/wrong-value', {
      name: '--url',
      value: value.slice(0, 200),
      allowed: 'https://HOST:PORT',
    })
  return [...before, url.origin]
}

/** Answers stations until the command is told to stop; then what is under way ends first. */
export async function answerStations(
  { terminal, language, isJson, signal }: CommandContext,
  hub: OpenHub,
  { listen, urls, hold, metricsPort }: HubListening,
): Promise<Outcome> {
  const text = HUB_TEXT[language]
  const log = makeHubLog(
    (line) => terminal.writeError(line),
    () => hub.session.clock.nowMs(),
  )
  const served = await serveHub(hub, { listen, urls, hold, watchPort: metricsPort, log })
  if (!served.ok) return { kind: 'failed', failure: served.failure }
  const { port, watchPort } = served.value
  const name = listen.host.includes(':') ? `[${listen.host}]` : listen.host
  const address = `https://${name}:${port}`
  const { tlsPinHex } = hub.header
  const told = JSON.stringify({ address, port, metricsPort: watchPort, tlsPinHex })
  terminal.writeOut(`${isJson ? told : `${text.answers} ${address}`}\n`)
  await untilAborted(signal)
  await served.value.stop()
  if (!isJson) terminal.writeOut(`${text.stopped}\n`)
  return { kind: 'printed' }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
