import { Option } from 'commander'
import {
  CASE_OUTCOMES,
  type CaseOutcome,
  COUNSEL_ROLES,
  type CounselRole,
  HEARING_STATES,
  type HearingState,
  LINK_RELATIONS,
  type LinkRelation,
  REVIEW_OUTCOMES,
  type ReviewOutcome,
} from '#core/casework/case-work-vocabularies.ts'
import { TIMELINE_GROUPS, type TimelineGroup } from '#core/history/case-timeline.ts'
import type { HearingId } from '#core/ids.ts'
import type { Language } from '#core/language.ts'
import { CASE_WORK_TEXT } from '../case-work-text.ts'
import {
  recordOfCase,
  showHistory,
  showTimeline,
  showWork,
  splitCase,
} from '../commands/case-work-commands.ts'
import { collect, momentOf, oneOf } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { inCase } from './add-case-work-commands.ts'
import type { Frame } from './frame.ts'

type Reasoned = SecretOptions & { readonly reason: string }
type SplitOptions = { readonly title: string; readonly what: string; readonly complaint: string[] }

/** What `samnum case …` has about the course of a case: other cases, courts, reviews, its end and its history. `program` is that command. */
export function addCaseCourseCommands(frame: Frame, language: Language): void {
  addJoining(frame, language)
  addEnding(frame, language)
  addCourts(frame, language)
  addTelling(frame, language)
}

function addJoining({ program: cases, help, run }: Frame, language: Language): void {
  const said = CASE_WORK_TEXT[language].help
  const joining = (name: string, description: string) =>
    inCase(cases, name, description, help)
      .argument('<other>', said.other)
      .requiredOption('--reason <text>', said.reason)
  for (const [name, operation] of [
    ['link', 'case.link'],
    ['unlink', 'case.unlink'],
  ] as const) {
    joining(name, said[name])
      .addOption(
        new Option('--as <relation>', said.as).default('other').argParser(oneOf('--as', LINK_RELATIONS)),
      )
      .action((dir: string, one: string, other: string, options: Reasoned & { as: LinkRelation }) => {
        const input = { case: one, other, reason: options.reason, relation: options.as }
        return run(options, (context) => recordOfCase(context, dir, operation, input))
      })
  }
  joining('parent', said.parent)
    .option('--remove', said.remove)
    .action((dir: string, one: string, other: string, options: Reasoned & { remove?: boolean }) => {
      const input = { case: one, other, reason: options.reason, isPart: options.remove !== true }
      return run(options, (context) => recordOfCase(context, dir, 'case.setParent', input))
    })
  joining('merge', said.merge).action((dir: string, one: string, other: string, options: Reasoned) =>
    run(options, (context) =>
      recordOfCase(context, dir, 'case.merge', { case: one, other, reason: options.reason }),
    ),
  )
  inCase(cases, 'split', said.split, help)
    .requiredOption('--title <title>', said.newTitle)
    .requiredOption('--what <text>', said.what)
    .requiredOption('--reason <text>', said.reason)
    .option('--complaint <id>', said.splitComplaint, collect, [])
    .action((dir: string, name: string, options: Reasoned & SplitOptions) => {
      const { title, what, reason, complaint: complaints } = options
      return run(options, (context) =>
        splitCase(context, dir, { case: name, title, what, reason, complaints }),
      )
    })
}

function addEnding({ program: cases, help, run }: Frame, language: Language): void {
  const said = CASE_WORK_TEXT[language].help
  const reasoned = (name: string, description: string) =>
    inCase(cases, name, description, help).requiredOption('--reason <text>', said.reason)
  reasoned('close', said.close)
    .addOption(
      new Option('--outcome <outcome>', said.outcome)
        .makeOptionMandatory()
        .argParser(oneOf('--outcome', CASE_OUTCOMES)),
    )
    .action((dir: string, name: string, options: Reasoned & { outcome: CaseOutcome }) => {
      const input = { case: name, outcome: options.outcome, reason: options.reason }
      return run(options, (context) => recordOfCase(context, dir, 'case.close', input))
    })
  reasoned('reopen', said.reopen).action((dir: string, name: string, options: Reasoned) =>
    run(options, (context) =>
      recordOfCase(context, dir, 'case.reopen', { case: name, reason: options.reason }),
    ),
  )
  reasoned('transfer', said.transfer)
    .requiredOption('--to <station>', said.to)
    .option('--authority <text>', said.authority)
    .action((dir: string, name: string, options: Reasoned & { to: string; authority?: string }) => {
      const { to, authority, reason } = options
      const input = { case: name, to, reason, ...(authority !== undefined && { authority }) }
      return run(options, (context) => recordOfCase(context, dir, 'case.transfer', input))
    })
  inCase(cases, 'review', said.review, help)
    .addOption(
      new Option('--outcome <outcome>', said.outcome)
        .makeOptionMandatory()
        .argParser(oneOf('--outcome', REVIEW_OUTCOMES)),
    )
    .requiredOption('--text <text>', said.text)
    .addOption(new Option('--next <time>', said.next).argParser(momentOf('--next')))
    .action((dir: string, name: string, options: ReviewOptions) => {
      const { outcome, text, next } = options
      const input = { case: name, outcome, text, ...(next !== undefined && { nextAtMs: next }) }
      return run(options, (context) => recordOfCase(context, dir, 'review.make', input))
    })
  reasoned('decide', said.decide)
    .requiredOption('--decision <text>', said.decision)
    .action((dir: string, name: string, options: Reasoned & { decision: string }) => {
      const input = { case: name, decision: options.decision, reason: options.reason }
      return run(options, (context) => recordOfCase(context, dir, 'decision.make', input))
    })
}

type ReviewOptions = SecretOptions & {
  readonly outcome: ReviewOutcome
  readonly text: string
  readonly next?: number
}
type HearingOptions = SecretOptions & {
  readonly court: string
  readonly at: number
  readonly subject: string
  readonly hearing?: string
  readonly state: HearingState
}
type CounselOptions = SecretOptions & {
  readonly role: CounselRole
  readonly name: string
  readonly organisation?: string
  readonly contact?: string
  readonly represents?: string
}

function addCourts({ program: cases, help, run }: Frame, language: Language): void {
  const said = CASE_WORK_TEXT[language].help
  inCase(cases, 'hearing', said.hearing, help)
    .requiredOption('--court <court>', said.court)
    .addOption(new Option('--at <time>', said.at).makeOptionMandatory().argParser(momentOf('--at')))
    .requiredOption('--subject <text>', said.subject)
    .option('--hearing <id>', said.hearingId)
    .addOption(
      new Option('--state <state>', said.hearingState)
        .default('planned')
        .argParser(oneOf('--state', HEARING_STATES)),
    )
    .action((dir: string, name: string, options: HearingOptions) => {
      const { court, at, subject, hearing, state } = options
      const known = hearing === undefined ? {} : { hearingId: hearing as HearingId }
      const input = { case: name, court, atMs: at, subject, state, ...known }
      return run(options, (context) => recordOfCase(context, dir, 'hearing.set', input))
    })
  inCase(cases, 'counsel', said.counsel, help)
    .addOption(
      new Option('--role <role>', said.role).makeOptionMandatory().argParser(oneOf('--role', COUNSEL_ROLES)),
    )
    .requiredOption('--name <name>', said.fullName)
    .option('--organisation <name>', said.organisation)
    .option('--contact <text>', said.contact)
    .option('--represents <name>', said.represents)
    .action((dir: string, name: string, options: CounselOptions) => {
      const { role, name: fullName, organisation, contact, represents } = options
      const input = {
        ...{ case: name, role, fullName },
        ...(organisation !== undefined && { organisation }),
        ...(contact !== undefined && { contact }),
        ...(represents !== undefined && { represents }),
      }
      return run(options, (context) => recordOfCase(context, dir, 'counsel.set', input))
    })
}

function addTelling({ program: cases, help, run }: Frame, language: Language): void {
  const said = CASE_WORK_TEXT[language].help
  inCase(cases, 'work', said.work, help).action((dir: string, name: string, options: SecretOptions) =>
    run(options, (context) => showWork(context, dir, name)),
  )
  inCase(cases, 'history', said.history, help).action((dir: string, name: string, options: SecretOptions) =>
    run(options, (context) => showHistory(context, dir, name)),
  )
  const readGroup = oneOf('--group', TIMELINE_GROUPS)
  inCase(cases, 'timeline', said.timeline, help)
    .addOption(
      new Option('--group <group>', said.group)
        .default([], '')
        .argParser((value: string, groups: readonly TimelineGroup[]) => [...groups, readGroup(value)]),
    )
    .action((dir: string, name: string, options: SecretOptions & { group: readonly TimelineGroup[] }) =>
      run(options, (context) => showTimeline(context, dir, { name, groups: options.group })),
    )
}
