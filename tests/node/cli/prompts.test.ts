import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseFile } from '#contract/case-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { atTerminal, hasScript } from './at-terminal.ts'
import { FOUNDER, OFFICER, openCaseAs, openStation, type Station } from './station.ts'

let station: Station
let number: string

beforeAll(async () => {
  station = await openStation()
  number = (await openCaseAs(station, OFFICER, 'ករណី')).number
})

afterAll(() => station.leave())

const passphraseOf = (person: number) => `passphrase of person ${person}`

describe.skipIf(!hasScript())('at a terminal', () => {
  test('the second person sees the event before they are asked, and nothing they type is shown', async () => {
    const shown = await station.ask<CaseFile>(OFFICER, ['case', 'show', station.vault, number])
    const event = shown.events[0]
    const ran = await atTerminal(
      station,
      [
        ...['case', 'confirm', station.vault, number, '--user', '2', '--second-user', '1'],
        ...['--event', String(event?.seq), '--purpose', 'hand-over'],
      ],
      [`${passphraseOf(OFFICER)}\r`, `${passphraseOf(FOUNDER)}\r`],
    )
    expect(ran.exitCode).toBe(0)
    expect(ran.seen.indexOf(event?.hashHex ?? '?')).toBeGreaterThan(0)
    expect(ran.seen.indexOf(event?.hashHex ?? '?')).toBeLessThan(
      ran.seen.indexOf('Passphrase of the second person: '),
    )
    expect(ran.seen).not.toContain('passphrase of person')
  })

  test('a reset asks for the second person once the engine wants one', async () => {
    const ran = await atTerminal(
      station,
      ['vault', 'users', station.vault, 'reset', '3', '--reason', 'lost', '--user', '1'],
      [
        `${passphraseOf(FOUNDER)}\r`,
        'typed for the third\r',
        'typed for the third\r',
        `${passphraseOf(OFFICER)}\r`,
      ],
    )
    expect(ran.exitCode).toBe(0)
    expect(ran.seen).toContain(`New passphrase for ${station.nameOf(3)}`)
    expect(ran.seen).toContain('Passphrase of the second person: ')
    expect(ran.seen).not.toContain('typed for')
    const file = await station.secret('typed', 'typed for the third')
    const theirs = await station.run(['case', 'list', station.vault, '--user', '3'], { passphraseFile: file })
    expect(theirs.exitCode).toBe(0)
  })

  test('a recovery code is typed from the paper without being shown', async () => {
    const { code } = await station.ask<OutputOf<'key.makeRecoveryCode'>>(FOUNDER, [
      ...['vault', 'recovery-code', station.vault, 'make', '--label', 'the safe'],
    ])
    const ran = await atTerminal(
      station,
      ['vault', 'recovery-code', station.vault, 'check', '--user', '2'],
      [`${passphraseOf(OFFICER)}\r`, `${code}\r`],
    )
    expect(ran.exitCode).toBe(0)
    expect(ran.seen).toContain('Recovery code, as the paper has it: ')
    expect(ran.seen).not.toContain(code.slice(0, 6))
  })

  test('a wait is sat out, and then the passphrase is asked for', async () => {
    const wrong = await station.secret('wrong', 'no passphrase of anybody')
    for (let tries = 0; tries < 3; tries++)
      await station.as(OFFICER, ['case', 'list', station.vault], { passphraseFile: wrong })
    const ran = await atTerminal(
      station,
      ['case', 'list', station.vault, '--user', '2'],
      [`${passphraseOf(OFFICER)}\r`],
    )
    expect(ran.exitCode).toBe(0)
    expect(ran.seen.indexOf('The next try comes in')).toBeLessThan(ran.seen.indexOf('Passphrase: '))
    expect(ran.seen).toContain('Notice: ')
  })

  test('whoever leaves with Ctrl+C at the second question changes nothing', async () => {
    const args = ['vault', 'passphrase', station.vault, '--user', '2']
    const left = await atTerminal(station, args, [`${passphraseOf(OFFICER)}\r`, 'half\u0003'])
    expect(left.exitCode).toBe(1)
    expect((await station.as(OFFICER, ['case', 'list', station.vault])).exitCode).toBe(0)
  })
})
