import { describe, expect, test } from 'vitest'
import type { ComplaintRecord } from '#core/casework/complaint-record.ts'
import type { CaseId, DeviceId, DigestHex, HolderId, NoteId, ObjectId, TaskId, UserId } from '#core/ids.ts'
import type { EventData, EventKind } from '#core/ledger/event-body.ts'
import { EVENT_KINDS } from '#core/ledger/event-body.ts'
import { PARTY_KINDS } from '#core/ledger/party-kinds.ts'
import { maySeal } from '#core/people/may-stand.ts'
import { ROLES, type Role } from '#core/people/roles.ts'
import { introduceSalvager } from '#core/people/take-event.ts'
import { CASE_WORK_SAMPLES } from '../../../support/case-work-samples.ts'
import { CUSTODY_DATA } from '../../../support/custody-samples.ts'
import type { PARTY_SAMPLES } from '../../../support/party-samples.ts'
import { RECORD_SAMPLES } from '../../../support/record-samples.ts'
import { DATA, digestOf, idOf, VAULT_ID } from '../../../support/sample-events.ts'
import {
  by,
  CASE,
  DEVICE,
  FOUNDER,
  HOLDER,
  keysOf,
  NUMBER,
  RegisterDesk,
  type Somebody,
  somebody,
} from './register-desk.ts'

const OTHER = somebody('b1')
const THIRD = somebody('b2')
const SIGNER = somebody('b3')
const NEW_KEYS = keysOf('99')

const complaint: ComplaintRecord = DATA['complaint-taken'].complaint
const EXHIBIT = DATA['exhibit-sealed']

/** For each kind that a person signs: who must sign it at least, and what they would say. */
const SIGNED: {
  readonly [Kind in Exclude<
    EventKind,
    | 'vault-created'
    | 'vault-recovered'
    | 'ledger-salvaged'
    | keyof typeof CUSTODY_DATA
    | keyof typeof PARTY_SAMPLES
  >]: {
    readonly least: Role | 'member' | 'handler'
    /** What must have happened. */
    readonly prepare?: (desk: RegisterDesk) => void
    readonly data: (signer: Somebody) => EventData<Kind>
  }
} = {
  'person-added': {
    least: 'administrator',
    data: (signer) => ({
      person: { userId: THIRD.userId, name: 'x', roles: ['officer'], ...THIRD.keys },
      addedBy: by(signer),
    }),
  },
  'person-roles-changed': {
    least: 'administrator',
    data: (signer) => ({ userId: OTHER.userId, roles: ['auditor'], changedBy: by(signer) }),
  },
  'person-suspended': {
    least: 'administrator',
    data: (signer) => ({ userId: OTHER.userId, reason: 'x', suspendedBy: by(signer) }),
  },
  'person-reinstated': {
    least: 'administrator',
    prepare: (desk) => suspend(desk, OTHER),
    data: (signer) => ({ userId: OTHER.userId, ...NEW_KEYS, reason: 'x', reinstatedBy: by(signer) }),
  },
  'passphrase-reset': {
    least: 'administrator',
    data: (signer) => ({ userId: OTHER.userId, ...NEW_KEYS, reason: 'x', resetBy: by(signer) }),
  },
  'recovery-added': {
    least: 'administrator',
    data: (signer) => ({
      holder: { holderId: HOLDER.holderId, kind: 'escrow', label: 'x', ...HOLDER.keys },
      addedBy: by(signer),
    }),
  },
  'recovery-removed': {
    least: 'administrator',
    prepare: (desk) => desk.addHolder(),
    data: (signer) => ({ holderId: HOLDER.holderId, removedBy: by(signer) }),
  },
  'recovery-checked': {
    least: 'member',
    prepare: (desk) => desk.addHolder(),
    data: (signer) => ({ holderId: HOLDER.holderId, how: 'read-back', checkedBy: by(signer) }),
  },
  'header-changed': {
    least: 'administrator',
    data: (signer) => ({ generation: 2, change: 'vault-key-rotated', changedBy: by(signer) }),
  },
  'unlock-refused': { least: 'member', data: () => ({ tries: 1, firstAtMs: 0, lastAtMs: 0 }) },
  'rollback-noticed': {
    least: 'member',
    data: () => ({ seenSeq: 9, seenHashHex: digestOf('00'), heldSeq: 1 }),
  },
  'head-anchored': {
    least: 'member',
    data: (signer) => ({ seq: 1, hashHex: digestOf('01'), anchoredBy: by(signer) }),
  },
  'template-changed': {
    least: 'commander',
    data: (signer) => ({ template: 'letterhead', version: 1, phrases: {}, changedBy: by(signer) }),
  },
  'law-pack-adopted': {
    least: 'commander',
    data: (signer) => ({
      packId: 'kh-sample',
      version: 2,
      digestHex: '442a15c8b70d17d6fa13427a1eb8227b3c372dbe8ffb4ee0e5556b2b8741f2ce' as DigestHex,
      text: '{"packId":"kh-sample","version":2}',
      adoptedBy: by(signer),
    }),
  },
  'hub-asked': {
    least: 'administrator',
    data: (signer) => ({ ...DATA['hub-asked'], askedBy: by(signer) }),
  },
  'hub-pinned': {
    least: 'administrator',
    prepare: (desk) => desk.stand('hub-asked', { ...DATA['hub-asked'], askedBy: by(FOUNDER) }, FOUNDER.keys),
    data: (signer) => ({ ...DATA['hub-pinned'], pinnedBy: by(signer) }),
  },
  'hub-unpinned': {
    least: 'administrator',
    prepare: pinned,
    data: (signer) => ({ ...DATA['hub-unpinned'], unpinnedBy: by(signer) }),
  },
  'case-shared-with-hub': {
    least: 'officer',
    prepare: pinned,
    data: (signer) => ({
      ...DATA['case-shared-with-hub'],
      caseId: CASE,
      number: NUMBER,
      sharedBy: by(signer),
    }),
  },
  'paper-key-told': {
    least: 'member',
    data: (signer) => ({ ...DATA['paper-key-told'], keyId: signer.keys.keyId, toldBy: by(signer) }),
  },
  'package-written': {
    least: 'member',
    prepare: pinned,
    data: (signer) => ({ ...DATA['package-written'], writtenBy: by(signer) }),
  },
  'way-back-taken': {
    least: 'member',
    prepare: pinned,
    data: (signer) => ({ ...DATA['way-back-taken'], takenBy: by(signer) }),
  },
  'column-map-saved': {
    least: 'handler',
    data: (signer) => ({
      map: {
        v: 1 as const,
        name: 'A bank',
        content: 'statement' as const,
        headerRow: 1,
        columns: [
          { column: 0, role: 'date' as const },
          { column: 1, role: 'amount' as const },
        ],
        dateOrder: 'day-month-year' as const,
        decimalSign: '.' as const,
        currency: 'USD' as const,
        zone: '+07:00',
      },
      savedBy: by(signer),
    }),
  },
  'case-expunged': {
    least: 'commander',
    data: (signer) => ({
      caseId: CASE,
      number: NUMBER,
      order: { reference: 'x', authority: 'x', orderedOn: '2026-11-22' },
      emptied: [{ from: 1, to: 2 }],
      objects: [],
      expungedBy: by(signer),
    }),
  },
  'case-key-granted': {
    least: 'officer',
    data: (signer) => ({
      caseId: idOf<CaseId>('c9'),
      number: '2026-0009',
      userId: signer.userId,
      sealedKeyHex: 'ab',
    }),
  },
  'case-opened': {
    least: 'officer',
    prepare: (desk) => {
      const opened = desk.state.cases.get(CASE)
      if (opened !== undefined) opened.isOpened = false
    },
    data: (signer) => ({ caseId: CASE, number: NUMBER, title: 'x', openedBy: by(signer) }),
  },
  'complaint-taken': {
    least: 'officer',
    data: (signer) => ({ complaintId: '66'.repeat(16), takenBy: by(signer), complaint }),
  },
  'exhibit-sealed': { least: 'handler', data: (signer) => ({ ...EXHIBIT, sealedBy: by(signer) }) },
  'exhibit-extracted': {
    least: 'officer',
    prepare: (desk) => desk.stand('exhibit-sealed', { ...EXHIBIT, sealedBy: by(FOUNDER) }, FOUNDER.keys),
    data: (signer) => ({ exhibitId: EXHIBIT.exhibitId, extractedBy: by(signer) }),
  },
  'report-saved': { least: 'handler', data: (signer) => ({ ...DATA['report-saved'], savedBy: by(signer) }) },
  'report-signed': {
    least: 'handler',
    data: (signer) => ({ ...DATA['report-signed'], signedBy: by(signer) }),
  },
  'case-disclosed': {
    least: 'officer',
    data: (signer) => ({ ...DATA['case-disclosed'], disclosedBy: by(signer) }),
  },
  'case-exported': {
    least: 'officer',
    data: (signer) => ({ ...DATA['case-exported'], exportedBy: by(signer) }),
  },
  'record-drafted': {
    least: 'officer',
    data: (signer) => ({ ...RECORD_SAMPLES['record-drafted'], draftedBy: by(signer) }),
  },
  'record-changed': {
    least: 'officer',
    prepare: drafted,
    data: (signer) => ({ ...RECORD_SAMPLES['record-changed'], changedBy: by(signer) }),
  },
  'record-finalised': {
    least: 'officer',
    prepare: drafted,
    data: (signer) => ({ ...RECORD_SAMPLES['record-finalised'], finalisedBy: by(signer) }),
  },
  'record-discarded': {
    least: 'officer',
    prepare: drafted,
    data: (signer) => ({ ...RECORD_SAMPLES['record-discarded'], discardedBy: by(signer) }),
  },
  'letter-issued': {
    least: 'officer',
    data: (signer) => ({ ...RECORD_SAMPLES['letter-issued'], issuedBy: by(signer) }),
  },
  'playbook-adopted': {
    least: 'commander',
    data: (signer) => ({ ...DATA['playbook-adopted'], adoptedBy: by(signer) }),
  },
  'training-declared': {
    least: 'commander',
    // It is said before the first case.
    prepare: (desk) => desk.state.cases.clear(),
    data: (signer) => ({ declaredBy: by(signer) }),
  },
  'exercise-begun': {
    least: 'officer',
    prepare: (desk) => {
      desk.state.isTraining = true
    },
    data: (signer) => ({ caseId: CASE, exerciseId: 'x', version: 1, begunBy: by(signer) }),
  },
  'note-written': {
    least: 'officer',
    data: (signer) => ({ noteId: idOf<NoteId>('60'), number: 1, text: 'x', writtenBy: by(signer) }),
  },
  'task-set': {
    least: 'officer',
    data: (signer) => ({ taskId: idOf<TaskId>('61'), title: 'x', setBy: by(signer) }),
  },
  'task-done': {
    least: 'officer',
    prepare: tasked,
    data: (signer) => ({ taskId: idOf<TaskId>('61'), doneBy: by(signer) }),
  },
  'task-cancelled': {
    least: 'officer',
    prepare: tasked,
    data: (signer) => ({ taskId: idOf<TaskId>('61'), reason: 'x', cancelledBy: by(signer) }),
  },
  'decision-made': {
    least: 'officer',
    data: (signer) => ({ ...CASE_WORK_SAMPLES['decision-made'], decidedBy: by(signer) }),
  },
  'review-made': {
    least: 'commander',
    data: (signer) => ({ ...CASE_WORK_SAMPLES['review-made'], reviewedBy: by(signer) }),
  },
  'case-linked': {
    least: 'officer',
    data: (signer) => ({ ...CASE_WORK_SAMPLES['case-linked'], linkedBy: by(signer) }),
  },
  'case-unlinked': {
    least: 'officer',
    prepare: (desk) =>
      desk.stand('case-linked', { ...CASE_WORK_SAMPLES['case-linked'], linkedBy: by(FOUNDER) }, FOUNDER.keys),
    data: (signer) => ({ ...CASE_WORK_SAMPLES['case-unlinked'], unlinkedBy: by(signer) }),
  },
  'case-merged': {
    least: 'commander',
    data: (signer) => ({ ...CASE_WORK_SAMPLES['case-merged'], mergedBy: by(signer) }),
  },
  'case-split': {
    least: 'officer',
    data: (signer) => ({ ...CASE_WORK_SAMPLES['case-split'], splitBy: by(signer) }),
  },
  'case-parent-set': {
    least: 'officer',
    data: (signer) => ({ ...CASE_WORK_SAMPLES['case-parent-set'], setBy: by(signer) }),
  },
  'case-transferred': {
    least: 'commander',
    data: (signer) => ({ ...CASE_WORK_SAMPLES['case-transferred'], transferredBy: by(signer) }),
  },
  'case-closed': {
    least: 'commander',
    data: (signer) => ({ ...CASE_WORK_SAMPLES['case-closed'], closedBy: by(signer) }),
  },
  'case-reopened': {
    least: 'commander',
    prepare: (desk) =>
      desk.stand('case-closed', { ...CASE_WORK_SAMPLES['case-closed'], closedBy: by(FOUNDER) }, FOUNDER.keys),
    data: (signer) => ({ ...CASE_WORK_SAMPLES['case-reopened'], reopenedBy: by(signer) }),
  },
  'hearing-set': {
    least: 'officer',
    data: (signer) => ({ ...CASE_WORK_SAMPLES['hearing-set'], setBy: by(signer) }),
  },
  'counsel-set': {
    least: 'officer',
    data: (signer) => ({ ...CASE_WORK_SAMPLES['counsel-set'], setBy: by(signer) }),
  },
  'playbook-step-done': {
    least: 'officer',
    data: (signer) => ({ ...CASE_WORK_SAMPLES['playbook-step-done'], doneBy: by(signer) }),
  },
  'playbook-step-skipped': {
    least: 'officer',
    data: (signer) => ({ ...CASE_WORK_SAMPLES['playbook-step-skipped'], skippedBy: by(signer) }),
  },
  'event-confirmed': {
    least: 'member',
    data: (signer) => ({ seq: 3, hashHex: digestOf('03'), purpose: 'review', confirmedBy: by(signer) }),
  },
}

/** Who holds what each role demands, written down apart from the code that decides it. */
/** A hub that was asked and that answered. */
function pinned(desk: RegisterDesk): void {
  desk.stand('hub-asked', { ...DATA['hub-asked'], askedBy: by(FOUNDER) }, FOUNDER.keys)
  desk.stand('hub-pinned', { ...DATA['hub-pinned'], pinnedBy: by(FOUNDER) }, FOUNDER.keys)
}

/** An open task that somebody set. */
function tasked(desk: RegisterDesk): void {
  const taskId = idOf<TaskId>('61')
  desk.stand('task-set', { taskId, title: 'x', setBy: by(FOUNDER) }, FOUNDER.keys)
}

/** A draft of a record that somebody began. */
function drafted(desk: RegisterDesk): void {
  desk.stand('record-drafted', { ...RECORD_SAMPLES['record-drafted'], draftedBy: by(FOUNDER) }, FOUNDER.keys)
}

const REACHES: { readonly [role in Role]: readonly (Role | 'member' | 'handler')[] } = {
  officer: ['officer', 'handler', 'member'],
  custodian: ['custodian', 'handler', 'member'],
  commander: ['commander', 'officer', 'custodian', 'handler', 'member'],
  analyst: ['analyst', 'member'],
  auditor: ['auditor', 'member'],
  administrator: ['administrator', 'member'],
}

function suspend(desk: RegisterDesk, { userId }: Somebody): void {
  desk.stand('person-suspended', { userId, reason: 'x', suspendedBy: by(FOUNDER) }, FOUNDER.keys)
}

/** A station with an open case whose key everybody has, and somebody with just these roles. */
function station(...roles: readonly Role[]): RegisterDesk {
  const desk = new RegisterDesk()
  desk.openCase()
  desk.add(OTHER, 'officer')
  desk.add(SIGNER, ...roles)
  desk.grant(OTHER.userId)
  desk.grant(SIGNER.userId)
  return desk
}

const KINDS = Object.keys(SIGNED) as (keyof typeof SIGNED)[]

describe.each(KINDS)('%s', (kind) => {
  const {
    least,
    prepare = () => {},
    data,
  } = SIGNED[kind] as {
    readonly least: Role | 'member' | 'handler'
    readonly prepare?: (desk: RegisterDesk) => void
    readonly data: (signer: Somebody) => never
  }

  test.each(ROLES)('may be signed by somebody who is only %s exactly when the role allows it', (role) => {
    const desk = station(role)
    prepare(desk)
    const expected = REACHES[role].includes(least) ? null : 'ledger/actor-not-allowed'
    expect(desk.judge(kind, data(SIGNER), SIGNER.keys)).toBe(expected)
  })

  test('may not be signed by somebody who was suspended, nor with a key that nobody introduced', () => {
    const desk = station(...ROLES)
    prepare(desk)
    expect(desk.judge(kind, data(SIGNER), keysOf('77'))).toBe('ledger/signer-not-active')
    suspend(desk, SIGNER)
    expect(desk.judge(kind, data(SIGNER), SIGNER.keys)).toBe('ledger/signer-not-active')
  })

  test('does not stand in the other kind of scope', () => {
    if (kind === 'event-confirmed') return
    const desk = station(...ROLES)
    prepare(desk)
    const isOfCase = desk.judge(kind, data(SIGNER), SIGNER.keys, CASE) === null
    expect(desk.judge(kind, data(SIGNER), SIGNER.keys, isOfCase ? VAULT_ID : CASE)).not.toBe(null)
  })

  test('is said in nobody else\u2019s name', () => {
    const desk = station(...ROLES)
    prepare(desk)
    const own = data(SIGNER)
    expect(desk.judge(kind, own, SIGNER.keys)).toBe(null)
    const others = data({ ...SIGNER, userId: OTHER.userId })
    if (JSON.stringify(own) === JSON.stringify(others)) return
    expect(desk.judge(kind, others, SIGNER.keys)).not.toBe(null)
  })

  test('has the signer\u2019s own name beside their id', () => {
    const desk = station(...ROLES)
    prepare(desk)
    const misnamed = data({ ...SIGNER, name: 'somebody else' })
    if (JSON.stringify(misnamed) === JSON.stringify(data(SIGNER))) return
    expect(desk.judge(kind, misnamed, SIGNER.keys)).toBe('ledger/actor-not-allowed')
  })
})

test('every kind of event is judged by a rule', () => {
  // Those about things, and about people and money, have tests of their own (custody-rules.test.ts, party-rules.test.ts).
  const rest = [
    'vault-created',
    'vault-recovered',
    'ledger-salvaged',
    ...Object.keys(CUSTODY_DATA),
    ...Object.keys(PARTY_KINDS),
  ]
  expect([...KINDS, ...rest].toSorted()).toEqual(Object.keys(EVENT_KINDS).toSorted())
})

describe('a vault', () => {
  test('is founded once, by the key that it introduces', () => {
    const desk = new RegisterDesk()
    const { data } = desk.last.body as { data: EventData<'vault-created'> }
    expect(desk.judge('vault-created', data, FOUNDER.keys)).toBe('ledger/event-refused')
    const fresh = Object.assign(new RegisterDesk(), {})
    fresh.seq = 0
    fresh.state.lastSeq = 0
    expect(fresh.judge('vault-created', data, FOUNDER.keys)).toBe(null)
    for (const wrong of [
      { ...data, vaultId: idOf<typeof VAULT_ID>('a9') },
      { ...data, deviceId: idOf<DeviceId>('d9') },
      { ...data, founder: { ...data.founder, keyId: keysOf('77').keyId } },
    ])
      expect(fresh.judge('vault-created', wrong, FOUNDER.keys)).toBe('ledger/event-refused')
  })
})

describe('people', () => {
  const added = (change: object) => ({
    person: { userId: THIRD.userId, name: 'x', roles: ['officer' as const], ...THIRD.keys, ...change },
    addedBy: by(FOUNDER),
  })

  test('come once, with keys that nobody had and whose id is theirs', () => {
    const desk = station('officer')
    expect(desk.judge('person-added', added({}), FOUNDER.keys)).toBe(null)
    for (const wrong of [
      { userId: OTHER.userId },
      { ...OTHER.keys },
      { keyId: keysOf('77').keyId },
      { signingKeyHex: '77'.repeat(32) },
    ])
      expect(desk.judge('person-added', added(wrong), FOUNDER.keys)).toBe('ledger/event-refused')
    desk.addHolder()
    expect(desk.judge('person-added', added({ ...HOLDER.keys }), FOUNDER.keys)).toBe('ledger/event-refused')
  })

  test('are suspended by somebody else, and only while they are active', () => {
    const desk = station('administrator')
    const self = { userId: FOUNDER.userId, reason: 'x', suspendedBy: by(FOUNDER) }
    expect(desk.judge('person-suspended', self, FOUNDER.keys)).toBe('ledger/event-refused')
    suspend(desk, OTHER)
    const again = { userId: OTHER.userId, reason: 'x', suspendedBy: by(FOUNDER) }
    expect(desk.judge('person-suspended', again, FOUNDER.keys)).toBe('ledger/event-refused')
  })

  test('never lose their last administrator', () => {
    const desk = station('officer')
    const change = { userId: FOUNDER.userId, roles: ['commander' as const], changedBy: by(FOUNDER) }
    expect(desk.judge('person-roles-changed', change, FOUNDER.keys)).toBe('ledger/event-refused')
    const promoted = { userId: OTHER.userId, roles: ['administrator' as const], changedBy: by(FOUNDER) }
    desk.stand('person-roles-changed', promoted, FOUNDER.keys)
    expect(desk.judge('person-roles-changed', change, FOUNDER.keys)).toBe(null)
  })

  test('sign with the new keys after a reset, and not with the old ones; what these signed stays', () => {
    const desk = new RegisterDesk()
    desk.add(OTHER, 'officer')
    const reset = { userId: OTHER.userId, ...NEW_KEYS, reason: 'x', resetBy: by(FOUNDER) }
    desk.stand('passphrase-reset', reset, FOUNDER.keys)
    const anchored = { seq: 1, hashHex: digestOf('01'), anchoredBy: by(OTHER) }
    expect(desk.judge('head-anchored', anchored, OTHER.keys)).toBe('ledger/signer-not-active')
    expect(desk.judge('head-anchored', anchored, NEW_KEYS)).toBe(null)
    expect(desk.state.keys.get(OTHER.keys.keyId)).toMatchObject({ fromSeq: 2, untilSeq: 3 })
    expect(desk.state.keys.get(NEW_KEYS.keyId)).toMatchObject({ fromSeq: 3, untilSeq: null })
  })

  test('reset nobody\u2019s passphrase but others\u2019, and give no key that was there', () => {
    const desk = station('officer')
    const own = { userId: FOUNDER.userId, ...NEW_KEYS, reason: 'x', resetBy: by(FOUNDER) }
    expect(desk.judge('passphrase-reset', own, FOUNDER.keys)).toBe('ledger/actor-not-allowed')
    const used = { userId: OTHER.userId, ...OTHER.keys, reason: 'x', resetBy: by(FOUNDER) }
    expect(desk.judge('passphrase-reset', used, FOUNDER.keys)).toBe('ledger/event-refused')
  })

  test('put their own slot on record themselves, and an unrecorded header whoever finds it', () => {
    const desk = station('officer')
    const changed = (change: object) => ({
      generation: 2,
      change: 'slot-changed' as const,
      holderId: SIGNER.userId,
      changedBy: by(SIGNER),
      ...change,
    })
    expect(desk.judge('header-changed', changed({}), SIGNER.keys)).toBe(null)
    expect(desk.judge('header-changed', changed({ change: 'unrecorded' }), SIGNER.keys)).toBe(null)
    expect(desk.judge('header-changed', changed({ holderId: OTHER.userId }), SIGNER.keys)).toBe(
      'ledger/actor-not-allowed',
    )
  })
})

describe('a recovery holder', () => {
  const recovered = { holderId: HOLDER.holderId, userId: OTHER.userId }
  const reset = {
    userId: OTHER.userId,
    ...NEW_KEYS,
    reason: 'x',
    resetBy: { userId: HOLDER.holderId as unknown as UserId, name: 'safe' },
  }

  test('gives new keys to whom it just let in, and to nobody else', () => {
    const desk = station('officer')
    desk.addHolder()
    expect(desk.judge('passphrase-reset', reset, HOLDER.keys)).toBe('ledger/actor-not-allowed')
    desk.stand('vault-recovered', recovered, HOLDER.keys)
    expect(desk.judge('passphrase-reset', { ...reset, userId: SIGNER.userId }, HOLDER.keys)).toBe(
      'ledger/actor-not-allowed',
    )
    expect(desk.append('passphrase-reset', reset, HOLDER.keys)).toEqual({ refusal: null, unmet: null })
  })

  test('has the reset directly after the recovery', () => {
    const desk = station('officer')
    desk.addHolder()
    desk.stand('vault-recovered', recovered, HOLDER.keys)
    desk.stand('unlock-refused', { tries: 1, firstAtMs: 0, lastAtMs: 0 }, FOUNDER.keys)
    expect(desk.judge('passphrase-reset', reset, HOLDER.keys)).toBe('ledger/actor-not-allowed')
  })

  test('is not played by a person, nor by another holder, and does no casework', () => {
    const desk = station('administrator')
    desk.addHolder()
    expect(desk.judge('vault-recovered', recovered, FOUNDER.keys)).toBe('ledger/actor-not-allowed')
    const other = { ...recovered, holderId: idOf<HolderId>('ab') }
    expect(desk.judge('vault-recovered', other, HOLDER.keys)).toBe('ledger/actor-not-allowed')
    desk.grant(HOLDER.holderId)
    const taken = { complaintId: '66'.repeat(16), takenBy: by(FOUNDER), complaint }
    expect(desk.judge('complaint-taken', taken, HOLDER.keys)).toBe('ledger/actor-not-allowed')
  })

  test('is found to work by anybody while it is in force, and by itself of itself only', () => {
    const desk = station('auditor')
    const check = (change: object) => ({
      holderId: HOLDER.holderId,
      how: 'used' as const,
      checkedBy: { userId: idOf<UserId>('aa'), name: 'safe' },
      ...change,
    })
    const byFounder = { checkedBy: by(FOUNDER), how: 'read-back' as const }
    expect(desk.judge('recovery-checked', check(byFounder), FOUNDER.keys)).toBe('ledger/event-refused')
    desk.addHolder()
    expect(desk.judge('recovery-checked', check(byFounder), FOUNDER.keys)).toBe(null)
    expect(desk.judge('recovery-checked', check({ checkedBy: by(SIGNER) }), FOUNDER.keys)).toBe(
      'ledger/actor-not-allowed',
    )
    expect(desk.judge('recovery-checked', check({}), HOLDER.keys)).toBe(null)
    expect(desk.judge('recovery-checked', check(byFounder), HOLDER.keys)).toBe('ledger/actor-not-allowed')
    const other = check({ holderId: idOf<HolderId>('ab') })
    expect(desk.judge('recovery-checked', other, HOLDER.keys)).toBe('ledger/actor-not-allowed')
    desk.stand('recovery-removed', { holderId: HOLDER.holderId, removedBy: by(FOUNDER) }, FOUNDER.keys)
    expect(desk.judge('recovery-checked', check(byFounder), FOUNDER.keys)).toBe('ledger/event-refused')
  })

  test('signs nothing once it was removed', () => {
    const desk = station('officer')
    desk.addHolder()
    desk.stand('recovery-removed', { holderId: HOLDER.holderId, removedBy: by(FOUNDER) }, FOUNDER.keys)
    expect(desk.judge('vault-recovered', recovered, HOLDER.keys)).toBe('ledger/signer-not-active')
  })
})

describe('the key of a case', () => {
  const grant = (change: object) => ({
    caseId: CASE,
    number: NUMBER,
    userId: THIRD.userId,
    sealedKeyHex: 'ab',
    ...change,
  })

  test('is given by whoever holds it, to people who are active and holders in force', () => {
    const desk = station('auditor')
    desk.add(THIRD, 'officer')
    expect(desk.judge('case-key-granted', grant({}), SIGNER.keys)).toBe(null)
    expect(desk.judge('case-key-granted', grant({ userId: SIGNER.userId }), THIRD.keys)).toBe(
      'ledger/actor-not-allowed',
    )
    expect(desk.judge('case-key-granted', grant({ userId: idOf<UserId>('b9') }), SIGNER.keys)).toBe(
      'ledger/event-refused',
    )
    suspend(desk, THIRD)
    expect(desk.judge('case-key-granted', grant({}), SIGNER.keys)).toBe('ledger/event-refused')
  })

  test('is not held by new keys until it is granted again', () => {
    const desk = new RegisterDesk()
    desk.openCase()
    desk.add(OTHER, 'officer')
    desk.grant(OTHER.userId)
    const reset = { userId: OTHER.userId, ...NEW_KEYS, reason: 'x', resetBy: by(FOUNDER) }
    desk.stand('passphrase-reset', reset, FOUNDER.keys)
    const taken = { complaintId: '66'.repeat(16), takenBy: by(OTHER), complaint }
    expect(desk.judge('complaint-taken', taken, NEW_KEYS)).toBe('ledger/actor-not-allowed')
    desk.grant(OTHER.userId)
    expect(desk.judge('complaint-taken', taken, NEW_KEYS)).toBe(null)
  })

  test('keeps its number, which no other case has', () => {
    const desk = station('officer')
    const again = grant({ userId: OTHER.userId, number: '2026-0002' })
    expect(desk.judge('case-key-granted', again, FOUNDER.keys)).toBe('ledger/event-refused')
    const other = grant({ userId: FOUNDER.userId, caseId: idOf<CaseId>('c1') })
    expect(desk.judge('case-key-granted', other, FOUNDER.keys)).toBe('ledger/event-refused')
  })

  test('goes to its opener first', () => {
    const desk = station('officer')
    const forOther = grant({ caseId: idOf<CaseId>('c1'), number: '2026-0002', userId: OTHER.userId })
    expect(desk.judge('case-key-granted', forOther, SIGNER.keys)).toBe('ledger/actor-not-allowed')
    expect(desk.judge('case-key-granted', forOther, OTHER.keys)).toBe(null)
  })
})

describe('in a case', () => {
  test('nobody writes who does not hold its key, whatever their roles', () => {
    const desk = station('officer')
    desk.add(THIRD, ...ROLES)
    const taken = { complaintId: '66'.repeat(16), takenBy: by(THIRD), complaint }
    expect(desk.judge('complaint-taken', taken, THIRD.keys)).toBe('ledger/actor-not-allowed')
    const seq = desk.seq + 1
    expect(maySeal({ actor: THIRD.keys.keyId, seq, caseId: CASE }, desk.state)).toBe(
      'ledger/actor-not-allowed',
    )
    expect(maySeal({ actor: SIGNER.keys.keyId, seq, caseId: CASE }, desk.state)).toBe(null)
    expect(maySeal({ actor: keysOf('77').keyId, seq, caseId: CASE }, desk.state)).toBe(
      'ledger/signer-not-active',
    )
  })

  test('an opening comes first and once, ids of complaints, exhibits and objects once', () => {
    const desk = station('officer')
    const opened = { caseId: CASE, number: NUMBER, title: 'x', openedBy: by(FOUNDER) }
    expect(desk.judge('case-opened', opened, FOUNDER.keys)).toBe('ledger/event-refused')
    const taken = { complaintId: '66'.repeat(16), takenBy: by(SIGNER), complaint }
    desk.stand('complaint-taken', taken, SIGNER.keys)
    expect(desk.judge('complaint-taken', taken, SIGNER.keys)).toBe('ledger/event-refused')
    const extracted = { exhibitId: EXHIBIT.exhibitId, extractedBy: by(SIGNER) }
    expect(desk.judge('exhibit-extracted', extracted, SIGNER.keys)).toBe('ledger/event-refused')
    desk.stand('exhibit-sealed', { ...EXHIBIT, sealedBy: by(SIGNER) }, SIGNER.keys)
    expect(desk.judge('exhibit-extracted', extracted, SIGNER.keys)).toBe(null)
    const sameObject = { ...EXHIBIT, exhibitId: idOf<typeof EXHIBIT.exhibitId>('78'), sealedBy: by(SIGNER) }
    expect(desk.judge('exhibit-sealed', sameObject, SIGNER.keys)).toBe('ledger/event-refused')
    const sameExhibit = {
      ...EXHIBIT,
      object: { ...EXHIBIT.object, objectId: idOf<ObjectId>('9a') },
      sealedBy: by(SIGNER),
    }
    expect(desk.judge('exhibit-sealed', sameExhibit, SIGNER.keys)).toBe('ledger/event-refused')
  })

  test('nothing is said before it is opened, nor after it was expunged', () => {
    const desk = new RegisterDesk()
    desk.grant(FOUNDER.userId)
    const taken = { complaintId: '66'.repeat(16), takenBy: by(FOUNDER), complaint }
    expect(desk.judge('complaint-taken', taken, FOUNDER.keys)).toBe('ledger/event-refused')
    const opened = { caseId: CASE, number: NUMBER, title: 'x', openedBy: by(FOUNDER) }
    desk.stand('case-opened', opened, FOUNDER.keys)
    expect(desk.judge('complaint-taken', taken, FOUNDER.keys)).toBe(null)
    const expunged = SIGNED['case-expunged'].data(FOUNDER)
    desk.stand('case-expunged', expunged, FOUNDER.keys)
    expect(desk.judge('complaint-taken', taken, FOUNDER.keys)).toBe('ledger/event-refused')
    expect(desk.judge('case-expunged', expunged, FOUNDER.keys)).toBe('ledger/event-refused')
  })
})

describe('a confirmation', () => {
  const confirmed = (seq: number, who: Somebody, change: object = {}) => ({
    seq,
    hashHex: digestOf(seq.toString(16).padStart(2, '0')),
    purpose: 'review' as const,
    confirmedBy: by(who),
    ...change,
  })

  test('is by somebody else than who signed the event, in the same scope, with the same hash', () => {
    const desk = station('auditor')
    desk.stand('complaint-taken', { complaintId: '66'.repeat(16), takenBy: by(OTHER), complaint }, OTHER.keys)
    const { seq } = desk
    const judge = (data: EventData<'event-confirmed'>, who: Somebody) =>
      desk.judge('event-confirmed', data, who.keys, CASE)
    expect(judge(confirmed(seq, SIGNER), SIGNER)).toBe(null)
    expect(judge(confirmed(seq, OTHER), OTHER)).toBe('ledger/actor-not-allowed')
    expect(judge(confirmed(seq, SIGNER, { hashHex: digestOf('00') }), SIGNER)).toBe('ledger/event-refused')
    expect(judge(confirmed(seq + 1, SIGNER), SIGNER)).toBe('ledger/event-refused')
    expect(judge(confirmed(1, SIGNER), SIGNER)).toBe('ledger/event-refused')
  })

  test('is owed to a reset from three people on, by one who has no part in it, and directly after it', () => {
    const reset = { userId: OTHER.userId, ...NEW_KEYS, reason: 'x', resetBy: by(FOUNDER) }
    const agree = (who: Somebody, keys = who.keys) => {
      const desk = station('auditor')
      desk.stand('passphrase-reset', reset, FOUNDER.keys)
      const at = desk.seq
      const data = { ...confirmed(at, who), purpose: 'recovery' as const }
      const { unmet } = desk.append('event-confirmed', data, keys, VAULT_ID)
      return unmet === null ? 'met' : unmet === at ? 'unmet' : 'another'
    }
    expect(agree(SIGNER)).toBe('met')
    expect(agree(FOUNDER)).toBe('unmet')
    expect(agree(OTHER, NEW_KEYS)).toBe('unmet')
    const elsewhere = station('auditor')
    elsewhere.stand('passphrase-reset', reset, FOUNDER.keys)
    const another = elsewhere.append('event-confirmed', confirmed(1, SIGNER), SIGNER.keys, VAULT_ID)
    expect(another).toEqual({ refusal: null, unmet: elsewhere.seq - 1 })
    const late = station('auditor')
    late.stand('passphrase-reset', reset, FOUNDER.keys)
    const at = late.seq
    expect(late.append('unlock-refused', { tries: 1, firstAtMs: 0, lastAtMs: 0 }, FOUNDER.keys).unmet).toBe(
      at,
    )
    expect(late.state.agreement).toBe(null)
  })

  test('is owed to an expungement, whoever is there', () => {
    const desk = station('auditor')
    desk.stand('case-expunged', SIGNED['case-expunged'].data(FOUNDER), FOUNDER.keys)
    expect(desk.state.agreement).toMatchObject({ seq: desk.seq, besides: [FOUNDER.userId] })
    expect(desk.append('event-confirmed', confirmed(desk.seq, SIGNER), SIGNER.keys, VAULT_ID)).toEqual({
      refusal: null,
      unmet: null,
    })
  })
})

describe('after a salvage', () => {
  const salvage = (change: object = {}) => ({
    fromDeviceId: DEVICE,
    lastSeq: 9,
    lost: [{ from: 4, to: 9 }],
    salvagedBy: by(FOUNDER),
    ...change,
  })

  test('the next chain begins with what is lost, after the last number of the one before', () => {
    const desk = new RegisterDesk()
    desk.openCase()
    desk.seq = 9
    desk.device = idOf<DeviceId>('d1')
    expect(desk.judge('ledger-salvaged', salvage(), FOUNDER.keys)).toBe(null)
    expect(desk.judge('ledger-salvaged', salvage({ lastSeq: 8 }), FOUNDER.keys)).toBe('ledger/event-refused')
    const elsewhere = salvage({ fromDeviceId: idOf<DeviceId>('d2') })
    expect(desk.judge('ledger-salvaged', elsewhere, FOUNDER.keys)).toBe('ledger/event-refused')
    desk.device = DEVICE
    expect(desk.judge('ledger-salvaged', salvage(), FOUNDER.keys)).toBe('ledger/event-refused')
  })

  test('what may rest on lost events is not held against anybody', () => {
    const desk = new RegisterDesk()
    desk.add(OTHER, 'officer')
    const taken = { complaintId: '66'.repeat(16), takenBy: by(OTHER), complaint }
    expect(desk.append('complaint-taken', taken, OTHER.keys).refusal).toBe('ledger/event-refused')
    desk.seq += 5
    expect(desk.append('complaint-taken', taken, OTHER.keys).refusal).toBe(null)
  })

  test('whoever salvaged is known from the first event on, where what introduced them is lost', () => {
    const desk = new RegisterDesk()
    introduceSalvager(desk.state, {
      userId: OTHER.userId,
      name: OTHER.name,
      roles: ['commander'],
      ...OTHER.keys,
    })
    const anchored = { seq: 1, hashHex: digestOf('01'), anchoredBy: by(OTHER) }
    expect(desk.judge('head-anchored', anchored, OTHER.keys)).toBe(null)
  })
})

describe('headquarters', () => {
  test('is pinned only after it was asked, once, and by its own answer', () => {
    const desk = station('officer')
    const data = { ...DATA['hub-pinned'], pinnedBy: by(FOUNDER) }
    expect(desk.judge('hub-pinned', data, FOUNDER.keys)).toBe('ledger/event-refused')
    desk.stand('hub-asked', { ...DATA['hub-asked'], askedBy: by(FOUNDER) }, FOUNDER.keys)
    const other = { ...data, requestId: idOf<typeof data.requestId>('77') }
    expect(desk.judge('hub-pinned', other, FOUNDER.keys)).toBe('ledger/event-refused')
    desk.stand('hub-pinned', data, FOUNDER.keys)
    expect(desk.judge('hub-pinned', data, FOUNDER.keys)).toBe('ledger/event-refused')
  })

  test('is sent nothing, and told of no case, before it is pinned and after it is not any more', () => {
    const desk = station('officer')
    const written = { ...DATA['package-written'], writtenBy: by(FOUNDER) }
    const shared = {
      ...DATA['case-shared-with-hub'],
      caseId: CASE,
      number: NUMBER,
      sharedBy: by(FOUNDER),
    }
    expect(desk.judge('package-written', written, FOUNDER.keys)).toBe('ledger/event-refused')
    pinned(desk)
    expect(desk.judge('package-written', written, FOUNDER.keys)).toBe(null)
    expect(desk.judge('case-shared-with-hub', shared, FOUNDER.keys)).toBe(null)
    expect(desk.judge('case-shared-with-hub', { ...shared, number: 'x' }, FOUNDER.keys)).toBe(
      'ledger/event-refused',
    )
    desk.stand('hub-unpinned', { ...DATA['hub-unpinned'], unpinnedBy: by(FOUNDER) }, FOUNDER.keys)
    expect(desk.judge('case-shared-with-hub', shared, FOUNDER.keys)).toBe('ledger/event-refused')
  })

  test('is told of a key for papers by its owner, signed with the key that it is told for, and by nobody else', () => {
    const desk = station('officer')
    const told = { ...DATA['paper-key-told'], keyId: SIGNER.keys.keyId, toldBy: by(SIGNER) }
    expect(desk.judge('paper-key-told', told, SIGNER.keys)).toBe(null)
    expect(desk.judge('paper-key-told', told, FOUNDER.keys)).toBe('ledger/actor-not-allowed')
    const ofAnother = { ...told, keyId: FOUNDER.keys.keyId }
    expect(desk.judge('paper-key-told', ofAnother, SIGNER.keys)).toBe('ledger/event-refused')
  })

  test('is given a case only by somebody who holds it', () => {
    const desk = new RegisterDesk()
    desk.openCase()
    desk.add(SIGNER, 'officer')
    pinned(desk)
    const shared = { ...DATA['case-shared-with-hub'], caseId: CASE, number: NUMBER, sharedBy: by(SIGNER) }
    expect(desk.judge('case-shared-with-hub', shared, SIGNER.keys)).toBe('ledger/actor-not-allowed')
  })
})
