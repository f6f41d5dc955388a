import type { Envelope } from '#contract/envelope.ts'
import type { InputOf, OperationName } from '#contract/operations.ts'
import {
  CASE_OUTCOME_LABELS,
  COUNSEL_ROLE_LABELS,
  HEARING_STATE_LABELS,
  LINK_RELATION_LABELS,
  REVIEW_OUTCOME_LABELS,
} from '#core/casework/case-work-labels.ts'
import { CURRENCY_CODES } from '#core/money/currency.ts'
import type { Offered, WorkAct } from '../../state/casework-state.ts'
import { readDayEntry } from '../../state/day-entry.ts'
import { parseTimeEntry } from '../../state/time-entry.ts'
import type { Workplace } from '../../state/workplace.ts'
import type { Catalogue } from '../../text/catalogue.ts'

/** A field of a form about the work on a case. */
export type WorkField = {
  readonly name: string
  readonly kind: 'line' | 'story' | 'day' | 'when' | 'person' | 'choice' | 'many'
  readonly label: keyof Catalogue['work']['form']['fields']
  readonly hint?: keyof Catalogue['work']['form']['fields']
  readonly isNeeded: boolean
  /** What may be chosen, by code. */
  readonly choices?: { readonly [code: string]: { readonly km: string; readonly en: string } }
  readonly begin?: string
  /** Whether it is sent as true or false, from `yes` and `no`. */
  readonly isTruth?: boolean
}

/** What was typed, by the name of the field. */
export type Typed = { readonly [name: string]: string }

const line = (name: string, label: WorkField['label'], isNeeded = true): WorkField => {
  return { name, kind: 'line', label, isNeeded }
}
const story = (name: string, label: WorkField['label']): WorkField => {
  return { name, kind: 'story', label, isNeeded: true }
}
const when = (name: string, label: WorkField['label'], isNeeded = false): WorkField => {
  return { name, kind: 'when', label, hint: 'whenHint', isNeeded }
}
const choice = (
  name: string,
  label: WorkField['label'],
  choices: NonNullable<WorkField['choices']>,
): WorkField => {
  return { name, kind: 'choice', label, choices, isNeeded: true, begin: Object.keys(choices)[0] ?? '' }
}
const begun = (field: WorkField, begin = ''): WorkField => (begin === '' ? field : { ...field, begin })
const YES_NO = { yes: { km: 'បាទ/ចាស', en: 'Yes' }, no: { km: 'ទេ', en: 'No' } } as const
const CURRENCIES = Object.fromEntries(CURRENCY_CODES.map((code) => [code, { km: code, en: code }]))
const choicesOf = (offered: readonly Offered[]) =>
  Object.fromEntries(offered.map(({ id, label }) => [id, { km: label, en: label }]))
const many = (name: string, label: WorkField['label'], offered: readonly Offered[]): WorkField => {
  return { name, kind: 'many', label, hint: 'complaintsHint', choices: choicesOf(offered), isNeeded: false }
}
const OTHER: WorkField = { ...line('other', 'other'), hint: 'otherHint' }
const REASON = line('reason', 'reason')

/** The fields of a form, in their order. */
export function fieldsOf(dialog: WorkAct): readonly WorkField[] {
  switch (dialog.act) {
    case 'set-task': {
      const { task } = dialog
      return [
        { ...line('title', 'title'), begin: task?.title ?? '' },
        when('dueAtMs', 'due'),
        {
          ...{ name: 'assigneeId', kind: 'person', label: 'assignee', isNeeded: false },
          begin: task?.assignee?.userId ?? '',
        },
        { ...story('detail', 'detail'), isNeeded: false, begin: task?.detail ?? '' },
      ]
    }
    case 'finish-task':
      return [line('note', 'note', false)]
    case 'decide':
      return [story('decision', 'decision'), story('reason', 'reason')]
    case 'review':
      return [
        choice('outcome', 'outcome', REVIEW_OUTCOME_LABELS),
        story('text', 'reviewText'),
        when('nextAtMs', 'next'),
      ]
    case 'link':
      return [OTHER, choice('relation', 'relation', LINK_RELATION_LABELS), REASON]
    case 'parent':
    case 'merge':
      return [OTHER, REASON]
    case 'split':
      return [
        line('title', 'caseTitle'),
        story('what', 'what'),
        REASON,
        ...(dialog.complaints.length === 0 ? [] : [many('complaints', 'complaints', dialog.complaints)]),
      ]
    case 'transfer':
      return [line('to', 'to'), line('authority', 'authority', false), REASON]
    case 'close':
      return [choice('outcome', 'outcome', CASE_OUTCOME_LABELS), story('reason', 'reason')]
    case 'reopen':
      return [story('reason', 'reason')]
    case 'hearing': {
      const { hearing } = dialog
      const fields: readonly WorkField[] = [
        begun(line('court', 'court'), hearing?.court),
        when('atMs', 'at', true),
        begun(line('subject', 'subject'), hearing?.subject),
      ]
      if (hearing === undefined) return fields
      return [
        ...fields,
        begun(choice('state', 'state', HEARING_STATE_LABELS), hearing.state),
        begun({ ...story('note', 'hearingNote'), isNeeded: false }, hearing.note),
      ]
    }
    case 'counsel': {
      const { counsel } = dialog
      const fields: readonly WorkField[] = [
        begun(choice('role', 'role', COUNSEL_ROLE_LABELS), counsel?.role),
        begun(line('fullName', 'fullName'), counsel?.fullName),
        begun(line('organisation', 'organisation', false), counsel?.organisation),
        begun(line('contact', 'contact', false), counsel?.contact),
        begun(line('represents', 'represents', false), counsel?.represents),
      ]
      if (counsel === undefined) return fields
      return [
        ...fields,
        { ...choice('isActing', 'isActing', YES_NO), isTruth: true, begin: counsel.isActing ? 'yes' : 'no' },
      ]
    }
    case 'rate':
      return [
        begun(choice('currency', 'currency', CURRENCIES), 'USD'),
        begun(choice('inCurrency', 'inCurrency', CURRENCIES), 'KHR'),
        { ...line('rate', 'rate'), hint: 'rateHint' },
        { ...line('on', 'rateOn'), kind: 'day', hint: 'dayHint' },
        { ...line('source', 'rateSource'), hint: 'rateSourceHint' },
      ]
    case 'link-exhibit':
      return [choice('exhibit', 'exhibit', choicesOf(dialog.exhibits))]
    case 'cancel-task':
    case 'skip-step':
    case 'unlink':
    case 'leave-parent':
    case 'withdraw-identifier':
    case 'withdraw-payment':
      return [REASON]
  }
}

/** Sends what was typed as the command that the form is for. */
export function sendForm(at: Workplace, dialog: WorkAct, typed: Typed): Promise<Envelope<unknown>> {
  const { caseId } = dialog
  const said = { case: caseId, ...inputOf(fieldsOf(dialog), typed) }
  // What was typed is unknown here; the dispatcher parses it as it parses everything that comes from outside.
  const send = <Name extends OperationName>(name: Name, more: object = {}) =>
    at.desk.client.call(name, { ...said, ...more } as unknown as InputOf<Name>)
  switch (dialog.act) {
    case 'set-task':
      return send('task.set', dialog.task === undefined ? {} : { taskId: dialog.task.taskId })
    case 'finish-task':
      return send('task.finish', { taskId: dialog.taskId })
    case 'cancel-task':
      return send('task.cancel', { taskId: dialog.taskId })
    case 'skip-step':
      return send('playbook.skip', { playbook: dialog.playbookId, step: dialog.stepId })
    case 'decide':
      return send('decision.make')
    case 'review':
      return send('review.make')
    case 'parent':
      return send('case.setParent')
    case 'hearing':
      return send('hearing.set', {
        ...(dialog.hearing !== undefined && {
          hearingId: dialog.hearing.hearingId,
          zone: dialog.hearing.zone,
        }),
      })
    case 'counsel':
      return send('counsel.set', dialog.counsel === undefined ? {} : { counselId: dialog.counsel.counselId })
    case 'rate':
      return send('rate.note')
    case 'unlink':
      return send('case.unlink', { other: dialog.other, relation: dialog.relation })
    case 'leave-parent':
      return send('case.setParent', { case: dialog.part, other: dialog.whole, isPart: false })
    case 'withdraw-identifier':
      return send('identifier.withdraw', { identifierId: dialog.identifierId })
    case 'withdraw-payment':
      return send('payment.withdraw', { payment: dialog.payment })
    case 'link-exhibit':
      return at.desk.client.call('complaint.linkExhibits', {
        case: caseId,
        complaintId: dialog.complaintId,
        exhibits: [(typed.exhibit ?? '').trim()],
      })
    default:
      return send(`case.${dialog.act}`)
  }
}

// What is left empty is left out, and a time is the instant that it means.
function inputOf(fields: readonly WorkField[], typed: Typed): object {
  const input: { [name: string]: string | number | boolean | readonly string[] } = {}
  for (const { name, kind, isTruth = false } of fields) {
    const text = (typed[name] ?? '').trim()
    if (text === '') continue
    const at = kind === 'when' ? parseTimeEntry(text) : null
    if (kind === 'many') input[name] = text.split(' ')
    else if (kind === 'day') input[name] = readDayEntry(text)
    else if (isTruth) input[name] = text === 'yes'
    else if (at === null) input[name] = text
    else if (at.ok) input[name] = at.value
  }
  return input
}
