import { expect } from 'vitest'
import type { caseStoryOperations } from '#contract/case-story-operations.ts'
import type { caseWorkOperations } from '#contract/case-work-operations.ts'
import type { InputOf } from '#contract/operations.ts'
import type { playbookOperations } from '#contract/playbook-operations.ts'
import type { trainingOperations } from '#contract/training-operations.ts'
import { SAMPLE_PLAYBOOK } from '../support/fill-casework.ts'
import { createTrainingVault } from '../support/make-vault.ts'
import type { ContractDesk, GoodCalls } from './contract-desk.ts'

type Name =
  | keyof typeof caseWorkOperations
  | keyof typeof caseStoryOperations
  | keyof typeof playbookOperations
  | keyof typeof trainingOperations

const ID = '0123456789abcdef0123456789abcdef'
const CASE = { case: '2026-0001' } as const
const TWO = { ...CASE, other: '2026-0002', reason: 'លេខដដែល' } as const
const STEP = { ...CASE, playbook: 'shopping-scam', step: 'freeze' } as const
const HEARING = { court: 'សាលាដំបូង', atMs: 1_796_000_000_000, subject: 'ស្ដាប់ចម្លើយ' } as const

/** A playbook of one invented step. */

/** One well-formed input for each operation on the work on cases. Ids name nothing. */
export const CASE_WORK_INPUTS: { readonly [Called in Name]: InputOf<Called> } = {
  'case.work': CASE,
  'case.timeline': { ...CASE, groups: ['note'], limit: 10 },
  'case.history': CASE,
  'note.write': { ...CASE, text: 'កំណត់ចំណាំ', happened: { atMs: 1_795_299_000_000 }, corrects: 1 },
  'task.set': { ...CASE, title: 'សួរធនាគារ', detail: 'x', dueAtMs: 1_795_400_000_000, assigneeId: ID },
  'task.finish': { ...CASE, taskId: ID, note: 'រួច' },
  'task.cancel': { ...CASE, taskId: ID, reason: 'លែងត្រូវការ' },
  'work.list': { isMine: true, limit: 10 },
  'decision.make': { ...CASE, decision: 'មិនឆែកឆេរ', reason: 'គ្មានមូលហេតុ' },
  'review.make': { ...CASE, outcome: 'instructions', text: 'សួរធនាគារ', nextAtMs: 1_795_900_000_000 },
  'case.link': { ...TWO, relation: 'same-suspect' },
  'case.unlink': { ...TWO, relation: 'same-suspect' },
  'case.setParent': { ...TWO, isPart: true },
  'case.merge': TWO,
  'case.split': {
    ...CASE,
    title: 'ថ្មី',
    what: 'ជនសង្ស័យទីពីរ',
    reason: 'តុលាការផ្សេង',
    complaints: ['23'.repeat(16)],
  },
  'case.transfer': { ...CASE, to: 'កណ្ដាល', authority: 'ព្រះរាជអាជ្ញា', reason: 'ដែនសមត្ថកិច្ច' },
  'case.close': { ...CASE, outcome: 'sent-to-prosecutor', reason: 'បញ្ចប់' },
  'case.reopen': { ...CASE, reason: 'ភស្តុតាងថ្មី' },
  'hearing.set': { ...CASE, ...HEARING, hearingId: ID, state: 'held', note: 'បន្ទប់ ៣' },
  'counsel.set': { ...CASE, counselId: ID, role: 'defence', fullName: 'មេធាវី គំរូ', isActing: true },
  'playbook.list': {},
  'playbook.show': { ...CASE, also: 'romance-scam' },
  'playbook.clocks': { limit: 10 },
  'playbook.do': { ...STEP, note: 'ម៉ោង ៩' },
  'playbook.skip': { ...STEP, reason: 'គ្មានប្រាក់' },
  'playbook.adopt': { playbook: SAMPLE_PLAYBOOK },
  'training.list': {},
  'training.begin': { exercise: 'romance-scam' },
  'training.show': CASE,
}

/** Good calls about the work on cases, in an order that works. */
export function goodCaseWorkCalls({ ask, done, seen }: ContractDesk): GoodCalls<Name> {
  const here = { other: '', task: '', second: '' }
  const at = () => ({ case: seen.case })
  const two = () => ({ ...at(), other: here.other, reason: 'លេខដដែល' })
  const work = (name: string) => done('case.work', { case: name })
  return {
    'note.write': async () => {
      expect(await done('note.write', { ...at(), text: 'កំណត់ចំណាំ' })).toMatchObject({ number: 1 })
      expect(await done('note.write', { ...at(), text: 'កែ', corrects: 1 })).toMatchObject({ number: 2 })
    },
    'case.work': async () => {
      expect((await work(seen.case)).notes).toMatchObject([{ correctedBy: [2] }, { corrects: 1 }])
    },
    'task.set': async () => {
      const task = { title: 'សួរធនាគារ', dueAtMs: 1_795_400_000_000, assigneeId: seen.userId }
      here.task = (await done('task.set', { ...at(), ...task })).taskId
      here.second = (await done('task.set', { ...at(), title: 'ទីពីរ' })).taskId
    },
    'work.list': async () => {
      expect(await done('work.list', {})).toMatchObject({ total: 2, rows: [{ caseNumber: seen.case }, {}] })
    },
    'task.finish': async () => {
      await done('task.finish', { ...at(), taskId: here.task, note: 'រួច' })
    },
    'task.cancel': async () => {
      await done('task.cancel', { ...at(), taskId: here.second, reason: 'លែងត្រូវការ' })
      expect((await work(seen.case)).tasks.map(({ state }) => state)).toEqual(['done', 'cancelled'])
    },
    'decision.make': async () => {
      await done('decision.make', { ...at(), decision: 'មិនឆែកឆេរ', reason: 'គ្មានមូលហេតុ' })
    },
    'review.make': async () => {
      await done('review.make', { ...at(), outcome: 'in-order', text: 'បានពិនិត្យ' })
      expect((await work(seen.case)).reviews).toMatchObject([{ outcome: 'in-order' }])
    },
    'hearing.set': async () => {
      const { hearingId } = await done('hearing.set', { ...at(), ...HEARING })
      await done('hearing.set', { ...at(), ...HEARING, hearingId, state: 'held' })
      expect((await work(seen.case)).hearings).toMatchObject([{ state: 'held' }])
    },
    'counsel.set': async () => {
      await done('counsel.set', { ...at(), role: 'prosecutor', fullName: 'ព្រះរាជអាជ្ញា គំរូ' })
    },
    'case.split': async () => {
      const said = { title: 'ថ្មី', what: 'x', reason: 'y', complaints: [] }
      here.other = (await done('case.split', { ...at(), ...said })).number
    },
    'case.link': async () => {
      await done('case.link', { ...two(), relation: 'same-suspect' })
      expect((await work(here.other)).links).toMatchObject([{ number: seen.case }])
    },
    'case.unlink': async () => {
      await done('case.unlink', { ...two(), relation: 'same-suspect' })
    },
    'case.setParent': async () => {
      await done('case.setParent', two())
      await done('case.setParent', { ...two(), isPart: false })
    },
    'case.merge': async () => {
      await done('case.merge', two())
      expect((await work(here.other)).state).toMatchObject({ name: 'merged', to: seen.case })
    },
    'case.transfer': async () => {
      await done('case.transfer', { ...at(), to: 'កណ្ដាល', reason: 'ដែនសមត្ថកិច្ច' })
    },
    'case.reopen': async () => {
      await done('case.reopen', { ...at(), reason: 'ត្រឡប់មកវិញ' })
    },
    'case.close': async () => {
      await done('case.close', { ...at(), outcome: 'other', reason: 'x' })
      expect((await work(seen.case)).state).toMatchObject({ name: 'closed', outcome: 'other' })
      await done('case.reopen', { ...at(), reason: 'y' })
    },
    'playbook.list': async () => {
      const { playbooks } = await done('playbook.list', {})
      expect(playbooks.every(({ steps }) => steps.length > 4)).toBe(true)
    },
    'playbook.skip': async () => {
      await done('playbook.skip', { ...at(), playbook: 'shopping-scam', step: 'freeze', reason: 'x' })
    },
    'playbook.clocks': async () => {
      const { rows } = await done('playbook.clocks', {})
      expect(rows.every(({ stepId }) => stepId !== 'freeze')).toBe(true)
    },
    'playbook.do': async () => {
      await done('playbook.do', { ...at(), playbook: 'shopping-scam', step: 'freeze' })
    },
    'playbook.show': async () => {
      const { playbooks } = await done('playbook.show', at())
      const steps = playbooks.flatMap((playbook) => playbook.steps)
      expect(steps.filter(({ state }) => state === 'done')).toMatchObject([{ stepId: 'freeze' }])
    },
    'playbook.adopt': async () => {
      expect(await done('playbook.adopt', { playbook: SAMPLE_PLAYBOOK })).toMatchObject({ version: 1 })
    },
    // Nothing of it can be done in a vault of real cases; a training vault has all of it.
    'training.list': async () => {
      expect(await ask('training.list', {})).toMatchObject({
        outcome: 'failed',
        failure: { code: 'training/not-a-training-vault' },
      })
      const { exercises } = await (await createTrainingVault()).ask('training.list', {})
      expect(exercises).toHaveLength(10)
    },
    'training.begin': async () => {
      const desk = await createTrainingVault()
      const { number } = await desk.ask('training.begin', { exercise: 'romance-scam' })
      expect((await desk.ask('training.list', {})).exercises[0]?.cases).toMatchObject([{ number }])
    },
    'training.show': async () => {
      const desk = await createTrainingVault()
      const { number } = await desk.ask('training.begin', { exercise: 'sextortion' })
      expect(await desk.ask('training.show', { case: number })).toMatchObject({ percent: 0, isOver: false })
    },
    'case.timeline': async () => {
      expect((await done('case.timeline', { ...at(), groups: ['note'] })).total).toBe(2)
    },
    'case.history': async () => {
      expect((await done('case.history', { ...at(), limit: 1 })).lines).toMatchObject([
        { kind: 'playbook-step-done' },
      ])
    },
  }
}
