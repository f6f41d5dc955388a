import { setTimeout as wait } from 'node:timers/promises'
import { explainFailure } from '#contract/failure-text.ts'
import { FAILURES } from '#contract/failures.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import type { NetworkSettings } from '#contract/network-operations.ts'
import { formatWholeNumber } from '#contract/number-text.ts'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import { formatDateTime } from '#core/dates/format-date.ts'
import { backOffMs } from '#core/network/back-off.ts'
import { randomShare } from '#node/carriers/network/random-share.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { SYNC_TEXT } from '../sync-text.ts'
import { alignFields } from '../text-columns.ts'

/** How long a round that brought everything over is followed by the next one; the same jitter as after failures. */
const NEXT_ROUND = { firstMs: 60_000, mostMs: 60_000 } as const

/** `samnum enrol DIR --code CODE --station NAME [--address URL]` */
export async function enrolByNetwork(
  context: CommandContext,
  folder: string,
  asked: InputOf<'sync.enrol'>,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('sync.enrol', asked)
    if (answer.outcome !== 'done') return stopped(answer)
    const { language } = context
    const line = fillTemplate(SYNC_TEXT[language].enrolledWith, { name: answer.value.hubName }, language)
    return { kind: 'done', value: answer.value, lines: [line] }
  })
}

/**
 * `samnum sync DIR [--once]` over the network. Without `--once` it stays: a failure that time or another network can mend is told and
 * tried again, each time after a longer wait; one that says that the two ledgers part ends it.
 */
export async function syncByNetwork(
  context: CommandContext,
  folder: string,
  isOnce: boolean,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    for (let failures = 0; ; ) {
      const answer = await desk.call('sync.exchange', {})
      const outcome: Outcome =
        answer.outcome === 'done'
          ? { kind: 'done', value: answer.value, lines: exchangedLines(context, answer.value) }
          : stopped(answer)
      if (isOnce || !isWorthAnother(outcome)) return outcome
      failures = outcome.kind === 'done' ? 0 : failures + 1
      const waitMs =
        failures === 0 ? backOffMs(1, randomShare(), NEXT_ROUND) : backOffMs(failures, randomShare())
      tell(context, outcome, waitMs)
      try {
        await wait(waitMs, undefined, { signal: context.signal })
      } catch {
        return outcome.kind === 'done' ? outcome : { kind: 'cancelled' }
      }
    }
  })
}

/** What `samnum network` may change. */
export type NetworkOptions = {
  readonly address?: string
  readonly proxy?: string
  readonly limit?: string
  readonly metered?: boolean
}

/** `samnum network DIR [--address URL] [--proxy URL] [--limit KILOBITS] [--metered|--no-metered]` */
export async function setNetwork(
  context: CommandContext,
  folder: string,
  options: NetworkOptions,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const before = await desk.call('sync.network', {})
    if (before.outcome !== 'done') return stopped(before)
    const wanted = changed(before.value.settings, options)
    if (JSON.stringify(wanted) !== JSON.stringify(before.value.settings)) {
      const set = await desk.call('sync.setNetwork', wanted)
      if (set.outcome !== 'done') return stopped(set)
    }
    const now = await desk.call('sync.network', {})
    if (now.outcome !== 'done') return stopped(now)
    return { kind: 'done', value: now.value, lines: networkLines(context, now.value) }
  })
}

function changed(now: NetworkSettings, { address, proxy, limit, metered }: NetworkOptions): NetworkSettings {
  const textOf = (said: string | undefined, before: string | null) =>
    said === undefined ? before : said.trim() === '' ? null : said
  return {
    address: textOf(address, now.address),
    proxy: textOf(proxy, now.proxy),
    limitKilobits: limit === undefined ? now.limitKilobits : Number(limit) === 0 ? null : Number(limit),
    isMetered: metered ?? now.isMetered,
  }
}

function isWorthAnother(outcome: Outcome): boolean {
  if (outcome.kind === 'done') return true
  if (outcome.kind !== 'failed') return false
  const { code } = outcome.failure
  return FAILURES[code] === 'later' || code.startsWith('network/')
}

function tell({ terminal, isJson, language }: CommandContext, outcome: Outcome, waitMs: number): void {
  if (outcome.kind === 'failed') {
    const seconds = Math.ceil(waitMs / 1000)
    terminal.writeError(`${explainFailure(outcome.failure, language)}\n`)
    terminal.writeError(`${fillTemplate(SYNC_TEXT[language].again, { seconds }, language)}\n`)
  }
  if (outcome.kind === 'done' && !isJson) for (const line of outcome.lines) terminal.writeError(`${line}\n`)
}

function exchangedLines({ language }: CommandContext, done: OutputOf<'sync.exchange'>): readonly string[] {
  const said = SYNC_TEXT[language]
  const {
    packages,
    sentBytes,
    receipts,
    messages,
    refusals,
    held,
    waiting,
    objectsWaiting,
    casesWithoutKey,
  } = done
  const counted = (template: string, count: number) =>
    count === 0 ? [] : [fillTemplate(template, { count }, language)]
  const holds =
    held === null
      ? said.holdsNothing
      : fillTemplate(
          said.holds,
          { seq: held.seq, time: formatDateTime(held.receivedAtMs, { language }) },
          language,
        )
  return [
    fillTemplate(said.exchanged, { packages, sentBytes, receipts, messages, refusals }, language),
    holds,
    ...counted(said.heldBack, waiting),
    ...counted(said.objectsWait, objectsWaiting),
    ...counted(said.withoutKey, casesWithoutKey),
  ]
}

function networkLines({ language }: CommandContext, network: OutputOf<'sync.network'>): readonly string[] {
  const said = SYNC_TEXT[language]
  const { settings, addresses, underWay } = network
  const { address, proxy, limitKilobits, isMetered } = settings
  return alignFields([
    [said.label.address, address ?? said.none],
    [said.label.given, addresses.length === 0 ? said.none : addresses.join(' ')],
    [said.label.proxy, proxy ?? said.none],
    [said.label.limit, limitKilobits === null ? said.noLimit : formatWholeNumber(limitKilobits, language)],
    [said.label.metered, isMetered ? said.yes : said.no],
    [said.label.underWay, formatWholeNumber(underWay, language)],
  ])
}
