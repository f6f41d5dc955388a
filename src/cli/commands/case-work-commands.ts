import { fillTemplate } from '#contract/fill-template.ts'
import type { InputOf } from '#contract/operations.ts'
import {
  CASE_OUTCOME_LABELS,
  CASE_STATE_LABELS,
  COUNSEL_ROLE_LABELS,
  HEARING_STATE_LABELS,
  LINK_RELATION_LABELS,
  REVIEW_OUTCOME_LABELS,
} from '#core/casework/case-work-labels.ts'
import { formatSortableDateTime } from '#core/dates/format-date.ts'
import { EVENT_KIND_TEXT } from '#core/documents/case-report-text.ts'
import type { TimelineGroup } from '#core/history/case-timeline.ts'
import type { EventKind } from '#core/ledger/event-body.ts'
import { showEscaped, showEscapedStory } from '#core/text-safety/show-escaped.ts'
import { askVault } from '../ask-vault.ts'
import { CASE_WORK_TEXT } from '../case-work-text.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { alignFields, alignRows } from '../text-columns.ts'
import { withPerson } from './people-commands.ts'

/** Operations that record something and answer nothing that needs telling. */
export type PlainOperation =
  | 'task.finish'
  | 'task.cancel'
  | 'decision.make'
  | 'review.make'
  | 'case.link'
  | 'case.unlink'
  | 'case.setParent'
  | 'case.merge'
  | 'case.transfer'
  | 'case.close'
  | 'case.reopen'
  | 'hearing.set'
  | 'counsel.set'
  | 'playbook.do'
  | 'playbook.skip'

/** Records something of a case and says so. */
export async function recordOfCase<Name extends PlainOperation>(
  context: CommandContext,
  folder: string,
  name: Name,
  input: InputOf<Name>,
): Promise<Outcome> {
  return await askVault(context, folder, name, input, () => [CASE_WORK_TEXT[context.language].done])
}

/** `samnum note write DIR CASE --text T` */
export async function writeNote(
  context: CommandContext,
  folder: string,
  input: InputOf<'note.write'>,
): Promise<Outcome> {
  const { noteWritten } = CASE_WORK_TEXT[context.language]
  return await askVault(context, folder, 'note.write', input, ({ number }) => [
    fillTemplate(noteWritten, { number }, context.language),
  ])
}

/** `samnum note list DIR CASE` */
export async function listNotes(context: CommandContext, folder: string, name: string): Promise<Outcome> {
  return await askVault(context, folder, 'case.work', { case: name }, ({ notes }) =>
    notes.length === 0
      ? [CASE_WORK_TEXT[context.language].nothing]
      : notes.flatMap(({ number, atMs, by, text, corrects, correctedBy }) => [
          `${number} · ${formatSortableDateTime(atMs)} · ${showEscaped(by)}${corrects === undefined ? '' : ` · → ${corrects}`}${correctedBy.length === 0 ? '' : ` · ← ${correctedBy.join(', ')}`}`,
          ...showEscapedStory(text)
            .split('\n')
            .map((line) => `  ${line}`),
        ]),
  )
}

/** `samnum task set DIR CASE --title T [--for N]` */
export async function setTask(
  context: CommandContext,
  folder: string,
  { personNumber, ...input }: InputOf<'task.set'> & { readonly personNumber?: number | undefined },
): Promise<Outcome> {
  const said = CASE_WORK_TEXT[context.language].done
  if (personNumber === undefined)
    return await askVault(context, folder, 'task.set', input, ({ taskId }) => [said, taskId])
  return await withPerson(context, folder, personNumber, async (desk, { userId }) => {
    const answer = await desk.call('task.set', { ...input, assigneeId: userId })
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: [said, answer.value.taskId] }
  })
}

/** `samnum task list DIR [--mine]` */
export async function listWork(context: CommandContext, folder: string, isMine: boolean): Promise<Outcome> {
  const { nothingDue, noDate, work } = CASE_WORK_TEXT[context.language]
  return await askVault(context, folder, 'work.list', { isMine, limit: 1000 }, ({ rows }) =>
    rows.length === 0
      ? [nothingDue]
      : alignRows(
          rows.map(({ atMs, kind, caseNumber, assigneeName, text, aboutId }) => [
            atMs === null ? noDate : formatSortableDateTime(atMs),
            work[kind],
            caseNumber,
            showEscaped(assigneeName ?? ''),
            showEscaped(text),
            aboutId,
          ]),
        ),
  )
}

/** `samnum case work DIR CASE` */
export async function showWork(context: CommandContext, folder: string, name: string): Promise<Outcome> {
  const { language } = context
  const { label, state: states } = CASE_WORK_TEXT[language]
  return await askVault(context, folder, 'case.work', { case: name }, (work) => [
    ...alignFields([
      [label.state, [CASE_STATE_LABELS[work.state.name][language], work.state.to ?? ''].join(' ').trim()],
      ...(work.state.outcome === undefined
        ? []
        : [[label.state, CASE_OUTCOME_LABELS[work.state.outcome][language]] as const]),
      ...(work.state.reason === undefined ? [] : [[label.reason, showEscaped(work.state.reason)] as const]),
    ]),
    ...section(
      label.links,
      work.links.map(({ number, relation, reason }) => [
        number,
        LINK_RELATION_LABELS[relation][language],
        showEscaped(reason),
      ]),
    ),
    ...section(
      label.tasks,
      work.tasks.map(({ state, title, dueAtMs, assignee, taskId }) => [
        states[state],
        showEscaped(title),
        dueAtMs === undefined ? '' : formatSortableDateTime(dueAtMs),
        showEscaped(assignee?.name ?? ''),
        taskId,
      ]),
    ),
    ...section(label.court, [
      ...work.hearings.map(({ state, court, atMs, subject, hearingId }) => [
        HEARING_STATE_LABELS[state][language],
        showEscaped(court),
        formatSortableDateTime(atMs),
        showEscaped(subject),
        hearingId,
      ]),
      ...work.counsel.map(({ role, fullName, contact = '' }) => [
        COUNSEL_ROLE_LABELS[role][language],
        showEscaped(fullName),
        showEscaped(contact),
      ]),
    ]),
    ...section(
      label.reviews,
      work.reviews.map(({ outcome, atMs, by, text }) => [
        REVIEW_OUTCOME_LABELS[outcome][language],
        formatSortableDateTime(atMs),
        showEscaped(by),
        showEscaped(text),
      ]),
    ),
  ])
}

/** `samnum case split DIR CASE --title T --what W --reason R` */
export async function splitCase(
  context: CommandContext,
  folder: string,
  input: InputOf<'case.split'>,
): Promise<Outcome> {
  const { caseSplit } = CASE_WORK_TEXT[context.language]
  return await askVault(context, folder, 'case.split', input, ({ number, moved }) => [
    fillTemplate(caseSplit, { number, ...moved }, context.language),
  ])
}

/** `samnum case history DIR CASE` */
export async function showHistory(context: CommandContext, folder: string, name: string): Promise<Outcome> {
  const { language } = context
  return await askVault(context, folder, 'case.history', { case: name, limit: 5000 }, ({ lines }) =>
    lines.flatMap(({ seq, atMs, by, kind, what, changes }) => [
      `${seq} · ${formatSortableDateTime(atMs)} · ${showEscaped(by)} · ${wordsOf(kind, language)}${what === undefined ? '' : `: ${showEscaped(what[language])}`}`,
      ...changes.map(
        ({ words, from = '', to = '' }) =>
          `    ${words[language]}: ${showEscaped(from)} → ${showEscaped(to)}`,
      ),
    ]),
  )
}

/** `samnum case timeline DIR CASE [--group G]` */
export async function showTimeline(
  context: CommandContext,
  folder: string,
  { name, groups }: { readonly name: string; readonly groups: readonly TimelineGroup[] },
): Promise<Outcome> {
  const { language } = context
  const input = { case: name, groups: [...groups], limit: 10_000 }
  return await askVault(context, folder, 'case.timeline', input, ({ entries }) =>
    alignRows(
      entries.map(({ atMs, isDay, kind, what, by }) => [
        isDay ? formatSortableDateTime(atMs).slice(0, 10) : formatSortableDateTime(atMs),
        wordsOf(kind, language),
        showEscaped(what?.[language] ?? ''),
        showEscaped(by),
      ]),
    ),
  )
}

function wordsOf(kind: string, language: CommandContext['language']): string {
  return Object.hasOwn(EVENT_KIND_TEXT, kind) ? EVENT_KIND_TEXT[kind as EventKind][language] : kind
}

function section(title: string, rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return []
  const most = Math.max(...rows.map(({ length }) => length))
  const even = rows.map((row) => [...row, ...Array.from({ length: most - row.length }, () => '')])
  return ['', title, ...alignRows(even).map((line) => `  ${line}`)]
}
