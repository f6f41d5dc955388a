import { join } from 'node:path'
import { fail, succeed } from '#core/result.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import { serveDesk } from '#hub/serve-desk.ts'
import { serveHub } from '#hub/serve-hub.ts'
import { makeHubLog } from '#node/hub-server/hub-log.ts'
import { listPageFiles } from '#node/serve/page-files.ts'
import type { CommandContext } from '../command-context.ts'
import { HUB_PEOPLE_TEXT } from '../hub-people-text.ts'
import { HUB_TEXT } from '../hub-text.ts'
import type { Outcome } from '../outcome.ts'
import { ROOT_FOLDER, softwareName } from '../software.ts'
import { UsageError } from '../usage.ts'

/** How a hub is asked to answer stations on a network. */
export type HubListening = {
  readonly listen: { readonly host: string; readonly port: number }
  readonly urls: readonly string[]
  readonly hold: boolean
  readonly metricsPort: number | null
}

/** How it is asked to answer browsers of headquarters' people; `url` is the one address by which they ask. */
export type AnalystListening = {
  readonly listen: { readonly host: string; readonly port: number }
  readonly url: string | null
}

/** Whom a hub is asked to answer. */
export type HubAnswering = {
  readonly stations: HubListening | null
  readonly analysts: AnalystListening | null
}

/** Makes a reader of `HOST:PORT`, or `[IPv6]:PORT`; port 0 lets the system choose. */
export function parseListen(name: string): (value: string) => HubListening['listen'] {
  return (value) => {
    const [, bracketed, plain, port] =
      /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]+)):([0-9]{1,5})$/.exec(value) ?? []
    const host = bracketed ?? plain
    if (host === undefined || Number(port) > 65_535)
      throw new UsageError('usage/wrong-value', { name, value, allowed: 'HOST:PORT' })
    return { host, port: Number(port) }
  }
}

/** Most addresses that the answer to an enrolment holds (`docs/format-sync.md`, section 3). */
const MOST_URLS = 20

/** Makes a reader of an address, `https://HOST[:PORT]`. */
export function parseUrl(name: string): (value: string) => string {
  return (value) => {
    const url = URL.canParse(value) ? new URL(value) : null
    const isPlain = url?.protocol === 'https:' && url.pathname === '/' && url.search === '' && url.hash === ''
    if (!isPlain || url.username !== '' || url.password !== '')
      throw new UsageError('usage/wrong-value', {
        ...{ name, value: value.slice(0, 200) },
        allowed: 'https://HOST:PORT',
      })
    return url.origin
  }
}

/** Reads an address that stations are told and adds it to those before. */
export function addUrl(value: string, before: readonly string[] = []): readonly string[] {
  const origin = parseUrl('--url')(value)
  if (before.length >= MOST_URLS)
    throw new UsageError('usage/wrong-value', {
      ...{ name: '--url', value: value.slice(0, 200) },
      allowed: `0 … ${MOST_URLS}`,
    })
  return [...before, origin]
}

/** Answers stations, browsers or both until the command is told to stop; then what is under way ends first. */
export async function answerUntilStopped(
  { terminal, language, isJson, signal }: CommandContext,
  hub: OpenHub,
  { stations, analysts }: HubAnswering,
  pageFolder = join(ROOT_FOLDER, 'out/renderer'),
): Promise<Outcome> {
  const text = HUB_TEXT[language]
  const log = makeHubLog(
    (line) => terminal.writeError(line),
    () => hub.session.clock.nowMs(),
  )
  const served = stations === null ? succeed(null) : await serveStations(hub, stations, log)
  if (!served.ok) return { kind: 'failed', failure: served.failure }
  const seen = analysts === null ? succeed(null) : await serveAnalysts(hub, analysts, log, pageFolder)
  if (!seen.ok) {
    await served.value?.stop()
    return { kind: 'failed', failure: seen.failure }
  }
  const { tlsPinHex } = hub.header
  const desk = seen.value
  if (isJson) {
    const { address, port, watchPort = null } = served.value ?? {}
    const ofStations = served.value === null ? {} : { address, port, metricsPort: watchPort }
    const ofPeople = desk === null ? {} : { analysts: { address: desk.address, port: desk.port } }
    terminal.writeOut(`${JSON.stringify({ ...ofStations, ...ofPeople, tlsPinHex })}\n`)
  } else {
    const { answersPeople, compare } = HUB_PEOPLE_TEXT[language]
    if (served.value !== null) terminal.writeOut(`${text.answers} ${served.value.address}\n`)
    if (desk !== null) terminal.writeOut(`${answersPeople} ${desk.address}\n${compare}\n${tlsPinHex}\n`)
  }
  await untilAborted(signal)
  await desk?.stop()
  await served.value?.stop()
  if (!isJson) terminal.writeOut(`${text.stopped}\n`)
  return { kind: 'printed' }
}

type Log = ReturnType<typeof makeHubLog>

async function serveStations(hub: OpenHub, { listen, urls, hold, metricsPort }: HubListening, log: Log) {
  const served = await serveHub(hub, { listen, urls, hold, watchPort: metricsPort, log })
  if (!served.ok) return served
  const name = listen.host.includes(':') ? `[${listen.host}]` : listen.host
  return succeed({ ...served.value, address: `https://${name}:${served.value.port}` })
}

async function serveAnalysts(
  hub: OpenHub,
  { listen, url }: AnalystListening,
  log: Log,
  pageFolder: string,
): Promise<Awaited<ReturnType<typeof serveDesk>>> {
  const pages = await listPageFiles(pageFolder)
  if (pages === null) return fail({ code: 'serve/pages-not-built' })
  return await serveDesk(hub, {
    ...{ listen, pages, log, isPlain: false },
    authority: url === null ? null : new URL(url).host,
    software: softwareName(),
  })
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
