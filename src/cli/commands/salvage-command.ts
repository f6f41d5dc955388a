import { resolve } from 'node:path'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatWholeNumber } from '#contract/number-text.ts'
import type { OutputOf } from '#contract/operations.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { readCredentials, stopped, withLockedVault } from '../open-vault.ts'
import { isOutcome, type Outcome } from '../outcome.ts'
import { alignFields } from '../text-columns.ts'

/** `samnum vault salvage DIR DEST`. Losses are what it is for: it succeeds with them and names each. */
export async function salvageVault(
  context: CommandContext,
  folder: string,
  destination: string,
): Promise<Outcome> {
  return await withLockedVault(context, folder, async (desk) => {
    const credentials = await readCredentials(context)
    if (isOutcome(credentials)) return credentials
    const folderId = await desk.engine.offerFolder(resolve(destination))
    const answer = await desk.call('vault.salvage', { folderId, ...credentials })
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: salvagedLines(context, destination, answer.value) }
  })
}

function salvagedLines(
  { language, text: { label, done } }: CommandContext,
  destination: string,
  { lastSeq, saved, lost, objects, unreadableCases }: OutputOf<'vault.salvage'>,
): readonly string[] {
  const number = (value: number) => formatWholeNumber(value, language)
  const gaps = lost.map((gap) =>
    fillTemplate(gap.from === gap.to ? done.lostEvent : done.lostEvents, gap, language),
  )
  const isAll = lost.length === 0 && objects.lost === 0
  return [
    isAll ? done.salvagedAll : done.salvaged,
    ...alignFields([
      [label.folder, showEscaped(resolve(destination))],
      [label.events, fillTemplate(done.savedOf, { saved, total: lastSeq }, language)],
      [
        label.exhibits,
        fillTemplate(done.savedOf, { saved: objects.saved, total: objects.saved + objects.lost }, language),
      ],
      [label.unreadableCases, unreadableCases === 0 ? undefined : number(unreadableCases)],
    ]),
    ...gaps.map((gap) => `- ${gap}`),
    done.salvageAdvice,
  ]
}
