import { CANCELLED } from '#app/ports/byte-source.ts'
import type { CaseStore } from '#app/ports/case-store.ts'
import type { Clock } from '#app/ports/clock.ts'
import type { LedgerStoreFailure, NewEvent } from '#app/ports/ledger-store.ts'
import type { StartSignatureChecker } from '#app/ports/signature-checker.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { storageFailureOf } from '../sqlite/sqlite-failure.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'
import { buildAtOnce, buildSlowly, catchUpSlowly, type Pace } from './build-view.ts'
import { caseQuestions } from './case-questions.ts'
import { startViewCheck, type ViewCheck } from './check-view.ts'
import { LedgerUnreadable, readOrThrow, type ViewSource } from './event-reader.ts'
import { closeView, type OpenView, openExisting, openPublished } from './open-view.ts'
import { SlowIndexing } from './slow-indexing.ts'
import {
  holdInMemory,
  isDiskRefusal,
  keepUpInMemory,
  openInMemory,
  openInMemorySlowly,
} from './unwritten-view.ts'
import { removeDraft, type ViewFile } from './view-file.ts'
import { type OwnEvent, ViewFill } from './view-fill.ts'

/** Most events of this session that wait to be taken in at once; more are read from the ledger instead. */
const MOST_WAITING = 1_000

/**
 * The projections of the cases that one person can read, in a database under a key of their own.
 *
 * They follow the ledger and never lead it: events are taken in after they are committed, soon and at the latest before the next
 * question is answered. A database that is missing, damaged, of another key or schema, or further than the ledger is replaced by a
 * new one. What the disk does not take is answered from memory. Whatever goes wrong in here, what was appended stays appended.
 */
export class PersonView {
  readonly cases: CaseStore
  readonly #file: ViewFile
  readonly #source: ViewSource
  readonly #pace: { readonly pause: Clock['pause']; readonly startChecker: StartSignatureChecker }
  #open: OpenView | null = null
  #isClosed = false
  #wasDamaged = false
  #waiting: OwnEvent[] = []
  #flushing: NodeJS.Immediate | null = null
  readonly #indexing = new SlowIndexing(() => this.#indexQuietly())
  #rebuilding: Promise<unknown> = Promise.resolve()

  constructor(options: {
    readonly file: ViewFile
    readonly source: ViewSource
    readonly pause: Clock['pause']
    readonly startChecker: StartSignatureChecker
    /** Removes the projections of everybody else. */
    readonly removeOthers: () => void
  }) {
    const { file, source, pause, startChecker, removeOthers } = options
    this.#file = file
    this.#source = source
    this.#pace = { pause, startChecker }
    this.cases = {
      ...caseQuestions((work) => this.#read(({ queries }) => work(queries))),
      dropOthers: () =>
        this.#read((open) => {
          const { database } = this.#written(open)
          removeOthers()
          // What this person's own tables held of a case is overwritten when the journal is written back.
          database.pragma('wal_checkpoint(TRUNCATE)')
        }),
      rebuild: (work) => this.#rebuild(work),
    }
  }

  /** Whether the database was found damaged, and replaced, since the vault was opened. */
  get wasDamaged(): boolean {
    return this.#wasDamaged
  }

  /**
   * Opens the database and takes in what it lacks, a little at a time, so that nobody waits for the first question. What stands in
   * the way is not reported: the first question meets it again and says so. Being called off leaves less to be done the next time.
   */
  async prepare(work: Partial<Pick<Pace, 'isOver' | 'onProgress'>> = {}): Promise<void> {
    const pace = { ...this.#pace, isOver: () => false, ...work }
    try {
      this.#file.removeLeftovers()
      const open = this.#openExisting()
      if (open === null) {
        await this.#fillNew(pace)
        return
      }
      this.#open = open
      if (readOrThrow(this.#source.ledger.count()) === open.fill.applied?.position) return
      await catchUpSlowly(open.database, this.#source, pace)
      // What the first one keeps in memory is older than what the tables hold now.
      this.#open = { ...open, fill: new ViewFill(open.database, this.#source) }
    } catch (error) {
      this.#giveUp()
      if (!(error instanceof LedgerUnreadable)) storageFailureOf(error)
    } finally {
      if (!this.#isClosed) this.#indexing.start()
    }
  }

  async #fillNew(pace: Pace): Promise<void> {
    try {
      const draft = await buildSlowly(this.#file, this.#source, pace)
      if (draft !== null) this.#publish(draft)
    } catch (error) {
      this.#open = await openInMemorySlowly(this.#source, error, pace)
    }
  }

  /** Runs work on the database, with everything taken in; the work changes nothing. */
  inspect<T>(work: (database: VaultDatabase) => T): Result<T, LedgerStoreFailure> {
    return this.#read(({ database }) => work(database))
  }

  /** Leaves the processor to long work that somebody waits for; what it answers lets the index of words go on. */
  holdIndexing(): () => void {
    return this.#indexing.hold()
  }

  /** Writes the journal back and starts checking the file. */
  startCheck(): Result<ViewCheck, LedgerStoreFailure> {
    return this.#read((read) => {
      const open = this.#written(read)
      return startViewCheck(open, this.#file, () => this.#open?.database === open.database)
    })
  }

  /** Takes note of events that this session appended; they are taken in soon. */
  follow(events: readonly NewEvent[], firstPosition: number): void {
    // What is held in memory asks the ledger, when a question comes.
    if (this.#isClosed || this.#open === null || this.#open.refusal !== null) return
    for (const [index, event] of events.entries())
      this.#waiting.push({ position: firstPosition + index, event })
    if (this.#waiting.length > MOST_WAITING) this.#takeQuietly()
    else this.#flushing ??= setImmediate(() => this.#takeQuietly())
  }

  /** Takes in cases that were granted past the ledger, before what is appended to them from here on. */
  takeGranted(): Result<void, LedgerStoreFailure> {
    return this.#read(({ fill }) => fill.takeGranted())
  }

  /** Takes in what waits, closes the database and overwrites its key. */
  close(): void {
    this.#takeQuietly()
    this.#isClosed = true
    this.#giveUp()
    this.#file.forgetKey()
  }

  #read<T>(work: (open: OpenView) => T): Result<T, LedgerStoreFailure> {
    if (this.#isClosed) throw new Error('the session is closed')
    const first = this.#attempt(work)
    if (first.ok || first.failure.code !== 'database/damaged' || first.isLedger) return first
    this.#wasDamaged = true
    try {
      this.#file.remove()
    } catch (error) {
      return fail(storageFailureOf(error))
    }
    return this.#attempt(work)
  }

  #attempt<T>(work: (open: OpenView) => T): Result<T, LedgerStoreFailure> & { readonly isLedger?: boolean } {
    try {
      return succeed(work(this.#ready()))
    } catch (error) {
      this.#giveUp()
      if (error instanceof LedgerUnreadable) return { ...fail(error.failure), isLedger: true }
      return fail(storageFailureOf(error))
    }
  }

  /** The database with everything taken in that the ledger has. */
  #ready(): OpenView {
    const open = this.#open ?? this.#openOrBuild()
    this.#open = open
    this.#open = open.refusal === null ? this.#takeIn(open) : keepUpInMemory(open, this.#source)
    return this.#open
  }

  /** With everything on the disk, which is asked again where it refused before. */
  #written(open: OpenView): OpenView {
    if (open.refusal === null) return open
    this.#giveUp()
    const again = this.#fromDisk()
    // From here on whoever gives up closes it.
    this.#open = again
    for (const batch of again.fill.behind()) again.fill.takeBehind(batch)
    return again
  }

  #fromDisk(): OpenView {
    return this.#openExisting() ?? this.#publish(buildAtOnce(this.#file, this.#source))
  }

  #openOrBuild(): OpenView {
    try {
      return this.#fromDisk()
    } catch (error) {
      return openInMemory(this.#source, error)
    }
  }

  #takeIn(open: OpenView): OpenView {
    try {
      this.#takeWaiting(open)
      for (const batch of open.fill.behind()) open.fill.takeBehind(batch)
      return open
    } catch (error) {
      if (!isDiskRefusal(error)) throw error
      return holdInMemory(open, this.#source, error)
    }
  }

  #openExisting(): OpenView | null {
    const { open, isDamaged } = openExisting(this.#file, this.#source)
    if (isDamaged) this.#wasDamaged = true
    return open
  }

  #takeWaiting({ fill }: OpenView): void {
    if (this.#flushing !== null) clearImmediate(this.#flushing)
    this.#flushing = null
    const events = this.#waiting
    this.#waiting = []
    // Where something came between, the ledger is asked instead.
    if (events[0] !== undefined && events[0].position === (fill.applied?.position ?? 0) + 1)
      fill.takeOwn(events)
  }

  // Nothing that comes after a commit may turn it into a failure; whoever asks next meets what was wrong.
  #takeQuietly(): void {
    try {
      if (this.#open === null) return
      if (this.#open.database.inTransaction) this.#open.database.exec('COMMIT')
      else this.#takeWaiting(this.#open)
    } catch {
      this.#giveUp()
    }
  }

  // What the disk does not take is taken in when somebody searches.
  #indexQuietly(): number {
    try {
      return this.#open === null || this.#open.refusal !== null ? 0 : this.#open.queries.indexWords()
    } catch {
      this.#giveUp()
      return 0
    }
  }

  #giveUp(): void {
    this.#indexing.stop()
    if (this.#flushing !== null) clearImmediate(this.#flushing)
    this.#flushing = null
    this.#waiting = []
    const open = this.#open
    this.#open = null
    if (open !== null) closeView(open)
  }

  /** Puts a draft in the file's place and opens it. */
  #publish(draft: string): OpenView {
    this.#giveUp()
    try {
      this.#file.publish(draft)
    } catch (error) {
      removeDraft(draft)
      throw error
    }
    this.#open = openPublished(this.#file, this.#source)
    return this.#open
  }

  #rebuild({ signal, onProgress }: Parameters<CaseStore['rebuild']>[0]): ReturnType<CaseStore['rebuild']> {
    const isOver = () => signal.aborted || this.#isClosed
    // In turn: two at once would put the older in the place of the newer.
    const rebuilt = this.#rebuilding.then(async () => {
      if (isOver()) return fail(CANCELLED)
      // Words of a file that is about to be replaced are worth nothing.
      const letIndex = this.#indexing.hold()
      try {
        const draft = await buildSlowly(this.#file, this.#source, { ...this.#pace, isOver, onProgress })
        if (draft === null) return fail(CANCELLED)
        if (isOver()) {
          removeDraft(draft)
          return fail(CANCELLED)
        }
        const { queries, fill } = this.#publish(draft)
        this.#indexing.start()
        return succeed({ events: fill.applied?.position ?? 0, cases: queries.counts().cases })
      } catch (error) {
        return fail(error instanceof LedgerUnreadable ? error.failure : storageFailureOf(error))
      } finally {
        letIndex()
      }
    })
    this.#rebuilding = rebuilt.catch(() => {})
    return rebuilt
  }
}
