import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputOf } from '#contract/operations.ts'
import { AUDITOR, FOUNDER, OFFICER, OTHER_OFFICER, openStation, type Station } from './station.ts'

let station: Station
let users: (...more: string[]) => readonly string[]

beforeAll(async () => {
  station = await openStation()
  users = (...more) => ['vault', 'users', station.vault, ...more]
})

afterAll(() => station.leave())

async function people(): Promise<OutputOf<'people.list'>['people']> {
  return (await station.ask<OutputOf<'people.list'>>(FOUNDER, users())).people
}

describe('samnum vault users', () => {
  test('lists everybody, for anybody', async () => {
    const listed = await station.ask<OutputOf<'people.list'>>(AUDITOR, users('list'))
    expect(listed.people.map(({ number, name, state, hasSlot }) => [number, name, state, hasSlot])).toEqual(
      [FOUNDER, OFFICER, OTHER_OFFICER, AUDITOR].map((number) => [
        number,
        station.nameOf(number),
        'active',
        true,
      ]),
    )
    const en = await station.as(OFFICER, users(), {})
    expect(en.out).toMatch(/^Number +Name +Roles +State/)
    expect(en.out).toContain('commander, administrator')
    const km = await station.as(OFFICER, [...users(), '--language', 'km'])
    expect(km.out).toContain('អ្នកត្រួតពិនិត្យ')
    expect(km.out).not.toContain('auditor')
    const info = await station.as(OFFICER, ['vault', 'info', station.vault, '--language', 'km'])
    expect(info.out).toContain('អ្នកត្រួតពិនិត្យ')
    expect(info.out).not.toContain('auditor')
  })

  test('add: the administrator adds a person, who unlocks with the passphrase they chose', async () => {
    const chosen = await station.secret('chosen', 'a passphrase of my own')
    const added = await station.ask<OutputOf<'people.add'>>(
      FOUNDER,
      users('add', '--name', 'នី សុខា', '--roles', 'officer,custodian', '--new-passphrase-file', chosen),
    )
    expect(added.number).toBe(5)
    expect(await people()).toContainEqual(
      expect.objectContaining({ number: 5, name: 'នី សុខា', roles: ['officer', 'custodian'] }),
    )
    const theirs = await station.run(['case', 'list', station.vault, '--user', '5'], {
      passphraseFile: chosen,
    })
    expect(theirs).toMatchObject({ exitCode: 0, out: 'There are no cases.\n' })
    // Without a number every slot is tried.
    const tried = await station.run(['case', 'list', station.vault], { passphraseFile: chosen })
    expect(tried.exitCode).toBe(0)
    const wrong = await station.run(['case', 'list', station.vault, '--user', '2'], {
      passphraseFile: chosen,
    })
    expect(wrong.exitCode).toBe(1)
    await station.settle()
  })

  test('add refuses whoever is no administrator, a name twice, and a passphrase that is short or in use', async () => {
    const chosen = await station.secret('another', 'still another passphrase')
    const add = (name: string, file: string) =>
      users('add', '--name', name, '--roles', 'officer', '--new-passphrase-file', file)
    for (const number of [OFFICER, AUDITOR])
      await station.refuse(number, add('X', chosen), 'operation/not-allowed')
    await station.refuse(FOUNDER, add(station.nameOf(OFFICER), chosen), 'people/name-taken')
    // Finding out somebody's passphrase this way counts as trying it.
    await station.refuse(FOUNDER, add('X', station.fileOf(OFFICER)), 'people/passphrase-taken', {
      unchanged: station.elsewhere,
    })
    await station.settle()
    const short = await station.secret('short', 'too small')
    const failure = await station.refuse(FOUNDER, add('X', short), 'input/invalid')
    expect(failure.problems).toMatchObject([{ field: 'passphrase', code: 'text/too-short' }])
    expect(JSON.stringify(failure)).not.toContain('too small')
    expect(await people()).toHaveLength(5)
  })

  test('roles: changes what a person may do, and keeps an administrator', async () => {
    await station.refuse(OFFICER, users('roles', '3', '--roles', 'commander'), 'operation/not-allowed')
    expect(await station.ask(FOUNDER, users('roles', '3', '--roles', 'custodian'))).toEqual({ number: 3 })
    expect((await people())[2]?.roles).toEqual(['custodian'])
    await station.refuse(
      OTHER_OFFICER,
      ['case', 'open', station.vault, '--title', 'x'],
      'operation/not-allowed',
    )
    await station.ask(FOUNDER, users('roles', '3', '--roles', 'officer'))
    await station.refuse(FOUNDER, users('roles', '1', '--roles', 'officer'), 'people/last-administrator')
    await station.refuse(FOUNDER, users('roles', '99', '--roles', 'officer'), 'people/not-found')
  })

  test('suspend and reinstate: ends a way in, and opens it again with new keys', async () => {
    const reason = ['--reason', 'ឈប់ពីការងារ']
    await station.refuse(OFFICER, users('suspend', '4', ...reason), 'operation/not-allowed')
    await station.refuse(FOUNDER, users('suspend', '1', ...reason), 'people/not-yourself')
    const suspended = await station.as(FOUNDER, [...users('suspend', '4', ...reason), '--language', 'km'])
    expect(suspended).toMatchObject({ exitCode: 0, error: '' })
    expect(suspended.out).toContain('អ្នកប្រើលេខ 4 លែងអាចដោះសោ')
    const locked = await station.as(AUDITOR, ['case', 'list', station.vault, '--json'])
    expect(locked.json()).toMatchObject({ failure: { code: 'vault/wrong-passphrase' } })
    await station.settle()
    await station.refuse(FOUNDER, users('suspend', '4', ...reason), 'people/suspended')
    await station.refuse(
      FOUNDER,
      users('reset', '4', ...reason, '--new-passphrase-file', station.fileOf(AUDITOR)),
      'people/suspended',
    )
    const again = await station.secret('again', 'back at work again')
    await station.ask(FOUNDER, users('reinstate', '4', ...reason, '--new-passphrase-file', again))
    const back = await station.run(['case', 'list', station.vault, '--user', '4'], { passphraseFile: again })
    expect(back.exitCode).toBe(0)
    await station.refuse(
      FOUNDER,
      users('reinstate', '4', ...reason, '--new-passphrase-file', again),
      'people/not-suspended',
    )
  })
})

describe('samnum vault users reset, where the station has more than two people', () => {
  const reset = (file: string, ...more: string[]) =>
    users('reset', '3', '--reason', 'បាត់', '--new-passphrase-file', file, ...more)

  test('wants a second person who is neither of the two', async () => {
    const fresh = await station.secret('fresh', 'a passphrase for the third')
    const second = (number: number) => [
      '--second-user',
      String(number),
      '--second-passphrase-file',
      station.fileOf(number),
    ]
    await station.refuse(FOUNDER, reset(fresh), 'people/second-person-needed')
    await station.refuse(FOUNDER, reset(fresh, ...second(FOUNDER)), 'people/second-person-is-first')
    await station.refuse(FOUNDER, reset(fresh, ...second(OTHER_OFFICER)), 'people/second-person-not-allowed')
    await station.refuse(OFFICER, reset(fresh, ...second(FOUNDER)), 'operation/not-allowed')
    // Named and without anything that shows it is they.
    const nameless = await station.as(FOUNDER, [...reset(fresh, '--second-user', '2'), '--json'])
    expect(nameless.exitCode).toBe(2)
    expect(nameless.json()).toMatchObject({ usage: { code: 'usage/no-second-passphrase' } })

    expect(await station.ask(FOUNDER, reset(fresh, ...second(OFFICER)))).toEqual({ number: 3 })
    const theirs = await station.run(['case', 'list', station.vault, '--user', '3'], {
      passphraseFile: fresh,
    })
    expect(theirs.exitCode).toBe(0)
    const old = await station.as(OTHER_OFFICER, ['case', 'list', station.vault])
    expect(old.exitCode).toBe(1)
    await station.settle()
  })

  test("a second person's wrong passphrase is a wrong passphrase, and nobody's is repeated", async () => {
    const wrong = await station.secret('wrong', 'swordfish swordfish')
    const fresh = await station.secret('fresh-2', 'yet another passphrase')
    const ran = await station.as(FOUNDER, [
      ...reset(fresh, '--second-user', '2', '--second-passphrase-file', wrong),
      '--json',
    ])
    expect(ran.exitCode).toBe(1)
    expect(ran.json()).toMatchObject({ failure: { code: 'vault/wrong-passphrase' } })
    expect(ran.out + ran.error).not.toContain('swordfish')
    await station.settle()
  })
})

test.each([
  [['add', '--name', 'X'], 'usage/missing-option', '--roles <roles>'],
  [['add', '--roles', 'officer'], 'usage/missing-option', '--name <name>'],
  [['add', '--name', 'X', '--roles', 'king'], 'usage/wrong-value', '--roles'],
  [['add', '--name', 'X', '--roles', ''], 'usage/wrong-value', '--roles'],
  [['add', '7', '--name', 'X', '--roles', 'officer'], 'usage/too-many-arguments', '7'],
  [['list', '--reason', 'x'], 'usage/unknown-option', '--reason'],
  [['suspend', '2', '--reason', 'x', '--second-user', '3'], 'usage/unknown-option', '--second-user'],
  [['suspend', '--reason', 'x'], 'usage/missing-argument', 'PERSON'],
  [['suspend', '2'], 'usage/missing-option', '--reason <text>'],
  [['suspend', '0', '--reason', 'x'], 'usage/wrong-value', 'PERSON'],
  [['suspend', '10000', '--reason', 'x'], 'usage/wrong-value', 'PERSON'],
  [['promote', '2'], 'usage/wrong-value', 'ACTION'],
] as const)('samnum vault users DIR %o exits with 2: %s', async (more, code, name) => {
  const ran = await station.as(FOUNDER, [...users(...more), '--json'])
  expect(ran.exitCode).toBe(2)
  expect(ran.json()).toMatchObject({ usage: { code, facts: { name } } })
})

test('a new passphrase that cannot be asked for is wrong usage', async () => {
  const ran = await station.as(FOUNDER, [...users('add', '--name', 'X', '--roles', 'officer'), '--json'])
  expect(ran.exitCode).toBe(2)
  expect(ran.json()).toMatchObject({ usage: { code: 'usage/no-new-passphrase' } })
})
