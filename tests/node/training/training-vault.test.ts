import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseIdentifier } from '#core/identifiers/identifier.ts'
import { isCurrencyCode } from '#core/money/currency.ts'
import { isCanonicalAmount } from '#core/money/money.ts'
import { verifyFolder } from '#node/export/verify-folder.ts'
import { shippedExercises } from '#node/playbooks/shipped-exercises.ts'
import { shippedPlaybooks } from '#node/playbooks/shipped-playbooks.ts'
import { exportTo, smallTools } from '../../support/export-room.ts'
import {
  codeOf,
  createTrainingVault,
  createVault,
  type Desk,
  makeFolder,
  unlock,
} from '../../support/make-vault.ts'

async function takeShopping(desk: Desk, number: string): Promise<void> {
  await desk.ask('complaint.add', {
    case: number,
    complaint: {
      channel: 'phone',
      wish: 'complain',
      victim: { name: 'គង់ វិសាល' },
      summary: 'ទិញកាមេរ៉ា',
      narrative: 'x',
      typologies: ['online-shopping-scam'],
      identifiers: [
        { kind: 'url', value: 'https://camera-sale.example/offer' },
        { kind: 'phone', value: '+855 12 000 302' },
      ],
      losses: [{ state: 'paid', level: 'claimed', currency: 'KHR', amount: '680000', rail: 'khqr' }],
    },
  })
}

test('every kind of crime with a playbook has an exercise that can be done', () => {
  const playbooks = new Map(shippedPlaybooks().map(({ playbook }) => [playbook.playbookId, playbook]))
  const exercises = shippedExercises()
  expect(exercises.map(({ playbookId }) => playbookId).toSorted()).toEqual([...playbooks.keys()].toSorted())
  for (const { exerciseId, playbookId, typologies, expected, story } of exercises) {
    const known: readonly string[] = playbooks.get(playbookId)?.typologies ?? []
    expect(
      typologies.every((typology) => known.includes(typology)),
      exerciseId,
    ).toBe(true)
    for (const { kind, value } of expected.identifiers) {
      expect(parseIdentifier(kind, value).ok, value).toBe(true)
      expect(story.km.includes(value) && story.en.includes(value), value).toBe(true)
    }
    for (const { currency, amount } of expected.losses)
      expect(isCurrencyCode(currency) && isCanonicalAmount(currency, amount), exerciseId).toBe(true)
  }
})

test('a vault is a training vault from its first day, says so whenever it is opened, and stays sound', async () => {
  const desk = await createTrainingVault()
  const { number } = await desk.ask('training.begin', { exercise: 'shopping-scam' })
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
  await desk.engine.close()
  const again = await unlock(desk.folder)
  expect(await again.ask('vault.status', {})).toMatchObject({ session: { isTraining: true } })
  expect(codeOf(await again.call('training.begin', { exercise: 'nothing' }))).toBe(
    'training/exercise-not-found',
  )
  expect((await again.ask('training.show', { case: number })).exerciseId).toBe('shopping-scam')
  const { number: other } = await again.ask('case.open', { title: 'x' })
  expect(codeOf(await again.call('training.show', { case: other }))).toBe('training/not-an-exercise')
})

test('a vault of real cases has no exercises and says nothing of training', async () => {
  const desk = await createVault()
  expect(codeOf(await desk.call('training.begin', { exercise: 'shopping-scam' }))).toBe(
    'training/not-a-training-vault',
  )
  const status = await desk.ask('vault.status', {})
  expect(status.state === 'unlocked' && 'isTraining' in status.session).toBe(false)
})

test('the mark follows the work, and whoever closes the case without it does not pass', async () => {
  const desk = await createTrainingVault()
  const { number } = await desk.ask('training.begin', { exercise: 'shopping-scam' })
  await takeShopping(desk, number)
  await desk.ask('playbook.do', { case: number, playbook: 'shopping-scam', step: 'stop-contact' })
  await desk.ask('playbook.do', { case: number, playbook: 'shopping-scam', step: 'freeze' })
  const { criteria, percent, isPassed } = await desk.ask('training.show', { case: number })
  const of = (what: string) => criteria.filter((each) => each.what === what)
  expect(of('loss')).toMatchObject([{ state: 'met' }])
  expect(of('identifier').map(({ state }) => state)).toEqual(['met', 'open', 'met'])
  expect(of('step').slice(0, 2)).toMatchObject([
    { state: 'met' },
    { state: 'partly', reason: 'nothing-shows-it', isEssential: true },
  ])
  expect(isPassed).toBe(null)
  await desk.ask('case.close', { case: number, outcome: 'other', reason: 'x' })
  const { exercises } = await desk.ask('training.list', {})
  const done = exercises.find(({ exerciseId }) => exerciseId === 'shopping-scam')
  expect(done?.cases).toMatchObject([{ number, percent, isOver: true, isPassed: false }])
})

test('what leaves a training vault says so where a check finds it, and nothing leaves without saying so', async () => {
  const desk = await createTrainingVault({ packageTools: smallTools() })
  const { number } = await desk.ask('training.begin', { exercise: 'shopping-scam' })
  await takeShopping(desk, number)
  const { path } = await exportTo(desk, number)
  await access(join(path, 'data/TRAINING.txt'))
  const report = await verifyFolder(path)
  expect(report).toMatchObject({ isWhole: false, first: { code: 'package/of-training' } })
  expect(report?.checks.flatMap(({ findings }) => findings)).toHaveLength(1)
  const outletId = await desk.engine.offerOutletPath(join(await makeFolder(), 'case.jsonl'))
  expect(codeOf(await desk.call('case.disclose', { case: number, outletId }))).toBe('training/only-invented')
})
