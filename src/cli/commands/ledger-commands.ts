import type { FailureCode } from '#contract/failures.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatWholeNumber } from '#contract/number-text.ts'
import type { OutputOf } from '#contract/operations.ts'
import { formatDateTime } from '#core/dates/format-date.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'

/** `samnum vault anchor DIR`: one line for the station's register. */
export async function writeAnchor(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('ledger.anchor', {})
    if (answer.outcome !== 'done') return stopped(answer)
    const { done } = context.text
    const lines = [done.anchorWritten, '', `    ${answer.value.line}`, '', done.anchorAdvice]
    return { kind: 'done', value: answer.value, lines }
  })
}

/** `samnum vault anchor DIR --check LINE`. Exit code 0 only when the ledger is the one that the line was written from. */
export async function checkAnchor(context: CommandContext, folder: string, line: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('ledger.checkAnchor', { line })
    if (answer.outcome !== 'done') return stopped(answer)
    const { verdict, seq } = answer.value
    const sentence = anchorSentence(context, answer.value)
    if (verdict === 'same') return { kind: 'done', value: answer.value, lines: [sentence] }
    return {
      kind: 'failed',
      failure: { code: ANCHOR_FAILURES[verdict], facts: { seq } },
      value: answer.value,
      reasons: [sentence],
    }
  })
}

/** `samnum vault anchor DIR --state` */
export async function showAnchorState(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('ledger.anchorState', {})
    if (answer.outcome !== 'done') return stopped(answer)
    const { anchored, eventsSince } = answer.value
    const { language, text } = context
    const sentence =
      anchored === null
        ? fillTemplate(text.done.neverAnchored, { count: eventsSince }, language)
        : fillTemplate(
            text.done.anchoredAt,
            { seq: anchored.seq, when: formatDateTime(anchored.atMs, { language }), count: eventsSince },
            language,
          )
    return { kind: 'done', value: answer.value, lines: [sentence] }
  })
}

/** `samnum vault rebuild DIR` */
export async function rebuildViews(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('ledger.rebuild', {})
    if (answer.outcome !== 'done') return stopped(answer)
    const lines = [fillTemplate(context.text.done.rebuilt, answer.value, context.language)]
    return { kind: 'done', value: answer.value, lines }
  })
}

/** The paper is a witness as well: what it shows has the same codes. */
export const ANCHOR_FAILURES = {
  differs: 'ledger/forked',
  ahead: 'ledger/behind-witness',
} as const satisfies { readonly [verdict: string]: FailureCode }

function anchorSentence(
  { language, text }: CommandContext,
  { verdict, seq, atMs }: OutputOf<'ledger.checkAnchor'>,
): string {
  const facts = {
    seq: formatWholeNumber(seq, language),
    ...(atMs !== null && { when: formatDateTime(atMs, { language }) }),
  }
  return fillTemplate(text.anchor[verdict], facts, language)
}
