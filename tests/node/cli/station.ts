import { mkdir, writeFile } from 'node:fs/promises'
import { expect } from 'vitest'
import type { FailureCode } from '#contract/failures.ts'
import type { CaseId, UserId } from '#core/ids.ts'
import type { Role } from '#core/people/roles.ts'
import { type Desk, openDesk } from '../../support/make-vault.ts'
import { type CliDesk, openCliDesk, type Ran, type RunOptions } from './cli-desk.ts'
import { expectRefusal } from './refusals.ts'

/** The people of the station, by their numbers. */
export const FOUNDER = 1
export const OFFICER = 2
export const OTHER_OFFICER = 3
export const AUDITOR = 4

const PEOPLE: readonly { readonly name: string; readonly roles: Role[] }[] = [
  { name: 'សុខ វណ្ណា', roles: ['commander', 'administrator'] },
  { name: 'ចាន់ ដារ៉ា', roles: ['officer'] },
  { name: 'លី សុភា', roles: ['officer'] },
  { name: 'ហេង បូរី', roles: ['auditor'] },
]

/** A vault of four people, each with a passphrase of their own, at the command line. */
export type Station = CliDesk & {
  readonly vault: string
  readonly nameOf: (number: number) => string
  readonly userIdOf: (number: number) => UserId
  /** An empty folder outside the vault, for refusals that the vault keeps count of. */
  readonly elsewhere: string
  /** The file with a person's passphrase. */
  readonly fileOf: (number: number) => string
  /** Runs a command as one person. */
  as(number: number, args: readonly string[], options?: RunOptions): Promise<Ran>
  /** Runs a command as one person, expects it to succeed, and answers its document. */
  ask<Shape>(number: number, args: readonly string[], options?: RunOptions): Promise<Shape>
  /** Expects a command of one person to be refused in both languages, and answers what `--json` printed. */
  refuse(
    number: number,
    args: readonly string[],
    code: FailureCode,
    options?: Parameters<typeof expectRefusal>[3],
  ): ReturnType<typeof expectRefusal>
  /** Unlocks once, so that tries that were refused are recorded and forgotten. */
  settle(): Promise<void>
  /** Writes a secret to a file of its own and answers its path. */
  secret(name: string, text: string): Promise<string>
}

/** Makes the station, and lets `fill` do more with its vault as the founder before it is closed. */
export async function openStation(fill: (desk: Desk) => Promise<void> = async () => {}): Promise<Station> {
  const cli = await openCliDesk()
  const vault = cli.path('vault')
  const fileOf = (number: number) => cli.path(`passphrase-${number}`)
  const passphrases = PEOPLE.map((_, index) => `passphrase of person ${index + 1}`)
  for (const [index, passphrase] of passphrases.entries())
    await writeFile(fileOf(index + 1), `${passphrase}\n`)
  const elsewhere = cli.path('elsewhere')
  await mkdir(elsewhere)
  const closers: (() => Promise<void>)[] = []
  const desk = openDesk(vault, { atEnd: (close) => void closers.push(close) })
  const [founder, ...others] = PEOPLE
  const [first = '', ...rest] = passphrases
  const session = await desk.ask('vault.create', { userName: founder?.name ?? '', passphrase: first })
  const ids = [session.person.userId]
  for (const [index, person] of others.entries())
    ids.push((await desk.ask('people.add', { ...person, passphrase: rest[index] ?? '' })).userId)
  await fill(desk)
  for (const close of closers) await close()
  const named = (number: number, args: readonly string[]) => [...args, '--user', String(number)]
  const station: Station = {
    ...cli,
    vault,
    elsewhere,
    nameOf: (number) => PEOPLE[number - 1]?.name ?? '',
    userIdOf: (number) => ids[number - 1] as UserId,
    fileOf,
    as: (number, args, options) =>
      cli.run(named(number, args), { passphraseFile: fileOf(number), ...options }),
    async ask(number, args, options) {
      const ran = await station.as(number, [...args, '--json'], options)
      expect(ran).toMatchObject({ exitCode: 0, error: '' })
      return ran.json()
    },
    refuse: (number, args, code, options) =>
      expectRefusal(cli, named(number, args), code, {
        passphraseFile: fileOf(number),
        unchanged: vault,
        ...options,
      }),
    async settle() {
      expect((await station.as(FOUNDER, ['vault', 'users', vault, '--wait'])).exitCode).toBe(0)
    },
    async secret(name, text) {
      await writeFile(cli.path(name), `${text}\n`)
      return cli.path(name)
    },
  }
  return station
}

/** A case that one person opens. */
export type OpenedCase = { readonly caseId: CaseId; readonly number: string }

/** Opens a case as one person. */
export async function openCaseAs(station: Station, number: number, title: string): Promise<OpenedCase> {
  return await station.ask<OpenedCase>(number, ['case', 'open', station.vault, '--title', title])
}
