import { describe, expect, onTestFinished, test } from 'vitest'
import type { StoredEvent } from '#app/ports/ledger-store.ts'
import type { StartSignatureChecker } from '#app/ports/signature-checker.ts'
import { judgeEvents } from '#app/vault/judge-events.ts'
import type { VaultSession } from '#app/vault-session.ts'
import { succeed } from '#core/result.ts'
import { SignaturePool } from '#node/crypto/signature-pool.ts'
import { fillVault } from '../../bench/big-vault.ts'
import { createVault, PASSPHRASE, whenFileEnds } from '../../support/make-vault.ts'
import { keeperOf } from '../../support/open-session.ts'
import { expectOk } from '../../support/results.ts'

const EVENTS = 700
const made = await makeVault()

/** A closed vault with several batches of events. */
async function makeVault(): Promise<string> {
  const desk = await createVault({ atEnd: whenFileEnds() })
  await desk.engine.close()
  const keeper = keeperOf(desk.folder)
  const session = expectOk(await keeper.unlock({ passphrase: PASSPHRASE }))
  fillVault(session, EVENTS)
  await keeper.close(session)
  return desk.folder
}

async function openMade(): Promise<VaultSession> {
  const keeper = keeperOf(made)
  const session = expectOk(await keeper.unlock({ passphrase: PASSPHRASE }))
  onTestFinished(() => keeper.close(session))
  return session
}

const flip = (bytes: Uint8Array, at: number) =>
  Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 1 : byte))

/** What is done to which event; each shows as something else. */
const SPOILED: { readonly [seq: number]: (event: StoredEvent) => StoredEvent } = {
  20: (event) => ({ ...event, signature: flip(event.signature, 7) }),
  21: (event) => ({ ...event, signature: event.signature.subarray(1) }),
  249: (event) => ({ ...event, header: Buffer.concat([event.header, Buffer.from(' ')]) }),
  250: (event) => ({ ...event, signature: flip(event.signature, 40) }),
  251: (event) => ({ ...event, sealedBody: flip(event.sealedBody, 100) }),
  // Begins as a header of somebody else would, so that another key is guessed, or none.
  400: (event) => ({ ...event, header: flip(event.header, 12) }),
  511: (event) => ({ ...event, signature: new Uint8Array(64) }),
  699: (event) => ({ ...event, hashHex: 'ab'.repeat(32) as StoredEvent['hashHex'] }),
}

/** The vault as somebody who edits events below the database would leave it. */
function spoil(session: VaultSession): VaultSession {
  const { ledger } = session
  return {
    ...session,
    ledger: {
      ...ledger,
      readAll(after, limit) {
        const read = ledger.readAll(after, limit)
        return read.ok ? succeed(read.value.map((event) => SPOILED[event.seq]?.(event) ?? event)) : read
      },
    },
  }
}

function judge(
  vault: VaultSession,
  startSignatureChecker: StartSignatureChecker,
  work: {
    readonly signal?: AbortSignal
    readonly session?: () => VaultSession | null
    readonly onProgress?: () => void
  } = {},
) {
  const { signal = new AbortController().signal, session = () => vault, onProgress = () => {} } = work
  return judgeEvents({
    vault,
    session,
    keeper: { startSignatureChecker },
    projections: { apply: () => true, compare: () => succeed([]), discard: () => {} },
    context: { signal, onProgress },
  })
}

const onThreads = () => new SignaturePool({ threads: 2, firstOnThisThread: 0 })

/** A pool that was given up before it was asked. */
function broken(): SignaturePool {
  const pool = onThreads()
  pool.close()
  return pool
}

describe('events judged while signatures are verified on other threads', () => {
  test('of a vault that nobody edited have nothing against them', async () => {
    const ledger = expectOk(await judge(await openMade(), onThreads))
    expect(ledger.findings).toEqual([])
    expect(ledger.events).toBe(EVENTS)
    ledger.forgetKeys()
  })

  test('have the same against them, in the same order, as when each is verified in its turn', async () => {
    const vault = spoil(await openMade())
    const inTurn = expectOk(await judge(vault, broken))
    const beside = expectOk(await judge(vault, onThreads))
    const small = expectOk(await judge(vault, () => new SignaturePool()))
    expect(inTurn.findings.map(({ code, seq }) => `${code} ${seq}`)).toEqual(
      expect.arrayContaining([
        'ledger/signature-wrong 20',
        'ledger/signature-wrong 21',
        'ledger/header-damaged 249',
        'ledger/signature-wrong 250',
        'ledger/body-differs 251',
        'ledger/header-damaged 400',
        'ledger/signature-wrong 511',
        'ledger/header-damaged 699',
      ]),
    )
    expect(beside.findings).toEqual(inTurn.findings)
    expect(small.findings).toEqual(inTurn.findings)
    for (const ledger of [inTurn, beside, small]) ledger.forgetKeys()
  })
})

describe('judging that is stopped', () => {
  test('when it is called off ends soon, and its threads with it', async () => {
    const vault = await openMade()
    const controller = new AbortController()
    const pools: SignaturePool[] = []
    const start = () => {
      const pool = onThreads()
      pools.push(pool)
      return pool
    }
    const stopped = await judge(vault, start, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    })
    expect(stopped).toEqual({ ok: false, failure: { code: 'cancelled' } })
    expect(pools).toHaveLength(1)
    // A pool that still worked would say of no claims that all of them hold.
    expect(await pools[0]?.check([])).toBe(null)
  })

  test('when the vault is locked meanwhile asks its store for nothing more and holds no key', async () => {
    const open = await openMade()
    let isOpen = true
    let reads = 0
    const vault: VaultSession = {
      ...open,
      ledger: {
        ...open.ledger,
        readAll(after, limit) {
          if (!isOpen) reads += 1
          return open.ledger.readAll(after, limit)
        },
      },
    }
    const opened: { bytes: Uint8Array }[] = []
    const watched: VaultSession = {
      ...vault,
      signer: {
        ...vault.signer,
        openCaseKey(caseId, recipientId, sealedKeyHex) {
          const key = vault.signer.openCaseKey(caseId, recipientId, sealedKeyHex)
          if (key !== null) opened.push(key)
          return key
        },
      },
    }
    const stopped = await judge(watched, onThreads, {
      session: () => (isOpen ? watched : null),
      onProgress: () => {
        isOpen = false
      },
    })
    expect(stopped).toEqual({ ok: false, failure: { code: 'vault/locked' } })
    expect(reads).toBe(0)
    expect(opened.length).toBeGreaterThan(0)
    for (const { bytes } of opened) expect(bytes.every((byte) => byte === 0)).toBe(true)
  })
})
