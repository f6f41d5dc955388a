import { Option } from 'commander'
import {
  MOVE_PURPOSES,
  type MovePurpose,
  SEAL_STATES,
  type SealState,
} from '#core/custody/custody-vocabularies.ts'
import {
  addPlace,
  countPlace,
  listCounts,
  listPlaces,
  moveItems,
  receiveItems,
  showCustody,
} from '../commands/custody-commands.ts'
import { momentOf, oneOf, personNumber, wholeNumber, withWords } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { UsageError } from '../usage.ts'
import { type Frame, unlocking, withSecondPerson } from './frame.ts'

/** `samnum custody …`, `samnum place …`; called after `exhibit` has its command, also `samnum exhibit move|receive|audit`. */
export function addCustodyCommands(frame: Frame): void {
  const { program, help, run } = frame
  unlocking(program.command('custody'), help)
    .description(help.custodyChain)
    .argument('<dir>', help.dir)
    .argument('<item>', help.itemArgument)
    .action((dir: string, item: string, options: SecretOptions) =>
      run(options, (context) => showCustody(context, dir, item)),
    )
  const places = program.command('place').description(help.place)
  unlocking(places.command('add'), help)
    .description(help.placeAdd)
    .argument('<dir>', help.dir)
    .argument('<code>', help.placeCode)
    .argument('<name>', help.placeName)
    .requiredOption('--room <room>', help.placeRoom)
    .action((dir: string, code: string, name: string, options: SecretOptions & { room: string }) =>
      run(options, (context) => addPlace(context, dir, { code, name, room: options.room })),
    )
  unlocking(places.command('list'), help)
    .description(help.placeList)
    .argument('<dir>', help.dir)
    .action((dir: string, options: SecretOptions) => run(options, (context) => listPlaces(context, dir)))
  const exhibits = program.commands.find((command) => command.name() === 'exhibit')
  if (exhibits === undefined) throw new Error('the commands of exhibits come first')
  const ofExhibits = { ...frame, program: exhibits }
  addMoveCommand(ofExhibits)
  addReceiveCommand(ofExhibits)
  addAuditCommand(ofExhibits)
}

function addMoveCommand({ program: exhibits, help, run }: Frame): void {
  type Options = SecretOptions & {
    toPerson?: number
    toPlace?: string
    toOutside?: string
    purpose: MovePurpose
    where: string
    reason: string
    seal: SealState
    sealNumber?: string
    newSeal?: string
    explanation?: string
    order?: string
    authority?: string
    orderedOn?: string
    basis?: string
    condition?: string
    when?: number
  }
  withSecondPerson(unlocking(exhibits.command('move'), help), help)
    .description(help.exhibitMove)
    .argument('<dir>', help.dir)
    .argument('<item...>', help.itemsArgument)
    .addOption(new Option('--to-person <n>', help.toPerson).argParser(personNumber('--to-person')))
    .option('--to-place <code>', help.toPlace)
    .option('--to-outside <name>', help.toOutside)
    .addOption(
      new Option('--purpose <purpose>', withWords(help.movePurpose, MOVE_PURPOSES))
        .makeOptionMandatory()
        .argParser(oneOf('--purpose', MOVE_PURPOSES)),
    )
    .requiredOption('--where <place>', help.moveWhere)
    .addOption(new Option('--when <time>', help.moveWhen).argParser(momentOf('--when')))
    .requiredOption('--reason <text>', help.moveReason)
    .addOption(
      new Option('--seal <state>', withWords(help.sealState, SEAL_STATES))
        .makeOptionMandatory()
        .argParser(oneOf('--seal', SEAL_STATES)),
    )
    .option('--seal-number <number>', help.sealNumber)
    .option('--new-seal <number>', help.newSeal)
    .option('--condition <text>', help.condition)
    .option('--basis <text>', help.basis)
    .option('--explanation <text>', help.explanation)
    .option('--order <reference>', help.order)
    .option('--authority <name>', help.authority)
    .option('--ordered-on <day>', help.orderedOn)
    .action((dir: string, items: string[], options: Options) => {
      const { toPerson, toPlace, toOutside, purpose, where, reason, seal } = options
      const named = [toPerson, toPlace, toOutside].filter((receiver) => receiver !== undefined)
      if (named.length !== 1) throw new UsageError('usage/missing-option', { name: '--to-person' })
      const { sealNumber, newSeal, explanation, basis, condition, when } = options
      const order = wholeOrder(options)
      return run(options, (context) =>
        moveItems(context, dir, items, {
          ...(toPerson !== undefined && { toPerson }),
          ...(toPlace !== undefined && { to: { kind: 'place' as const, place: toPlace } }),
          ...(toOutside !== undefined && { to: { kind: 'outside' as const, name: toOutside } }),
          purpose,
          where,
          reason,
          sealState: seal,
          ...(when !== undefined && { movedAtMs: when }),
          ...(sealNumber !== undefined && { sealNumber }),
          ...(newSeal !== undefined && { newSealNumber: newSeal }),
          ...(explanation !== undefined && { explanation }),
          ...(condition !== undefined && { condition }),
          ...(basis !== undefined && { authority: basis }),
          ...(order !== null && { order }),
        }),
      )
    })
}

/** An order of which a part is missing is none: it is asked for, not dropped. */
function wholeOrder(options: { order?: string; authority?: string; orderedOn?: string }) {
  const { order: reference, authority, orderedOn } = options
  if (reference === undefined && authority === undefined && orderedOn === undefined) return null
  if (reference === undefined) throw new UsageError('usage/missing-option', { name: '--order' })
  if (authority === undefined) throw new UsageError('usage/missing-option', { name: '--authority' })
  if (orderedOn === undefined) throw new UsageError('usage/missing-option', { name: '--ordered-on' })
  return { reference, authority, orderedOn }
}

function addReceiveCommand({ program: exhibits, help, run }: Frame): void {
  withSecondPerson(unlocking(exhibits.command('receive'), help), help)
    .description(help.exhibitReceive)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .addOption(
      new Option('--event <n>', help.handOverEvent)
        .makeOptionMandatory()
        .argParser(wholeNumber('--event', { min: 1, max: Number.MAX_SAFE_INTEGER })),
    )
    .action((dir: string, caseName: string, options: SecretOptions & { event: number }) =>
      run(options, (context) => receiveItems(context, dir, caseName, options.event)),
    )
}

function addAuditCommand({ program: exhibits, help, run }: Frame): void {
  type Options = SecretOptions & { codes?: string; record?: boolean; note?: string }
  unlocking(exhibits.command('audit'), help)
    .description(help.exhibitAudit)
    .argument('<dir>', help.dir)
    .argument('<place>', help.placeCode)
    .option('--codes <file>', help.auditCodes)
    .option('--record', help.auditRecord)
    .option('--note <text>', help.note)
    .action((dir: string, place: string, options: Options) => {
      const { codes: path, record, note } = options
      if (path === undefined) {
        if (record === true || note !== undefined)
          throw new UsageError('usage/missing-option', { name: '--codes' })
        return run(options, (context) => listCounts(context, dir, place))
      }
      return run(options, (context) =>
        countPlace(context, dir, place, { path, isRecorded: record === true, note }),
      )
    })
}
