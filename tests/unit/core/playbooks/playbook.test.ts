import { describe, expect, test } from 'vitest'
import { parsePlaybook } from '#core/playbooks/playbook.ts'

const STEP = { stepId: 'ask', title: { km: 'សួរ', en: 'Ask' }, source: 'invented', verified: false }
const GOOD = {
  v: 1,
  playbookId: 'station-own',
  version: 1,
  title: { km: 'របស់យើង', en: 'Our own' },
  typologies: ['romance-scam'],
  steps: [STEP, { ...STEP, stepId: 'freeze', withinMinutes: 60 }],
}

describe('a playbook', () => {
  test('is read in whatever order its members were written', () => {
    const turned = Object.fromEntries(Object.entries(GOOD).toReversed())
    expect(parsePlaybook(turned)).toEqual(parsePlaybook(GOOD))
    expect(parsePlaybook(GOOD)).toMatchObject({ ok: true, value: { playbook: { version: 1 } } })
  })

  test.each([
    ['a step twice', { steps: [STEP, STEP] }],
    ['no step', { steps: [] }],
    ['a text in one language', { title: { km: 'របស់យើង' } }],
    ['a step without a source', { steps: [{ ...STEP, source: '' }] }],
    ['a step that does not say whether it was checked', { steps: [{ ...STEP, verified: undefined }] }],
    ['a clock of no time', { steps: [{ ...STEP, withinMinutes: 0 }] }],
    ['an unknown kind of crime', { typologies: ['jaywalking'] }],
    ['a member that it does not know', { author: 'x' }],
    ['an id with spaces', { playbookId: 'station own' }],
  ])('is refused with %s', (_, change) => {
    expect(parsePlaybook({ ...GOOD, ...change })).toEqual({
      ok: false,
      failure: { code: 'playbook/malformed' },
    })
  })
})
