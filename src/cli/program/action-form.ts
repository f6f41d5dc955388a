import type { Command } from 'commander'
import { UsageError } from '../usage.ts'

/**
 * What one action of a command such as `samnum vault users DIR add` demands and takes. Options are named as commander names
 * their values: `--second-user` is `secondUser`.
 */
export type ActionForm = {
  /** Whether the argument after the action must be there, may be there, or has no place. */
  readonly argument?: 'needed' | 'possible'
  readonly needs?: readonly string[]
  readonly takes?: readonly string[]
}

/**
 * Refuses what one action lacks or has no use for; commander knows only the options of all actions together. Options that
 * no form names belong to every action. `argument` is the name of what stands after the action, and what was typed there.
 */
export function checkAction<Action extends string>(
  command: Command,
  forms: { readonly [Name in Action]: ActionForm },
  action: Action,
  argument?: { readonly name: string; readonly value: unknown },
): void {
  const form = forms[action]
  const all: readonly ActionForm[] = Object.values(forms)
  for (const option of command.options) {
    const name = option.attributeName()
    const isOwned = all.some(({ needs = [], takes = [] }) => needs.includes(name) || takes.includes(name))
    const isGiven = command.getOptionValueSource(name) === 'cli'
    const isNeeded = form.needs?.includes(name) === true
    if (isNeeded && !isGiven) throw new UsageError('usage/missing-option', { name: option.flags })
    if (isGiven && isOwned && !isNeeded && form.takes?.includes(name) !== true)
      throw new UsageError('usage/unknown-option', { name: option.long ?? option.flags })
  }
  if (argument === undefined) return
  if (argument.value === undefined && form.argument === 'needed')
    throw new UsageError('usage/missing-argument', { name: argument.name })
  if (argument.value !== undefined && form.argument === undefined)
    throw new UsageError('usage/too-many-arguments', { name: String(argument.value) })
}
