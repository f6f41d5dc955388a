import { describe, expect, it } from 'vitest'
import type { Envelope } from '#contract/envelope.ts'
import type { OutputOf } from '#contract/operations.ts'
import { loadCaseFile } from '../../../../src/renderer/state/case-actions.ts'
import { shownOf } from '../../../../src/renderer/state/remote.ts'
import {
  beginWork,
  connectAgain,
  createVault,
  lockVault,
  openWindow,
  unlockVault,
} from '../../../../src/renderer/state/vault-actions.ts'
import { prefer, type WindowPlace } from '../../../../src/renderer/state/window-store.ts'
import type { Workplace } from '../../../../src/renderer/state/workplace.ts'
import { makeDeferred } from '../../../support/deferred.ts'
import {
  type Answers,
  caseFileOf,
  done,
  idOf,
  LOCKED,
  makeScriptedDesk,
  SESSION,
  settle,
} from '../../../support/scripted-desk.ts'

const software = 'samnum test'

async function openOn(answers: Answers) {
  const desk = makeScriptedDesk(answers)
  const place = openWindow(desk)
  await settle()
  return { desk, place }
}

function phaseName(place: WindowPlace): string {
  return place.store.getState().phase.name
}

function workplaceOf(place: WindowPlace): Workplace {
  const { phase } = place.store.getState()
  if (phase.name !== 'unlocked') throw new Error(`the window is ${phase.name}`)
  return phase.workplace
}

describe('a window', () => {
  it('shows what the engine has before it', async () => {
    for (const [status, phase] of [
      [{ state: 'absent', software }, 'first-run'],
      [LOCKED, 'locked'],
      [{ state: 'unlocked', software, session: SESSION }, 'unlocked'],
    ] as const) {
      const { place } = await openOn({ 'vault.status': () => done(status) })
      expect(phaseName(place)).toBe(phase)
      expect(place.store.getState().software).toBe(software)
    }
  })

  it('says that the engine cannot be reached, and connects when it can again', async () => {
    let isThere = false
    const { place } = await openOn({
      'vault.status': () => (isThere ? done(LOCKED) : { outcome: 'bug', reference: 'carrier-no-answer' }),
    })
    expect(place.store.getState().phase).toMatchObject({ name: 'unreachable', refusal: { kind: 'bug' } })
    isThere = true
    await connectAgain(place)
    expect(phaseName(place)).toBe('locked')
  })

  it('stays on the last page of the first run until the person begins', async () => {
    const { desk, place } = await openOn({
      'vault.status': () => done({ state: 'absent', software }),
      'vault.create': () => {
        desk.push({ topic: 'unlocked' })
        return done(SESSION)
      },
    })
    await createVault(place, 'សុខ សំណាង', 'a long passphrase')
    await settle()
    expect(place.store.getState().phase).toMatchObject({ name: 'first-run', created: SESSION })
    beginWork(place)
    expect(phaseName(place)).toBe('unlocked')
  })

  it('keeps the form of the first run when the vault cannot be made', async () => {
    const { place } = await openOn({
      'vault.status': () => done({ state: 'absent', software }),
      'vault.create': () => ({ outcome: 'failed', failure: { code: 'disk/full' } }),
    })
    await createVault(place, 'សុខ សំណាង', 'a long passphrase')
    expect(place.store.getState().phase).toMatchObject({
      name: 'first-run',
      creating: { status: 'refused', refusal: { failure: { code: 'disk/full' } } },
      created: null,
    })
    beginWork(place)
    expect(phaseName(place)).toBe('first-run')
  })

  it('opens with the right passphrase and says what is wrong with another', async () => {
    const { place } = await openOn({
      'vault.status': () => done(LOCKED),
      'vault.unlock': ({ passphrase }) =>
        passphrase === 'right'
          ? done(SESSION)
          : { outcome: 'failed', failure: { code: 'vault/wrong-passphrase' } },
    })
    await unlockVault(place, { passphrase: 'wrong' })
    expect(place.store.getState().phase).toMatchObject({
      name: 'locked',
      unlocking: { status: 'refused', refusal: { failure: { code: 'vault/wrong-passphrase' } } },
    })
    await unlockVault(place, { passphrase: 'right' })
    expect(phaseName(place)).toBe('unlocked')
  })

  it('keeps its language and colours over a lock', async () => {
    const { place } = await openOn({
      'vault.status': () => done({ state: 'unlocked', software, session: SESSION }),
      'vault.lock': () => done({}),
    })
    prefer(place, { language: 'en', theme: 'dark' })
    await lockVault(place)
    expect(place.store.getState().preferences).toMatchObject({ language: 'en', theme: 'dark' })
  })
})

describe('a lock', () => {
  const answers: Answers = {
    'vault.status': () => done({ state: 'unlocked', software, session: SESSION }),
    'vault.lock': () => done({}),
    'case.show': () => done(caseFileOf('1', 'secret title')),
  }

  it('blanks the window before the engine has answered, and nothing read from the vault is left', async () => {
    const locking = makeDeferred<Envelope<OutputOf<'vault.lock'>>>()
    const { place } = await openOn({ ...answers, 'vault.lock': () => locking.promise })
    const at = workplaceOf(place)
    await loadCaseFile(at, idOf('1'))
    expect(JSON.stringify(at.store.getState())).toContain('secret title')
    const locked = lockVault(place)
    expect(phaseName(place)).toBe('locked')
    const left = JSON.stringify(at.store.getState())
    expect(left).not.toContain('secret title')
    expect(left).not.toContain(SESSION.person.name)
    locking.resolve(done({}))
    await locked
    expect(phaseName(place)).toBe('locked')
  })

  it('by the engine does the same', async () => {
    const { desk, place } = await openOn(answers)
    const at = workplaceOf(place)
    await loadCaseFile(at, idOf('1'))
    desk.push({ topic: 'locked' })
    expect(place.store.getState().phase).toMatchObject({ name: 'locked', hasJustLocked: true })
    expect(at.store.getState().caseFile).toBeNull()
  })

  it('stops what runs', async () => {
    let wasAborted = false
    const { desk, place } = await openOn({
      ...answers,
      'case.list': (_input, { signal }) => {
        signal?.addEventListener('abort', () => {
          wasAborted = true
        })
        return new Promise(() => {})
      },
    })
    const at = workplaceOf(place)
    const { loadCases } = await import('../../../../src/renderer/state/case-list-actions.ts')
    void loadCases(at)
    await settle()
    desk.push({ topic: 'locked' })
    expect(wasAborted).toBe(true)
  })

  it('that the engine refuses is not pretended', async () => {
    const { place } = await openOn({ ...answers, 'vault.lock': () => ({ outcome: 'bug', reference: 'x' }) })
    await lockVault(place)
    expect(phaseName(place)).toBe('unlocked')
  })

  it('that was missed shows at the next call', async () => {
    let isLocked = false
    const { place } = await openOn({
      'vault.status': () => done(isLocked ? LOCKED : { state: 'unlocked', software, session: SESSION }),
      'case.show': () => ({ outcome: 'failed', failure: { code: 'vault/locked' } }),
    })
    const at = workplaceOf(place)
    isLocked = true
    await loadCaseFile(at, idOf('1'))
    await settle()
    expect(phaseName(place)).toBe('locked')
  })
})

describe('a push', () => {
  it('that the ledger grew reads again what is shown, once for any number of pushes meanwhile', async () => {
    let titles = 0
    const first = makeDeferred<Envelope<OutputOf<'case.show'>>>()
    const { desk, place } = await openOn({
      'vault.status': () => done({ state: 'unlocked', software, session: SESSION }),
      'case.show': () => {
        titles += 1
        return titles === 2 ? first.promise : done(caseFileOf('1', `title ${titles}`))
      },
    })
    const at = workplaceOf(place)
    await loadCaseFile(at, idOf('1'))
    for (let push = 0; push < 5; push += 1) desk.push({ topic: 'ledger-grew', seq: push })
    await settle()
    first.resolve(done(caseFileOf('1', 'title 2')))
    await settle()
    expect(titles).toBe(3)
    const file = at.store.getState().caseFile?.file
    expect(file && shownOf(file)?.title).toBe('title 3')
  })

  it('never brings back the case that was open before, however long its reading takes', async () => {
    const list = makeDeferred<Envelope<OutputOf<'case.list'>>>()
    const { desk, place } = await openOn({
      'vault.status': () => done({ state: 'unlocked', software, session: SESSION }),
      'case.list': () => list.promise,
      'case.show': (input) => done(caseFileOf(input.case.charAt(0), `case ${input.case.charAt(0)}`)),
    })
    const at = workplaceOf(place)
    await loadCaseFile(at, idOf('1'))
    at.store.setState({
      caseList: { query: '', offset: 0, page: { status: 'ready', value: { cases: [], total: 0 } } },
    })
    desk.push({ topic: 'ledger-grew', seq: 5 })
    await loadCaseFile(at, idOf('2'))
    list.resolve(done({ cases: [], total: 1 }))
    await settle()
    const open = at.store.getState().caseFile
    expect(open && shownOf(open.file)?.title).toBe('case 2')
  })

  it('that another window unlocked opens this one too', async () => {
    let isLocked = true
    const { desk, place } = await openOn({
      'vault.status': () => done(isLocked ? LOCKED : { state: 'unlocked', software, session: SESSION }),
    })
    isLocked = false
    desk.push({ topic: 'unlocked' })
    await settle()
    expect(phaseName(place)).toBe('unlocked')
  })

  it('from a server that was started anew and knows this page no more ends what was open', async () => {
    let isStranger = false
    const { desk, place } = await openOn({
      'vault.status': () =>
        isStranger
          ? { outcome: 'bug', reference: 'carrier-http-401' }
          : done({ state: 'unlocked', software, session: SESSION }),
      'case.show': () => done(caseFileOf('1', 'secret title')),
    })
    const at = workplaceOf(place)
    await loadCaseFile(at, idOf('1'))
    isStranger = true
    desk.connect(false)
    await settle()
    expect(phaseName(place)).toBe('unreachable')
    expect(JSON.stringify(at.store.getState())).not.toContain('secret title')
  })

  it('is waited for while the engine is only silent', async () => {
    let isSilent = false
    const { desk, place } = await openOn({
      'vault.status': () =>
        isSilent
          ? { outcome: 'bug', reference: 'carrier-no-answer' }
          : done({ state: 'unlocked', software, session: SESSION }),
    })
    isSilent = true
    desk.connect(false)
    await settle()
    expect(phaseName(place)).toBe('unlocked')
    expect(place.store.getState().isConnected).toBe(false)
  })

  it('that was missed while the connection was broken is made up for', async () => {
    let shows = 0
    const { desk, place } = await openOn({
      'vault.status': () => done({ state: 'unlocked', software, session: SESSION }),
      'case.show': () => {
        shows += 1
        return done(caseFileOf('1'))
      },
    })
    await loadCaseFile(workplaceOf(place), idOf('1'))
    desk.connect(false)
    expect(place.store.getState().isConnected).toBe(false)
    desk.connect(true)
    await settle()
    expect(place.store.getState().isConnected).toBe(true)
    expect(shows).toBe(2)
  })
})
