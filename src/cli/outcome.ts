import type { Failure } from '#contract/failures.ts'
import type { Usage } from './usage.ts'

/** What a command came to. `value` is what `--json` prints, `lines` what people read on standard output. */
export type Outcome =
  | { readonly kind: 'done'; readonly value: unknown; readonly lines: readonly string[] }
  /** The command printed its result itself, while it ran. */
  | { readonly kind: 'printed' }
  /**
   * `value` is printed beside the failure, for commands of which a part succeeded or that found something out; `reasons`
   * stand on standard error instead of the failure's own sentence.
   */
  | {
      readonly kind: 'failed'
      readonly failure: Failure
      readonly value?: object
      readonly lines?: readonly string[]
      readonly reasons?: readonly string[]
    }
  | { readonly kind: 'cancelled'; readonly value?: object; readonly lines?: readonly string[] }
  | { readonly kind: 'bug'; readonly reference: string }
  | { readonly kind: 'misused'; readonly usage: Usage; readonly command: string }

/** The exit code of each outcome. Scripts rely on them: they never change. */
export const EXIT_CODES = {
  done: 0,
  printed: 0,
  failed: 1,
  cancelled: 1,
  misused: 2,
  bug: 3,
} as const satisfies { readonly [kind in Outcome['kind']]: number }

/** Tells an outcome from what was to be read. */
export function isOutcome(read: object): read is Outcome {
  return 'kind' in read
}
