import type { Language } from '#core/language.ts'
import {
  enrolStation,
  inspectPackage,
  listReceipts,
  readPackage,
  shareWithHub,
  syncFolder,
  writePackage,
} from '../commands/sync-commands.ts'
import { readMessages } from '../commands/sync-messages-command.ts'
import {
  enrolByNetwork,
  type NetworkOptions,
  setNetwork,
  syncByNetwork,
} from '../commands/sync-network-commands.ts'
import { HUB_MESSAGE_TEXT } from '../hub-message-text.ts'
import { wholeNumber } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { SYNC_TEXT } from '../sync-text.ts'
import { type Frame, unlocking } from './frame.ts'

type StickOptions = SecretOptions & { readonly folder: string }
type EnrolOptions = SecretOptions & {
  readonly code: string
  readonly station: string
  readonly address?: string
}

/** `samnum enrol`, `samnum sync`, `samnum messages`, `samnum package …` and `samnum receipts` */
export function addSyncCommands({ program, help, run }: Frame, language: Language): void {
  const said = SYNC_TEXT[language].help
  unlocking(program.command('enrol'), help)
    .description(said.enrol)
    .argument('<dir>', help.dir)
    .requiredOption('--code <code>', said.code)
    .requiredOption('--station <name>', said.station)
    .option('--folder <dir>', said.folder)
    .option('--address <url>', said.address)
    .action((dir: string, options: Partial<StickOptions> & EnrolOptions) => {
      const { code, station, folder: stick, address } = options
      return run(options, (context) =>
        stick === undefined
          ? enrolByNetwork(context, dir, { code, station, ...(address !== undefined && { address }) })
          : enrolStation(context, dir, { code, station, stick }),
      )
    })
  unlocking(program.command('sync'), help)
    .description(said.sync)
    .argument('<dir>', help.dir)
    .option('--folder <dir>', said.folder)
    .option('--once', said.once, false)
    .action((dir: string, options: Partial<StickOptions> & { once: boolean }) => {
      const { folder: stick, once: isOnce } = options
      return run(options, (context) =>
        stick === undefined
          ? syncByNetwork(context, dir, isOnce)
          : syncFolder(context, dir, { stick, isOnce }),
      )
    })
  unlocking(program.command('network'), help)
    .description(said.network)
    .argument('<dir>', help.dir)
    .option('--address <url>', said.address)
    .option('--proxy <url>', said.proxy)
    .option('--limit <kilobits>', said.limit)
    .option('--metered', said.metered)
    .option('--no-metered', said.notMetered)
    .action((dir: string, options: SecretOptions & NetworkOptions) =>
      run(options, (context) => setNetwork(context, dir, options)),
    )
  const ofMessages = HUB_MESSAGE_TEXT[language].help
  unlocking(program.command('messages'), help)
    .description(ofMessages.read)
    .argument('<dir>', help.dir)
    .option(
      '--adopt <number>',
      ofMessages.adopt,
      wholeNumber('--adopt', { min: 1, max: Number.MAX_SAFE_INTEGER }),
    )
    .action((dir: string, options: SecretOptions & { adopt?: number }) =>
      run(options, (context) => readMessages(context, dir, options.adopt)),
    )
  const packages = program.command('package').description(said.package)
  unlocking(packages.command('write'), help)
    .description(said.write)
    .argument('<dir>', help.dir)
    .requiredOption('--folder <dir>', said.folder)
    .action((dir: string, options: StickOptions) =>
      run(options, (context) => writePackage(context, dir, options.folder)),
    )
  unlocking(packages.command('read'), help)
    .description(said.read)
    .argument('<dir>', help.dir)
    .requiredOption('--folder <dir>', said.folder)
    .action((dir: string, options: StickOptions) =>
      run(options, (context) => readPackage(context, dir, options.folder)),
    )
  unlocking(packages.command('share'), help)
    .description(said.share)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .action((dir: string, caseName: string, options: SecretOptions) =>
      run(options, (context) => shareWithHub(context, dir, caseName)),
    )
  packages
    .command('inspect')
    .description(said.inspect)
    .argument('<path>', said.inspectPath)
    .action((path: string) => run({}, (context) => inspectPackage(context, path)))
  unlocking(program.command('receipts'), help)
    .description(said.receipts)
    .argument('<dir>', help.dir)
    .action((dir: string, options: SecretOptions) => run(options, (context) => listReceipts(context, dir)))
}
