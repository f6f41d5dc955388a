import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Envelope } from '#contract/envelope.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatExactBytes, formatWholeNumber } from '#contract/number-text.ts'
import type { OutputOf } from '#contract/operations.ts'
import { formatDateTime } from '#core/dates/format-date.ts'
import { checkBag } from '#node/carriers/folder/read-bag.ts'
import type { CommandContext } from '../command-context.ts'
import { type Desk, stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { SYNC_TEXT } from '../sync-text.ts'
import { alignFields, alignRows } from '../text-columns.ts'

/** How often a folder is looked at again. */
const AGAIN_AFTER_MS = 10_000

/** `samnum enrol DIR --code CODE --station NAME --folder STICK` */
export async function enrolStation(
  context: CommandContext,
  folder: string,
  asked: { readonly code: string; readonly station: string; readonly stick: string },
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const { code, station, stick } = asked
    const carrierId = await desk.engine.offerFolder(resolve(stick))
    const answer = await desk.call('sync.ask', { code, station, carrierId })
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: [SYNC_TEXT[context.language].asked] }
  })
}

/** `samnum package write DIR --folder STICK` */
export async function writePackage(context: CommandContext, folder: string, stick: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await write(desk, stick)
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: writtenLines(context, answer.value) }
  })
}

/** `samnum package read DIR --folder STICK` */
export async function readPackage(context: CommandContext, folder: string, stick: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await take(desk, stick)
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: takenLines(context, answer.value) }
  })
}

/** `samnum sync DIR --folder STICK [--once]`. That nothing came, or nothing is to be sent, is no failure here. */
export async function syncFolder(
  context: CommandContext,
  folder: string,
  { stick, isOnce }: { readonly stick: string; readonly isOnce: boolean },
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    for (;;) {
      const once = await exchange(context, desk, stick)
      if (isOnce || once.kind !== 'done') return once
      if (!context.isJson) for (const line of once.lines) context.terminal.writeError(`${line}\n`)
      try {
        await wait(AGAIN_AFTER_MS, undefined, { signal: context.signal })
      } catch {
        return once
      }
    }
  })
}

/** `samnum package share DIR CASE` */
export async function shareWithHub(
  context: CommandContext,
  folder: string,
  caseName: string,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('case.shareWithHub', { case: caseName })
    if (answer.outcome !== 'done') return stopped(answer)
    const line = fillTemplate(SYNC_TEXT[context.language].shared, { case: caseName }, context.language)
    return { kind: 'done', value: answer.value, lines: [line] }
  })
}

/** `samnum receipts DIR` */
export async function listReceipts(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk): Promise<Outcome> => {
    const answer = await desk.call('sync.receipts', {})
    if (answer.outcome !== 'done') return stopped(answer)
    const { language } = context
    const said = SYNC_TEXT[language]
    const rows = answer.value.receipts.map(({ seq, receivedAtMs, objects, verdict, headHex }) => [
      formatWholeNumber(seq, language),
      formatDateTime(receivedAtMs, { language }),
      formatWholeNumber(objects, language),
      said.verdict[verdict],
      headHex.slice(0, 16),
    ])
    const { label } = context.text
    const title = [said.label.events, label.recorded, said.label.objects, said.label.receipt, label.sha256]
    const lines = rows.length === 0 ? [said.noReceipts] : alignRows([title, ...rows])
    return { kind: 'done', value: answer.value, lines }
  })
}

/** `samnum package inspect PATH` */
export async function inspectPackage(context: CommandContext, path: string): Promise<Outcome> {
  const checked = await checkBag(resolve(path))
  if (!checked.ok) return { kind: 'failed', failure: checked.failure }
  const { packageId, hubId, vaultId, from, to, chunks, objects, madeAtMs, software } =
    checked.value.signed.document
  const { language, text } = context
  const { label, whole } = SYNC_TEXT[language]
  const number = (value: number) => formatWholeNumber(value, language)
  const lines = alignFields([
    [label.package, packageId],
    [label.hub, hubId],
    [text.label.vaultId, vaultId],
    [label.events, `${number(from.seq + 1)} – ${number(to.seq)}`],
    [label.objects, number(objects.length)],
    [label.made, `${formatDateTime(madeAtMs, { language })} · ${software}`],
  ])
  const value = {
    packageId,
    hubId,
    vaultId,
    from,
    to,
    chunks: chunks.length,
    objects: objects.length,
    madeAtMs,
  }
  return { kind: 'done', value, lines: [whole, ...lines] }
}

async function exchange(context: CommandContext, desk: Desk, stick: string): Promise<Outcome> {
  const said = SYNC_TEXT[context.language]
  const taken = await take(desk, stick)
  if (!isDoneBut(taken, 'sync/nothing-on-carrier')) return stopped(taken)
  const written = await write(desk, stick)
  if (!isDoneBut(written, 'sync/nothing-to-send')) return stopped(written)
  const lines = [
    ...(taken.outcome === 'done' ? takenLines(context, taken.value) : [said.nothingCame]),
    ...(written.outcome === 'done' ? writtenLines(context, written.value) : [said.nothingToSend]),
  ]
  const value = {
    taken: taken.outcome === 'done' ? taken.value : null,
    written: written.outcome === 'done' ? written.value : null,
  }
  return { kind: 'done', value, lines }
}

async function take(desk: Desk, stick: string): Promise<Envelope<OutputOf<'sync.take'>>> {
  return await desk.call('sync.take', { carrierId: await desk.engine.offerFolder(resolve(stick)) })
}

async function write(desk: Desk, stick: string): Promise<Envelope<OutputOf<'sync.write'>>> {
  return await desk.call('sync.write', { carrierId: await desk.engine.offerFolder(resolve(stick)) })
}

type DoneOrFailed<Value> = Extract<Envelope<Value>, { readonly outcome: 'done' | 'failed' }>

function isDoneBut<Value>(answer: Envelope<Value>, code: string): answer is DoneOrFailed<Value> {
  return answer.outcome === 'done' || (answer.outcome === 'failed' && answer.failure.code === code)
}

function takenLines({ language }: CommandContext, taken: OutputOf<'sync.take'>): readonly string[] {
  const said = SYNC_TEXT[language]
  const { isEnrolledNow, receipts, messages, refusals, held } = taken
  const holds =
    held === null
      ? said.holdsNothing
      : fillTemplate(
          said.holds,
          { seq: held.seq, time: formatDateTime(held.receivedAtMs, { language }) },
          language,
        )
  return [
    ...(isEnrolledNow ? [said.enrolled] : []),
    fillTemplate(said.taken, { receipts, messages, refusals }, language),
    holds,
  ]
}

function writtenLines({ language }: CommandContext, written: OutputOf<'sync.write'>): readonly string[] {
  const said = SYNC_TEXT[language]
  const number = (value: number) => formatWholeNumber(value, language)
  const { packageId, fromSeq, toSeq, cases, objects, sizeBytes, casesWithoutKey } = written
  return [
    said.written,
    ...alignFields([
      [said.label.package, packageId],
      [said.label.events, `${number(fromSeq + 1)} – ${number(toSeq)}`],
      [said.label.cases, number(cases)],
      [said.label.objects, number(objects)],
      [said.label.size, formatExactBytes(sizeBytes, language)],
    ]),
    ...(casesWithoutKey === 0 ? [] : [fillTemplate(said.withoutKey, { count: casesWithoutKey }, language)]),
  ]
}
