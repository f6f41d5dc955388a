import { fillTemplate } from '#contract/fill-template.ts'
import type { InputOf } from '#contract/operations.ts'
import { formatSortableDateTime } from '#core/dates/format-date.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { askVault } from '../ask-vault.ts'
import { CASE_WORK_TEXT } from '../case-work-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { Outcome } from '../outcome.ts'
import { readJsonFile } from '../read-input-file.ts'
import { alignRows } from '../text-columns.ts'

/** `samnum playbook list DIR` */
export async function listPlaybooks(context: CommandContext, folder: string): Promise<Outcome> {
  const { language } = context
  return await askVault(context, folder, 'playbook.list', {}, ({ playbooks }) =>
    alignRows(
      playbooks.map(({ playbookId, version, title, steps }) => [
        playbookId,
        String(version),
        String(steps.length),
        title[language],
      ]),
      [1, 2],
    ),
  )
}

/** `samnum playbook show DIR CASE [--also ID]` */
export async function showPlaybooks(
  context: CommandContext,
  folder: string,
  input: InputOf<'playbook.show'>,
): Promise<Outcome> {
  const { language } = context
  const { state: states, unverified, nothing } = CASE_WORK_TEXT[language]
  return await askVault(context, folder, 'playbook.show', input, ({ playbooks }) => {
    if (playbooks.length === 0) return [nothing]
    return playbooks.flatMap(({ playbookId, title, steps }) => [
      `${playbookId} · ${title[language]}`,
      ...alignRows(
        steps.map(({ stepId, state, title: step, dueAtMs, verified, end }) => [
          `  ${stepId}`,
          states[state],
          dueAtMs === undefined ? '' : formatSortableDateTime(dueAtMs),
          step[language],
          verified ? '' : unverified,
          end === undefined ? '' : showEscaped([end.by, end.note ?? ''].join(' ')),
        ]),
      ),
    ])
  })
}

/** `samnum playbook clocks DIR` */
export async function listClocks(context: CommandContext, folder: string): Promise<Outcome> {
  const { language } = context
  const { nothingDue, late } = CASE_WORK_TEXT[language]
  return await askVault(context, folder, 'playbook.clocks', { limit: 1000 }, ({ rows, nowMs }) =>
    rows.length === 0
      ? [nothingDue]
      : alignRows(
          rows.map(({ dueAtMs, caseNumber, playbookId, stepId, title }) => [
            formatSortableDateTime(dueAtMs),
            dueAtMs < nowMs ? late : '',
            caseNumber,
            playbookId,
            stepId,
            title[language],
          ]),
        ),
  )
}

/** `samnum playbook adopt DIR FILE` */
export async function adoptPlaybook(context: CommandContext, folder: string, path: string): Promise<Outcome> {
  const read = await readJsonFile(path)
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  const playbook = read.value as InputOf<'playbook.adopt'>['playbook']
  const { adopted } = CASE_WORK_TEXT[context.language]
  return await askVault(context, folder, 'playbook.adopt', { playbook }, ({ playbookId, version }) => [
    fillTemplate(adopted, { playbook: playbookId, version }, context.language),
  ])
}
