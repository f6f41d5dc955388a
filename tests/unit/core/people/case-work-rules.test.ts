import { describe, expect, test } from 'vitest'
import type { CaseId, NoteId, TaskId, UserId } from '#core/ids.ts'
import { CASE_WORK_SAMPLES } from '../../../support/case-work-samples.ts'
import { DATA, idOf } from '../../../support/sample-events.ts'
import { CASE, FOUNDER, RegisterDesk, somebody } from './register-desk.ts'

/** SHA-256 of the text of the playbook that these tests adopt. */
const DIGEST = 'd3c9eed527fbd6b630632b66e377ec25ff9791cb5fcd4054460d8c5f57dcf406'
const { keys } = FOUNDER
const by = { userId: FOUNDER.userId, name: FOUNDER.name }
const REFUSED = 'ledger/event-refused'
const TASK = idOf<TaskId>('61')
const SET = { taskId: TASK, title: 'x', setBy: by }
const LINKED = { ...CASE_WORK_SAMPLES['case-linked'], linkedBy: by }
const CLOSED = { ...CASE_WORK_SAMPLES['case-closed'], closedBy: by }
const REOPENED = { ...CASE_WORK_SAMPLES['case-reopened'], reopenedBy: by }
const PARENT = { ...CASE_WORK_SAMPLES['case-parent-set'], setBy: by }
const STEP = { ...CASE_WORK_SAMPLES['playbook-step-done'], doneBy: by }
const note = (byte: string, number: number, corrects?: string) => ({
  noteId: idOf<NoteId>(byte),
  number,
  text: 'x',
  writtenBy: by,
  ...(corrects !== undefined && { corrects: idOf<NoteId>(corrects) }),
})

function station(): RegisterDesk {
  const desk = new RegisterDesk()
  desk.openCase()
  return desk
}

describe('the notebook', () => {
  test('is numbered from 1 without gaps and without a page twice', () => {
    const desk = station()
    expect(desk.judge('note-written', note('60', 2), keys, CASE)).toBe(REFUSED)
    desk.stand('note-written', note('60', 1), keys)
    expect(desk.judge('note-written', note('64', 1), keys, CASE)).toBe(REFUSED)
    expect(desk.judge('note-written', note('64', 3), keys, CASE)).toBe(REFUSED)
    expect(desk.judge('note-written', note('60', 2), keys, CASE)).toBe(REFUSED)
    expect(desk.judge('note-written', note('64', 2), keys, CASE)).toBe(null)
  })

  test('has what was wrong put right by a further note about one that is there', () => {
    const desk = station()
    desk.stand('note-written', note('60', 1), keys)
    expect(desk.judge('note-written', note('64', 2, '60'), keys, CASE)).toBe(null)
    expect(desk.judge('note-written', note('64', 2, '65'), keys, CASE)).toBe(REFUSED)
  })
})

describe('a task', () => {
  test('is said anew while it is open, and ends once', () => {
    const desk = station()
    expect(desk.judge('task-done', { taskId: TASK, doneBy: by }, keys, CASE)).toBe(REFUSED)
    desk.stand('task-set', SET, keys)
    desk.stand('task-set', { ...SET, title: 'y' }, keys)
    desk.stand('task-done', { taskId: TASK, doneBy: by }, keys)
    expect(desk.judge('task-done', { taskId: TASK, doneBy: by }, keys, CASE)).toBe(REFUSED)
    expect(desk.judge('task-cancelled', { taskId: TASK, reason: 'x', cancelledBy: by }, keys, CASE)).toBe(
      REFUSED,
    )
    expect(desk.judge('task-set', SET, keys, CASE)).toBe(REFUSED)
  })

  test('is given to nobody whom the station does not have', () => {
    const desk = station()
    const other = somebody('b7')
    const assignee = { userId: other.userId as UserId, name: other.name }
    expect(desk.judge('task-set', { ...SET, assignee }, keys, CASE)).toBe(REFUSED)
    desk.add(other, 'officer')
    expect(desk.judge('task-set', { ...SET, assignee }, keys, CASE)).toBe(null)
  })

  test('is not set in a case that was closed', () => {
    const desk = station()
    desk.stand('case-closed', CLOSED, keys)
    expect(desk.judge('task-set', SET, keys, CASE)).toBe(REFUSED)
    desk.stand('case-reopened', REOPENED, keys)
    expect(desk.judge('task-set', SET, keys, CASE)).toBe(null)
  })
})

describe('a case', () => {
  test('is closed once, and reopened only when it had ended', () => {
    const desk = station()
    expect(desk.judge('case-reopened', REOPENED, keys, CASE)).toBe(REFUSED)
    desk.stand('case-closed', CLOSED, keys)
    expect(desk.judge('case-closed', CLOSED, keys, CASE)).toBe(REFUSED)
    const merged = { ...CASE_WORK_SAMPLES['case-merged'], side: 'merged' as const, mergedBy: by }
    expect(desk.judge('case-merged', merged, keys, CASE)).toBe(REFUSED)
    desk.stand('case-reopened', REOPENED, keys)
    desk.stand('case-merged', merged, keys)
    expect(desk.judge('case-closed', CLOSED, keys, CASE)).toBe(REFUSED)
  })

  test('is linked in one way once, to another case, and unlinked only when it was linked', () => {
    const desk = station()
    const { linkedBy: _, ...link } = LINKED
    expect(desk.judge('case-unlinked', { ...link, unlinkedBy: by }, keys, CASE)).toBe(REFUSED)
    desk.stand('case-linked', LINKED, keys)
    expect(desk.judge('case-linked', LINKED, keys, CASE)).toBe(REFUSED)
    expect(desk.judge('case-linked', { ...LINKED, relation: 'same-method' }, keys, CASE)).toBe(null)
    const itself = { ...LINKED, other: { caseId: CASE as CaseId, number: '2026-0001' } }
    expect(desk.judge('case-linked', { ...itself, relation: 'other' }, keys, CASE)).toBe(REFUSED)
    desk.stand('case-unlinked', { ...link, unlinkedBy: by }, keys)
    expect(desk.judge('case-linked', LINKED, keys, CASE)).toBe(null)
  })

  test('is part of one greater case at a time', () => {
    const desk = station()
    expect(desk.judge('case-parent-set', { ...PARENT, isPart: false }, keys, CASE)).toBe(REFUSED)
    desk.stand('case-parent-set', PARENT, keys)
    const second = { ...PARENT, other: { caseId: idOf<CaseId>('c8'), number: '2026-0008' } }
    expect(desk.judge('case-parent-set', second, keys, CASE)).toBe(REFUSED)
    expect(desk.judge('case-parent-set', { ...second, side: 'parent' }, keys, CASE)).toBe(null)
    desk.stand('case-parent-set', { ...PARENT, isPart: false }, keys)
    expect(desk.judge('case-parent-set', second, keys, CASE)).toBe(null)
  })
})

test('a step that was left out can still be done, and one that was done cannot be done or left out', () => {
  const desk = station()
  const { note: _, doneBy: __, ...step } = STEP
  desk.stand('playbook-step-skipped', { ...step, reason: 'x', skippedBy: by }, keys)
  desk.stand('playbook-step-done', STEP, keys)
  expect(desk.judge('playbook-step-done', STEP, keys, CASE)).toBe(REFUSED)
  expect(desk.judge('playbook-step-skipped', { ...step, reason: 'x', skippedBy: by }, keys, CASE)).toBe(
    REFUSED,
  )
})

test('a playbook is adopted whole, and in a newer version each time', () => {
  const desk = station()
  const text = '{"playbookId":"station-own","version":1}'
  const digestHex = DIGEST as never
  const adopted = { playbookId: 'station-own', version: 1, digestHex, text, adoptedBy: by }
  expect(desk.judge('playbook-adopted', { ...adopted, version: 2 }, keys)).toBe(REFUSED)
  expect(desk.judge('playbook-adopted', { ...adopted, text: `${text} ` }, keys)).toBe(REFUSED)
  desk.stand('playbook-adopted', adopted, keys)
  expect(desk.judge('playbook-adopted', adopted, keys)).toBe(REFUSED)
})

describe('a training vault', () => {
  const declared = { declaredBy: by }
  const begun = { caseId: CASE as CaseId, exerciseId: 'x', version: 1, begunBy: by }

  test('is declared before its first case, once, and never asks headquarters', () => {
    expect(station().judge('training-declared', declared, keys)).toBe(REFUSED)
    const desk = new RegisterDesk()
    const asked = { ...DATA['hub-asked'], askedBy: by }
    expect(desk.judge('hub-asked', asked, keys)).toBe(null)
    desk.stand('training-declared', declared, keys)
    expect(desk.judge('training-declared', declared, keys)).toBe(REFUSED)
    expect(desk.judge('hub-asked', asked, keys)).toBe(REFUSED)
  })

  test('has exercises, each case once; a vault of real cases has none', () => {
    expect(station().judge('exercise-begun', begun, keys)).toBe(REFUSED)
    const desk = new RegisterDesk()
    desk.stand('training-declared', declared, keys)
    expect(desk.judge('exercise-begun', begun, keys)).toBe(REFUSED)
    desk.openCase()
    desk.stand('exercise-begun', begun, keys)
    expect(desk.judge('exercise-begun', begun, keys)).toBe(REFUSED)
  })
})
