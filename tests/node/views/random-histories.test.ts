import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { appendEvents, type EventDraft, makeEvents } from '#app/ledger/append-events.ts'
import type { ScopeKey } from '#app/ports/event-crypto.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { CaseId, ExhibitId, ObjectId, UserId } from '#core/ids.ts'
import type { EventBody, EventData } from '#core/ledger/event-body.ts'
import { randomBytes } from '#node/crypto/primitives.ts'
import { SignaturePool } from '#node/crypto/signature-pool.ts'
import type { VaultDatabase } from '#node/sqlite/vault-database.ts'
import { filesBehind } from '#node/vault/vault-files.ts'
import { PersonView } from '#node/views/person-view.ts'
import { ViewFile } from '#node/views/view-file.ts'
import { VIEW_TABLES } from '#node/views/view-schema.ts'
import { createVault, makeFolder, PASSPHRASE, whenFileEnds } from '../../support/make-vault.ts'
import { keeperOf } from '../../support/open-session.ts'
import { propertyRuns } from '../../support/property-runs.ts'
import { expectOk } from '../../support/results.ts'
import { DATA, digestOf } from '../../support/sample-events.ts'

const atEnd = whenFileEnds()
let session: VaultSession

beforeAll(async () => {
  const desk = await createVault({ atEnd })
  await desk.engine.close()
  const keeper = keeperOf(desk.folder)
  session = expectOk(await keeper.unlock({ passphrase: PASSPHRASE }))
  atEnd(() => keeper.close(session))
})

/** One thing that happens: to which of the cases, and what. */
type Step = {
  readonly index: number
  readonly kind: 'open' | 'open-for-another' | 'grant' | 'complaint' | 'exhibit' | 'extract' | 'expunge'
  /** Whether the one who lags reads now. */
  readonly reads: boolean
}

const steps = fc.array(
  fc.record<Step>({
    index: fc.nat(3),
    kind: fc.constantFrom(
      'open',
      'open-for-another',
      'grant',
      'grant',
      'complaint',
      'complaint',
      'exhibit',
      'extract',
      'expunge',
    ),
    reads: fc.boolean(),
  }),
  { maxLength: 40 },
)

type OpenCase = {
  readonly caseId: CaseId
  readonly number: string
  readonly key: ScopeKey
  readonly positions: number[]
}

function position(): number {
  return expectOk(session.ledger.count())
}

function append(...drafts: readonly EventDraft[]): void {
  expectOk(appendEvents(session, drafts))
}

function draftGrant({ caseId, number, key }: OpenCase, userId: UserId): EventDraft {
  const { agreementKeyHex } = session.person
  const sealedKeyHex = session.signer.sealCaseKey(caseId, userId, agreementKeyHex, key)
  const data = { caseId, number, userId, sealedKeyHex }
  return { key: session.registerKey, body: { kind: 'case-key-granted', scope: session.vaultId, data } }
}

function inCase({ caseId, key }: OpenCase, body: Pick<EventBody, 'kind' | 'data'>): EventDraft {
  return { key, body: { ...body, scope: caseId } as EventBody }
}

/** Does one step, as far as it makes sense by now. */
function play(cases: Map<number, OpenCase>, { index, kind }: Step): void {
  const held = cases.get(index)
  const { crypto, person } = session
  const actor = { userId: person.userId, name: person.name }
  if (kind === 'open' || kind === 'open-for-another') {
    if (held !== undefined) return
    const caseId = crypto.newId() as CaseId
    const opened: OpenCase = { caseId, number: `N-${caseId}`, key: crypto.newScopeKey(), positions: [] }
    const recipient = kind === 'open' ? person.userId : (crypto.newId() as UserId)
    const data = { caseId, number: opened.number, title: `ការឆបោក ${caseId}`, openedBy: actor }
    append(draftGrant(opened, recipient), inCase(opened, { kind: 'case-opened', data }))
    opened.positions.push(position() - 1, position())
    cases.set(index, opened)
    return
  }
  if (held === undefined) return
  if (kind === 'expunge') {
    const { events } = expectOk(
      makeEvents(session, [
        {
          key: session.registerKey,
          body: {
            kind: 'case-expunged',
            scope: session.vaultId,
            data: {
              caseId: held.caseId,
              number: held.number,
              order: { reference: 'x', authority: 'y', orderedOn: '2026-11-22' },
              emptied: held.positions.map((seq) => ({ from: seq, to: seq })),
              objects: [],
              expungedBy: actor,
            } as EventData<'case-expunged'>,
          },
        },
      ]),
    )
    expectOk(session.ledger.expunge(events, held.positions))
    cases.delete(index)
    return
  }
  const id = crypto.newId()
  const exhibit = {
    ...DATA['exhibit-sealed'],
    exhibitId: id as ExhibitId,
    number: `E-${id}`,
    digestHex: digestOf('88'),
    object: { ...DATA['exhibit-sealed'].object, objectId: crypto.newId() as ObjectId },
  }
  const complaint = { ...DATA['complaint-taken'], complaintId: id }
  const drafts: { readonly [name in 'grant' | 'complaint' | 'exhibit' | 'extract']: EventDraft } = {
    grant: draftGrant(held, person.userId),
    complaint: inCase(held, { kind: 'complaint-taken', data: complaint }),
    exhibit: inCase(held, { kind: 'exhibit-sealed', data: exhibit }),
    extract: inCase(held, {
      kind: 'exhibit-extracted',
      data: { exhibitId: id as ExhibitId, extractedBy: actor },
    }),
  }
  append(drafts[kind])
  held.positions.push(position())
}

async function makeView(): Promise<PersonView> {
  const { database } = filesBehind(session)
  const countScope = database.prepare('SELECT count(*) FROM event WHERE scope = ?').pluck()
  const view = new PersonView({
    file: new ViewFile(join(await makeFolder(), 'vault'), session.person.userId, randomBytes(32)),
    source: {
      ...session,
      caseKeys: new Map(),
      countScope: (scope) => countScope.get(scope) as number,
    },
    pause: session.clock.pause,
    startChecker: () => new SignaturePool({ threads: 1 }),
    removeOthers: () => {},
  })
  return view
}

function contentOf(view: PersonView): unknown {
  return expectOk(
    view.inspect((database: VaultDatabase) => {
      const held = database.prepare('SELECT case_id FROM held_case ORDER BY 1').pluck().all()
      const skipped = database.prepare('SELECT * FROM skipped').all()
      const tables = Object.entries(VIEW_TABLES).map(([table, columns]) => {
        const list = columns.join(', ')
        return database.prepare(`SELECT ${list} FROM ${table} ORDER BY ${list}`).raw().all()
      })
      return { held, skipped, tables }
    }),
  )
}

test('projections are the same kept up to date, caught up now and then, or built at once', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const own = filesBehind(session).view
      const lagging = await makeView()
      await lagging.prepare()
      const cases = new Map<number, OpenCase>()
      for (const step of history) {
        play(cases, step)
        if (step.reads) expectOk(lagging.cases.counts())
      }
      const slow = await makeView()
      await slow.prepare()
      const atOnce = await makeView()
      const kept = contentOf(own)
      expect(kept).toMatchObject({ skipped: [] })
      for (const view of [lagging, slow, atOnce]) {
        expect(contentOf(view)).toEqual(kept)
        view.close()
      }
    }),
    propertyRuns(15),
  )
})
