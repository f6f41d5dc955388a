import { type Command, Option } from 'commander'
import type { Language } from '#core/language.ts'
import type { HubPlace } from '../commands/hub-command.ts'
import { showConflicts } from '../commands/hub-conflicts-command.ts'
import { setContact, setProvince, showMatches } from '../commands/hub-matches-commands.ts'
import { listSaid, type Saying, sendComment, sendTask } from '../commands/hub-messages-commands.ts'
import { searchHub } from '../commands/hub-search-command.ts'
import { type SentFile, sendFile } from '../commands/hub-send-command.ts'
import { HUB_MESSAGE_TEXT } from '../hub-message-text.ts'
import { JOINT_TEXT } from '../joint-text.ts'
import { dayOf, nameOf, provinceOf, wholeNumber } from '../option-values.ts'
import type { Run } from './frame.ts'

/** Limits of a message, in UTF-16 code units (`docs/format-sync.md`, section 7). */
const LONGEST_LINE = 500
const LONGEST_TEXT = 1_000_000
/** The longest text of the hub's own record. */
const LONGEST_NAME = 300

/** What the commands about messages are added with. */
export type HubMessageFrame = {
  readonly command: (name: string, about: string) => Command
  readonly run: Run
  readonly placeOf: (folder: string) => HubPlace
  readonly language: Language
}

/** `samnum hub task|comment|messages|send|search|matches|contact|place` */
export function addHubMessageCommands({ command, run, placeOf, language }: HubMessageFrame): void {
  const { help } = HUB_MESSAGE_TEXT[language]
  const saying = (name: string, about: string) =>
    command(name, about)
      .argument('<station>', help.to)
      .addOption(
        new Option('--text <text>', help.text)
          .argParser(nameOf('--text', LONGEST_TEXT))
          .makeOptionMandatory(),
      )
      .option('--from <name>', help.from, nameOf('--from', LONGEST_LINE))
  saying('task', help.task)
    .addOption(
      new Option('--title <title>', help.title)
        .argParser(nameOf('--title', LONGEST_LINE))
        .makeOptionMandatory(),
    )
    .option('--case <case>', help.case)
    .option('--due <day>', help.due, dayOf('--due'))
    .action((dir: string, station: string, options: Omit<Saying, 'station'>) =>
      run({}, (context) => sendTask(context, placeOf(dir), { station, ...options })),
    )
  saying('comment', help.comment)
    .argument('[case]', help.case)
    .option('--title <title>', help.title, nameOf('--title', LONGEST_LINE))
    .action(
      (dir: string, station: string, name: string | undefined, options: Omit<Saying, 'station' | 'case'>) =>
        run({}, (context) =>
          sendComment(context, placeOf(dir), {
            station,
            ...options,
            ...(name !== undefined && { case: name }),
          }),
        ),
    )
  command('messages', help.messages)
    .argument('[station]', help.to)
    .action((dir: string, station: string | undefined) =>
      run({}, (context) => listSaid(context, placeOf(dir), station)),
    )
  command('send', help.send)
    .argument('<station>', help.to)
    .option('--law <file>', help.law)
    .option('--playbook <file>', help.playbook)
    .option('--recipients <file>', help.recipients)
    .option('--update <file>', help.update)
    .action((dir: string, station: string, options: SentFile) =>
      run({}, (context) => sendFile(context, placeOf(dir), station, options)),
    )
  command('search', help.search)
    .argument('<query>', help.query)
    .option('--station <station>', help.to)
    .addOption(
      new Option('--limit <n>', help.limit)
        .default(50)
        .argParser(wholeNumber('--limit', { min: 1, max: 200 })),
    )
    .action(
      (
        dir: string,
        query: string,
        { station, limit }: { readonly station?: string; readonly limit: number },
      ) =>
        run({}, (context) =>
          searchHub(context, placeOf(dir), { query, kinds: [], status: 'any', limit }, station),
        ),
    )
  command('matches', help.matches).action((dir: string) =>
    run({}, (context) => showMatches(context, placeOf(dir))),
  )
  const { help: joint } = JOINT_TEXT[language]
  command('conflicts', joint.conflicts)
    .argument('<places...>', joint.places)
    .option('--tell', joint.tell, false)
    .action((dir: string, places: readonly string[], { tell }: { readonly tell: boolean }) =>
      run({}, (context) => showConflicts(context, placeOf(dir), places, tell)),
    )
  command('contact', help.contact)
    .argument('<whom>', help.whom, nameOf('WHOM', LONGEST_NAME))
    .action((dir: string, whom: string) => run({}, (context) => setContact(context, placeOf(dir), whom)))
  command('place', help.place)
    .argument('<station>', help.to)
    .argument('<province>', help.province, provinceOf('PROVINCE'))
    .action((dir: string, station: string, province: string) =>
      run({}, (context) => setProvince(context, placeOf(dir), station, province)),
    )
}
