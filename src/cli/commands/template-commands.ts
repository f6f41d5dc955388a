import { fillTemplate } from '#contract/fill-template.ts'
import type { InputOf } from '#contract/operations.ts'
import type { ReportLanguages } from '#contract/report-operations.ts'
import { formatSortableDateTime } from '#core/dates/format-date.ts'
import type { WordingName } from '#core/documents/wordings.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { readJsonFile } from '../read-input-file.ts'
import { alignRows } from '../text-columns.ts'
import { saveDrawn } from './report-command.ts'

/** `samnum template list DIR` */
export async function listTemplates(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('template.list', {})
    if (answer.outcome !== 'done') return stopped(answer)
    const { language, text } = context
    const lines = alignRows(
      answer.value.templates.map(({ template, version, texts, changedTexts, changedAtMs, changedBy }) => [
        template,
        fillTemplate(text.court.version, { version }, language),
        fillTemplate(text.court.changedTexts, { changed: changedTexts, texts }, language),
        changedAtMs === undefined ? '' : formatSortableDateTime(changedAtMs),
        showEscaped(changedBy ?? ''),
      ]),
    )
    return { kind: 'done', value: answer.value, lines }
  })
}

/** `samnum template show DIR NAME [--of-version N]` */
export async function showTemplate(
  context: CommandContext,
  folder: string,
  template: WordingName,
  asked?: number,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const of = asked === undefined ? {} : { version: asked }
    const answer = await desk.call('template.show', { template, ...of })
    if (answer.outcome !== 'done') return stopped(answer)
    const { texts, version, versions } = answer.value
    const lines = [
      fillTemplate(context.text.court.version, { version }, context.language),
      ...texts.flatMap(({ key, placeholders, shipped, changed }) => {
        const said = changed ?? shipped
        return [
          [key, changed === undefined ? '' : '*', ...placeholders.map((name) => `{${name}}`)]
            .filter((part) => part !== '')
            .join(' '),
          `  km  ${showEscaped(said.km)}`,
          `  en  ${showEscaped(said.en)}`,
        ]
      }),
      ...alignRows(
        versions.map((one) => [
          fillTemplate(context.text.court.version, { version: one.version }, context.language),
          formatSortableDateTime(one.changedAtMs),
          showEscaped(one.changedBy),
        ]),
      ),
    ]
    return { kind: 'done', value: answer.value, lines }
  })
}

/** What is to be changed, and where it comes from. */
export type TemplateOrder = { readonly template: WordingName; readonly path: string }

/** `samnum template save DIR NAME --file texts.json --based-on N` */
export async function saveTemplate(
  context: CommandContext,
  folder: string,
  { template, path, basedOn }: TemplateOrder & { readonly basedOn: number },
): Promise<Outcome> {
  const read = await readJsonFile(path)
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  const phrases = read.value as InputOf<'template.save'>['phrases']
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('template.save', { template, basedOn, phrases })
    if (answer.outcome !== 'done') return stopped(answer)
    const { version } = answer.value
    const line = fillTemplate(context.text.court.templateSaved, { template, version }, context.language)
    return { kind: 'done', value: { template, version }, lines: [line] }
  })
}

/** `samnum template preview DIR NAME [--file texts.json] --lang … --out FILE.pdf` */
export async function previewTemplate(
  context: CommandContext,
  folder: string,
  order: {
    readonly template: WordingName
    readonly path: string | undefined
    readonly languages: ReportLanguages
    readonly outPath: string
  },
): Promise<Outcome> {
  const { template, path, languages, outPath } = order
  const read = path === undefined ? null : await readJsonFile(path)
  if (read?.ok === false) return { kind: 'failed', failure: read.failure }
  const phrases = (read?.value ?? {}) as InputOf<'template.preview'>['phrases']
  return await withVault(context, folder, async (desk) => {
    const made = await desk.call('template.preview', { template, phrases, languages })
    return made.outcome === 'done'
      ? await saveDrawn(context, desk, made.value, outPath, { template, languages })
      : stopped(made)
  })
}
