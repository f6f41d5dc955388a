import type { Parser } from '#node/parsers/parser.ts'
import { ATTACKS } from './attacks.ts'

/** A parser that attacks, hides that it was stopped, and reports what came of it as if it had read it. */
export const hostileParser: Parser = {
  name: 'text',
  version: '1',
  options: ['attack', 'target'],
  async parse(task) {
    const { attack = '', target = '' } = task.options
    let value: string
    try {
      value = `succeeded: ${String(await ATTACKS[attack]?.(target, task))}`
    } catch (error) {
      const { code, name } = error as { code?: string; name: string }
      if (attack === 'throw') throw error
      value = `refused: ${code ?? name}`
    }
    task.out.add('facts', { position: { kind: 'line', line: 1 }, name: 'attack/outcome', value })
    return undefined
  },
}
