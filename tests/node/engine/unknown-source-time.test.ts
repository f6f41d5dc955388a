import { expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { createVault, type Desk } from '../../support/make-vault.ts'

/** Seals an upload that says when its file was last changed. */
async function sealChangedAt(desk: Desk, caseName: string, modifiedAtMs: number) {
  const input = { name: 'a.txt', sizeBytes: 5, modifiedAtMs }
  const offered = await desk.engine.call(
    { protocol: PROTOCOL_VERSION, callId: 'offer', name: 'intake.offer', input },
    'http',
  )
  if (offered.outcome !== 'done') throw new Error(JSON.stringify(offered))
  const { intakeId } = offered.value as { intakeId: string }
  const bytes = (async function* () {
    yield Buffer.from('hello')
  })()
  const [exhibit] = await Promise.all([
    desk.ask('exhibit.seal', { case: caseName, intakeId }),
    desk.engine.acceptUpload(intakeId, bytes, new AbortController().signal),
  ])
  return exhibit
}

test('a time of change that no calendar has is left out, and the case can still be reported on', async () => {
  const desk = await createVault()
  const { number } = await desk.ask('case.open', { title: 'ពេលវេលាចម្លែក' })
  for (const modifiedAtMs of [8.64e15 + 1, -8.64e15 - 1, Number.MAX_SAFE_INTEGER]) {
    const exhibit = await sealChangedAt(desk, number, modifiedAtMs)
    expect(exhibit).not.toHaveProperty('sourceModifiedAtMs')
  }
  const exhibit = await sealChangedAt(desk, number, 8.64e15)
  expect(exhibit.sourceModifiedAtMs).toBe(8.64e15)
  await desk.ask('report.make', { case: number, kind: 'case', languages: 'km+en' })
})
