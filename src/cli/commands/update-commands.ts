import { join, resolve } from 'node:path'
import type { ProgramStanding, ProgramUpdates } from '#app/ports/program-updates.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatSortableDateTime } from '#core/dates/format-date.ts'
import { makeFolderCarrier } from '#node/carriers/folder/folder-carrier.ts'
import { makeFolderProgramUpdates } from '#node/updates/folder-program-updates.ts'
import { installProgram, LAUNCHER_FILE } from '#node/updates/install-program.ts'
import { makeUpdate, type Release } from '#node/updates/make-update.ts'
import { makeReleaseKey, readReleaseSeed } from '#node/updates/release-key-file.ts'
import { thisProgram } from '#node/updates/this-program.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { readJsonFile } from '../read-input-file.ts'
import { ROOT_FOLDER } from '../software.ts'
import { alignFields } from '../text-columns.ts'
import { UPDATE_TEXT } from '../update-text.ts'
import { UsageError } from '../usage.ts'

/** Which program is meant; left out, the one that runs. */
export type ProgramPlace = { readonly program?: string }

/** `samnum update status [--program DIR]` */
export async function showUpdates(context: CommandContext, place: ProgramPlace): Promise<Outcome> {
  const status = await updatesAt(place).status()
  if (!status.ok) return { kind: 'failed', failure: status.failure }
  return { kind: 'done', value: status.value, lines: standingLines(context, status.value) }
}

/** `samnum update take (--folder STICK | --file FILE) [--program DIR]` */
export async function takeUpdate(
  context: CommandContext,
  { folder, file, ...place }: ProgramPlace & { readonly folder?: string; readonly file?: string },
): Promise<Outcome> {
  if ((folder === undefined) === (file === undefined))
    throw new UsageError('usage/missing-option', { name: '--folder <dir> | --file <file>' })
  const paths =
    folder === undefined
      ? ({ ok: true, value: [resolve(file ?? '')] } as const)
      : await makeFolderCarrier(resolve(folder)).updatePaths()
  if (!paths.ok) return { kind: 'failed', failure: paths.failure }
  const { progress, signal } = context
  const taken = await updatesAt(place).take(paths.value, {
    signal,
    onProgress: (done, total) => progress.show({ stage: 'copying', done, total }),
  })
  progress.clear()
  if (!taken.ok) {
    const { failure } = taken
    return failure.code === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', failure }
  }
  return takenOutcome(context, taken.value)
}

function takenOutcome(
  { language }: CommandContext,
  taken: { readonly version: string; readonly isNew: boolean },
): Outcome {
  const { version, isNew } = taken
  const said = isNew ? UPDATE_TEXT[language].taken : UPDATE_TEXT[language].takenBefore
  return { kind: 'done', value: taken, lines: [fillTemplate(said, { version }, language)] }
}

/** `samnum update fetch DIR`: for the program that runs. */
export async function fetchUpdate(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('update.fetch', {})
    return answer.outcome === 'done' ? takenOutcome(context, answer.value) : stopped(answer)
  })
}

/** `samnum update apply [VERSION] [--program DIR]` */
export async function applyUpdate(
  { language }: CommandContext,
  version: string | undefined,
  place: ProgramPlace,
): Promise<Outcome> {
  return said(await updatesAt(place).apply(version), UPDATE_TEXT[language].applied, language)
}

/** `samnum update undo [--program DIR]` */
export async function undoUpdate({ language }: CommandContext, place: ProgramPlace): Promise<Outcome> {
  return said(await updatesAt(place).undo(), UPDATE_TEXT[language].undone, language)
}

/** `samnum update key FILE` */
export async function newReleaseKey({ language }: CommandContext, path: string): Promise<Outcome> {
  const made = await makeReleaseKey(path)
  if (!made.ok) return { kind: 'failed', failure: made.failure }
  const line = fillTemplate(UPDATE_TEXT[language].keyMade, { key: made.value }, language)
  return { kind: 'done', value: { publicKeyHex: made.value }, lines: [line] }
}

/** What `samnum update make` is told beside the tree. */
export type Making = Omit<Release, 'releasedAtMs' | 'notes'> & {
  readonly to: string
  readonly keyFile: string
  readonly notesFile?: string
}

/** `samnum update make TREE FILE --key FILE --as V --entry PATH [--least V] [--platform P] [--notes FILE]` */
export async function makeUpdateFile(
  { language }: CommandContext,
  tree: string,
  { to, keyFile, notesFile, ...release }: Making,
): Promise<Outcome> {
  const seed = await readReleaseSeed(keyFile)
  if (!seed.ok) return { kind: 'failed', failure: seed.failure }
  const notes = notesFile === undefined ? null : await readJsonFile(notesFile)
  if (notes?.ok === false) return { kind: 'failed', failure: notes.failure }
  const releasedAtMs = Date.now()
  const said = notes === null ? {} : { notes: notes.value as NonNullable<Release['notes']> }
  const made = await makeUpdate(resolve(tree), resolve(to), { ...release, releasedAtMs, ...said }, seed.value)
  seed.value.fill(0)
  if (!made.ok) return { kind: 'failed', failure: made.failure }
  const line = fillTemplate(UPDATE_TEXT[language].made, { digest: made.value.digestHex }, language)
  return { kind: 'done', value: made.value, lines: [line] }
}

/** `samnum update install TREE DIR --as V --entry PATH` */
export async function installTree(
  { language }: CommandContext,
  tree: string,
  folder: string,
  first: { readonly version: string; readonly entry: string },
): Promise<Outcome> {
  const installed = await installProgram(
    resolve(tree),
    resolve(folder),
    join(ROOT_FOLDER, 'src/cli/launch.mjs'),
    first,
  )
  if (!installed.ok) return { kind: 'failed', failure: installed.failure }
  const launcher = join(resolve(folder), LAUNCHER_FILE)
  const line = fillTemplate(UPDATE_TEXT[language].installed, { version: first.version, launcher }, language)
  return { kind: 'done', value: { ...first, launcher }, lines: [line] }
}

function updatesAt({ program }: ProgramPlace): ProgramUpdates {
  const here = thisProgram()
  return makeFolderProgramUpdates(program === undefined ? here : { ...here, folder: resolve(program) })
}

function said(
  done: Awaited<ReturnType<ProgramUpdates['undo']>>,
  line: string,
  language: CommandContext['language'],
): Outcome {
  if (!done.ok) return { kind: 'failed', failure: done.failure }
  return { kind: 'done', value: done.value, lines: [fillTemplate(line, { ...done.value }, language)] }
}

function standingLines({ language }: CommandContext, standing: ProgramStanding): readonly string[] {
  const words = UPDATE_TEXT[language]
  const { current, previous, pending, staged, failed, isOnTrial } = standing
  return alignFields([
    [words.current, isOnTrial ? `${current} (${words.onTrial})` : current],
    [words.previous, previous ?? words.none],
    [words.pending, pending ?? words.none],
    ...staged.map(({ version, releasedAtMs }): [string, string] => [
      words.staged,
      `${version} · ${formatSortableDateTime(releasedAtMs)}`,
    ]),
    ...failed.map((version): [string, string] => [words.failed, version]),
  ])
}
