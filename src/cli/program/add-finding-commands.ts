import { Option } from 'commander'
import { ENTRY_LISTS, type EntryList } from '#core/parsing/parsed-evidence.ts'
import { confirmFindings, listFindings, type NamedFinding } from '../commands/finding-commands.ts'
import { oneOf, wholeNumber, withWords } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { UsageError } from '../usage.ts'
import { type Frame, unlocking } from './frame.ts'

/** No result holds more entries of a list; the engine has the last word. */
const MOST_ENTRIES = 1_000_000_000
const CONFIRMABLE = ENTRY_LISTS.filter((list) => list !== 'warnings')

/** `samnum finding …` */
export function addFindingCommands({ program, help, run }: Frame): void {
  const findings = program.command('finding').description(help.finding)
  unlocking(findings.command('list'), help)
    .description(help.findingList)
    .argument('<dir>', help.dir)
    .argument('<result>', help.findingResult)
    .addOption(
      new Option('--list <name>', withWords(help.findingKind, ENTRY_LISTS))
        .argParser(oneOf('--list', ENTRY_LISTS))
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--from <n>', help.findingFrom).argParser(
        wholeNumber('--from', { min: 1, max: MOST_ENTRIES }),
      ),
    )
    .action(
      (
        dir: string,
        exhibit: string,
        { list, from, ...options }: SecretOptions & { list: EntryList; from?: number },
      ) => run(options, (context) => listFindings(context, dir, { exhibit, list, from: from ?? 1 })),
    )
  unlocking(findings.command('confirm'), help)
    .description(help.findingConfirm)
    .argument('<dir>', help.dir)
    .argument('<result>', help.findingResult)
    .argument('<findings...>', help.findingItems)
    .option('--note <text>', help.findingNote)
    .action(
      (
        dir: string,
        exhibit: string,
        named: readonly string[],
        { note, ...options }: SecretOptions & { note?: string },
      ) => {
        const findings = named.map(readFinding)
        return run(options, (context) => confirmFindings(context, dir, { exhibit, findings, note }))
      },
    )
}

function readFinding(value: string): NamedFinding {
  const [, name, place] = /^([a-z]+):([1-9][0-9]{0,9})$/.exec(value) ?? []
  const list = CONFIRMABLE.find((known) => known === name)
  if (list === undefined || place === undefined)
    throw new UsageError('usage/wrong-value', {
      name: 'FINDING',
      value,
      allowed: CONFIRMABLE.map((known) => `${known}:N`).join(', '),
    })
  return { list, place: Number(place) }
}
