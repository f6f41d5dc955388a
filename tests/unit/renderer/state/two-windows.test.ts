import { describe, expect, it } from 'vitest'
import { asItStands } from '../../../../src/renderer/state/act-as-it-stands.ts'
import { differingMembers } from '../../../../src/renderer/state/changed-meanwhile.ts'
import { isKeptElsewhere, keepDraft, loadDraft } from '../../../../src/renderer/state/keep-draft.ts'
import type { Keeping } from '../../../../src/renderer/state/raid-desk.ts'
import { makeWorkplace } from '../../../../src/renderer/state/workplace.ts'
import { type Answers, done, makeScriptedDesk, SESSION } from '../../../support/scripted-desk.ts'

describe('one draft in two windows', () => {
  function makeShelf() {
    const shelf = { revision: 0, text: '', saves: 0 }
    const answers: Answers = {
      'draft.load': () =>
        done({
          draft: shelf.revision === 0 ? null : { revision: shelf.revision, savedAtMs: 0, text: shelf.text },
        }),
      'draft.save': ({ revision, text }) => {
        shelf.saves += 1
        if (revision !== shelf.revision)
          return { outcome: 'failed', failure: { code: 'draft/changed-elsewhere' } }
        Object.assign(shelf, { revision: revision + 1, text })
        return done({ revision: revision + 1, savedAtMs: 0 })
      },
    }
    const sitDown = () => makeWorkplace(makeScriptedDesk(answers), SESSION, () => 0)
    return { shelf, sitDown }
  }

  async function keep(at: ReturnType<typeof makeWorkplace>, text: string): Promise<Keeping | undefined> {
    const told: Keeping[] = []
    await keepDraft(at, 'note', text, (keeping) => told.push(keeping))
    return told.at(-1)
  }

  it('is not overwritten by the one that has not seen it, until that one has read it', async () => {
    const { shelf, sitDown } = makeShelf()
    const [first, second] = [sitDown(), sitDown()]
    await loadDraft(first, 'note')
    await loadDraft(second, 'note')
    expect(await keep(first, 'of the first')).toEqual({ status: 'kept' })
    const refused = await keep(second, 'of the second')
    expect(refused?.status === 'refused' && isKeptElsewhere(refused.refusal)).toBe(true)
    expect(shelf.text).toBe('of the first')
    const { saves } = shelf
    expect((await keep(second, 'more of the second'))?.status).toBe('refused')
    // It is known already; the engine is not asked again at each key.
    expect(shelf.saves).toBe(saves)
    expect(await loadDraft(second, 'note')).toBe('of the first')
    expect(await keep(second, 'more of the second')).toEqual({ status: 'kept' })
    expect(shelf.text).toBe('more of the second')
    expect((await keep(first, 'more of the first'))?.status).toBe('refused')
  })

  it('waits for the reading that is on its way', async () => {
    const { shelf, sitDown } = makeShelf()
    const before = sitDown()
    await keep(before, 'of yesterday')
    const at = sitDown()
    const reading = loadDraft(at, 'note')
    expect(await keep(at, 'of today')).toEqual({ status: 'kept' })
    expect(await reading).toBe('of yesterday')
    expect(shelf.text).toBe('of today')
  })
})

describe('what a form is about', () => {
  const task = { taskId: 't', title: 'ទូរស័ព្ទទៅធនាគារ', by: 'x' }
  const named = { caseId: 'c', number: '2026-0001' }
  type Act = Parameters<typeof asItStands>[0]
  type Work = Parameters<typeof asItStands>[1]
  const work = (tasks: readonly object[]) => ({ tasks, hearings: [], counsel: [] }) as unknown as Work

  it('is the same while nothing of it changed, and another once somebody changed it', () => {
    const act = { act: 'set-task', ...named, task } as unknown as Act
    expect(asItStands(act, work([{ ...task }]))).toBe(act)
    const changed = { ...task, title: 'ទៅធនាគារ' }
    expect(asItStands(act, work([changed]))).toMatchObject({ task: changed })
    const fresh = { act: 'set-task', ...named } as Act
    expect(asItStands(fresh, work([changed]))).toBe(fresh)
    expect(asItStands(act, work([]))).toBe(act)
  })

  it('differs in the members that were set, changed or taken away', () => {
    expect(differingMembers({ a: 1, b: [1], c: 2 }, { a: 1, b: [2], d: 3 })).toEqual(['b', 'c', 'd'])
    expect(differingMembers({ a: 1 }, { a: 1 })).toEqual([])
  })
})
