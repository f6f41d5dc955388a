import { type Desk, FIRST_CASE } from './make-vault.ts'

/** A playbook of a station's own. */
export const SAMPLE_PLAYBOOK = {
  v: 1,
  playbookId: 'station-own',
  version: 1,
  title: { km: 'របស់យើង', en: 'Our own' },
  typologies: [],
  steps: [{ stepId: 'ask', title: { km: 'សួរ', en: 'Ask' }, source: 'invented', verified: false }],
}

/** Does something in the first case from which every table about people, money and the work on a case has rows. */
export async function fillCasework(desk: Desk): Promise<void> {
  const on = { case: FIRST_CASE }
  const content = { names: [{ text: 'សុខ ចាន់', script: 'khmer' as const }] }
  await desk.ask('party.add', { ...on, content, role: 'suspect' })
  await desk.ask('task.set', { ...on, title: 'សួរធនាគារ' })
  await desk.ask('playbook.adopt', { playbook: SAMPLE_PLAYBOOK })
}
