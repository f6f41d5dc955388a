import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import type { CaseId, ContainerId, DigestHex, ExhibitId, MoveId, UserId } from '#core/ids.ts'
import type { EventBody } from '#core/ledger/event-body.ts'
import { migrate } from '#node/sqlite/migrate.ts'
import { openMemoryDatabase, type VaultDatabase, VIEW_APPLICATION_ID } from '#node/sqlite/vault-database.ts'
import { makeCustodyProjector } from '#node/views/table-book.ts'
import { VIEW_MIGRATIONS, VIEW_TABLES } from '#node/views/view-schema.ts'
import { CUSTODY_DATA } from '../../support/custody-samples.ts'
import { propertyRuns } from '../../support/property-runs.ts'
import { expectOk } from '../../support/results.ts'
import { DATA } from '../../support/sample-events.ts'

const CASES = ['c1', 'c2', 'c3'].map((byte) => byte.repeat(16) as CaseId)
const GIVER = { userId: 'b0'.repeat(16) as UserId, name: 'សុខ សំណាង' }
const RECEIVER = { userId: 'b1'.repeat(16) as UserId, name: 'ចាន់ ធី' }

type Step = { readonly inCase: number; readonly item: number; readonly kind: (typeof KINDS)[number] }
const KINDS = [
  'exhibit',
  'container',
  'packed',
  'unpacked',
  'moved',
  'received',
  'seal',
  'extracted',
] as const
const steps = fc.array(
  fc.record<Step>({ inCase: fc.nat(2), item: fc.nat(2), kind: fc.constantFrom(...KINDS) }),
  { maxLength: 60 },
)

function idOf<Id extends string>({ inCase, item }: Step, letter: string): Id {
  return `${letter}${inCase}${item}f`.repeat(8) as Id
}

function eventOf(step: Step, seq: number): VerifiedEvent {
  const { inCase, item } = step
  const exhibitId = idOf<ExhibitId>(step, 'e')
  const containerId = idOf<ContainerId>(step, 'd')
  const to = { kind: 'person', ...RECEIVER } as const
  const bodies: { readonly [Kind in Step['kind']]: Pick<EventBody, 'kind' | 'data'> } = {
    exhibit: {
      kind: 'exhibit-sealed',
      data: { ...DATA['exhibit-sealed'], exhibitId, number: `${inCase}-E${item}` },
    },
    container: {
      kind: 'container-registered',
      data: { ...CUSTODY_DATA['container-registered'], containerId, number: `${inCase}-B${item}` },
    },
    packed: { kind: 'packed', data: { ...CUSTODY_DATA.packed, containerId, exhibitIds: [exhibitId] } },
    unpacked: { kind: 'unpacked', data: { ...CUSTODY_DATA.unpacked, containerId, exhibitIds: [exhibitId] } },
    moved: {
      kind: 'custody-moved',
      data: {
        ...CUSTODY_DATA['custody-moved'],
        moveId: `${seq}`.padStart(32, '0') as MoveId,
        itemIds: [containerId],
        purpose: 'transfer',
        to,
        movedBy: GIVER,
      },
    },
    received: {
      kind: 'event-confirmed',
      data: {
        seq: Math.max(1, seq - 1),
        hashHex: '00'.repeat(32) as DigestHex,
        purpose: 'hand-over',
        confirmedBy: RECEIVER,
      },
    },
    seal: { kind: 'seal-changed', data: { ...CUSTODY_DATA['seal-changed'], itemId: containerId } },
    extracted: { kind: 'exhibit-extracted', data: { exhibitId, extractedBy: GIVER } },
  }
  const wallMs = 1_795_200_000_000 + seq
  const time = { wallMs, counter: 0, clockMs: wallMs, runId: '0'.repeat(16), monotonicMs: seq }
  const body = { ...bodies[step.kind], scope: CASES[inCase] } as EventBody
  return { seq, hashHex: '00'.repeat(32) as DigestHex, time, body }
}

function fold(history: readonly Step[], mostItemsHeld: number | null): unknown {
  const database = openMemoryDatabase()
  try {
    expectOk(migrate(database, VIEW_MIGRATIONS, VIEW_APPLICATION_ID))
    const take = makeCustodyProjector(database, mostItemsHeld)
    for (const [index, step] of history.entries()) {
      const caseId = CASES[step.inCase] as CaseId
      take({ change: 'take-custody', caseId, event: eventOf(step, index + 1) })
    }
    return contentOf(database)
  } finally {
    database.close()
  }
}

function contentOf(database: VaultDatabase): unknown {
  return (['custody_item', 'item_event'] as const).map((table) => {
    const columns = VIEW_TABLES[table].join(', ')
    return database.prepare(`SELECT ${columns} FROM ${table} ORDER BY ${columns}`).raw().all()
  })
}

test('who has what is the same whether items are held in memory, in part or not at all', () => {
  fc.assert(
    fc.property(steps, (history) => {
      const read = fold(history, null)
      for (const mostItemsHeld of [0, 2, 1_000]) expect(fold(history, mostItemsHeld)).toEqual(read)
    }),
    propertyRuns(30),
  )
})

test('a history in which everything happens moves what lies in a container, held or not', () => {
  const at = { inCase: 0, item: 0 }
  const elsewhere: Step = { inCase: 1, item: 0, kind: 'exhibit' }
  const history: readonly Step[] = [
    { ...at, kind: 'exhibit' },
    { ...at, kind: 'container' },
    elsewhere,
    { ...at, kind: 'packed' },
    { inCase: 2, item: 0, kind: 'exhibit' },
    { ...at, kind: 'moved' },
    { ...at, kind: 'received' },
  ]
  const [items, events] = fold(history, 0) as [readonly unknown[][], readonly unknown[][]]
  expect(items).toHaveLength(4)
  const holders = items.filter((row) => row.includes(RECEIVER.userId))
  expect(holders).toHaveLength(2)
  expect(events).toHaveLength(10)
  expect(fold(history, null)).toEqual([items, events])
})
