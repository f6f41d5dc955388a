import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crc16Hex } from '#core/parsing/emv-code.ts'
import { type CliDesk, openCliDesk } from './cli-desk.ts'

let desk: CliDesk
let vault: string
let number: string

beforeAll(async () => {
  desk = await openCliDesk()
  vault = desk.path('vault')
  await desk.run(['vault', 'create', vault, '--user', 'Sok', '--kdf-memory', '64'])
  number = (await desk.run(['case', 'open', vault, '--title', 'x', '--json'])).json<{ number: string }>()
    .number
})

afterAll(() => desk.leave())

const said = async (...args: readonly string[]) => {
  const run = await desk.run([...args, '--language', 'en'])
  expect(run, run.error).toMatchObject({ exitCode: 0 })
  return run.out
}

test('samnum party: entered from a scanned document, changed by member, given a role', async () => {
  const zone = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10'
  expect(await said('party', 'add', vault, number, '--mrz', zone, '--role', 'undetermined')).toContain(
    `${number}-P01`,
  )
  const change = desk.path('change.json')
  await writeFile(change, JSON.stringify({ nationality: 'KHM', sex: null }))
  await said('party', 'change', vault, number, `${number}-P01`, '--file', change)
  await said('party', 'role', vault, number, `${number}-P01`, '--role', 'victim', '--reason', 'x')
  await said('party', 'indicators', vault, number, `${number}-P01`, '--present', 'debt-bondage,minor')
  const listed = await said('party', 'list', vault, number)
  expect(listed).toContain('ERIKSSON ANNA MARIA')
  expect(listed).toContain('Victim')
  const { parties } = (await desk.run(['party', 'list', vault, number, '--json'])).json<{
    parties: { content: { nationality?: string; sex?: string } }[]
  }>()
  expect(parties[0]?.content).toMatchObject({ nationality: 'KHM' })
  expect(parties[0]?.content.sex).toBe(undefined)
  expect(await desk.run(['party', 'add', vault, number, '--mrz', 'P<UTO'])).toMatchObject({ exitCode: 1 })
})

test('samnum identifier: pasted, noted, listed and withdrawn', async () => {
  const pasted = desk.path('pasted.txt')
  await writeFile(pasted, 'call 012 345 678\nhello there\n')
  expect(await said('identifier', 'paste', vault, number, '--file', pasted)).toContain('Found: 1')
  expect(
    await said('identifier', 'paste', vault, number, '--file', pasted, '--note', '--seen', 'a phone'),
  ).toContain('Noted: 1')
  expect(await desk.run(['identifier', 'paste', vault, number, '--file', pasted, '--note'])).toMatchObject({
    exitCode: 2,
  })
  expect(await said('identifier', 'list', vault, number)).toContain('012 345 678')
  const listed = (await desk.run(['identifier', 'list', vault, number, '--json'])).json<{
    identifiers: { saidIn: { identifierId: string }[] }[]
  }>()
  const id = listed.identifiers[0]?.saidIn[0]?.identifierId ?? ''
  await said('identifier', 'withdraw', vault, number, id, '--reason', 'typed wrongly')
  expect(await said('identifier', 'list', vault, number)).toContain('There are none.')
})

test('samnum payment and losses: a code fills the payment, and sums are apart by currency', async () => {
  const head = '00020101021229200016fake_seller@aclb5204599953038405802KH5909FAKE SHOP6010PHNOM PENH6304'
  const code = head + crc16Hex(Buffer.from(head))
  const wrong = await desk.run(['payment', 'add', vault, number, '--khqr', `${head}0000`, '--language', 'en'])
  expect(wrong).toMatchObject({ exitCode: 1 })
  expect(wrong.error).toContain('check digits')
  const file = desk.path('payment.json')
  await writeFile(file, JSON.stringify({ money: { currency: 'KHR', amount: '400,000' } }))
  expect(await said('payment', 'add', vault, number, '--file', file, '--khqr', code)).toContain(
    `${number}-M01`,
  )
  expect(await said('payment', 'list', vault, number)).toContain('FAKE SHOP')
  await said(
    'rate',
    vault,
    number,
    '--of',
    'USD',
    '--in',
    'KHR',
    '--rate',
    '4015',
    '--on',
    '2026-01-01',
    '--source',
    'NBC',
  )
  const losses = await said('losses', vault, number)
  expect(losses).toContain('400,000')
  expect(losses).toContain('1 USD = 4015 KHR')
  await said('payment', 'withdraw', vault, number, `${number}-M01`, '--reason', 'x')
  expect(await said('losses', vault, number)).not.toContain('400,000')
})

test('samnum premises, and the forms of the files', async () => {
  const file = desk.path('premises.json')
  await writeFile(
    file,
    JSON.stringify({
      name: 'Building A',
      rooms: 12,
      rent: { money: { currency: 'USD', amount: '900' }, per: 'month' },
    }),
  )
  expect(await said('premises', 'add', vault, number, '--file', file)).toContain(`${number}-A01`)
  expect(await said('premises', 'list', vault, number)).toContain('Building A')
  for (const name of ['party', 'premises', 'payment'])
    expect((await desk.run(['schema', name])).out).toContain('json-schema.org/draft/2020-12')
})
