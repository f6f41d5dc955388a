import { type Command, Option } from 'commander'
import type { TaskId } from '#core/ids.ts'
import type { Language } from '#core/language.ts'
import { CASE_WORK_TEXT } from '../case-work-text.ts'
import { listNotes, listWork, recordOfCase, setTask, writeNote } from '../commands/case-work-commands.ts'
import { adoptPlaybook, listClocks, listPlaybooks, showPlaybooks } from '../commands/playbook-commands.ts'
import { momentOf, personNumber, wholeNumber } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { type Frame, unlocking } from './frame.ts'

/** `samnum note …`, `samnum task …` and `samnum playbook …` */
export function addCaseWorkCommands(frame: Frame, language: Language): void {
  addNoteCommands(frame, language)
  addTaskCommands(frame, language)
  addPlaybookCommands(frame, language)
}

function addNoteCommands({ program, help, run }: Frame, language: Language): void {
  const said = CASE_WORK_TEXT[language].help
  const notes = program.command('note').description(said.note)
  inCase(notes, 'write', said.noteWrite, help)
    .requiredOption('--text <text>', said.noteText)
    .addOption(
      new Option('--corrects <n>', said.corrects).argParser(
        wholeNumber('--corrects', { min: 1, max: 1_000_000 }),
      ),
    )
    .action((dir: string, name: string, options: SecretOptions & { text: string; corrects?: number }) => {
      const { text, corrects } = options
      const input = { case: name, text, ...(corrects !== undefined && { corrects }) }
      return run(options, (context) => writeNote(context, dir, input))
    })
  inCase(notes, 'list', said.noteList, help).action((dir: string, name: string, options: SecretOptions) =>
    run(options, (context) => listNotes(context, dir, name)),
  )
}

type TaskOptions = SecretOptions & {
  readonly title: string
  readonly detail?: string
  readonly due?: number
  readonly for?: number
  readonly task?: string
}

function addTaskCommands({ program, help, run }: Frame, language: Language): void {
  const said = CASE_WORK_TEXT[language].help
  const tasks = program.command('task').description(said.task)
  inCase(tasks, 'set', said.taskSet, help)
    .requiredOption('--title <title>', said.titleOption)
    .option('--detail <text>', said.detail)
    .addOption(new Option('--due <time>', said.due).argParser(momentOf('--due')))
    .addOption(new Option('--for <n>', said.assignee).argParser(personNumber('--for')))
    .option('--task <id>', said.taskId)
    .action((dir: string, name: string, options: TaskOptions) => {
      const { title, detail, due, for: number, task } = options
      const input = {
        ...{ case: name, title, personNumber: number },
        ...(detail !== undefined && { detail }),
        ...(due !== undefined && { dueAtMs: due }),
        ...(task !== undefined && { taskId: task as TaskId }),
      }
      return run(options, (context) => setTask(context, dir, input))
    })
  inCase(tasks, 'done', said.taskDone, help)
    .argument('<task>', said.taskArgument)
    .option('--note <text>', said.remark)
    .action((dir: string, name: string, task: string, options: SecretOptions & { note?: string }) => {
      const { note } = options
      const input = { case: name, taskId: task as TaskId, ...(note !== undefined && { note }) }
      return run(options, (context) => recordOfCase(context, dir, 'task.finish', input))
    })
  inCase(tasks, 'cancel', said.taskCancel, help)
    .argument('<task>', said.taskArgument)
    .requiredOption('--reason <text>', said.reason)
    .action((dir: string, name: string, task: string, options: SecretOptions & { reason: string }) => {
      const input = { case: name, taskId: task as TaskId, reason: options.reason }
      return run(options, (context) => recordOfCase(context, dir, 'task.cancel', input))
    })
  unlocking(tasks.command('list'), help)
    .description(said.taskList)
    .argument('<dir>', help.dir)
    .option('--mine', said.mine)
    .action((dir: string, options: SecretOptions & { mine?: boolean }) =>
      run(options, (context) => listWork(context, dir, options.mine === true)),
    )
}

function addPlaybookCommands({ program, help, run }: Frame, language: Language): void {
  const said = CASE_WORK_TEXT[language].help
  const playbooks = program.command('playbook').description(said.playbook)
  unlocking(playbooks.command('list'), help)
    .description(said.playbookList)
    .argument('<dir>', help.dir)
    .action((dir: string, options: SecretOptions) => run(options, (context) => listPlaybooks(context, dir)))
  unlocking(playbooks.command('clocks'), help)
    .description(said.playbookClocks)
    .argument('<dir>', help.dir)
    .action((dir: string, options: SecretOptions) => run(options, (context) => listClocks(context, dir)))
  inCase(playbooks, 'show', said.playbookShow, help)
    .option('--also <playbook>', said.also)
    .action((dir: string, name: string, options: SecretOptions & { also?: string }) => {
      const { also } = options
      const input = { case: name, ...(also !== undefined && { also }) }
      return run(options, (context) => showPlaybooks(context, dir, input))
    })
  const ofStep = (name: string, description: string) =>
    inCase(playbooks, name, description, help)
      .argument('<playbook>', said.playbookArgument)
      .argument('<step>', said.stepArgument)
  ofStep('do', said.playbookDo)
    .option('--note <text>', said.remark)
    .action(
      (
        dir: string,
        name: string,
        playbook: string,
        step: string,
        options: SecretOptions & { note?: string },
      ) => {
        const { note } = options
        const input = { case: name, playbook, step, ...(note !== undefined && { note }) }
        return run(options, (context) => recordOfCase(context, dir, 'playbook.do', input))
      },
    )
  ofStep('skip', said.playbookSkip)
    .requiredOption('--reason <text>', said.reason)
    .action(
      (
        dir: string,
        name: string,
        playbook: string,
        step: string,
        options: SecretOptions & { reason: string },
      ) => {
        const input = { case: name, playbook, step, reason: options.reason }
        return run(options, (context) => recordOfCase(context, dir, 'playbook.skip', input))
      },
    )
  unlocking(playbooks.command('adopt'), help)
    .description(said.playbookAdopt)
    .argument('<dir>', help.dir)
    .argument('<file>', said.playbookFile)
    .action((dir: string, path: string, options: SecretOptions) =>
      run(options, (context) => adoptPlaybook(context, dir, path)),
    )
}

/** Adds a command that is about one case. */
export function inCase(
  parent: Command,
  name: string,
  description: string,
  help: Frame['help'],
): ReturnType<typeof unlocking> {
  return unlocking(parent.command(name), help)
    .description(description)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
}
