import { fillTemplate } from '#contract/fill-template.ts'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import type { ReportLanguages } from '#contract/report-operations.ts'
import { formatSortableDateTime } from '#core/dates/format-date.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { readJsonFile } from '../read-input-file.ts'
import { alignFields, alignRows } from '../text-columns.ts'
import { saveDrawn } from './report-command.ts'

/** `samnum record draft DIR CASE --file record.json` and `samnum record change DIR CASE RECORD --file record.json` */
export async function writeRecord(
  context: CommandContext,
  folder: string,
  { caseName, path, record }: { readonly caseName: string; readonly path: string; readonly record?: string },
): Promise<Outcome> {
  const read = await readJsonFile(path)
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  // What the file holds is unknown here; the dispatcher parses it as it parses everything that comes from outside.
  const content = read.value as InputOf<'record.draft'>['content']
  return await withVault(context, folder, async (desk) => {
    if (record !== undefined) {
      const changed = await desk.call('record.change', { case: caseName, record, content })
      if (changed.outcome !== 'done') return stopped(changed)
      const lines = [context.text.done.recordChanged, ...unmetLines(context, changed.value.unmet)]
      return { kind: 'done', value: changed.value, lines }
    }
    const drafted = await desk.call('record.draft', { case: caseName, content })
    if (drafted.outcome !== 'done') return stopped(drafted)
    const { recordId, unmet } = drafted.value
    const fields = alignFields([[context.text.label.recordId, recordId]])
    const lines = [context.text.done.recordDrafted, ...fields, ...unmetLines(context, unmet)]
    return { kind: 'done', value: drafted.value, lines }
  })
}

/** Refusals by which conditions are open, each of which is named with its article. */
const OF_THE_LAW: ReadonlySet<string> = new Set(['record/law-not-met', 'record/warnings-not-seen'])

/** `samnum record finalise DIR CASE RECORD [--warnings-seen] [--corrects RECORD]` */
export async function finaliseRecord(
  context: CommandContext,
  folder: string,
  order: InputOf<'record.finalise'>,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('record.finalise', order)
    if (answer.outcome !== 'done') {
      const outcome = stopped(answer)
      if (outcome.kind !== 'failed' || !OF_THE_LAW.has(outcome.failure.code)) return outcome
      const { case: caseName, record } = order
      const shown = await desk.call('record.show', { case: caseName, record })
      if (shown.outcome !== 'done') return outcome
      const { unmet } = shown.value
      return { ...outcome, value: { unmet }, lines: unmetLines(context, unmet) }
    }
    const { number } = answer.value
    const line = fillTemplate(context.text.done.recordFinalised, { number }, context.language)
    return { kind: 'done', value: answer.value, lines: [line] }
  })
}

/** `samnum record discard DIR CASE RECORD --reason TEXT` */
export async function discardRecord(
  context: CommandContext,
  folder: string,
  order: InputOf<'record.discard'>,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('record.discard', order)
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: [context.text.done.recordDiscarded] }
  })
}

/** `samnum record list DIR CASE` */
export async function listRecords(
  context: CommandContext,
  folder: string,
  caseName: string,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('record.list', { case: caseName })
    if (answer.outcome !== 'done') return stopped(answer)
    const { records } = answer.value
    if (records.length === 0)
      return { kind: 'done', value: answer.value, lines: [context.text.done.noRecords] }
    const lines = alignRows(
      records.map(({ recordId, number, kind, state, about, changedAtMs }) => [
        number ?? recordId,
        context.text.recordKind[kind],
        context.text.recordState[state],
        formatSortableDateTime(changedAtMs),
        showEscaped(about),
      ]),
    )
    return { kind: 'done', value: answer.value, lines }
  })
}

/** `samnum law check DIR CASE RECORD`: ends with 1 while the law keeps the record from being finalised. */
export async function checkRecord(
  context: CommandContext,
  folder: string,
  named: InputOf<'record.show'>,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('record.show', named)
    if (answer.outcome !== 'done') return stopped(answer)
    const { unmet } = answer.value
    const value = { unmet }
    const blocking = unmet.filter(({ effect }) => effect === 'blocks').length
    const lines = unmet.length === 0 ? [context.text.done.lawMet] : unmetLines(context, unmet)
    return blocking === 0
      ? { kind: 'done', value, lines }
      : { kind: 'failed', failure: { code: 'record/law-not-met', facts: { count: blocking } }, value, lines }
  })
}

/** Where a printed record goes. */
export type PrintOrder = {
  readonly caseName: string
  readonly name: string
  readonly languages: ReportLanguages
  readonly outPath: string
}

/** `samnum record print DIR CASE RECORD --lang km|en|km+en --out FILE.pdf` */
export async function printRecord(
  context: CommandContext,
  folder: string,
  { caseName, name, languages, outPath }: PrintOrder,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const made = await desk.call('record.print', { case: caseName, record: name, languages })
    return made.outcome === 'done' ? await saveDrawn(context, desk, made.value, outPath) : stopped(made)
  })
}

function unmetLines(
  { language, text }: CommandContext,
  unmet: OutputOf<'record.show'>['unmet'],
): readonly string[] {
  return unmet.map(
    (rule) => `${text.lawRule[rule.effect]} · ${rule.article[language]} · ${rule.text[language]}`,
  )
}
