import { describe, expect, test } from 'vitest'
import { showCase, WITHHELD_MARK } from '#core/export/withhold.ts'
import type { FoundPersonId } from '#core/ids.ts'
import { EVENT_KINDS, type EventData, type EventKind } from '#core/ledger/event-body.ts'
import { eventsOf } from '../../../support/export-events.ts'
import { DATA } from '../../../support/sample-events.ts'

const VICTIM = 'Hidden Person'
const PHONE = '012 555 666'
const SAID = `told by ${VICTIM}, ${PHONE}`

/** What this program wrote, or what names who has keys here: nobody tells of a victim in it. */
const NOT_WRITTEN = ['number', 'code', 'zone', 'reportKind', 'languages', 'recipients', 'currency', 'amount']
/** Days, whose form is checked when they are typed. */
const DAYS = ['receivedOn', 'happenedFrom', 'happenedTo', 'on', 'birthDate']
/** Whoever exports reads these first. */
const READ_BEFORE = [
  'case-opened',
  'exhibit-sealed',
  'exhibit-parts-sealed',
  'exhibit-collected',
  'exhibit-copied',
]

const complaint: EventData<'complaint-taken'> = {
  ...DATA['complaint-taken'],
  complaint: { ...DATA['complaint-taken'].complaint, victim: { name: VICTIM, phone: PHONE } },
}

const caseOf = (kind: EventKind, data: unknown) =>
  eventsOf([
    { kind: 'case-opened', data: DATA['case-opened'] },
    { kind: 'complaint-taken', data: complaint },
    { kind, data },
  ] as Parameters<typeof eventsOf>[0])

/** The data with a text in the place of each of its texts in turn, where the kind takes any text there. */
function retold(
  kind: EventKind,
  data: unknown,
): readonly { readonly path: string; readonly data: unknown }[] {
  const told: { path: string; data: unknown }[] = []
  const visit = (value: unknown, path: readonly string[], put: (part: unknown) => unknown): void => {
    if (typeof value === 'string') {
      const changed = put(SAID)
      if (EVENT_KINDS[kind].safeParse(changed).success) told.push({ path: path.join('.'), data: changed })
    }
    if (typeof value !== 'object' || value === null || 'userId' in value || 'placeId' in value) return
    for (const [name, part] of Object.entries(value))
      visit(part, [...path, name], (next) =>
        put(
          Array.isArray(value)
            ? value.map((old, index) => (String(index) === name ? next : old))
            : { ...value, [name]: next },
        ),
      )
  }
  visit(data, [], (whole) => whole)
  return told
}

describe('what a redacted package shows of an event that speaks of a victim', () => {
  const kinds = (Object.keys(DATA) as EventKind[]).filter((kind) => {
    if (kind === 'case-opened' || READ_BEFORE.includes(kind)) return false
    return showCase(caseOf(kind, DATA[kind]), 'redacted', () => true).events.length === 3
  })

  test.each(kinds)('%s: nothing of what was said', (kind) => {
    for (const { path, data } of retold(kind, DATA[kind])) {
      const members = path.split('.')
      if ([...NOT_WRITTEN, ...DAYS].some((name) => members.includes(name))) continue
      const { events, withheld } = showCase(caseOf(kind, data), 'redacted', () => true)
      const shown = JSON.stringify(events)
      expect(shown.includes(VICTIM) || shown.includes(PHONE), `${kind} ${path}`).toBe(false)
      expect(
        withheld.map(({ seq }) => seq),
        `${kind} ${path}`,
      ).toContain(4)
    }
  })

  test('is looked at in many of its members', () => {
    const members = kinds.flatMap((kind) => retold(kind, DATA[kind]).map(({ path }) => `${kind} ${path}`))
    expect(members).toEqual(expect.arrayContaining(['custody-moved reason', 'exhibit-registered name']))
    expect(members.length).toBeGreaterThan(40)
  })

  test('is what it was where it speaks of nobody', () => {
    for (const kind of kinds) {
      if (kind === 'complaint-taken') continue
      const { events } = showCase(caseOf(kind, DATA[kind]), 'redacted', () => true)
      const full = showCase(caseOf(kind, DATA[kind]), 'full', () => true)
      if (JSON.stringify(full.events.at(-1)).includes('outside')) continue
      expect(JSON.stringify(events.at(-1)).includes(WITHHELD_MARK), kind).toBe(false)
    }
  })
})

describe('a victim is recognised', () => {
  const moved = (reason: string, victim = complaint.complaint.victim) => {
    const events = eventsOf([
      { kind: 'case-opened', data: DATA['case-opened'] },
      {
        kind: 'complaint-taken',
        data: { ...complaint, complaint: { ...complaint.complaint, victim } },
      },
      { kind: 'unpacked', data: { ...DATA.unpacked, reason } },
    ])
    const { events: shown } = showCase(events, 'redacted', () => true)
    const body = shown.at(-1)?.body
    return body?.kind === 'unpacked' && body.data.reason === WITHHELD_MARK
  }

  test.each([
    ['by the whole name, in any letters', 'shown to HIDDEN  PERSON.', undefined],
    ['by their number, however it is written', 'call +855 (0)12-555-666 first', undefined],
    ['by their number in Khmer digits', 'សូមទូរស័ព្ទ ០១២ ៥៥៥ ៦៦៦', undefined],
    ['in a text without blanks between the words', 'ប្រគល់ឱ្យចាន់សុភាវិញ', { name: 'ចាន់ សុភា' }],
    ['in Chinese', '交给王小明的手机', { name: '王小明' }],
    [
      'by a handle that stands within their contact',
      'asked @only_after_five',
      { name: 'x', safeContact: 'តេឡេក្រាម @only_after_five' },
    ],
  ])('%s', (_, reason, victim) => {
    expect(moved(reason, victim)).toBe(true)
  })

  test.each([
    ['by a part of their name', 'the person in charge was there', undefined],
    ['in another word that begins alike', 'the hidden personnel door', undefined],
    ['by another number', 'call 012 555 667', undefined],
    ['by a single letter', 'x-ray of the case', { name: 'x' }],
  ])('but not %s', (_, reason, victim) => {
    expect(moved(reason, victim)).toBe(false)
  })
})

test('the numbers of a telephone that was found with a victim are not shown, those of a suspect’s are', () => {
  const personId = '76'.repeat(16) as FoundPersonId
  const registered = DATA['exhibit-registered']
  const seen = (role: 'victim' | 'suspect') => {
    const events = eventsOf([
      { kind: 'case-opened', data: DATA['case-opened'] },
      { kind: 'raid-person-found', data: { ...DATA['raid-person-found'], personId, role } },
      {
        kind: 'exhibit-registered',
        data: { ...registered, seized: { ...registered.seized, personId } },
      },
    ])
    return JSON.stringify(showCase(events, 'redacted', () => true).events)
  }
  const [imei = ''] = registered.marks?.imeis ?? []
  for (const number of [imei, registered.marks?.iccid ?? '', registered.marks?.serialNumber ?? '']) {
    expect(number).not.toBe('')
    expect(seen('victim')).not.toContain(`"${number}"`)
    expect(seen('suspect')).toContain(`"${number}"`)
  }
})

test('who signed a paper, and why, is not opened', () => {
  const { withheld } = showCase(caseOf('report-signed', DATA['report-signed']), 'redacted', () => true)
  expect(withheld.at(-1)).toMatchObject({ kind: 'report-signed', reason: 'kind-not-shown' })
})
