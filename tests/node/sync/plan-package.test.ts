import { expect, test } from 'vitest'
import { findHub } from '#app/sync/hub-of.ts'
import { planContent } from '#app/sync/plan-package.ts'
import type { VaultSession } from '#app/vault-session.ts'
import { succeed } from '#core/result.ts'
import { createVault, makeFolder, sealBytes } from '../../support/make-vault.ts'
import { openSession } from '../../support/open-session.ts'
import { PaperHub } from '../../support/paper-hub.ts'
import { expectOk } from '../../support/results.ts'

const FILES = {
  sizeOf: async () => succeed(1),
  open: async () => {
    throw new Error('nothing is sent here')
  },
}

test('what goes is found without reading again what was read before, and what is new is found too', async () => {
  const desk = await createVault()
  const [stick, hub] = [await makeFolder(), new PaperHub()]
  const status = await desk.ask('vault.status', {})
  if (status.state !== 'unlocked') throw new Error('the vault is locked')
  const carrierId = await desk.engine.offerFolder(stick)
  await desk.ask('sync.ask', { code: hub.code, station: 'បាត់ដំបង', carrierId })
  await hub.answerRequest(stick, status.session.vaultId)
  await desk.ask('sync.take', { carrierId: await desk.engine.offerFolder(stick) })
  const { number } = await desk.ask('case.open', { title: 'ការឆបោក' })
  await desk.ask('case.shareWithHub', { case: number })
  for (const text of ['one', 'two', 'three']) await sealBytes(desk, number, Buffer.from(text))
  await desk.engine.close()

  const { session } = await openSession(desk.folder)
  let readEvents = 0
  let endsAt = 0
  const ledger = Object.assign(Object.create(session.ledger), {
    readScope: (scope: string, after: number, limit: number) => {
      const batch = session.ledger.readScope(scope, after, limit)
      if (!batch.ok) return batch
      const shown = batch.value.filter(({ position }) => endsAt === 0 || position <= endsAt)
      readEvents += shown.length
      return succeed(shown)
    },
  })
  const vault: VaultSession = { ...session, ledger }
  const plan = async () => {
    readEvents = 0
    const own = expectOk(findHub(vault))
    const { objects } = expectOk(await planContent(vault, own, FILES))
    return { objects: objects.length, readEvents }
  }
  // As if the last exhibit were not there yet.
  const [caseId = ''] = expectOk(findHub(vault)).book.sharedCases.keys()
  const whole = expectOk(session.ledger.readScope(caseId, 0, 1000))
  endsAt = (whole.at(-1)?.position ?? 0) - 1
  expect(await plan()).toEqual({ objects: 2, readEvents: whole.length - 1 })
  expect(await plan()).toEqual({ objects: 2, readEvents: 0 })
  endsAt = 0
  expect(await plan()).toEqual({ objects: 3, readEvents: 1 })
})
