import type { Desk } from '../support/make-vault.ts'

const OWN = {
  v: 1,
  playbookId: 'station-own',
  version: 1,
  title: { km: 'របស់យើង', en: 'Our own' },
  typologies: [],
  steps: [{ stepId: 'ask', title: { km: 'សួរ', en: 'Ask' }, source: 'invented', verified: false }],
}

/** Says at least one thing of each kind about the work on a case, and leaves it open. A second case is opened for it. */
export async function workOnCase(desk: Desk, number: string): Promise<void> {
  const here = { case: number }
  await desk.ask('note.write', { ...here, text: 'កំណត់ចំណាំ', happened: { atMs: 1_795_299_000_000 } })
  await desk.ask('note.write', { ...here, text: 'កែ', corrects: 1 })
  const first = await desk.ask('task.set', { ...here, title: 'ទីមួយ', dueAtMs: 1_795_400_000_000 })
  await desk.ask('task.set', { ...here, title: 'ទីមួយ ម្ដងទៀត', taskId: first.taskId })
  await desk.ask('task.finish', { ...here, taskId: first.taskId, note: 'រួច' })
  const second = await desk.ask('task.set', { ...here, title: 'ទីពីរ' })
  await desk.ask('task.cancel', { ...here, taskId: second.taskId, reason: 'លែងត្រូវការ' })
  await desk.ask('decision.make', { ...here, decision: 'មិនឆែកឆេរ', reason: 'គ្មានមូលហេតុ' })
  await desk.ask('review.make', { ...here, outcome: 'in-order', text: 'បានពិនិត្យ' })
  const hearing = { ...here, court: 'សាលាដំបូង', atMs: 1_796_000_000_000, subject: 'ស្ដាប់ចម្លើយ' }
  const { hearingId } = await desk.ask('hearing.set', hearing)
  await desk.ask('hearing.set', { ...hearing, hearingId, state: 'held' })
  await desk.ask('counsel.set', { ...here, role: 'prosecutor', fullName: 'ព្រះរាជអាជ្ញា គំរូ' })
  await desk.ask('playbook.adopt', { playbook: OWN })
  await desk.ask('playbook.skip', { ...here, playbook: 'station-own', step: 'ask', reason: 'x' })
  await desk.ask('playbook.do', { ...here, playbook: 'station-own', step: 'ask' })
  const other = await desk.ask('case.split', { ...here, title: 'ថ្មី', what: 'x', reason: 'y' })
  // Whoever reads the one case reads the other, so that nothing of it is left unread.
  const readers = await desk.ask('case.readers', here)
  const known = (await desk.ask('case.readers', { case: other.number })).readers
  for (const reader of readers.readers) {
    if (reader.kind !== 'person') continue
    const { userId } = reader
    if (!known.some((each) => each.kind === 'person' && each.userId === userId))
      await desk.ask('case.share', { case: other.number, userId })
  }
  const two = { ...here, other: other.number, reason: 'លេខដដែល' }
  await desk.ask('case.link', { ...two, relation: 'same-suspect' })
  await desk.ask('case.unlink', { ...two, relation: 'same-suspect' })
  await desk.ask('case.setParent', two)
  await desk.ask('case.setParent', { ...two, isPart: false })
  await desk.ask('case.merge', two)
  await desk.ask('case.transfer', { ...here, to: 'កណ្ដាល', reason: 'ដែនសមត្ថកិច្ច' })
  await desk.ask('case.reopen', { ...here, reason: 'ត្រឡប់មកវិញ' })
  await desk.ask('case.close', { ...here, outcome: 'other', reason: 'x' })
  await desk.ask('case.reopen', { ...here, reason: 'y' })
}
