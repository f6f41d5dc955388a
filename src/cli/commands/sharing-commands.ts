import type { CaseFile } from '#contract/case-operations.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatExactBytes, formatWholeNumber } from '#contract/number-text.ts'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import { formatDateTime } from '#core/dates/format-date.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import { isOutcome, type Outcome } from '../outcome.ts'
import { readSecondPerson } from '../second-person.ts'
import { alignFields, alignRows } from '../text-columns.ts'
import { withPerson } from './people-commands.ts'

/** What a second person's signature may be for. */
export const CONFIRMATION_PURPOSES = ['hand-over', 'review'] as const
export type ConfirmationPurpose = (typeof CONFIRMATION_PURPOSES)[number]

/** `samnum case share DIR CASE --with N` */
export async function shareCase(
  context: CommandContext,
  folder: string,
  caseName: string,
  number: number,
): Promise<Outcome> {
  return await withPerson(context, folder, number, async (desk, { userId, name }) => {
    const answer = await desk.call('case.share', { case: caseName, userId })
    if (answer.outcome !== 'done') return stopped(answer)
    const facts = { case: caseName, name, number: String(number) }
    const lines = [fillTemplate(context.text.done.caseShared, facts, context.language)]
    return { kind: 'done', value: { ...answer.value, userId, number }, lines }
  })
}

/** `samnum case readers DIR CASE` */
export async function listReaders(
  context: CommandContext,
  folder: string,
  caseName: string,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('case.readers', { case: caseName })
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: readerRows(context, answer.value) }
  })
}

/** Which event is confirmed and what for. */
export type Confirmation = {
  readonly seq: number
  readonly purpose: ConfirmationPurpose
  readonly note?: string | undefined
}

/** `samnum case confirm DIR CASE --event N --purpose P`. The event is shown before the second person is asked. */
export async function confirmEvent(
  context: CommandContext,
  folder: string,
  caseName: string,
  { seq, purpose, note }: Confirmation,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const shown = await desk.call('case.show', { case: caseName })
    if (shown.outcome !== 'done') return stopped(shown)
    const event = findEvent(shown.value, seq)
    if (event === undefined) return { kind: 'failed', failure: { code: 'event/not-found', facts: { seq } } }
    if (context.secretFiles.secondPassphrase === null) sayEvent(context, shown.value.number, event)
    const secondPerson = await readSecondPerson(context)
    if (isOutcome(secondPerson)) return secondPerson
    const answer = await desk.call('event.confirm', {
      case: caseName,
      seq,
      hashHex: event.hashHex,
      purpose,
      ...(note !== undefined && { note }),
      secondPerson,
    })
    if (answer.outcome !== 'done') return stopped(answer)
    const facts = { name: answer.value.confirmedBy.name, seq, confirmation: answer.value.seq }
    const lines = [fillTemplate(context.text.done.eventConfirmed, facts, context.language)]
    return { kind: 'done', value: answer.value, lines }
  })
}

/** `samnum case disclose DIR CASE --out FILE` */
export async function discloseCase(
  context: CommandContext,
  folder: string,
  caseName: string,
  outPath: string,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const outletId = await desk.engine.offerOutletPath(outPath)
    const answer = await desk.call('case.disclose', { case: caseName, outletId })
    if (answer.outcome !== 'done') return stopped(answer)
    const { events, caseEvents, sizeBytes, digestHex } = answer.value
    const { language, text } = context
    const { label, done } = text
    const fields = alignFields([
      [label.file, showEscaped(outPath)],
      [label.events, fillTemplate(done.disclosedEvents, { events, caseEvents }, language)],
      [label.size, formatExactBytes(sizeBytes, language)],
      [label.sha256, digestHex],
    ])
    const lines = [
      fillTemplate(done.caseDisclosed, { case: caseName }, language),
      ...fields,
      done.discloseAdvice,
    ]
    return { kind: 'done', value: { ...answer.value, file: outPath }, lines }
  })
}

/** `samnum case expunge DIR CASE --confirm NUMBER --order REF --authority NAME --ordered-on DAY` */
export async function expungeCase(
  context: CommandContext,
  folder: string,
  caseName: string,
  order: Pick<InputOf<'case.expunge'>, 'confirmNumber' | 'order'>,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const secondPerson = await readSecondPerson(context)
    if (isOutcome(secondPerson)) return secondPerson
    const answer = await desk.call('case.expunge', { case: caseName, ...order, secondPerson })
    if (answer.outcome !== 'done') return stopped(answer)
    const { emptiedEvents, removedObjects, agreedBy } = answer.value
    const { language, text } = context
    const { label, done } = text
    const fields = alignFields([
      [label.emptied, formatWholeNumber(emptiedEvents, language)],
      [label.removedExhibits, formatWholeNumber(removedObjects, language)],
      [label.agreedBy, showEscaped(agreedBy.name)],
    ])
    const sentence = fillTemplate(done.caseExpunged, { case: order.confirmNumber }, language)
    return { kind: 'done', value: answer.value, lines: [sentence, ...fields, done.expungeAdvice] }
  })
}

type EventLine = CaseFile['events'][number]

function findEvent(file: CaseFile, seq: number): EventLine | undefined {
  return [...file.events, ...file.departures].find((event) => event.seq === seq)
}

/** Shows what is signed on standard error, where the question for the passphrase stands too. */
function sayEvent(
  { terminal, language, text }: CommandContext,
  caseNumber: string,
  { seq, hashHex, kind, atMs }: EventLine,
): void {
  const fields = alignFields([
    [text.label.case, caseNumber],
    [text.label.event, `${formatWholeNumber(seq, language)} · ${kind}`],
    [text.label.recorded, formatDateTime(atMs, { language })],
    [text.label.sha256, hashHex],
  ])
  for (const line of [text.prompt.readBeforeSigning, ...fields]) terminal.writeError(`${line}\n`)
}

function readerRows({ text }: CommandContext, { readers }: OutputOf<'case.readers'>): readonly string[] {
  const { label, state, slot } = text
  const rows = readers.map((reader) =>
    reader.kind === 'person'
      ? [showEscaped(reader.name), state[reader.state]]
      : [showEscaped(reader.label), slot[reader.kind]],
  )
  return alignRows([[label.name, label.state], ...rows])
}
