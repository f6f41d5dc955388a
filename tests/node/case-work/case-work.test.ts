import { expect, test } from 'vitest'
import { COMPLAINT, codeOf, createVault, type Desk, FIRST_CASE } from '../../support/make-vault.ts'
import { createStation, FOUNDER, switchTo } from '../../support/station.ts'

const SECOND_CASE = FIRST_CASE.replace(/1$/, '2')
const DAY_MS = 86_400_000

async function twoCases(desk: Desk): Promise<void> {
  await desk.ask('case.open', { title: 'ករណីទីមួយ' })
  await desk.ask('complaint.add', {
    case: FIRST_CASE,
    complaint: {
      ...COMPLAINT,
      typologies: ['romance-scam'],
      losses: [{ state: 'paid', currency: 'USD', amount: '312.50', on: '2026-01-04', rail: 'khqr' }],
    },
  })
  await desk.ask('case.open', { title: 'ករណីទីពីរ' })
}

test('notes are numbered, corrected by further ones, and found', async () => {
  const desk = await createVault()
  await twoCases(desk)
  const write = (text: string, more = {}) => desk.call('note.write', { case: FIRST_CASE, text, ...more })
  expect(await write('ទូរស័ព្ទទៅធនាគារ ABA')).toMatchObject({ value: { number: 1 } })
  expect(await write('ធនាគារ ACLEDA', { corrects: 1 })).toMatchObject({ value: { number: 2 } })
  expect(codeOf(await write('x', { corrects: 3 }))).toBe('note/not-found')
  const { notes } = await desk.ask('case.work', { case: FIRST_CASE })
  expect(notes).toMatchObject([
    { number: 1, correctedBy: [2] },
    { number: 2, corrects: 1, correctedBy: [] },
  ])
  expect((await desk.ask('case.list', { query: 'ACLEDA' })).cases).toMatchObject([{ number: FIRST_CASE }])
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
})

test('tasks, hearings and reviews of every readable case stand in one list, by date', async () => {
  const { desk, officer } = await createStation()
  await twoCases(desk)
  const now = Date.now()
  const first = { case: FIRST_CASE, title: 'សួរធនាគារ', dueAtMs: now + DAY_MS, assigneeId: officer.userId }
  expect(codeOf(await desk.call('task.set', first))).toBe('task/assignee-lacks-case')
  await desk.ask('case.share', { case: FIRST_CASE, userId: officer.userId })
  const { taskId } = await desk.ask('task.set', first)
  await desk.ask('task.set', { case: SECOND_CASE, title: 'គ្មានថ្ងៃ' })
  const court = { court: 'សាលាដំបូង', subject: 'ស្ដាប់ចម្លើយ', atMs: now + 2 * DAY_MS }
  const { hearingId } = await desk.ask('hearing.set', { case: SECOND_CASE, ...court })
  const review = { outcome: 'in-order' as const, text: 'x', nextAtMs: now + 3 * DAY_MS }
  await desk.ask('review.make', { case: FIRST_CASE, ...review })
  expect((await desk.ask('work.list', {})).rows.map(({ kind }) => kind)).toEqual([
    'task',
    'hearing',
    'review',
    'task',
  ])

  await desk.ask('hearing.set', { case: SECOND_CASE, hearingId, ...court, state: 'held' })
  expect((await desk.ask('work.list', {})).total).toBe(3)
  await switchTo(desk, officer)
  // The officer reads the first case alone.
  expect((await desk.ask('work.list', {})).rows.map(({ kind }) => kind)).toEqual(['task', 'review'])
  expect(await desk.ask('work.list', { isMine: true })).toMatchObject({
    total: 1,
    rows: [{ assigneeName: officer.name, text: 'សួរធនាគារ', caseNumber: FIRST_CASE }],
  })
  expect(codeOf(await desk.call('case.work', { case: SECOND_CASE }))).toBe('case/not-found')
  expect(codeOf(await desk.call('review.make', { case: FIRST_CASE, ...review }))).toBe(
    'operation/not-allowed',
  )
  expect(
    codeOf(await desk.call('case.close', { case: FIRST_CASE, outcome: 'no-offence', reason: 'x' })),
  ).toBe('operation/not-allowed')
  await desk.ask('task.finish', { case: FIRST_CASE, taskId, note: 'រួចហើយ' })
  expect(codeOf(await desk.call('task.cancel', { case: FIRST_CASE, taskId, reason: 'x' }))).toBe(
    'task/is-over',
  )
  expect((await desk.ask('work.list', { isMine: true })).total).toBe(0)

  await switchTo(desk, FOUNDER)
  await desk.ask('case.close', { case: SECOND_CASE, outcome: 'no-offence', reason: 'x' })
  expect((await desk.ask('work.list', {})).rows.map(({ kind }) => kind)).toEqual(['review'])
  expect(codeOf(await desk.call('task.set', { case: SECOND_CASE, title: 'x' }))).toBe('case/is-ended')
  await desk.ask('case.reopen', { case: SECOND_CASE, reason: 'ភស្តុតាងថ្មី' })
  expect(codeOf(await desk.call('case.reopen', { case: SECOND_CASE, reason: 'x' }))).toBe('case/is-open')
  expect((await desk.ask('work.list', {})).total).toBe(2)
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
})

test('two cases are joined in both histories, merged without losing either, and split', async () => {
  const desk = await createVault()
  await twoCases(desk)
  const two = { case: FIRST_CASE, other: SECOND_CASE, reason: 'លេខដដែល' }
  await desk.ask('case.link', { ...two, relation: 'same-identifier' })
  expect(codeOf(await desk.call('case.link', { ...two, relation: 'same-identifier' }))).toBe(
    'case/already-linked',
  )
  expect(codeOf(await desk.call('case.link', { ...two, other: FIRST_CASE, relation: 'other' }))).toBe(
    'case/same-case',
  )
  expect((await desk.ask('case.work', { case: SECOND_CASE })).links).toMatchObject([{ number: FIRST_CASE }])
  await desk.ask('case.unlink', { ...two, relation: 'same-identifier' })
  expect((await desk.ask('case.work', { case: SECOND_CASE })).links).toEqual([])

  await desk.ask('case.setParent', two)
  expect(codeOf(await desk.call('case.setParent', two))).toBe('case/has-parent')
  expect((await desk.ask('case.work', { case: SECOND_CASE })).relatives).toMatchObject([{ as: 'child' }])
  await desk.ask('case.setParent', { ...two, isPart: false })

  const split = await desk.ask('case.split', { case: FIRST_CASE, title: 'ថ្មី', what: 'x', reason: 'y' })
  expect((await desk.ask('case.work', { case: split.number })).relatives).toMatchObject([
    { as: 'split-from', number: FIRST_CASE },
  ])

  await desk.ask('note.write', { case: SECOND_CASE, text: 'នៅទីនេះដដែល' })
  await desk.ask('case.merge', two)
  expect(await desk.ask('case.work', { case: SECOND_CASE })).toMatchObject({
    state: { name: 'merged', to: FIRST_CASE },
    notes: [{ text: 'នៅទីនេះដដែល' }],
  })
  expect(codeOf(await desk.call('case.merge', two))).toBe('case/is-ended')
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
})

test('a playbook follows from the complaint, keeps its clocks, and a station adds its own', async () => {
  const desk = await createVault()
  await twoCases(desk)
  const show = async (name: string, also?: string) =>
    (await desk.ask('playbook.show', { case: name, ...(also !== undefined && { also }) })).playbooks
  expect((await show(SECOND_CASE)).length).toBe(0)
  const [romance] = await show(FIRST_CASE)
  const freeze = romance?.steps.find(({ stepId }) => stepId === 'freeze')
  const [complaint] = (await desk.ask('case.show', { case: FIRST_CASE })).complaints
  expect(romance?.playbookId).toBe('romance-scam')
  expect(freeze?.dueAtMs).toBe((complaint?.takenAtMs ?? 0) + 3_600_000)

  const step = { case: FIRST_CASE, playbook: 'romance-scam', step: 'freeze' }
  const clocks = async () => (await desk.ask('playbook.clocks', {})).rows
  const running = await clocks()
  expect(running).toContainEqual(
    expect.objectContaining({ caseNumber: FIRST_CASE, stepId: 'freeze', dueAtMs: freeze?.dueAtMs }),
  )
  expect(running.map(({ dueAtMs }) => dueAtMs)).toEqual(
    romance?.steps
      .flatMap(({ dueAtMs }) => dueAtMs ?? [])
      .toSorted((one: number, other: number) => one - other),
  )
  await desk.ask('playbook.skip', { ...step, reason: 'ធនាគារបិទ' })
  expect((await clocks()).some(({ stepId }) => stepId === 'freeze')).toBe(false)
  await desk.ask('playbook.do', step)
  expect(codeOf(await desk.call('playbook.do', step))).toBe('playbook/step-done')
  expect(codeOf(await desk.call('playbook.do', { ...step, step: 'none' }))).toBe('playbook/step-not-found')
  expect(codeOf(await desk.call('playbook.do', { ...step, playbook: 'none' }))).toBe('playbook/not-found')

  const [known] = (await desk.ask('playbook.list', {})).playbooks
  const own = {
    v: 1,
    playbookId: 'station-own',
    version: 1,
    title: { km: 'របស់យើង', en: 'Our own' },
    typologies: [],
    steps: [{ stepId: 'ask', title: { km: 'សួរ', en: 'Ask' }, source: 'invented', verified: false }],
  }
  expect(known?.version).toBe(1)
  expect(codeOf(await desk.call('playbook.adopt', { playbook: { ...own, steps: [] } }))).toBe(
    'playbook/malformed',
  )
  await desk.ask('playbook.adopt', { playbook: own })
  expect(codeOf(await desk.call('playbook.adopt', { playbook: own }))).toBe('playbook/version-not-newer')
  expect((await show(SECOND_CASE, 'station-own')).map(({ playbookId }) => playbookId)).toEqual([
    'station-own',
  ])
  await desk.ask('case.close', { case: FIRST_CASE, outcome: 'no-offence', reason: 'x' })
  expect(await clocks()).toEqual([])
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
})

test('the timeline and the history tell in words what happened and who did it', async () => {
  const desk = await createVault()
  await twoCases(desk)
  const atMs = Date.UTC(2026, 0, 5, 3)
  await desk.ask('note.write', { case: FIRST_CASE, text: 'ឃើញទំព័រ', happened: { atMs } })
  const { taskId } = await desk.ask('task.set', { case: FIRST_CASE, title: 'ចាស់' })
  await desk.ask('task.set', { case: FIRST_CASE, taskId, title: 'ថ្មី' })
  const { entries, counts } = await desk.ask('case.timeline', { case: FIRST_CASE })
  expect(entries.filter((entry) => entry.as === 'told')).toMatchObject([{ atMs, group: 'note' }])
  expect(entries.some(({ as, isDay }) => as === 'payment' && isDay)).toBe(true)
  expect(entries.map((entry) => entry.atMs)).toEqual(
    entries.map((entry) => entry.atMs).toSorted((one, other) => one - other),
  )
  expect(counts.find(({ group }) => group === 'note')?.entries).toBe(2)
  const notes = await desk.ask('case.timeline', { case: FIRST_CASE, groups: ['note'], limit: 1 })
  expect(notes).toMatchObject({ total: 2, entries: [{ as: 'told' }] })

  const { lines } = await desk.ask('case.history', { case: FIRST_CASE })
  expect(lines[0]).toMatchObject({
    kind: 'task-set',
    what: { en: 'ថ្មី' },
    changes: [{ words: { en: 'Title' }, from: 'ចាស់', to: 'ថ្មី' }],
  })
})
