import { expect, test } from 'vitest'
import { RollbackWatch } from '#app/ledger/watch-rollback.ts'
import type { LedgerStoreFailure } from '#app/ports/ledger-store.ts'
import { NO_WITNESS } from '#app/ports/rollback-witness.ts'
import type { VaultKeeper } from '#app/ports/vault-keeper.ts'
import { verifyVault } from '#app/vault/verify-vault.ts'
import { fail } from '#core/result.ts'
import { createVault } from '../../support/make-vault.ts'
import { openSession } from '../../support/open-session.ts'

/** Verifies a vault whose events cannot be read for one reason. */
async function verifyWhere(failure: LedgerStoreFailure) {
  const desk = await createVault()
  await desk.ask('vault.lock', {})
  const { keeper, session } = await openSession(desk.folder)
  const cut = { ...session, ledger: { ...session.ledger, readAll: () => fail(failure) } }
  const ofWhole: VaultKeeper = {
    ...keeper,
    checkFiles: (_, work) => keeper.checkFiles(session, work),
    startProjectionCheck: () => keeper.startProjectionCheck(session),
  }
  const { signal } = new AbortController()
  return await verifyVault(
    () => cut,
    ofWhole,
    new RollbackWatch(NO_WITNESS),
  )({}, { signal, onProgress: () => {} })
}

test('events that the disk does not give back stop the check and are not called damaged', async () => {
  const failure = { code: 'disk/failed', facts: { causeCode: 'SQLITE_IOERR_READ' } } as const
  expect(await verifyWhere(failure)).toEqual({ ok: false, failure })
})

test('events in damaged pages are a finding', async () => {
  expect(await verifyWhere({ code: 'database/damaged' })).toMatchObject({
    ok: true,
    value: {
      isWhole: false,
      findings: [{ code: 'database/damaged', seq: 1 }, { code: 'projection/differs' }],
    },
  })
})
