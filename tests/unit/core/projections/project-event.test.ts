import { describe, expect, test } from 'vitest'
import type { EventKind } from '#core/ledger/event-body.ts'
import { projectEvent } from '#core/projections/project-event.ts'
import type { CaseChange, ProjectionChanges } from '#core/projections/projection-changes.ts'
import { bodyOf, CASE_ID, DATA, digestOf, HEADER, KINDS } from '../../../support/sample-events.ts'

const AT_MS = HEADER.time.wallMs

function project(kind: EventKind): ProjectionChanges {
  return projectEvent({
    seq: 3,
    hashHex: digestOf('11'),
    time: { ...HEADER.time, clockMs: 1 },
    body: bodyOf(kind),
  })
}

/** The changes of an event that changes nothing in the register. */
function changesOf(kind: EventKind): readonly CaseChange[] {
  const { register, cases } = project(kind)
  expect(register).toEqual([])
  return cases
}

/** The changes of an event that changes nothing in any case. */
function registerChangesOf(kind: EventKind): ProjectionChanges['register'] {
  const { register, cases } = project(kind)
  expect(cases).toEqual([])
  return register
}

const searchTextOf = (kind: EventKind) => {
  const texts = changesOf(kind).filter((change) => change.change === 'add-search-text')
  expect(texts).toHaveLength(1)
  return texts[0]?.text.split('\n') ?? []
}

test('the founder becomes a person', () => {
  const { founder } = DATA['vault-created']
  expect(registerChangesOf('vault-created')).toEqual([
    { change: 'add-person', person: founder, addedAtMs: AT_MS, seq: 3 },
  ])
})

test('whoever is added becomes a person, and their roles change with them', () => {
  const { person } = DATA['person-added']
  expect(registerChangesOf('person-added')).toEqual([
    { change: 'add-person', person, addedAtMs: AT_MS, seq: 3 },
  ])
  const { userId, roles } = DATA['person-roles-changed']
  expect(registerChangesOf('person-roles-changed')).toEqual([{ change: 'change-roles', userId, roles }])
})

test('a person who is suspended is, and who comes back or is reset has new keys', () => {
  const { userId } = DATA['person-suspended']
  expect(registerChangesOf('person-suspended')).toEqual([{ change: 'suspend-person', userId, seq: 3 }])
  for (const kind of ['person-reinstated', 'passphrase-reset'] as const) {
    const { userId: ofWhom, keyId, signingKeyHex, agreementKeyHex } = DATA[kind]
    expect(registerChangesOf(kind)).toEqual([
      { change: 'replace-keys', userId: ofWhom, keys: { keyId, signingKeyHex, agreementKeyHex }, seq: 3 },
    ])
  }
})

test('a recovery holder comes and goes', () => {
  const { holder } = DATA['recovery-added']
  expect(registerChangesOf('recovery-added')).toEqual([{ change: 'add-holder', holder, seq: 3 }])
  const { holderId } = DATA['recovery-removed']
  expect(registerChangesOf('recovery-checked')).toEqual([
    { change: 'note-recovery-check', holderId, atMs: AT_MS, seq: 3 },
  ])
  expect(registerChangesOf('recovery-removed')).toEqual([{ change: 'remove-holder', holderId, seq: 3 }])
})

test('a header and an anchor are noted', () => {
  expect(registerChangesOf('header-changed')).toEqual([
    { change: 'note', fact: 'header-generation', value: DATA['header-changed'].generation },
  ])
  expect(registerChangesOf('head-anchored')).toEqual([
    { change: 'note', fact: 'anchored-seq', value: DATA['head-anchored'].seq },
    { change: 'note', fact: 'anchored-at-ms', value: AT_MS },
  ])
})

test('a granted key is kept with the number of its case', () => {
  const { caseId, number, userId: recipientId, sealedKeyHex } = DATA['case-key-granted']
  expect(registerChangesOf('case-key-granted')).toEqual([
    { change: 'grant-case-key', caseId, number, recipientId, sealedKeyHex, seq: 3 },
  ])
})

test('an expunged case is forgotten, and its number is not', () => {
  const { caseId, number } = DATA['case-expunged']
  expect(project('case-expunged')).toEqual({
    register: [
      { change: 'expunge-case', caseId, number },
      { change: 'note', fact: 'expunged-seq', value: 3 },
    ],
    cases: [{ change: 'forget-case', caseId }],
  })
})

test('what a salvage lost is noted gap by gap, after who salvaged it', () => {
  const { fromDeviceId: device, lost, introduced: person } = DATA['ledger-salvaged']
  expect(lost.length).toBeGreaterThan(0)
  expect(registerChangesOf('ledger-salvaged')).toEqual([
    { change: 'introduce-salvager', person, addedAtMs: AT_MS },
    ...lost.map(({ from: fromSeq, to: toSeq }) => ({ change: 'note-gap', device, fromSeq, toSeq })),
  ])
})

test('an opened case is listed and found by number and title', () => {
  const { number, title } = DATA['case-opened']
  expect(changesOf('case-opened')).toEqual([
    { change: 'add-case', caseId: CASE_ID, number, title, openedAtMs: AT_MS, openedBy: 'សុខ សំណាង' },
    {
      change: 'add-search-text',
      caseId: CASE_ID,
      text: `${number}\n${title}`,
      about: { kind: 'case', targetId: null, seq: 3, atMs: AT_MS },
    },
  ])
})

describe('a complaint', () => {
  test('counts in its case, and each of its identifiers is kept in order', () => {
    const [touch, identifier] = changesOf('complaint-taken')
    expect(touch).toEqual({
      change: 'touch-case',
      caseId: CASE_ID,
      changedAtMs: AT_MS,
      complaints: 1,
      exhibits: 0,
    })
    expect(identifier).toEqual({
      change: 'add-identifier',
      caseId: CASE_ID,
      seq: 3,
      line: 0,
      kind: 'phone',
      raw: '012 345-678',
      normalised: '+85512345678',
    })
  })

  test.each([
    'ចាន់ ធី',
    'Chan Thy',
    '097 765 4321',
    '0977654321',
    'អត្តសញ្ញាណប័ណ្ណ 010203040',
    'ភ្នំពេញ',
    'ទិញទូរសព្ទតាមអនឡាញ',
    'Facebook',
    '012 345-678',
    '012345678',
    '+85512345678',
    'អ្នកលក់',
    '250.5',
    'TRX-1',
    'FAKE SHOP',
    'ថ្ងៃទីមួយ',
    'ថ្ងៃទីពីរ',
  ])('is found by %s', (text) => {
    expect(searchTextOf('complaint-taken')).toContain(text)
  })

  test('is not found by how to reach the victim safely', () => {
    expect(searchTextOf('complaint-taken').join('\n')).not.toContain('តាមប្អូនស្រី')
  })
})

test('an exhibit counts in its case, is listed and is found by what names it', () => {
  const [touch, added] = changesOf('exhibit-sealed')
  expect(touch).toEqual({
    change: 'touch-case',
    caseId: CASE_ID,
    changedAtMs: AT_MS,
    complaints: 0,
    exhibits: 1,
  })
  expect(added).toMatchObject({
    change: 'add-exhibit',
    caseId: CASE_ID,
    exhibitId: DATA['exhibit-sealed'].exhibitId,
    objectId: DATA['exhibit-sealed'].object.objectId,
    exhibit: { number: '2026-0001-E001', sealedAtMs: AT_MS, sealedBy: 'សុខ សំណាង', sizeBytes: 14 },
  })
  const { number, name, description, digestHex } = DATA['exhibit-sealed']
  expect(searchTextOf('exhibit-sealed')).toEqual([number, name, 'IMG\\u{1}.png', description, digestHex])
})

test.each([
  'report-saved',
  'report-signed',
  'case-disclosed',
  'case-exported',
  'event-confirmed',
  'vault-recovered',
  'unlock-refused',
  'rollback-noticed',
] as const)('%s changes nothing that is listed', (kind) => {
  expect(project(kind)).toEqual({ register: [], cases: [] })
})

test.each(KINDS)(
  '%s changes tables of the register or of cases, and never with the case in the register’s',
  (kind) => {
    const { register } = project(kind)
    const texts = JSON.stringify(register)
    for (const secret of [DATA['case-opened'].title, DATA['complaint-taken'].complaint.victim.name]) {
      expect(texts).not.toContain(secret)
    }
  },
)
