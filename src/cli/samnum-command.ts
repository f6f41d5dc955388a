import { Command, type Option } from 'commander'
import { UsageError } from './usage.ts'

/**
 * commander's command with its complaints turned into {@link UsageError}s, so that they have codes and a sentence in
 * both languages. commander calls these methods by their names (14.0.3, lib/command.js, from line 2034); the tests of the
 * command line fail when a later version no longer does.
 */
export class SamnumCommand extends Command {
  private keepsArgumentsSecret = false

  override createCommand(name?: string): SamnumCommand {
    return new SamnumCommand(name)
  }

  /** What is typed where it does not belong is not repeated: it may be a code that somebody hoped to pass. */
  keepArgumentsSecret(): this {
    this.keepsArgumentsSecret = true
    return this
  }

  missingArgument(name: string): never {
    throw new UsageError('usage/missing-argument', { name: name.toUpperCase() })
  }

  optionMissingArgument(option: Option): never {
    throw new UsageError('usage/missing-value', { name: option.flags })
  }

  missingMandatoryOptionValue(option: Option): never {
    throw new UsageError('usage/missing-option', { name: option.flags })
  }

  unknownOption(flag: string): never {
    // Without what follows the sign: it may be a passphrase that somebody hoped to pass.
    throw new UsageError('usage/unknown-option', { name: flag.split('=')[0] ?? '' })
  }

  _excessArguments(receivedArguments: readonly string[]): void {
    const extra = receivedArguments[this.registeredArguments.length]
    throw new UsageError('usage/too-many-arguments', {
      name: this.keepsArgumentsSecret ? '…' : (extra ?? ''),
    })
  }

  unknownCommand(): never {
    throw new UsageError('usage/unknown-command', { name: this.args[0] ?? '' })
  }
}
