import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CliDesk, openCliDesk, type Ran } from './cli-desk.ts'

let desk: CliDesk
let vault: string
let first: string
let second: string

const samnum = (...args: readonly string[]): Promise<Ran> => desk.run([...args, '--language', 'en'])

async function done(...args: readonly string[]): Promise<Ran> {
  const ran = await samnum(...args)
  expect(ran, ran.error).toMatchObject({ exitCode: 0 })
  return ran
}

beforeAll(async () => {
  desk = await openCliDesk()
  vault = desk.path('vault')
  await done('vault', 'create', vault, '--user', 'Sok', '--kdf-memory', '64')
  const open = async (title: string) =>
    (await done('case', 'open', vault, '--title', title, '--json')).json<{ number: string }>().number
  first = await open('ករណីទីមួយ')
  second = await open('ករណីទីពីរ')
})

afterAll(() => desk.leave())

test('samnum note: pages are numbered, and a page that is not there cannot be put right', async () => {
  expect((await done('note', 'write', vault, first, '--text', 'ទូរស័ព្ទទៅធនាគារ')).out).toContain('1')
  await done('note', 'write', vault, first, '--text', 'ធនាគារផ្សេង', '--corrects', '1')
  const { out } = await done('note', 'list', vault, first)
  expect(out).toContain('ទូរស័ព្ទទៅធនាគារ')
  expect(out).toMatch(/^2 · .* · → 1$/m)
  const refused = await samnum('note', 'write', vault, first, '--text', 'x', '--corrects', '9')
  expect(refused).toMatchObject({ exitCode: 1, out: '' })
})

test('samnum task: what is due is listed until it is done, and is done once', async () => {
  await done('task', 'set', vault, first, '--title', 'សួរធនាគារ', '--due', '2030-01-02 09:30')
  const listed = await done('task', 'list', vault)
  expect(listed.out).toContain('2030-01-02 09:30')
  expect(listed.out).toContain('សួរធនាគារ')
  const { rows } = (await done('task', 'list', vault, '--json')).json<{ rows: { aboutId: string }[] }>()
  const task = rows[0]?.aboutId ?? ''
  await done('task', 'done', vault, first, task, '--note', 'រួច')
  expect((await done('task', 'list', vault)).out).not.toContain('សួរធនាគារ')
  expect(await samnum('task', 'done', vault, first, task)).toMatchObject({ exitCode: 1 })
})

test('samnum case link, close and reopen: each is recorded, and an ended case takes no task', async () => {
  await done('case', 'link', vault, first, second, '--as', 'same-suspect', '--reason', 'លេខដដែល')
  expect((await done('case', 'work', vault, first)).out).toContain(second)
  await done('case', 'close', vault, first, '--outcome', 'other', '--reason', 'x')
  expect(await samnum('task', 'set', vault, first, '--title', 'x')).toMatchObject({ exitCode: 1 })
  await done('case', 'reopen', vault, first, '--reason', 'y')
  await done('task', 'set', vault, first, '--title', 'x')
})

test('samnum playbook: a step is done once, and one that no playbook has is refused', async () => {
  await done('playbook', 'do', vault, first, 'romance-scam', 'freeze', '--note', 'ម៉ោង ៩')
  expect(await samnum('playbook', 'do', vault, first, 'romance-scam', 'freeze')).toMatchObject({
    exitCode: 1,
  })
  expect(await samnum('playbook', 'do', vault, first, 'romance-scam', 'nothing')).toMatchObject({
    exitCode: 1,
  })
})

test('samnum training: a vault with every exercise, whose mark is told in both languages', async () => {
  const school = desk.path('school')
  const started = await done('training', 'start', school, '--user', 'Dara', '--kdf-memory', '64', '--json')
  const { cases } = started.json<{ cases: { number: string }[] }>()
  expect(cases).toHaveLength(10)
  const number = cases[0]?.number ?? ''
  const marked = await done('training', 'mark', school, number)
  expect(marked.out).toContain('@dr_martin_training')
  expect(marked.out).toContain('Still open')
  const khmer = await desk.run(['training', 'mark', school, number, '--language', 'km'])
  expect(khmer.out).toContain('មិនទាន់ធ្វើ')
  await done('case', 'close', school, number, '--outcome', 'other', '--reason', 'x')
  expect((await done('training', 'list', school)).out).toContain(`${number}: not passed, 0 %`)
  expect(await samnum('training', 'begin', vault, 'romance-scam')).toMatchObject({ exitCode: 1 })
})
