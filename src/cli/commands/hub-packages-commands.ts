import { hintMatches } from '#app/hub/hint-matches.ts'
import { acceptWaiting, quarantineWaiting } from '#app/hub/receive-package.ts'
import type { HubVerification } from '#app/hub/verify-hub.ts'
import type { PackageRow } from '#app/ports/hub-store.ts'
import { explainFailure } from '#contract/failure-text.ts'
import { type Failure, isFailureCode } from '#contract/failures.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatWholeNumber } from '#contract/number-text.ts'
import { formatSortableDateTime } from '#core/dates/format-date.ts'
import type { Language } from '#core/language.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { backupHub, proveHub } from '#hub/backup-hub.ts'
import { takeStick } from '#hub/take-stick.ts'
import type { CommandContext } from '../command-context.ts'
import { HUB_TEXT } from '../hub-text.ts'
import type { Outcome } from '../outcome.ts'
import { alignFields, alignRows } from '../text-columns.ts'
import { failed, type HubPlace, withHub } from './hub-command.ts'
import { addresseeOf } from './hub-messages-commands.ts'

const MOST_LISTED = 1000

/** How a stick is gone through; `to` are names or ids of stations, or `all`. */
export type TakeOptions = {
  readonly hold: boolean
  readonly urls: readonly string[]
  readonly to: readonly string[]
}

/** `samnum hub take DIR STICK [--hold] [--url URL]… [--to STATION|all]…` */
export async function takeFromStick(
  context: CommandContext,
  place: HubPlace,
  stick: string,
  { hold, urls, to }: TakeOptions,
): Promise<Outcome> {
  return await withHub(context, place, async (hub) => {
    const taken = await takeStick(hub, stick, { hold, urls, to: to.map(addresseeOf) })
    if (!taken.ok) return failed(taken.failure)
    const { requests, packages, waysBack } = taken.value
    const { language } = context
    const text = HUB_TEXT[language]
    const rows = [
      ...requests.map(({ vaultId, station, failure }) => [
        showEscaped(station ?? vaultId),
        failure === null ? text.outcome.enrolled : text.outcome.refused,
        failure === null ? '' : explain(failure.code, language),
      ]),
      ...packages.map(({ packageId, outcome, isNew, code }) => [
        packageId,
        isNew ? text.outcome[outcome] : text.outcome.again,
        code === null ? '' : explain(code, language),
      ]),
    ]
    const lines = [
      ...(rows.length === 0 ? [text.nothingOnStick] : alignRows(rows)),
      fillTemplate(text.waysBack, { count: waysBack.length }, language),
    ]
    const refusal =
      requests.find(({ failure }) => failure !== null)?.failure?.code ??
      packages.find(({ outcome }) => outcome === 'refused' || outcome === 'quarantined')?.code
    const value = { requests, packages, waysBack }
    if (refusal === undefined || refusal === null) return { kind: 'done', value, lines }
    return { kind: 'failed', failure: failureOf(refusal), value, lines }
  })
}

/** `samnum hub queue DIR [--all]` */
export async function listQueue(context: CommandContext, place: HubPlace, all: boolean): Promise<Outcome> {
  return await withHub(context, place, async ({ session }) => {
    const read = await session.store.read((reads) => reads.packages({}, MOST_LISTED))
    if (!read.ok) return failed(read.failure)
    const packages = read.value.filter(({ state }) => all || state !== 'accepted')
    const { language } = context
    const text = HUB_TEXT[language]
    const rows = packages.map(({ packageId, vaultId, state, reason, receivedAtMs, toSeq }) => [
      packageId,
      formatSortableDateTime(receivedAtMs),
      vaultId,
      fillTemplate('{seq:number}', { seq: toSeq }, language),
      text.outcome[state],
      reason === null ? '' : explain(reason, language),
    ])
    return {
      kind: 'done',
      value: { packages: packages.map(documentOf) },
      lines: rows.length === 0 ? [text.queueEmpty] : alignRows(rows),
    }
  })
}

/** `samnum hub accept DIR PACKAGE` */
export async function acceptOne(
  context: CommandContext,
  place: HubPlace,
  packageId: string,
): Promise<Outcome> {
  return await withHub(context, place, async ({ session }) => {
    const decided = await acceptWaiting(session, packageId)
    if (!decided.ok) return failed(decided.failure)
    if (decided.value.outcome === 'refused') return failed(decided.value.failure)
    const hinted = await hintMatches(session)
    if (!hinted.ok) return failed(hinted.failure)
    const { row } = decided.value
    const value = documentOf(row)
    if (row.state === 'accepted') return { kind: 'done', value, lines: [HUB_TEXT[context.language].accepted] }
    return { kind: 'failed', failure: failureOf(row.reason ?? ''), value }
  })
}

/** `samnum hub quarantine DIR PACKAGE --reason TEXT` */
export async function quarantineOne(
  context: CommandContext,
  place: HubPlace,
  packageId: string,
  reason: string,
): Promise<Outcome> {
  return await withHub(context, place, async ({ session }) => {
    const decided = await quarantineWaiting(session, packageId, reason)
    if (!decided.ok) return failed(decided.failure)
    return { kind: 'done', value: documentOf(decided.value), lines: [HUB_TEXT[context.language].quarantined] }
  })
}

/** `samnum hub verify DIR`. Exit code 0 only when everything holds. */
export async function verifyStore(context: CommandContext, place: HubPlace): Promise<Outcome> {
  return await withHub(context, place, async (hub) => {
    const proven = await proveHub(hub)
    return proven.ok ? sayVerification(context, proven.value, []) : failed(proven.failure)
  })
}

/** `samnum hub backup DIR DEST` */
export async function backUp(
  context: CommandContext,
  place: HubPlace,
  destination: string,
): Promise<Outcome> {
  return await withHub(context, place, async (hub, passphrase) => {
    const made = await backupHub(hub, place.folder, destination, passphrase)
    if (!made.ok) return failed(made.failure)
    return sayVerification(context, made.value, [HUB_TEXT[context.language].backedUp])
  })
}

function sayVerification(
  { language }: CommandContext,
  value: HubVerification,
  before: readonly string[],
): Outcome {
  const text = HUB_TEXT[language]
  const { label } = text
  const number = (count: number) => formatWholeNumber(count, language)
  const counts = alignFields([
    [label.stations, number(value.stations)],
    [label.events, number(value.events)],
    [label.leaves, number(value.leaves)],
    [label.objects, number(value.objects)],
    [label.reads, number(value.auditRows)],
  ])
  const { findings } = value
  if (findings.length === 0) return { kind: 'done', value, lines: [...before, text.whole, ...counts] }
  const found = findings.map(({ code, vaultId, seq }) => [
    label.finding,
    [vaultId ?? '', seq === undefined ? '' : String(seq)].join(' ').trim(),
    explain(code, language),
  ])
  const failure: Failure = { code: 'hub/not-whole', facts: { count: findings.length } }
  return { kind: 'failed', failure, value, lines: [...counts, ...alignRows(found)] }
}

function documentOf({ report, ...row }: PackageRow): object {
  return { ...row, report: JSON.parse(report) as object }
}

// What somebody at headquarters wrote is shown as they wrote it.
function explain(reason: string, language: Language): string {
  return isFailureCode(reason) ? explainFailure({ code: reason }, language) : showEscaped(reason)
}

function failureOf(reason: string): Failure {
  return { code: isFailureCode(reason) ? reason : 'hub/quarantined' }
}
