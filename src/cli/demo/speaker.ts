import type { Envelope } from '#contract/envelope.ts'
import type { Facts } from '#contract/failures.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'

/** Stops the demonstration where it is; `outcome` says why unless that was said already. */
export class DemoStop extends Error {
  readonly outcome: Outcome | null

  constructor(outcome: Outcome | null) {
    super('the demonstration stopped')
    this.outcome = outcome
  }
}

/** Answers what a call came to, or stops the demonstration. */
export async function done<Output>(answering: Promise<Envelope<Output>>): Promise<Output> {
  const answer = await answering
  if (answer.outcome === 'done') return answer.value
  throw new DemoStop(stopped(answer))
}

/** Says on standard output what the demonstration does. */
export type Speaker = {
  (template: string, facts?: Facts): void
  readonly language: CommandContext['language']
  readonly text: CommandContext['text']
  /** Says a numbered step. */
  step(template: string, facts: Facts): void
  /** Says why the demonstration does not go on. */
  stop(template: string, facts: Facts): DemoStop
}

/** Makes the speaker of one demonstration. */
export function makeSpeaker({ terminal, language, text }: CommandContext): Speaker {
  let steps = 0
  const fill = (template: string, facts: Facts) => fillTemplate(template, facts, language)
  const speak = (template: string, facts: Facts = {}) => terminal.writeOut(`${fill(template, facts)}\n`)
  return Object.assign(speak, {
    language,
    text,
    step(template: string, facts: Facts) {
      steps++
      speak(text.demo.step, { step: steps, text: fill(template, facts) })
    },
    stop(template: string, facts: Facts) {
      terminal.writeError(`${fill(template, facts)}\n`)
      return new DemoStop(null)
    },
  })
}
