import { fillTemplate } from '#contract/fill-template.ts'
import type { InputOf } from '#contract/operations.ts'
import { COLUMN_ROLE_LABELS, TABLE_CONTENT_LABELS } from '#core/parsing/column-labels.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { readJsonFile } from '../read-input-file.ts'

/** `samnum column-map list DIR` */
export async function listColumnMaps(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('columnMap.list', {})
    if (answer.outcome !== 'done') return stopped(answer)
    const { language, text } = context
    const lines = answer.value.maps.flatMap(({ map }) => [
      `${showEscaped(map.name)} (${TABLE_CONTENT_LABELS[map.content][language]})`,
      ...map.columns.map(({ column, role, header }) => {
        const title = header === undefined || header === '' ? '' : `  ${showEscaped(header)}`
        return `  ${column + 1}  ${COLUMN_ROLE_LABELS[role][language]}${title}`
      }),
    ])
    return { kind: 'done', value: answer.value, lines: lines.length === 0 ? [text.done.noColumnMaps] : lines }
  })
}

/** `samnum column-map save DIR map.json` */
export async function saveColumnMap(context: CommandContext, folder: string, path: string): Promise<Outcome> {
  const read = await readJsonFile(path)
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  return await withVault(context, folder, async (desk) => {
    // What the file holds is unknown here; the dispatcher parses it as it parses everything that comes from outside.
    const map = read.value as InputOf<'columnMap.save'>['map']
    const answer = await desk.call('columnMap.save', { map })
    if (answer.outcome !== 'done') return stopped(answer)
    const line = fillTemplate(
      context.text.done.columnMapSaved,
      { name: showEscaped(map.name) },
      context.language,
    )
    return { kind: 'done', value: answer.value, lines: [line] }
  })
}
