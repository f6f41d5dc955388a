import { Option } from 'commander'
import type { Language } from '#core/language.ts'
import { beginExercise, listExercises, markExercise, startTraining } from '../commands/training-commands.ts'
import { wholeNumber } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { TRAINING_TEXT } from '../training-text.ts'
import { inCase } from './add-case-work-commands.ts'
import { type Frame, unlocking } from './frame.ts'

/** `samnum training …` */
export function addTrainingCommands({ program, help, run }: Frame, language: Language): void {
  const said = TRAINING_TEXT[language].help
  const training = program.command('training').description(said.training)
  training
    .command('start')
    .description(said.start)
    .argument('<dir>', help.dir)
    .requiredOption('--user <name>', said.user)
    .addOption(
      new Option('--kdf-memory <mib>', help.kdfMemory).argParser(
        wholeNumber('--kdf-memory', { min: 64, max: 1024 }),
      ),
    )
    .action((dir: string, { user, kdfMemory }: { user: string; kdfMemory?: number }) =>
      run({}, (context) => startTraining(context, dir, user, kdfMemory ?? null)),
    )
  unlocking(training.command('list'), help)
    .description(said.list)
    .argument('<dir>', help.dir)
    .action((dir: string, options: SecretOptions) => run(options, (context) => listExercises(context, dir)))
  unlocking(training.command('begin'), help)
    .description(said.begin)
    .argument('<dir>', help.dir)
    .argument('<exercise>', said.exercise)
    .action((dir: string, exercise: string, options: SecretOptions) =>
      run(options, (context) => beginExercise(context, dir, exercise)),
    )
  inCase(training, 'mark', said.mark, help).action((dir: string, name: string, options: SecretOptions) =>
    run(options, (context) => markExercise(context, dir, name)),
  )
}
