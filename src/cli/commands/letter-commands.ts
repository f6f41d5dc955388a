import { fillTemplate } from '#contract/fill-template.ts'
import type { InputOf } from '#contract/operations.ts'
import { formatSortableDateTime } from '#core/dates/format-date.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { readJsonFile } from '../read-input-file.ts'
import { alignRows } from '../text-columns.ts'
import type { PrintOrder } from './record-commands.ts'
import { saveDrawn } from './report-command.ts'

/** `samnum letter issue DIR CASE --file letter.json` */
export async function issueLetter(
  context: CommandContext,
  folder: string,
  { caseName, path }: { readonly caseName: string; readonly path: string },
): Promise<Outcome> {
  const read = await readJsonFile(path)
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  // What the file holds is unknown here; the dispatcher parses it as it parses everything that comes from outside.
  const content = read.value as InputOf<'letter.issue'>['content']
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('letter.issue', { case: caseName, content })
    if (answer.outcome !== 'done') return stopped(answer)
    const { number } = answer.value
    const line = fillTemplate(context.text.done.letterIssued, { number }, context.language)
    return { kind: 'done', value: answer.value, lines: [line] }
  })
}

/** `samnum letter list DIR CASE` */
export async function listLetters(
  context: CommandContext,
  folder: string,
  caseName: string,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('letter.list', { case: caseName })
    if (answer.outcome !== 'done') return stopped(answer)
    const { letters } = answer.value
    if (letters.length === 0)
      return { kind: 'done', value: answer.value, lines: [context.text.done.noLetters] }
    const lines = alignRows(
      letters.map(({ number, kind, issuedAtMs, recipient }) => [
        number,
        context.text.letterKind[kind],
        formatSortableDateTime(issuedAtMs),
        showEscaped(recipient),
      ]),
    )
    return { kind: 'done', value: answer.value, lines }
  })
}

/** `samnum letter recipients DIR` */
export async function listRecipients(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('letter.recipients', {})
    if (answer.outcome !== 'done') return stopped(answer)
    const { book, recipients } = answer.value
    if (book === null) return { kind: 'done', value: answer.value, lines: [context.text.done.noRecipients] }
    const head = `${showEscaped(book.title[context.language])} · ${book.version} · ${book.checkedOn}`
    const lines = recipients.flatMap(({ name, kinds, department, address, contact }) => [
      '',
      showEscaped(name),
      ...[department, address, contact].flatMap((line) =>
        line === undefined ? [] : [`  ${showEscaped(line)}`],
      ),
      `  ${kinds.map((kind) => context.text.letterKind[kind]).join(' · ')}`,
    ])
    return { kind: 'done', value: answer.value, lines: [head, ...lines] }
  })
}

/** `samnum letter print DIR CASE LETTER --lang km|en|km+en --out FILE.pdf` */
export async function printLetter(
  context: CommandContext,
  folder: string,
  { caseName, name, languages, outPath }: PrintOrder,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const made = await desk.call('letter.print', { case: caseName, letter: name, languages })
    return made.outcome === 'done' ? await saveDrawn(context, desk, made.value, outPath) : stopped(made)
  })
}

/** Which payment is to be frozen, and where the letter goes. */
export type FreezeOrder = {
  readonly caseName: string
  readonly complaint: string
  readonly lossIndex: number
  readonly recipient: string | undefined
  readonly languages: PrintOrder['languages']
  readonly outPath: string
}

/** `samnum letter freeze DIR CASE --payment 1:1 --out FILE.pdf`: issues the letter, writes it, and says what software reads. */
export async function freezePayment(
  context: CommandContext,
  folder: string,
  { caseName, complaint, lossIndex, recipient, languages, outPath }: FreezeOrder,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const order = { case: caseName, complaint, lossIndex, ...(recipient !== undefined && { recipient }) }
    const issued = await desk.call('letter.freezePayment', order)
    if (issued.outcome !== 'done') return stopped(issued)
    const { number, content } = issued.value
    const file = await desk.call('letter.file', { case: caseName, letter: number })
    if (file.outcome !== 'done') return stopped(file)
    const made = await desk.call('letter.print', { case: caseName, letter: number, languages })
    if (made.outcome !== 'done') return stopped(made)
    const request: unknown = JSON.parse(file.value.text)
    const saved = await saveDrawn(context, desk, made.value, outPath, { number, content, request })
    if (saved.kind !== 'done') return saved
    const line = fillTemplate(context.text.done.letterIssued, { number }, context.language)
    return { ...saved, lines: [`${line} · ${showEscaped(content.recipient.name)}`, ...saved.lines] }
  })
}

/** `samnum letter request DIR CASE LETTER [--out FILE.json]`: what leaves as a file is recorded. */
export async function printRequest(
  context: CommandContext,
  folder: string,
  named: { readonly case: string; readonly letter: string },
  outPath?: string,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    if (outPath !== undefined) {
      const outletId = await desk.engine.offerOutletPath(outPath)
      const saved = await desk.call('letter.saveFile', { ...named, outletId })
      if (saved.outcome !== 'done') return stopped(saved)
      const value = { ...saved.value, file: outPath }
      return { kind: 'done', value, lines: [context.text.done.reportSaved, showEscaped(outPath)] }
    }
    const file = await desk.call('letter.file', named)
    if (file.outcome !== 'done') return stopped(file)
    return { kind: 'done', value: JSON.parse(file.value.text), lines: [file.value.text] }
  })
}
