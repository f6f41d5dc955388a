import { totalmem } from 'node:os'
import { resolve } from 'node:path'
import { RollbackWatch } from '#app/ledger/watch-rollback.ts'
import { OpenedResults } from '#app/parsing/open-result.ts'
import { rolesNow } from '#app/people/find-person.ts'
import { makeTurns } from '#app/people/take-turns.ts'
import type { MachineKeychain } from '#app/ports/machine-keychain.ts'
import type { PackageTools } from '#app/ports/package-tools.ts'
import type { ReportPrinter } from '#app/ports/report-printer.ts'
import { NO_WITNESS } from '#app/ports/rollback-witness.ts'
import { ReadBackPages } from '#app/read-back/read-back.ts'
import { DrawnReports } from '#app/report/drawn-reports.ts'
import { Previews } from '#app/viewing/previews.ts'
import { readPreview } from '#app/viewing/read-preview.ts'
import type { Transport } from '#contract/define.ts'
import { makeDispatcher } from '#contract/dispatcher.ts'
import type { CallMessage, Envelope, Push } from '#contract/envelope.ts'
import type { FailureCode } from '#contract/failures.ts'
import { isOperationName, OPERATIONS } from '#contract/operations.ts'
import { fail, succeed } from '#core/result.ts'
import { FolderDesk } from '../backup/folder-desk.ts'
import { makeFolderVaultBackup } from '../backup/folder-vault-backup.ts'
import { carrierParts } from '../carriers/carrier-parts.ts'
import { makeKeyDerivationChoice } from '../crypto/calibrate.ts'
import type { KeyDerivation } from '../crypto/key-derivation.ts'
import { runSelfTest } from '../crypto/self-test.ts'
import { shippedPackageTools } from '../export/shipped-package-tools.ts'
import { makeFolderGazetteer } from '../gazetteer/folder-gazetteer.ts'
import { makeChildProcessLauncher } from '../parsers/child-process-launcher.ts'
import type { ParserLauncher } from '../parsers/parser-launcher.ts'
import { makeProcessEvidenceParser } from '../parsers/process-evidence-parser.ts'
import { makeWorkerReportPrinter } from '../pdf/worker-report-printer.ts'
import { readReadBack } from '../read-back/read-back-files.ts'
import { makeFolderVaultSalvage } from '../salvage/folder-vault-salvage.ts'
import { type InstalledProgram, makeFolderProgramUpdates } from '../updates/folder-program-updates.ts'
import { thisProgram } from '../updates/this-program.ts'
import { Attempts } from '../vault/attempts.ts'
import { makeFolderSlotKeeper } from '../vault/folder-slot-keeper.ts'
import { makeFolderVaultKeeper } from '../vault/folder-vault-keeper.ts'
import { isFileOfVault } from '../vault/vault-folder.ts'
import { type LaunchRoom, launchRoomProcess } from '../viewing/launch-room-process.ts'
import { makeRooms } from '../viewing/open-room.ts'
import { makeFolderRollbackWitness } from '../witness/folder-rollback-witness.ts'
import type { Engine } from './engine.ts'
import { engineHandlers } from './engine-handlers.ts'
import type { EngineParts } from './engine-parts.ts'
import { IntakeDesk } from './intake-desk.ts'
import { OutletDesk } from './outlet-desk.ts'
import { reportToStandardError } from './report-bug.ts'
import { EngineSessions } from './session-holder.ts'
import { makeSystemClock } from './system-clock.ts'

/** What an engine is made of. */
export type EngineOptions = {
  /** The vault's folder; it need not exist yet. */
  readonly folder: string
  /** Name and version that go into the ledger and into reports: `samnum 0.1.0`. */
  readonly software: string
  /** How new passphrases are stretched; left out, as this machine does in 0.5 to 1 s. */
  readonly keyDerivation?: KeyDerivation
  /** Keeps secrets of this machine, where it has a keychain. */
  readonly machineKeychain?: MachineKeychain
  /** Where this machine keeps, outside of any vault, how far it has seen their ledgers go; left out, nowhere. */
  readonly witnessFolder?: string
  readonly printer?: ReportPrinter
  /** What packages for a court are made with; left out, as this installation ships it. */
  readonly packageTools?: PackageTools
  /** Starts the processes in which evidence is parsed; left out, child processes of this Node. */
  readonly parserLauncher?: ParserLauncher
  /** Starts the processes in which exhibits are decoded to be looked at; left out, processes of Node. */
  readonly launchRoom?: LaunchRoom
  /** Where this program lies and whose updates it takes; left out, as the launcher says. */
  readonly program?: InstalledProgram
  /** Answers the algorithms that this machine's library gets wrong; any of them keeps everything shut. */
  readonly selfTest?: () => Promise<readonly string[]>
  /** Records a bug under a reference. It is given no case data, only the operation's name and what was thrown. */
  readonly reportBug?: (reference: string, operation: string, cause: unknown) => void
}

/** Puts the workstation together for one vault folder. Nothing is opened before the first call. */
export function composeEngine(options: EngineOptions): Engine {
  const { folder, software, keyDerivation, machineKeychain = null, witnessFolder } = options
  const {
    printer = makeWorkerReportPrinter(),
    packageTools = shippedPackageTools(),
    parserLauncher = makeChildProcessLauncher(),
    launchRoom = launchRoomProcess,
    reportBug = reportToStandardError,
    selfTest = runSelfTest,
    program = thisProgram(),
  } = options
  const listeners = new Set<(push: Push) => void>()
  const push = (message: Push) => {
    for (const listener of listeners) listener(message)
  }
  // A set, because locking must reach every call, also two that somebody gave the same id.
  const running = new Set<{
    readonly callId: string
    readonly name: string
    readonly controller: AbortController
  }>()
  const working = new Set<Promise<unknown>>()
  const clock = makeSystemClock()
  const chooseKdf = makeKeyDerivationChoice(totalmem(), keyDerivation)
  const keyTools = {
    attempts: new Attempts(folder === '' ? '' : resolve(folder), clock),
    keychain: machineKeychain,
  }
  const keeper = makeFolderVaultKeeper({ folder, software, chooseKdf, clock, tools: keyTools })
  const slots = makeFolderSlotKeeper({ chooseKdf, tools: keyTools })
  const intake = new IntakeDesk((path, stats) => isFileOfVault(folder, path, stats))
  const outlets = new OutletDesk()
  const folders = new FolderDesk()
  const carrying = carrierParts(folder, folders)
  const backup = makeFolderVaultBackup({
    folder,
    folders,
    keychain: machineKeychain,
    sticks: () => carrying.carriers.paths(),
  })
  const salvage = makeFolderVaultSalvage({ folder, folders, tools: keyTools, clock })
  const drawn = new DrawnReports()
  const readBack = new ReadBackPages()
  const openedResults = new OpenedResults()
  const watch = new RollbackWatch(
    witnessFolder === undefined ? NO_WITNESS : makeFolderRollbackWitness(witnessFolder),
  )
  const sessions = new EngineSessions(
    {
      async close(session) {
        await watch.leave(session)
        await keeper.close(session)
      },
    },
    (state) => {
      if (state === 'locked') {
        // What unlocks was asked for after this lock, and waits for it.
        for (const { name, controller } of running) if (name !== 'vault.unlock') controller.abort()
        intake.clear()
        outlets.clear()
        folders.clear()
        drawn.clear()
        readBack.clear()
        openedResults.clear()
        previews.clear()
      }
      push({ topic: state })
    },
    () => Promise.allSettled(working),
    // Whoever locks does not wait until all lists are filled.
    () => {
      for (const { name, controller } of running) if (name === 'vault.unlock') controller.abort()
    },
  )
  const { current } = sessions
  const openRoom = makeRooms(launchRoom)
  const previews = new Previews(current, openRoom)
  const sweeping = setInterval(() => previews.sweep(), SWEEP_EVERY_MS)
  sweeping.unref()

  const parts: EngineParts = {
    current,
    sessions,
    keeper,
    slots,
    intake,
    outlets,
    backup,
    ...carrying,
    salvage,
    updates: makeFolderProgramUpdates(program),
    gazetteer: makeFolderGazetteer(folder),
    drawn,
    readBack,
    watch,
    printer,
    packageTools,
    evidenceParser: makeProcessEvidenceParser(parserLauncher),
    openedResults,
    previews,
    openRoom,
    software,
    inTurn: makeTurns(),
  }
  const dispatch = makeDispatcher(
    engineHandlers(parts),
    () => {
      const vault = current()
      return vault === null ? null : rolesNow(vault)
    },
    (operation, cause) => {
      const reference = Date.now().toString(36)
      reportBug(reference, operation, cause)
      return reference
    },
  )

  // Started here, so that it is over before a passphrase has been typed.
  const wrongAnswers = selfTest()

  /** Asks nothing of an engine whose library gives wrong answers. */
  async function dispatchWhenSound(...asked: Parameters<typeof dispatch>): Promise<Envelope<unknown>> {
    const [algorithm] = await wrongAnswers
    if (algorithm === undefined) return await dispatch(...asked)
    return { outcome: 'failed', failure: { code: 'engine/wrong-library', facts: { algorithm } } }
  }

  async function call(
    { protocol, callId, name, input }: CallMessage,
    transport: Transport,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<Envelope<unknown>> {
    const controller = new AbortController()
    const abort = () => controller.abort()
    if (signal?.aborted === true) abort()
    signal?.addEventListener('abort', abort)
    const started = { callId, name, controller }
    running.add(started)
    const before = headSeq()
    try {
      const work = dispatchWhenSound(
        { protocol, transport, name, input },
        {
          signal: controller.signal,
          onProgress: (progress) => push({ topic: 'progress', callId, progress }),
        },
      )
      // Locking waits for what works on the vault. What opens one waits for locking itself, and both would wait for ever.
      if (isOperationName(name) && OPERATIONS[name].leastRole !== 'anyone') working.add(work)
      const envelope = await work.finally(() => working.delete(work))
      // Opening the vault again mends the head file and the header; going on without one would leave a rollback unseen.
      if (envelope.outcome === 'failed' && ENDS_SESSION.has(envelope.failure.code)) await sessions.end()
      return envelope
    } finally {
      running.delete(started)
      signal?.removeEventListener('abort', abort)
      const seq = headSeq()
      if (before !== null && seq !== null && seq > before) push({ topic: 'ledger-grew', seq })
    }
  }

  /** How far the ledger of the unlocked vault goes, or `null` while there is none. */
  function headSeq(): number | null {
    const head = current()?.ledger.head()
    return head?.ok === true ? (head.value?.seq ?? 0) : null
  }

  return {
    call,
    cancel(callId) {
      for (const call of running) if (call.callId === callId) call.controller.abort()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    offerPaths: (paths) => Promise.all(paths.map((path) => intake.offerPath(path))),
    acceptUpload: (intakeId, chunks, signal) => intake.acceptUpload(intakeId, chunks, signal),
    offerOutletPath: async (path) => outlets.offerPath(path),
    offerFolder: async (path) => folders.offer(path),
    openDownload: (outletId, signal) => outlets.openDownload(outletId, signal),
    readReport(reportId) {
      const report = drawn.find(reportId)
      return report === null ? fail({ code: 'report/not-found' }) : succeed(new Uint8Array(report.bytes))
    },
    readReadBack: async (pageId, file) => readReadBack(readBack, pageId, file),
    readPreview: (bytesId, part) => readPreview(previews, bytesId, part),
    async close() {
      clearInterval(sweeping)
      // A restore runs without a session, whose end would call it off.
      for (const { controller } of running) controller.abort()
      // What was asked before waits for the same, and reaches the sessions first.
      await wrongAnswers
      await sessions.end()
    },
  }
}

/** After these, what is in memory may not be what is on the disk. */
const ENDS_SESSION: ReadonlySet<FailureCode> = new Set(['head/not-recorded', 'vault/change-may-hold'])

/** How often what nobody looks at any more is looked for. */
const SWEEP_EVERY_MS = 30_000
