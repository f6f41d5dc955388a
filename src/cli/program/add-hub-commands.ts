import { Option } from 'commander'
import type { RevocationReason } from '#app/hub/hub-codes.ts'
import type { Language } from '#core/language.ts'
import { REVOCATION_REASONS } from '#core/packages/certificates.ts'
import { showAuthority } from '../commands/hub-authority-command.ts'
import { startHub } from '../commands/hub-command.ts'
import {
  acceptOne,
  backUp,
  listQueue,
  quarantineOne,
  takeFromStick,
  verifyStore,
} from '../commands/hub-packages-commands.ts'
import {
  addUrl,
  type HubAnswering,
  type HubListening,
  parseListen,
  parseUrl,
} from '../commands/hub-serve-command.ts'
import { listStations, makeEnrolmentCode, revokeStation } from '../commands/hub-stations-commands.ts'
import { HUB_PEOPLE_TEXT } from '../hub-people-text.ts'
import { HUB_TEXT } from '../hub-text.ts'
import { collect, nameOf, oneOf, wholeNumber } from '../option-values.ts'
import { UsageError } from '../usage.ts'
import { addHubMessageCommands } from './add-hub-message-commands.ts'
import { addHubPeopleCommands } from './add-hub-people-commands.ts'
import type { Frame } from './frame.ts'

/** The longest name that a hub's own record holds, in UTF-16 code units. */
const LONGEST_NAME = 300

type StartOptions = {
  name?: string
  kdfMemory?: number
  listen?: HubListening['listen']
  url?: readonly string[]
  hold: boolean
  metrics?: number
  analysts?: HubListening['listen']
  analystsUrl?: string
}

type TakeArguments = { hold: boolean; url?: readonly string[]; to: readonly string[] }

function answeringOf({ listen, url = [], hold, metrics, analysts, analystsUrl }: StartOptions): HubAnswering {
  // Which of all its addresses a browser means is not for this machine to guess.
  if (analysts !== undefined && analystsUrl === undefined && EVERY_ADDRESS.includes(analysts.host))
    throw new UsageError('usage/missing-option', { name: '--analysts-url' })
  return {
    stations: listen === undefined ? null : { listen, urls: url, hold, metricsPort: metrics ?? null },
    analysts: analysts === undefined ? null : { listen: analysts, url: analystsUrl ?? null },
  }
}

const EVERY_ADDRESS: readonly string[] = ['0.0.0.0', '::', '0', '[::]']

/** `samnum hub start|enrol|take|stations|revoke|authority|queue|accept|quarantine|verify|backup`, people at headquarters, and what it says to stations. */
export function addHubCommands(
  { program, run, help: { kdfMemory } }: Frame,
  language: Language,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const { help } = HUB_TEXT[language]
  const people = HUB_PEOPLE_TEXT[language]
  const placeOf = (folder: string) => ({ folder, databaseUrl: environment.DATABASE_URL ?? null })
  const hub = program.command('hub').description(help.hub)
  const command = (name: string, about: string) =>
    hub.command(name).description(about).argument('<dir>', help.dir)
  command('start', help.start)
    .option('--name <name>', help.name, nameOf('--name', LONGEST_NAME))
    .addOption(
      new Option('--kdf-memory <mib>', kdfMemory).argParser(
        wholeNumber('--kdf-memory', { min: 64, max: 1024 }),
      ),
    )
    .option('--listen <address>', help.listen, parseListen('--listen'))
    .option('--url <url>', help.urls, addUrl)
    .option('--hold', help.hold, false)
    .option('--metrics <port>', help.metrics, wholeNumber('--metrics', { min: 0, max: 65_535 }))
    .option('--analysts <address>', people.help.analysts, parseListen('--analysts'))
    .option('--analysts-url <url>', people.help.analystsUrl, parseUrl('--analysts-url'))
    .action((dir: string, options: StartOptions) => {
      const answering = answeringOf(options)
      return run({}, (context) =>
        startHub(context, placeOf(dir), options.name, options.kdfMemory ?? null, answering),
      )
    })
  command('enrol', help.enrol)
    .requiredOption('--station <name>', help.station, nameOf('--station', LONGEST_NAME))
    .option('--url <url>', help.url)
    .action((dir: string, { station, url }: { station: string; url?: string }) =>
      run({}, (context) => makeEnrolmentCode(context, placeOf(dir), { station, url })),
    )
  command('take', help.take)
    .argument('<stick>', help.stick)
    .option('--hold', help.hold, false)
    .option('--url <url>', help.urls, addUrl)
    .option('--to <station>', help.to, collect, [])
    .action((dir: string, stick: string, { hold, url = [], to }: TakeArguments) =>
      run({}, (context) => takeFromStick(context, placeOf(dir), stick, { hold, urls: url, to })),
    )
  command('stations', help.stations).action((dir: string) =>
    run({}, (context) => listStations(context, placeOf(dir))),
  )
  command('revoke', help.revoke)
    .argument('<vault>', help.vault)
    .addOption(
      new Option('--reason <reason>', help.reason)
        .argParser(oneOf('--reason', REVOCATION_REASONS))
        .makeOptionMandatory(),
    )
    .option('--officer <key>', help.officer)
    .action(
      (dir: string, vaultId: string, { reason, officer }: { reason: RevocationReason; officer?: string }) =>
        run({}, (context) => revokeStation(context, placeOf(dir), vaultId, { reason, officer })),
    )
  command('authority', help.authority).action((dir: string) =>
    run({}, (context) => showAuthority(context, placeOf(dir))),
  )
  command('queue', help.queue)
    .option('--all', help.all, false)
    .action((dir: string, { all }: { all: boolean }) =>
      run({}, (context) => listQueue(context, placeOf(dir), all)),
    )
  command('accept', help.accept)
    .argument('<package>', help.packageId)
    .action((dir: string, packageId: string) =>
      run({}, (context) => acceptOne(context, placeOf(dir), packageId)),
    )
  command('quarantine', help.quarantine)
    .argument('<package>', help.packageId)
    .requiredOption('--reason <text>', help.why)
    .action((dir: string, packageId: string, { reason }: { reason: string }) =>
      run({}, (context) => quarantineOne(context, placeOf(dir), packageId, reason)),
    )
  addHubPeopleCommands({ command, run, placeOf, language })
  addHubMessageCommands({ command, run, placeOf, language })
  command('verify', help.verify).action((dir: string) =>
    run({}, (context) => verifyStore(context, placeOf(dir))),
  )
  command('backup', help.backup)
    .argument('<destination>', help.destination)
    .action((dir: string, destination: string) =>
      run({}, (context) => backUp(context, placeOf(dir), destination)),
    )
}
