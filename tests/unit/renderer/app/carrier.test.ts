import { describe, expect, it } from 'vitest'
import type { CallMessage, Push } from '#contract/envelope.ts'
import { type Carrier, CarrierBroken, makeClient } from '../../../../src/renderer/app/carrier.ts'
import { isCarrierReference, isNotInvited } from '../../../../src/renderer/state/carrier-reference.ts'
import { makeDeferred } from '../../../support/deferred.ts'

function makeLoopCarrier(answer: (message: CallMessage) => Promise<unknown>) {
  const listeners = new Set<(push: Push) => void>()
  const cancelled: string[] = []
  const carrier: Carrier = {
    carry: answer,
    cancel: (callId) => void cancelled.push(callId),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const push = (told: Push) => {
    for (const listener of listeners) listener(told)
  }
  return { client: makeClient(carrier), cancelled, push }
}

describe('a client', () => {
  it('names each call differently and brings the answer back', async () => {
    const messages: CallMessage[] = []
    const { client } = makeLoopCarrier(async (message) => {
      messages.push(message)
      return { outcome: 'done', value: { state: 'locked', software: 'x' } }
    })
    expect(await client.call('vault.status', {})).toMatchObject({ outcome: 'done' })
    await client.call('vault.status', {})
    expect(new Set(messages.map(({ callId }) => callId)).size).toBe(2)
    expect(messages[0]).toMatchObject({ protocol: 1, name: 'vault.status', input: {} })
  })

  it('tells the progress of its own call and of no other', async () => {
    const answer = makeDeferred<unknown>()
    let callId = ''
    const { client, push } = makeLoopCarrier((message) => {
      callId = message.callId
      return answer.promise
    })
    const told: number[] = []
    const call = client.call('vault.verify', {}, { onProgress: ({ done }) => told.push(done) })
    push({ topic: 'progress', callId, progress: { stage: 'checking-events', done: 1, total: 2 } })
    push({ topic: 'progress', callId: 'another', progress: { stage: 'checking-events', done: 9, total: 9 } })
    answer.resolve({ outcome: 'cancelled' })
    await call
    push({ topic: 'progress', callId, progress: { stage: 'checking-events', done: 2, total: 2 } })
    expect(told).toEqual([1])
  })

  it('cancels the call it was asked to cancel, and does not make one that was cancelled before', async () => {
    const answer = makeDeferred<unknown>()
    let callId = ''
    const { client, cancelled } = makeLoopCarrier((message) => {
      callId = message.callId
      return answer.promise
    })
    const stop = new AbortController()
    const call = client.call('vault.verify', {}, { signal: stop.signal })
    stop.abort()
    expect(cancelled).toEqual([callId])
    answer.resolve({ outcome: 'cancelled' })
    expect(await call).toEqual({ outcome: 'cancelled' })
    callId = 'none'
    expect(await client.call('vault.verify', {}, { signal: stop.signal })).toEqual({ outcome: 'cancelled' })
    expect(callId).toBe('none')
  })

  it('never rejects: a carrier that breaks answers with a reference of its own', async () => {
    const broken = makeLoopCarrier(() => Promise.reject(new CarrierBroken('carrier-http-401')))
    const answer = await broken.client.call('vault.status', {})
    expect(answer).toEqual({ outcome: 'bug', reference: 'carrier-http-401' })
    const strange = makeLoopCarrier(async () => ({ state: 'locked' }))
    expect(await strange.client.call('vault.status', {})).toEqual({
      outcome: 'bug',
      reference: 'carrier-answer-unreadable',
    })
    const thrown = makeLoopCarrier(() => Promise.reject(new TypeError('secret')))
    expect(await thrown.client.call('vault.status', {})).toEqual({
      outcome: 'bug',
      reference: 'carrier-no-answer',
    })
  })
})

describe('a reference', () => {
  it('says whether the engine or the way to it failed', () => {
    expect(isCarrierReference('carrier-no-answer')).toBe(true)
    expect(isCarrierReference('b-0001')).toBe(false)
    expect(isNotInvited('carrier-http-401')).toBe(true)
    expect(isNotInvited('carrier-http-500')).toBe(false)
  })
})
