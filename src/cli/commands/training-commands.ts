import { fillTemplate } from '#contract/fill-template.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { MarkedCriterion } from '#contract/training-operations.ts'
import { IDENTIFIER_KIND_LABELS } from '#core/casework/vocabulary-labels.ts'
import { formatSortableDateTime } from '#core/dates/format-date.ts'
import type { Language } from '#core/language.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { CRITERION_LABELS, MARK_REASON_LABELS, MARK_STATE_LABELS } from '#core/training/training-labels.ts'
import type { CommandContext } from '../command-context.ts'
import { type Desk, type KeyMemoryMiB, notRead, stopped, withEngine, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { readFounderPassphrase } from '../read-secret.ts'
import { alignRows } from '../text-columns.ts'
import { TRAINING_TEXT } from '../training-text.ts'

/** `samnum training start DIR --user NAME` */
export async function startTraining(
  context: CommandContext,
  folder: string,
  userName: string,
  keyMemoryMiB: KeyMemoryMiB,
): Promise<Outcome> {
  const passphrase = await readFounderPassphrase(context)
  if (!passphrase.ok) return notRead(passphrase.failure)
  const founder = { userName, passphrase: passphrase.value }
  return await withEngine(context, folder, (desk) => makeVault(context, desk, folder, founder), keyMemoryMiB)
}

async function makeVault(
  { language }: CommandContext,
  desk: Desk,
  folder: string,
  founder: { readonly userName: string; readonly passphrase: string },
): Promise<Outcome> {
  const text = TRAINING_TEXT[language]
  const made = await desk.call('vault.create', { ...founder, isTraining: true })
  if (made.outcome !== 'done') return stopped(made)
  const listed = await desk.call('training.list', {})
  if (listed.outcome !== 'done') return stopped(listed)
  const cases: OutputOf<'training.begin'>[] = []
  for (const { exerciseId } of listed.value.exercises) {
    const begun = await desk.call('training.begin', { exercise: exerciseId })
    if (begun.outcome !== 'done') return stopped(begun)
    cases.push(begun.value)
  }
  const facts = { folder: showEscaped(folder), number: cases[0]?.number ?? '' }
  return {
    kind: 'done',
    value: { vaultId: made.value.vaultId, cases },
    lines: [text.started, fillTemplate(text.next, facts, language)],
  }
}

/** `samnum training list DIR` */
export async function listExercises(context: CommandContext, folder: string): Promise<Outcome> {
  const { language } = context
  const text = TRAINING_TEXT[language]
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('training.list', {})
    if (answer.outcome !== 'done') return stopped(answer)
    const rows = answer.value.exercises.map(({ exerciseId, title, cases }) => [
      exerciseId,
      title[language],
      cases.length === 0 ? text.notBegun : cases.map((one) => standing(one, language)).join('; '),
    ])
    return { kind: 'done', value: answer.value, lines: alignRows([text.columns, ...rows]) }
  })
}

/** `samnum training begin DIR EXERCISE` */
export async function beginExercise(
  context: CommandContext,
  folder: string,
  exercise: string,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('training.begin', { exercise })
    if (answer.outcome !== 'done') return stopped(answer)
    const { number } = answer.value
    const line = fillTemplate(TRAINING_TEXT[context.language].begun, { number }, context.language)
    return { kind: 'done', value: answer.value, lines: [line] }
  })
}

/** `samnum training mark DIR CASE` */
export async function markExercise(context: CommandContext, folder: string, name: string): Promise<Outcome> {
  const { language } = context
  const text = TRAINING_TEXT[language]
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('training.show', { case: name })
    if (answer.outcome !== 'done') return stopped(answer)
    const { title, story, criteria, percent, isPassed } = answer.value
    const sum = fillTemplate(text.sum, { percent }, language)
    const verdict = isPassed === null ? 'open' : isPassed ? 'passed' : 'failed'
    return {
      kind: 'done',
      value: answer.value,
      lines: [
        title[language],
        '',
        story[language],
        '',
        ...alignRows(criteria.map((criterion) => criterionRow(criterion, language))),
        '',
        `${sum} ${text.over[verdict]}`,
      ],
    }
  })
}

function criterionRow(criterion: MarkedCriterion, language: Language): readonly string[] {
  const { what, state, reason, dueAtMs, isEssential } = criterion
  const text = TRAINING_TEXT[language]
  const due =
    state === 'open' && dueAtMs !== undefined
      ? fillTemplate(text.due, { time: formatSortableDateTime(dueAtMs) }, language)
      : ''
  const why = reason === undefined ? '' : ` (${MARK_REASON_LABELS[reason][language]})`
  return [
    `${MARK_STATE_LABELS[state][language]}${why}`,
    `${CRITERION_LABELS[what][language]}${whichOf(criterion, language)}`,
    [...(isEssential ? [text.essential] : []), ...(due === '' ? [] : [due])].join(', '),
  ]
}

function whichOf(criterion: MarkedCriterion, language: Language): string {
  switch (criterion.what) {
    case 'identifier':
      return `: ${IDENTIFIER_KIND_LABELS[criterion.kind][language]} ${criterion.value}`
    case 'loss':
      return `: ${criterion.amount} ${criterion.currency}`
    case 'step':
      return `: ${criterion.title[language]}`
    case 'letter':
    case 'record':
      return `: ${criterion.kind}`
    default:
      return ''
  }
}

function standing(
  { number, percent, isPassed }: OutputOf<'training.list'>['exercises'][number]['cases'][number],
  language: Language,
): string {
  const { running, passed, failed } = TRAINING_TEXT[language]
  const template = isPassed === null ? running : isPassed ? passed : failed
  return fillTemplate(template, { number, percent }, language)
}
