import { expect, test } from 'vitest'
import { TYPOLOGIES } from '#core/casework/vocabularies.ts'
import { readPlaybookText } from '#core/playbooks/playbook.ts'
import { shippedPlaybooks } from '#node/playbooks/shipped-playbooks.ts'

const KHMER = /[\u1780-\u17ff]/

test('every kind of crime that complaints name has a playbook', () => {
  const covered = new Set(shippedPlaybooks().flatMap(({ playbook }) => playbook.typologies))
  expect(TYPOLOGIES.filter((typology) => !covered.has(typology))).toEqual(['other'])
})

test('every step has its text in both languages and its source, and says what nobody checked', () => {
  for (const { playbook } of shippedPlaybooks()) {
    for (const { stepId, title, detail, source, verified } of playbook.steps) {
      const name = `${playbook.playbookId} ${stepId}`
      expect(KHMER.test(title.km) && KHMER.test(detail?.km ?? ''), name).toBe(true)
      expect(KHMER.test(title.en) || KHMER.test(detail?.en ?? ''), name).toBe(false)
      expect(source.length, name).toBeGreaterThan(10)
      expect(verified, name).toBe(false)
    }
  }
})

test('each ends with noting what was not done, and money is frozen within the golden hour where it can be', () => {
  for (const { playbook } of shippedPlaybooks()) {
    expect(playbook.steps.at(-1)?.stepId, playbook.playbookId).toBe('not-done')
    const freeze = playbook.steps.find(({ stepId }) => stepId === 'freeze')
    if (playbook.playbookId !== 'scam-compound') expect(freeze?.withinMinutes ?? 60).toBe(60)
  }
})

test('its canonical text is read back as the same playbook', () => {
  for (const shipped of shippedPlaybooks()) {
    expect(readPlaybookText(shipped.text)).toEqual({ ok: true, value: shipped })
    expect(readPlaybookText(`${shipped.text} `)).toMatchObject({ ok: false })
  }
})
