import { CommanderError } from 'commander'
import { buildProgram, findCommandName, type Invocation } from './build-program.ts'
import { beforeEndOfOptions, chooseLanguage } from './choose-language.ts'
import { EXIT_CODES, type Outcome } from './outcome.ts'
import { printOutcome } from './print-outcome.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage.ts'

/** Runs one command line and answers its exit code. `args` are those after the program's name. */
export async function runSamnum(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  // Looked for before everything else is understood, so that complaints about the rest come in the right form.
  const isJson = beforeEndOfOptions(args).includes('--json')
  const language = chooseLanguage(args, environment)
  const outcome = await runCommand({ args, environment, terminal, signal, isJson, language })
  printOutcome(terminal, outcome, language, isJson)
  return EXIT_CODES[outcome.kind]
}

async function runCommand(invocation: Invocation): Promise<Outcome> {
  const { program, result } = buildProgram(invocation)
  const command = findCommandName(program, invocation.args)
  try {
    await program.parseAsync([...invocation.args], { from: 'user' })
    return result.outcome ?? { kind: 'misused', usage: { code: 'usage/missing-command', facts: {} }, command }
  } catch (error) {
    if (error instanceof UsageError) return { kind: 'misused', usage: error.usage, command }
    if (error instanceof CommanderError) return commanderOutcome(error, result.printed, command)
    return { kind: 'bug', reference: reportBug(invocation.terminal, error) }
  }
}

/** Help and version come as errors, and so does what {@link UsageError} does not cover. */
function commanderOutcome({ code }: CommanderError, printed: string, command: string): Outcome {
  const lines = [printed.trimEnd()]
  switch (code) {
    case 'commander.helpDisplayed':
      return { kind: 'done', value: { help: printed }, lines }
    case 'commander.version':
      return { kind: 'done', value: { version: printed.trim() }, lines }
    case 'commander.help':
      return { kind: 'misused', usage: { code: 'usage/missing-command', facts: {} }, command }
    default:
      return { kind: 'misused', usage: { code: 'usage/not-understood', facts: {} }, command }
  }
}

function reportBug(terminal: Terminal, error: unknown): string {
  const reference = Date.now().toString(36)
  // Where it was thrown and not what was said: a message may quote what somebody typed.
  const frames =
    error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  terminal.writeError(`samnum bug ${reference}\n${frames.join('\n')}\n`)
  return reference
}
