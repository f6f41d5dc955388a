import type { InputOf, OperationName, OutputOf } from '#contract/operations.ts'
import type { CommandContext } from './command-context.ts'
import { stopped, withVault } from './open-vault.ts'
import type { Outcome } from './outcome.ts'

/** Opens a vault, asks one thing of it and says what it answered. */
export async function askVault<Name extends OperationName>(
  context: CommandContext,
  folder: string,
  name: Name,
  input: InputOf<Name>,
  say: (value: OutputOf<Name>) => readonly string[],
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call(name, input)
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value as object, lines: say(answer.value) }
  })
}
