import { Option } from 'commander'
import type { Language } from '#core/language.ts'
import { isProgramVersion } from '#core/updates/program-version.ts'
import { THIS_PLATFORM } from '#node/updates/this-program.ts'
import {
  applyUpdate,
  fetchUpdate,
  installTree,
  makeUpdateFile,
  newReleaseKey,
  type ProgramPlace,
  showUpdates,
  takeUpdate,
  undoUpdate,
} from '../commands/update-commands.ts'
import type { SecretOptions } from '../secret-files.ts'
import { UPDATE_TEXT } from '../update-text.ts'
import { UsageError } from '../usage.ts'
import { type Frame, unlocking } from './frame.ts'

type Made = {
  readonly key: string
  readonly as: string
  readonly least: string
  readonly platform: string
  readonly entry: string
  readonly notes?: string
}

/** `samnum update status|take|fetch|apply|undo` at a station; `key|make|install` where versions are released. */
export function addUpdateCommands(frame: Frame, language: Language): void {
  const { program, run } = frame
  const { help } = UPDATE_TEXT[language]
  const updates = program.command('update').description(help.update)
  const command = (name: string, about: string) =>
    updates.command(name).description(about).option('--program <dir>', help.program)
  command('status', help.status).action((place: ProgramPlace) =>
    run({}, (context) => showUpdates(context, place)),
  )
  command('take', help.take)
    .option('--folder <dir>', help.folder)
    .option('--file <file>', help.file)
    .action((options: Parameters<typeof takeUpdate>[1]) => run({}, (context) => takeUpdate(context, options)))
  unlocking(updates.command('fetch').description(help.fetch), frame.help)
    .argument('<dir>', help.vault)
    .action((dir: string, options: SecretOptions) => run(options, (context) => fetchUpdate(context, dir)))
  command('apply', help.apply)
    .argument('[version]', help.version, versionOf('VERSION'))
    .action((version: string | undefined, place: ProgramPlace) =>
      run({}, (context) => applyUpdate(context, version, place)),
    )
  command('undo', help.undo).action((place: ProgramPlace) => run({}, (context) => undoUpdate(context, place)))
  updates
    .command('key')
    .description(help.key)
    .argument('<file>', help.to)
    .action((path: string) => run({}, (context) => newReleaseKey(context, path)))
  const versioned = (name: string, about: string) =>
    updates
      .command(name)
      .description(about)
      .argument('<tree>', help.tree)
      .argument('<to>', help.to)
      .addOption(
        new Option('--as <version>', help.version).argParser(versionOf('--as')).makeOptionMandatory(),
      )
      .requiredOption('--entry <path>', help.entry)
  versioned('make', help.make)
    .requiredOption('--key <file>', help.keyFile)
    .addOption(new Option('--least <version>', help.least).argParser(versionOf('--least')).default('0.0.0'))
    .option('--platform <name>', help.platform, THIS_PLATFORM)
    .option('--notes <file>', help.notes)
    .action((tree: string, to: string, options: Made) => {
      const { key: keyFile, as: version, least: leastVersion, platform, entry, notes: notesFile } = options
      const making = { to, keyFile, version, leastVersion, platform, entry }
      return run({}, (context) =>
        makeUpdateFile(context, tree, { ...making, ...(notesFile !== undefined && { notesFile }) }),
      )
    })
  versioned('install', help.install).action((tree: string, to: string, { as: version, entry }: Made) =>
    run({}, (context) => installTree(context, tree, to, { version, entry })),
  )
}

const versionOf = (name: string) => (value: string) => {
  if (!isProgramVersion(value)) throw new UsageError('usage/wrong-value', { name, value, allowed: '1.2.0' })
  return value
}
