import type { Clock } from '#app/ports/clock.ts'
import type { StoredEvent } from '#app/ports/ledger-store.ts'
import type { StartSignatureChecker } from '#app/ports/signature-checker.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'
import { readOrThrow, type ViewSource } from './event-reader.ts'
import { readAhead } from './read-ahead.ts'
import { ViewBuild } from './view-build.ts'
import { removeDraft, type ViewFile } from './view-file.ts'
import { EVENTS_AT_ONCE, ViewFill } from './view-fill.ts'

/** How long work is done beside everything else: signatures on other threads, and pauses in between. */
export type Pace = {
  readonly startChecker: StartSignatureChecker
  readonly pause: Clock['pause']
  /** Asked after each pause; when it says so, the work stops and leaves nothing. */
  readonly isOver: () => boolean
  readonly onProgress?: (done: number, total: number) => void
}

/** Fills a draft in one go, and answers its path. It is closed, and waits to be published. */
export function buildAtOnce(file: ViewFile, source: ViewSource): string {
  const { path, database } = file.startDraft()
  try {
    fillAtOnce(database, source)
    database.close()
    return path
  } catch (error) {
    database.close()
    removeDraft(path)
    throw error
  }
}

/** Fills an empty database in one go. */
export function fillAtOnce(database: VaultDatabase, source: ViewSource): void {
  const build = new ViewBuild(database, source)
  for (const _ of build.begin());
  for (const stored of build.events()) build.take([stored])
  build.finish()
}

/** Fills a draft little by little, and answers its path, or `null` when it was called off. */
export async function buildSlowly(file: ViewFile, source: ViewSource, pace: Pace): Promise<string | null> {
  const { path, database } = file.startDraft()
  let isWhole = false
  try {
    isWhole = await fillSlowly(database, source, pace)
  } finally {
    database.close()
    if (!isWhole) removeDraft(path)
  }
  return isWhole ? path : null
}

/** Fills an empty database little by little; `false` when it was called off. */
export async function fillSlowly(database: VaultDatabase, source: ViewSource, pace: Pace): Promise<boolean> {
  const { pause, isOver, onProgress } = pace
  const checker = pace.startChecker()
  try {
    const ahead = readAhead(source, checker)
    const build = new ViewBuild(database, ahead.source)
    for (const _ of build.begin()) {
      await pause()
      if (isOver()) return false
    }
    ahead.read(build.events())
    for (let batch = await ahead.next(); batch !== null && !isOver(); batch = await ahead.next()) {
      build.take(batch)
      onProgress?.(build.progress.done, build.progress.total)
      await pause()
    }
    if (isOver()) return false
    build.finish()
    return true
  } finally {
    checker.close()
  }
}

/**
 * Takes in little by little what was appended after a database was filled. Nothing else may change it meanwhile. What was taken in
 * stays when it is called off.
 */
export async function catchUpSlowly(database: VaultDatabase, source: ViewSource, pace: Pace): Promise<void> {
  const { pause, isOver, onProgress } = pace
  const checker = pace.startChecker()
  try {
    const ahead = readAhead(source, checker)
    const fill = new ViewFill(database, ahead.source)
    const from = fill.applied?.position ?? 0
    const total = readOrThrow(source.ledger.count()) - from
    ahead.read(eventsAfter(source, from))
    for (let batch = await ahead.next(); batch !== null && !isOver(); batch = await ahead.next()) {
      fill.takeBehind(batch)
      onProgress?.((fill.applied?.position ?? from) - from, total)
      await pause()
    }
  } finally {
    checker.close()
  }
}

function* eventsAfter({ ledger }: ViewSource, position: number): Generator<StoredEvent> {
  for (let after = position; ; ) {
    const batch = readOrThrow(ledger.readAll(after, EVENTS_AT_ONCE))
    yield* batch
    const last = batch.at(-1)
    if (last === undefined) return
    after = last.position
  }
}
