import { describe, expect, it } from 'vitest'
import type { Envelope } from '#contract/envelope.ts'
import type { OutputOf } from '#contract/operations.ts'
import {
  beginAnew,
  beginWork,
  connect,
  createVault,
  lockVault,
  openWindow,
  recoverVault,
  seeRecovery,
  stopUnlocking,
  unlockVault,
} from '../../../../src/renderer/state/vault-actions.ts'
import type { Phase, WindowPlace } from '../../../../src/renderer/state/window-store.ts'
import { makeDeferred } from '../../../support/deferred.ts'
import {
  type Answers,
  done,
  LOCKED,
  makeScriptedDesk,
  SESSION,
  settle,
} from '../../../support/scripted-desk.ts'

async function openOn(answers: Answers) {
  const desk = makeScriptedDesk(answers)
  const place = openWindow(desk)
  await settle()
  return { desk, place }
}

function lockedPhase(place: WindowPlace): Extract<Phase, { readonly name: 'locked' }> {
  const { phase } = place.store.getState()
  if (phase.name !== 'locked') throw new Error(`the window is ${phase.name}`)
  return phase
}

const RECOVER = { with: { kind: 'recovery-code' as const, code: '1' }, passphrase: 'a new passphrase' }

describe('the door of a locked vault', () => {
  it('says who has a way in, and is asked for again after a lock', async () => {
    let isLocked = true
    const { desk, place } = await openOn({
      'vault.status': () =>
        done(
          isLocked
            ? { ...LOCKED, userNumbers: [1, 2] }
            : { state: 'unlocked' as const, software: 'x', session: SESSION },
        ),
      'vault.unlock': () => {
        isLocked = false
        return done(SESSION)
      },
      'vault.lock': () => {
        isLocked = true
        return done({})
      },
    })
    expect(lockedPhase(place).door).toMatchObject({ userNumbers: [1, 2], waitMs: 0 })
    await unlockVault(place, { passphrase: 'right' })
    const locked = lockVault(place)
    expect(lockedPhase(place).door).toBeNull()
    await locked
    expect(lockedPhase(place).door).toMatchObject({ userNumbers: [1, 2] })
    isLocked = false
    await connect(place)
    isLocked = true
    desk.push({ topic: 'locked' })
    await settle()
    expect(lockedPhase(place).door).toMatchObject({ userNumbers: [1, 2] })
  })

  it('tells after a wrong try how long the next one must wait', async () => {
    let tries = 0
    const { place } = await openOn({
      'vault.status': () => done({ ...LOCKED, waitMs: tries * 1000 }),
      'vault.unlock': () => {
        tries += 1
        return { outcome: 'failed', failure: { code: 'vault/wrong-passphrase' } }
      },
    })
    const before = lockedPhase(place).door
    await unlockVault(place, { passphrase: 'wrong' })
    expect(lockedPhase(place)).toMatchObject({ unlocking: { status: 'refused' }, door: { waitMs: 1000 } })
    // A telling of its own, from which the count begins.
    expect(lockedPhase(place).door).not.toBe(before)
  })

  it('sends the number and the key file with the passphrase', async () => {
    const offers: unknown[] = []
    const { place } = await openOn({
      'vault.status': () => done(LOCKED),
      'vault.unlock': (offer) => {
        offers.push(offer)
        return done(SESSION)
      },
    })
    await unlockVault(place, { passphrase: 'p', userNumber: 2, keyFile: 'text' })
    expect(offers).toEqual([{ passphrase: 'p', userNumber: 2, keyFile: 'text' }])
  })

  it('shows how far unlocking has come, and calls it off', async () => {
    const answer = makeDeferred<Envelope<OutputOf<'vault.unlock'>>>()
    const { place } = await openOn({
      'vault.status': () => done(LOCKED),
      'vault.unlock': (_, { signal, onProgress }) => {
        onProgress?.({ stage: 'rebuilding', done: 1, total: 4 })
        signal?.addEventListener('abort', () => answer.resolve({ outcome: 'cancelled' }))
        return answer.promise
      },
    })
    const unlocking = unlockVault(place, { passphrase: 'p' })
    expect(lockedPhase(place).unlocking).toMatchObject({
      work: { progress: { stage: 'rebuilding', done: 1 }, isStopping: false },
    })
    stopUnlocking(place)
    expect(lockedPhase(place).unlocking).toMatchObject({ status: 'running', work: { isStopping: true } })
    await unlocking
    expect(lockedPhase(place).unlocking).toEqual({ status: 'waiting' })
    stopUnlocking(place)
    expect(lockedPhase(place).unlocking).toEqual({ status: 'waiting' })
  })

  it('forgets what was refused when the person tries another way', async () => {
    const { place } = await openOn({
      'vault.status': () => done(LOCKED),
      'vault.unlock': () => ({ outcome: 'failed', failure: { code: 'vault/wrong-passphrase' } }),
    })
    await unlockVault(place, { passphrase: 'wrong' })
    beginAnew(place)
    expect(lockedPhase(place).unlocking).toEqual({ status: 'waiting' })
  })
})

describe('a way back in', () => {
  it('opens the vault and says that a new code should be made', async () => {
    const { place } = await openOn({ 'vault.status': () => done(LOCKED), 'key.recover': () => done(SESSION) })
    await recoverVault(place, RECOVER)
    const { phase } = place.store.getState()
    expect(phase.name === 'unlocked' && phase.workplace.store.getState().alerts).toEqual([
      { what: 'recovered' },
    ])
  })

  it('that is refused stays at the door', async () => {
    const { place } = await openOn({
      'vault.status': () => done(LOCKED),
      'key.recover': () => ({ outcome: 'failed', failure: { code: 'vault/wrong-recovery-code' } }),
    })
    await recoverVault(place, RECOVER)
    expect(lockedPhase(place).unlocking).toMatchObject({
      refusal: { failure: { code: 'vault/wrong-recovery-code' } },
    })
  })

  it('that nobody has checked is said after each unlocking, until the ledger says that somebody has', async () => {
    const unchecked = { ...SESSION, recovery: 'unchecked' as const }
    let isChecked = false
    const { desk, place } = await openOn({
      'vault.status': () => done(isChecked ? { state: 'unlocked', software: 'x', session: SESSION } : LOCKED),
      'vault.unlock': () => done(unchecked),
      'vault.lock': () => done({}),
    })
    for (let time = 0; time < 2; time += 1) {
      await unlockVault(place, { passphrase: 'p' })
      expect(recoveryOf(place)).toBe('unchecked')
      await lockVault(place)
    }
    await unlockVault(place, { passphrase: 'p' })
    isChecked = true
    desk.push({ topic: 'ledger-grew', seq: 2 })
    await settle()
    expect(recoveryOf(place)).toBe('ready')
  })

  it('is as the pages of the first run left it', async () => {
    for (const recovery of ['none', 'unchecked', 'ready'] as const) {
      const { place } = await openOn({
        'vault.status': () => done({ state: 'absent', software: 'x' }),
        'vault.create': () => done({ ...SESSION, recovery: 'none' }),
      })
      await createVault(place, 'n', 'p')
      seeRecovery(place, recovery)
      beginWork(place)
      expect(recoveryOf(place)).toBe(recovery)
    }
  })
})

function recoveryOf(place: WindowPlace): string {
  const { phase } = place.store.getState()
  if (phase.name !== 'unlocked') throw new Error(`the window is ${phase.name}`)
  return phase.workplace.store.getState().session.recovery
}

describe('the panic lock', () => {
  it('keeps a vault that is just being opened from opening the window', async () => {
    const opening = makeDeferred<Envelope<OutputOf<'vault.unlock'>>>()
    const { place } = await openOn({
      'vault.status': () => done(LOCKED),
      'vault.unlock': () => opening.promise,
      'vault.lock': () => done({}),
    })
    const unlocked = unlockVault(place, { passphrase: 'right' })
    const locked = lockVault(place)
    opening.resolve(done(SESSION))
    await Promise.all([unlocked, locked])
    expect(lockedPhase(place).unlocking).toEqual({ status: 'waiting' })
  })

  it('blanks the pages of the first run too', async () => {
    const { desk, place } = await openOn({
      'vault.status': () => done({ state: 'absent', software: 'x' }),
      'vault.create': () => done(SESSION),
      'vault.lock': () => done({}),
    })
    await createVault(place, 'x', 'a long passphrase')
    await lockVault(place)
    expect(lockedPhase(place).hasJustLocked).toBe(true)
    expect(desk.calls).toContain('vault.lock')
    beginWork(place)
    expect(place.store.getState().phase.name).toBe('locked')
  })
})

describe('the pages after a vault was made', () => {
  it('are not left when the connection comes back', async () => {
    let isMade = false
    const { desk, place } = await openOn({
      'vault.status': () =>
        done(
          isMade
            ? { state: 'unlocked' as const, software: 'x', session: SESSION }
            : { state: 'absent' as const, software: 'x' },
        ),
      'vault.create': () => {
        isMade = true
        return done(SESSION)
      },
    })
    await createVault(place, 'x', 'a long passphrase')
    desk.connect(false)
    desk.connect(true)
    await settle()
    expect(place.store.getState().phase).toMatchObject({ name: 'first-run', created: SESSION })
  })
})
