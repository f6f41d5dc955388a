import { describe, expect, it } from 'vitest'
import type { Envelope } from '#contract/envelope.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { CaseId } from '#core/ids.ts'
import type { Role } from '#core/people/roles.ts'
import { discloseCase, expungeCase, loadReaders } from '../../../../src/renderer/state/case-actions.ts'
import type { Desk } from '../../../../src/renderer/state/desk.ts'
import { refreshShown } from '../../../../src/renderer/state/refresh-actions.ts'
import { shownOf } from '../../../../src/renderer/state/remote.ts'
import { HOME } from '../../../../src/renderer/state/route.ts'
import {
  loadAnchorState,
  loadPeople,
  loadWaysIn,
  makeKeyFile,
  mayDo,
  readAlerts,
  rebuildViews,
} from '../../../../src/renderer/state/station-actions.ts'
import { clearWorkplace, makeWorkplace } from '../../../../src/renderer/state/workplace.ts'
import { makeDeferred } from '../../../support/deferred.ts'
import {
  type Answers,
  digestOf,
  done,
  idOf,
  makeScriptedDesk,
  SESSION,
} from '../../../support/scripted-desk.ts'

function sitDown(answers: Answers, ways: Partial<Desk> = {}, session = SESSION) {
  const desk = makeScriptedDesk(answers, ways)
  return { desk, at: makeWorkplace(desk, session, () => 0) }
}

const PEOPLE = done({ people: [] })
const WAYS = done({ generation: 1, slots: [], hasKeychain: false })
const ANCHOR = done({ anchored: null, eventsSince: 3 })
const NAMED = { caseId: idOf('1'), number: '2026-0001', title: 'x' }

describe('what a person may do', () => {
  it('follows the table of operations', () => {
    const may = (roles: Role[], operation: Parameters<typeof mayDo>[1]) =>
      mayDo(
        { session: { ...SESSION, person: { ...SESSION.person, roles } }, isReadingRoom: false },
        operation,
      )
    expect(may(['administrator'], 'people.add')).toBe(true)
    expect(may(['commander'], 'people.add')).toBe(false)
    expect(may(['commander'], 'case.expunge')).toBe(true)
    expect(may(['officer'], 'case.expunge')).toBe(false)
    expect(may(['auditor'], 'people.list')).toBe(true)
  })
})

describe('the station', () => {
  it('is read again when the ledger grows, as far as it is shown', async () => {
    const { desk, at } = sitDown({
      'people.list': () => PEOPLE,
      'key.list': () => WAYS,
      'ledger.anchorState': () => ANCHOR,
      'case.readers': () => done({ caseId: idOf<CaseId>('1'), readers: [] }),
    })
    await refreshShown(at)
    expect(desk.calls).toEqual([])
    await Promise.all([loadPeople(at), loadWaysIn(at), loadAnchorState(at), loadReaders(at, idOf('1'))])
    desk.calls.length = 0
    await refreshShown(at)
    expect([...desk.calls].sort()).toEqual([
      'case.readers',
      'key.list',
      'ledger.anchorState',
      'people.list',
      'vault.status',
    ])
  })

  it('leaves nothing in a window that locks, what had to be read included', async () => {
    const notice = { code: 'vault/unlock-was-refused' as const, facts: { tries: 3 } }
    const { at } = sitDown(
      { 'people.list': () => PEOPLE, 'key.list': () => WAYS },
      {},
      { ...SESSION, notices: [notice] },
    )
    await Promise.all([loadPeople(at), loadWaysIn(at)])
    expect(at.store.getState().alerts).toEqual([{ what: 'notice', notice }])
    clearWorkplace(at)
    expect(at.store.getState()).toMatchObject({
      alerts: [],
      people: { status: 'idle' },
      waysIn: { status: 'idle' },
    })
  })

  it('shows what was found at opening until somebody says that they read it', () => {
    const notice = { code: 'ledger/behind-witness' as const, facts: { seenSeq: 9, heldSeq: 3 } }
    const { at } = sitDown({}, {}, { ...SESSION, notices: [notice] })
    readAlerts(at)
    expect(at.store.getState().alerts).toEqual([])
  })

  it('fills its lists anew once at a time', async () => {
    const answer = makeDeferred<Envelope<OutputOf<'ledger.rebuild'>>>()
    const { desk, at } = sitDown({ 'ledger.rebuild': () => answer.promise })
    const first = rebuildViews(at)
    await rebuildViews(at)
    answer.resolve(done({ events: 10, cases: 2 }))
    await first
    expect(desk.calls).toEqual(['ledger.rebuild'])
    expect(at.store.getState().rebuilding).toMatchObject({ status: 'done', value: { cases: 2 } })
  })
})

describe('a case', () => {
  it('never shows the readers of another', async () => {
    const slow = makeDeferred<Envelope<OutputOf<'case.readers'>>>()
    const readersOf = (digit: string) =>
      done({
        caseId: idOf<CaseId>(digit),
        readers: [{ kind: 'escrow' as const, holderId: idOf(digit) as never, label: digit }],
      })
    const { at } = sitDown({
      'case.readers': (input) => (input.case === idOf('1') ? slow.promise : readersOf('2')),
    })
    const first = loadReaders(at, idOf('1'))
    await loadReaders(at, idOf('2'))
    slow.resolve(readersOf('1'))
    await first
    const { readers } = at.store.getState()
    expect(readers && shownOf(readers.list)?.caseId).toBe(idOf('2'))
  })

  it('is disclosed where the person says, and not at all when they choose nowhere', async () => {
    const answer = done({ events: 9, caseEvents: 3, sizeBytes: 10, digestHex: digestOf('1') })
    const { desk, at } = sitDown({ 'case.disclose': () => answer }, { openOutlet: async () => done(null) })
    await discloseCase(at, NAMED)
    expect(desk.calls).toEqual([])
    expect(at.store.getState().disclosing).toBeNull()
    const other = sitDown({ 'case.disclose': () => answer })
    await discloseCase(other.at, NAMED)
    expect(other.at.store.getState().disclosing).toMatchObject({
      caseId: NAMED.caseId,
      work: { status: 'done' },
    })
  })

  const ORDER = {
    case: NAMED.caseId,
    confirmNumber: NAMED.number,
    order: { reference: 'r', authority: 'a', orderedOn: '2026-11-21' },
    secondPerson: { userNumber: 2, passphrase: 'p' },
  }

  it('that was expunged is left for the list of cases', async () => {
    const agreedBy = { userId: SESSION.person.userId, name: 'x' }
    const { at } = sitDown({
      'case.expunge': () => done({ emptiedEvents: 3, removedObjects: 1, agreedBy }),
    })
    at.store.setState({ route: { screen: 'case', caseId: NAMED.caseId, tab: 'overview' } })
    await expungeCase(at, NAMED, ORDER)
    expect(at.store.getState()).toMatchObject({ route: HOME, dialog: null, caseFile: null })
    expect(at.store.getState().notices.at(-1)?.said).toEqual({ what: 'case-expunged', number: '2026-0001' })
  })

  it('stays where it is when the second person is refused', async () => {
    const { at } = sitDown({
      'case.expunge': () => ({ outcome: 'failed', failure: { code: 'vault/wrong-passphrase' } }),
    })
    at.store.setState({ route: { screen: 'case', caseId: NAMED.caseId, tab: 'overview' } })
    await expungeCase(at, NAMED, ORDER)
    expect(at.store.getState().route).toMatchObject({ screen: 'case' })
  })
})

describe('a key file', () => {
  it('is written where the person says, and is not made when they choose nowhere', async () => {
    const order: string[] = []
    const { at } = sitDown(
      {
        'key.makeKeyFile': () => {
          order.push('engine')
          return done({})
        },
      },
      { openOutlet: async () => done({ outletId: idOf('7'), receive: () => void order.push('download') }) },
    )
    expect(await makeKeyFile(at, 'key.txt', { passphrase: 'p' })).toMatchObject({ outcome: 'done' })
    expect(order).toEqual(['engine', 'download'])
    expect(at.store.getState().notices.at(-1)?.said).toEqual({ what: 'key-file-made' })
    const nowhere = sitDown({}, { openOutlet: async () => done(null) })
    expect(await makeKeyFile(nowhere.at, 'key.txt', { passphrase: 'p' })).toEqual({ outcome: 'cancelled' })
    expect(nowhere.desk.calls).toEqual([])
  })
})
