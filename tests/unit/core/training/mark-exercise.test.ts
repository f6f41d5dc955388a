import { expect, test } from 'vitest'
import { type CaseView, foldCase } from '#core/case-file/case-view.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import type { EventBody, EventData, EventKind } from '#core/ledger/event-body.ts'
import type { Playbook } from '#core/playbooks/playbook.ts'
import { exerciseShape } from '#core/training/exercise.ts'
import { type ExerciseMark, markExercise } from '#core/training/mark-exercise.ts'
import { RECORD_SAMPLES } from '../../../support/record-samples.ts'
import { CASE_ID, DATA, digestOf, HEADER } from '../../../support/sample-events.ts'

const person = DATA['case-opened'].openedBy
const MINUTE = 60_000
const START_MS = HEADER.time.wallMs
const step = (stepId: string, withinMinutes?: number) => ({
  stepId,
  title: { km: stepId, en: stepId },
  source: 'a test',
  verified: false,
  ...(withinMinutes !== undefined && { withinMinutes }),
})
const PLAYBOOK: Playbook = {
  v: 1,
  playbookId: 'p',
  version: 1,
  title: { km: 'p', en: 'p' },
  typologies: ['romance-scam'],
  steps: [step('safe-contact'), step('freeze', 60), step('preserve-account', 1440)],
}
const EXERCISE = exerciseShape.parse({
  v: 1,
  exerciseId: 'e',
  version: 1,
  playbookId: 'p',
  typologies: ['romance-scam'],
  title: { km: 'e', en: 'e' },
  story: { km: 's', en: 's' },
  expected: {
    wish: 'complain',
    identifiers: [{ kind: 'phone', value: '012 000 301' }],
    losses: [{ currency: 'USD', amount: '1200' }],
    letters: ['freeze'],
    records: ['search'],
  },
})
const COMPLAINT: EventData<'complaint-taken'> = {
  ...DATA['complaint-taken'],
  complaint: {
    ...DATA['complaint-taken'].complaint,
    wish: 'complain',
    typologies: ['romance-scam'],
    identifiers: [{ kind: 'phone', raw: '+855 12 000 301', normalised: '+85512000301' }],
    losses: [{ state: 'paid', level: 'claimed', currency: 'USD', amount: '1200' }],
  },
}
const FREEZE = { ...RECORD_SAMPLES['letter-issued'].content, kind: 'freeze' as const }
const LETTER = { ...RECORD_SAMPLES['letter-issued'], content: FREEZE }
const FINAL = { ...RECORD_SAMPLES['record-finalised'], warnings: [] }

type Said = readonly [minute: number, kind: EventKind, data: unknown]

const OPENED: Said = [0, 'case-opened', DATA['case-opened']]
const done = (minute: number, stepId: string): Said => [
  minute,
  'playbook-step-done',
  { playbookId: 'p', version: 1, stepId, doneBy: person },
]
const NOTE: Said = [30, 'note-written', { noteId: 'a0', number: 1, text: 'x', writtenBy: person }]
const CLOSED: Said = [90, 'case-closed', { outcome: 'solved', reason: 'x', closedBy: person }]
const GOOD: readonly Said[] = [
  OPENED,
  [1, 'complaint-taken', COMPLAINT],
  done(5, 'safe-contact'),
  [20, 'letter-issued', LETTER],
  done(21, 'freeze'),
  NOTE,
  [31, 'record-drafted', RECORD_SAMPLES['record-drafted']],
  [40, 'record-finalised', FINAL],
  done(50, 'preserve-account'),
]

function viewOf(said: readonly Said[]): CaseView {
  const events = said.map(([minute, kind, data], index): VerifiedEvent => {
    const body = { kind, scope: CASE_ID, data } as EventBody
    const time = { ...HEADER.time, wallMs: START_MS + minute * MINUTE }
    return { seq: index + 2, hashHex: digestOf('ab'), time, body, device: HEADER.device } as never
  })
  const view = foldCase(events)
  if (view === null) throw new Error('the case opens')
  return view
}

const mark = (said: readonly Said[], minute: number): ExerciseMark =>
  markExercise(EXERCISE, PLAYBOOK, viewOf(said), START_MS + minute * MINUTE)
const stateOf = ({ criteria }: ExerciseMark, what: string) =>
  criteria.filter((each) => each.what === what).map(({ state, reason }) => reason ?? state)

test('good work is passed with everything that can be had', () => {
  expect(mark(GOOD, 60)).toMatchObject({ percent: 100, isOver: true, isPassed: true })
})

test('nothing is decided while it can still be done, and everything is missed once the case has ended', () => {
  const begun = mark([OPENED], 0)
  expect(begun).toMatchObject({ percent: 0, isOver: false, isPassed: null })
  expect(new Set(begun.criteria.map(({ state }) => state))).toEqual(new Set(['open']))
  const ended = mark([OPENED, CLOSED], 100)
  expect(ended).toMatchObject({ percent: 0, isOver: true, isPassed: false })
  expect(new Set(ended.criteria.map(({ state }) => state))).toEqual(new Set(['missed']))
})

test('a clock runs from the first complaint: what comes after it is late, what never comes is missed', () => {
  const before = GOOD.filter(
    ([, kind, data]) => kind !== 'playbook-step-done' || isStep(data, 'safe-contact'),
  )
  expect(stateOf(mark(before, 61), 'step')).toEqual(['met', 'open', 'open'])
  expect(stateOf(mark(before, 62), 'step')).toEqual(['met', 'missed', 'open'])
  const late = [...before, done(62, 'freeze')]
  expect(stateOf(mark(late, 63), 'step')).toEqual(['met', 'late', 'open'])
})

test('missing the golden hour fails work that is good otherwise', () => {
  const without = GOOD.filter(([, , data]) => !isStep(data, 'freeze'))
  const marked = mark(without, 70)
  expect(marked.percent).toBeGreaterThanOrEqual(80)
  expect(marked).toMatchObject({ isOver: true, isPassed: false })
})

test('a step that was left out with a reason, or that nothing in the file shows, counts in part', () => {
  const skip: Said = [
    50,
    'playbook-step-skipped',
    { playbookId: 'p', version: 1, stepId: 'preserve-account', reason: 'x', skippedBy: person },
  ]
  expect(stateOf(mark([...GOOD.slice(0, -1), skip], 60), 'step')).toEqual(['met', 'met', 'left-out'])
  const unproven = GOOD.filter(([, kind]) => kind !== 'letter-issued')
  expect(stateOf(mark(unproven, 60), 'step')).toEqual(['met', 'nothing-shows-it', 'met'])
  expect(stateOf(mark(unproven, 60), 'letter')).toEqual(['open'])
})

test('a record that the law warns of counts in part', () => {
  const warned = GOOD.map(
    ([minute, kind, data]): Said =>
      kind === 'record-finalised'
        ? [minute, kind, { ...FINAL, warnings: [{ packId: 'kh', ruleId: 'hours' }] }]
        : [minute, kind, data],
  )
  expect(stateOf(mark(warned, 60), 'record')).toEqual(['law-warns'])
})

test('wrong sums, wrong numbers and money that nobody lost are seen', () => {
  const { complaint } = COMPLAINT
  const wrong = (change: Partial<typeof complaint>) =>
    mark(
      GOOD.map(
        ([minute, kind, data]): Said =>
          kind === 'complaint-taken'
            ? [minute, kind, { ...COMPLAINT, complaint: { ...complaint, ...change } }]
            : [minute, kind, data],
      ),
      60,
    )
  const [loss] = complaint.losses
  if (loss === undefined) throw new Error('the sample has a loss')
  expect(stateOf(wrong({ losses: [{ ...loss, amount: '120' }] }), 'loss')).toEqual(['open'])
  expect(stateOf(wrong({ losses: [{ ...loss, state: 'attempted' }] }), 'loss')).toEqual(['open'])
  const gain = { ...loss, currency: 'KHR', amount: '9000' } as const
  expect(stateOf(wrong({ losses: [loss, gain] }), 'no-other-losses')).toEqual(['open'])
  expect(stateOf(wrong({ identifiers: [] }), 'identifier')).toEqual(['open'])
  expect(stateOf(wrong({ typologies: ['sextortion'] }), 'typology')).toEqual(['open'])
  expect(stateOf(wrong({ wish: 'inform' }), 'wish')).toEqual(['open'])
})

function isStep(data: unknown, stepId: string): boolean {
  return (data as { readonly stepId?: string }).stepId === stepId
}
