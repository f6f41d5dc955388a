import { describe, expect, it } from 'vitest'
import type { InputOf } from '#contract/operations.ts'
import { searchCases } from '../../../../src/renderer/state/case-list-actions.ts'
import {
  filterOfCase,
  followPlace,
  readPlace,
  returnToPlace,
  writePlace,
} from '../../../../src/renderer/state/kept-place.ts'
import { goTo } from '../../../../src/renderer/state/navigation.ts'
import { HOME, type Route } from '../../../../src/renderer/state/route.ts'
import { readLookedFor, writeLookedFor } from '../../../../src/renderer/state/search-wish.ts'
import { newSessionState } from '../../../../src/renderer/state/session-state.ts'
import { change, clearWorkplace, makeWorkplace } from '../../../../src/renderer/state/workplace.ts'
import {
  type Answers,
  done,
  idOf,
  makeScriptedDesk,
  SESSION,
  settle,
} from '../../../support/scripted-desk.ts'

const caseId = idOf('1')
const TIMELINE: Route = { screen: 'case', caseId, tab: 'timeline' }

/** An engine that keeps one draft, as other windows of the same person may too. */
function makeShelf(text: string | null = null) {
  const shelf = { revision: text === null ? 0 : 1, text, saved: [] as InputOf<'draft.save'>[] }
  const answers: Answers = {
    'draft.load': () =>
      done({
        draft: shelf.text === null ? null : { revision: shelf.revision, savedAtMs: 0, text: shelf.text },
      }),
    'draft.save': (input) => {
      if (input.revision !== shelf.revision)
        return {
          outcome: 'failed',
          failure: { code: 'draft/changed-elsewhere', facts: { revision: shelf.revision } },
        }
      shelf.saved.push(input)
      shelf.text = input.text
      shelf.revision += 1
      return done({ revision: shelf.revision, savedAtMs: 0 })
    },
    'case.list': () => done({ cases: [], total: 0 }),
  }
  return { shelf, sitDown: () => makeWorkplace(makeScriptedDesk(answers), SESSION, () => 0) }
}

describe('a place', () => {
  const at = {
    ...newSessionState(SESSION),
    route: TIMELINE,
    filters: {
      'timeline-zone': 'utc',
      [filterOfCase('timeline', caseId)]: 'custody',
      [filterOfCase('timeline', idOf('2'))]: 'payment',
      long: 'x'.repeat(10_000),
    },
  }

  it('is read as it was written, without what belongs to other cases', () => {
    expect(readPlace(writePlace(at))).toEqual({
      route: TIMELINE,
      query: '',
      offset: 0,
      filters: { 'timeline-zone': 'utc', [filterOfCase('timeline', caseId)]: 'custody' },
    })
  })

  it('of another make is none, and an address that is none leads home', () => {
    for (const text of ['', 'null', '[]', '{"v":2,"address":"#/work","query":"","offset":0}', '{"v":1}'])
      expect(readPlace(text), text).toBeNull()
    expect(readPlace('{"v":1,"address":"#/work","query":"","offset":-1,"filters":{}}')).toBeNull()
    expect(
      readPlace('{"v":1,"address":"#/../x","query":"","offset":0,"filters":{"a":1,"b":"c"}}'),
    ).toMatchObject({ route: HOME, filters: { b: 'c' } })
  })
})

describe('a window', () => {
  it('keeps where its person goes, with the case that it belongs to, and comes back there', async () => {
    const { shelf, sitDown } = makeShelf()
    const at = sitDown()
    await returnToPlace(at)
    followPlace(at)
    await searchCases(at, 'សុភា')
    goTo(at, TIMELINE)
    change(at, () => ({ filters: { 'timeline-zone': 'utc' } }))
    await settle()
    expect(shelf.saved.at(-1)).toMatchObject({ name: 'place', case: caseId })
    const again = sitDown()
    await returnToPlace(again)
    expect(again.store.getState()).toMatchObject({
      route: TIMELINE,
      filters: { 'timeline-zone': 'utc' },
      caseList: { query: 'សុភា', offset: 0 },
    })
  })

  it('that is emptied says nothing more of where somebody is', async () => {
    const { shelf, sitDown } = makeShelf()
    const at = sitDown()
    followPlace(at)
    goTo(at, TIMELINE)
    await settle()
    const { length } = shelf.saved
    clearWorkplace(at)
    await settle()
    expect(at.store.getState().route).toEqual(HOME)
    expect(shelf.saved).toHaveLength(length)
  })

  it('begins at the list of cases where nothing is kept, or nothing that can be read', async () => {
    for (const text of [null, 'not a place']) {
      const at = makeShelf(text).sitDown()
      await returnToPlace(at)
      expect(at.store.getState().route).toEqual(HOME)
    }
  })

  it('that went somewhere after another one is where the person is', async () => {
    const { shelf, sitDown } = makeShelf()
    const first = sitDown()
    const second = sitDown()
    for (const at of [first, second]) {
      await returnToPlace(at)
      followPlace(at)
    }
    goTo(first, { screen: 'work' })
    await settle()
    goTo(second, TIMELINE)
    await settle()
    expect(readPlace(shelf.text ?? '')?.route).toEqual(TIMELINE)
  })
})

describe('what is looked for', () => {
  it('is read as it was written, with days that are none yet', () => {
    const looked = {
      wish: { query: 'សុភា', kinds: ['party' as const], status: 'open' as const, from: '2026-11-01' },
      days: { from: '01/11/2026', to: '3' },
    }
    expect(readLookedFor(writeLookedFor(looked))).toEqual(looked)
  })

  it('that says nothing or something else is nothing', () => {
    for (const written of ['', '[]', '{"kinds":["nothing"],"status":"x","query":1}'])
      expect(readLookedFor(written).wish).toEqual({ query: '', kinds: [], status: 'any' })
  })
})
