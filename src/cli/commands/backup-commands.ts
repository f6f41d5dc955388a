import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { explainFinding } from '#contract/failure-text.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatExactBytes, formatWholeNumber } from '#contract/number-text.ts'
import type { OutputOf } from '#contract/operations.ts'
import { formatDateTime } from '#core/dates/format-date.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { readCredentials, stopped, withEngine, withVault } from '../open-vault.ts'
import { isOutcome, type Outcome } from '../outcome.ts'
import { alignFields } from '../text-columns.ts'

/** `samnum backup DIR DEST` */
export async function backUpVault(
  context: CommandContext,
  folder: string,
  destination: string,
  options: { readonly keep: number; readonly readAll: boolean },
): Promise<Outcome> {
  return await withVault(context, folder, async (desk): Promise<Outcome> => {
    const folderId = await desk.engine.offerFolder(resolve(destination))
    const answer = await desk.call('backup.write', {
      folderId,
      keep: options.keep,
      readsAll: options.readAll,
    })
    if (answer.outcome !== 'done') return stopped(answer)
    const report = answer.value
    const lines = [
      ...backupLines(context, destination, report),
      ...((await isOnOneDisk(folder, destination)) ? [context.text.done.backupOnOneDisk] : []),
    ]
    const [first] = report.findings
    if (first === undefined) return { kind: 'done', value: report, lines }
    // The generation is there and good; a script must learn all the same that the vault is not whole.
    const { language, text } = context
    const title = fillTemplate(text.done.backupNotWhole, { count: report.findings.length }, language)
    const reasons = [title, ...report.findings.map((finding) => `- ${explainFinding(finding, language)}`)]
    return {
      kind: 'failed',
      failure: { code: first.code, facts: placeOf(first) },
      value: report,
      lines,
      reasons,
    }
  })
}

/** `samnum restore DEST DIR` */
export async function restoreVault(
  context: CommandContext,
  source: string,
  folder: string,
  generation: number | null,
): Promise<Outcome> {
  // Nobody is asked for a passphrase, because whoever carries a backup need not know it. Where one is at hand it is used.
  const { secretFiles, userNumber } = context
  const isProving = secretFiles.passphrase !== null || secretFiles.keyFile !== null || userNumber !== null
  const credentials = isProving ? await readCredentials(context) : {}
  if (isOutcome(credentials)) return credentials
  return await withEngine(context, folder, async (desk): Promise<Outcome> => {
    const folderId = await desk.engine.offerFolder(resolve(source))
    const answer = await desk.call('backup.restore', {
      folderId,
      ...(generation !== null && { generation }),
      ...credentials,
      ...(userNumber !== null && { userNumber }),
    })
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: restoredLines(context, folder, answer.value) }
  })
}

/** A stick that was not there leaves its folder empty, and the backup then goes to the disk that it is to outlive. */
async function isOnOneDisk(folder: string, destination: string): Promise<boolean> {
  const [one, other] = await Promise.all([stat(folder), stat(destination)])
  return one.dev === other.dev
}

function backupLines(
  { language, text: { label, done } }: CommandContext,
  destination: string,
  report: OutputOf<'backup.write'>,
): readonly string[] {
  const amount = (what: { files: number; bytes: number }) => fillTemplate(done.filesAndBytes, what, language)
  const number = (value: number) => formatWholeNumber(value, language)
  return [
    done.backedUp,
    ...alignFields([
      [label.folder, showEscaped(resolve(destination))],
      [label.generation, number(report.generation)],
      [label.created, formatDateTime(report.createdAtMs, { language })],
      [label.exhibits, number(report.objects)],
      [label.copied, amount(report.copied)],
      [label.alreadyThere, amount(report.kept)],
      [label.readBack, amount(report.verified)],
      [label.healed, report.healed === 0 ? undefined : number(report.healed)],
      [label.head, `${number(report.head.seq)} · ${report.head.hashHex}`],
    ]),
  ]
}

function restoredLines(
  { language, text: { label, done } }: CommandContext,
  folder: string,
  report: OutputOf<'backup.restore'>,
): readonly string[] {
  const number = (value: number) => formatWholeNumber(value, language)
  return [
    done.restored,
    ...alignFields([
      [label.folder, showEscaped(resolve(folder))],
      [label.vaultId, report.vaultId],
      [label.generation, number(report.generation)],
      [label.created, formatDateTime(report.createdAtMs, { language })],
      [label.exhibits, number(report.objects)],
      [label.size, formatExactBytes(report.restored.bytes, language)],
      [label.head, `${number(report.head.seq)} · ${report.head.hashHex}`],
    ]),
    ...(report.missingObjects === 0
      ? []
      : [fillTemplate(done.restoredWithout, { count: report.missingObjects }, language)]),
    report.isAuthenticated ? done.restoredProved : done.restoredNotProved,
  ]
}

type Finding = OutputOf<'backup.write'>['findings'][number]

function placeOf({ code: _, ...place }: Finding): Record<string, string | number> {
  const isPresent = (entry: [string, string | number | undefined]): entry is [string, string | number] =>
    entry[1] !== undefined
  return Object.fromEntries(Object.entries(place).filter(isPresent))
}
