import { Option } from 'commander'
import {
  INDICATORS,
  type Indicator,
  PARTY_FORMS,
  PARTY_ROLES,
  type PartyForm,
  type PartyRole,
} from '#core/parties/party-vocabularies.ts'
import { importGazetteer } from '../commands/gazetteer-command.ts'
import {
  addParty,
  changeParty,
  listParties,
  listPremises,
  sayOfParty,
  writePremises,
} from '../commands/party-commands.ts'
import { oneOf } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { type Frame, unlocking } from './frame.ts'

type Filed = SecretOptions & { readonly file: string }
type Reasoned = SecretOptions & { readonly reason: string }
type AddOptions = SecretOptions & {
  readonly file?: string
  readonly mrz?: string
  readonly form?: PartyForm
  readonly role?: PartyRole
  readonly complaint?: string
}
type RoleOptions = SecretOptions & {
  readonly role: PartyRole
  readonly ended?: boolean
  readonly complaint?: string
  readonly reason?: string
}
type IndicatorOptions = SecretOptions & {
  readonly present?: Indicator[]
  readonly absent?: Indicator[]
  readonly note?: string
}

/** `samnum party …`, `samnum premises …` and `samnum gazetteer …` */
export function addPartyCommands(frame: Frame): void {
  const { program, help, run } = frame
  const gazetteers = program.command('gazetteer').description(help.gazetteer)
  unlocking(gazetteers.command('import'), help)
    .description(help.gazetteerImport)
    .argument('<dir>', help.dir)
    .argument('<file>', help.gazetteerFile)
    .action((dir: string, file: string, options: SecretOptions) =>
      run(options, (context) => importGazetteer(context, dir, file)),
    )
  const parties = program.command('party').description(help.party)
  const inCase = (name: string, description: string) =>
    unlocking(parties.command(name), help)
      .description(description)
      .argument('<dir>', help.dir)
      .argument('<case>', help.caseArgument)
  const ofParty = (name: string, description: string) =>
    inCase(name, description).argument('<party>', help.partyArgument)
  const role = () => new Option('--role <role>', help.partyRoleName).argParser(oneOf('--role', PARTY_ROLES))
  inCase('add', help.partyAdd)
    .option('--file <file>', help.partyFile)
    .option('--mrz <text>', help.partyMrz)
    .addOption(new Option('--form <form>', help.partyForm).argParser(oneOf('--form', PARTY_FORMS)))
    .addOption(role())
    .option('--complaint <id>', help.ofComplaint)
    .action((dir: string, name: string, options: AddOptions) => {
      const { file, mrz, form, role: is, complaint } = options
      const order = {
        case: name,
        path: file,
        mrz,
        ...(form !== undefined && { form }),
        ...(is !== undefined && { role: is }),
        ...(complaint !== undefined && { complaintId: complaint }),
      }
      return run(options, (context) => addParty(context, dir, order))
    })
  ofParty('change', help.partyChange)
    .requiredOption('--file <file>', help.partyFile)
    .action((dir: string, name: string, party: string, options: Filed) =>
      run(options, (context) => changeParty(context, dir, { case: name, party, path: options.file })),
    )
  inCase('list', help.partyList).action((dir: string, name: string, options: SecretOptions) =>
    run(options, (context) => listParties(context, dir, name)),
  )
  ofParty('role', help.partyRole)
    .addOption(role().makeOptionMandatory())
    .option('--ended', help.partyEnded)
    .option('--complaint <id>', help.ofComplaint)
    .option('--reason <text>', help.reason)
    .action((dir: string, name: string, party: string, options: RoleOptions) => {
      const { role: is, ended, complaint, reason } = options
      const input = {
        case: name,
        party,
        role: is,
        isHeld: ended !== true,
        ...(complaint !== undefined && { complaintId: complaint }),
        ...(reason !== undefined && { reason }),
      }
      return run(options, (context) => sayOfParty(context, dir, 'party.setRole', input))
    })
  ofParty('merge', help.partyMerge)
    .requiredOption('--into <party>', help.into)
    .requiredOption('--reason <text>', help.reason)
    .action((dir: string, name: string, party: string, options: Reasoned & { readonly into: string }) => {
      const { into, reason } = options
      return run(options, (context) =>
        sayOfParty(context, dir, 'party.merge', { case: name, party, into, reason }),
      )
    })
  ofParty('unmerge', help.partyUnmerge)
    .requiredOption('--reason <text>', help.reason)
    .action((dir: string, name: string, party: string, options: Reasoned) => {
      const input = { case: name, party, reason: options.reason }
      return run(options, (context) => sayOfParty(context, dir, 'party.unmerge', input))
    })
  ofParty('indicators', help.partyIndicators)
    .addOption(new Option('--present <list>', help.present).argParser(listOf('--present')))
    .addOption(new Option('--absent <list>', help.absent).argParser(listOf('--absent')))
    .option('--note <text>', help.noteText)
    .action((dir: string, name: string, party: string, options: IndicatorOptions) => {
      const { present = [], absent = [], note } = options
      const input = { case: name, party, present, absent, ...(note !== undefined && { note }) }
      return run(options, (context) => sayOfParty(context, dir, 'party.noteIndicators', input))
    })
  addPremisesCommands(frame)
}

function addPremisesCommands({ program, help, run }: Frame): void {
  const premises = program.command('premises').description(help.premises)
  const inCase = (name: string, description: string) =>
    unlocking(premises.command(name), help)
      .description(description)
      .argument('<dir>', help.dir)
      .argument('<case>', help.caseArgument)
  inCase('add', help.premisesAdd)
    .requiredOption('--file <file>', help.premisesFile)
    .action((dir: string, name: string, options: Filed) =>
      run(options, (context) => writePremises(context, dir, { case: name, path: options.file })),
    )
  inCase('change', help.premisesChange)
    .argument('<premises>', help.premisesArgument)
    .requiredOption('--file <file>', help.premisesFile)
    .action((dir: string, name: string, wanted: string, options: Filed) =>
      run(options, (context) =>
        writePremises(context, dir, { case: name, premises: wanted, path: options.file }),
      ),
    )
  inCase('list', help.premisesList).action((dir: string, name: string, options: SecretOptions) =>
    run(options, (context) => listPremises(context, dir, name)),
  )
}

function listOf(name: string): (value: string) => Indicator[] {
  const read = oneOf(name, INDICATORS)
  return (value) => [...new Set(value.split(',').map((word) => read(word.trim())))]
}
