import { totalmem } from 'node:os'
import { addComplaint } from '#app/case/add-complaint.ts'
import { listCases } from '#app/case/list-cases.ts'
import { openCase } from '#app/case/open-case.ts'
import { showCase } from '#app/case/show-case.ts'
import { extractExhibit } from '#app/exhibit/extract-exhibit.ts'
import { listExhibits } from '#app/exhibit/list-exhibits.ts'
import { sealExhibit } from '#app/exhibit/seal-exhibit.ts'
import { verifyExhibit } from '#app/exhibit/verify-exhibit.ts'
import type { ReportPrinter } from '#app/ports/report-printer.ts'
import { DrawnReports } from '#app/report/drawn-reports.ts'
import { makeReport } from '#app/report/make-report.ts'
import { saveReport } from '#app/report/save-report.ts'
import { backUpVault, restoreVault } from '#app/vault/backup-vault.ts'
import { createVault, lockVault, showInfo, showStatus, unlockVault } from '#app/vault/vault-access.ts'
import { verifyVault } from '#app/vault/verify-vault.ts'
import type { Transport } from '#contract/define.ts'
import { type Handlers, makeDispatcher } from '#contract/dispatcher.ts'
import type { CallMessage, Envelope, Push } from '#contract/envelope.ts'
import { fail, succeed } from '#core/result.ts'
import { FolderDesk } from '../backup/folder-desk.ts'
import { makeFolderVaultBackup } from '../backup/folder-vault-backup.ts'
import { defaultKeyDerivation, type KeyDerivation } from '../crypto/key-derivation.ts'
import { makeWorkerReportPrinter } from '../pdf/worker-report-printer.ts'
import { makeFolderVaultKeeper } from '../vault/folder-vault-keeper.ts'
import { isFileOfVault } from '../vault/vault-folder.ts'
import type { Engine } from './engine.ts'
import { IntakeDesk } from './intake-desk.ts'
import { OutletDesk } from './outlet-desk.ts'
import { EngineSessions } from './session-holder.ts'
import { makeSystemClock } from './system-clock.ts'

/** What an engine is made of. */
export type EngineOptions = {
  /** The vault's folder; it need not exist yet. */
  readonly folder: string
  /** Name and version that go into the ledger and into reports: `samnum 0.1.0`. */
  readonly software: string
  /** How passphrases of new vaults are stretched; by default as the machine's memory allows. */
  readonly keyDerivation?: KeyDerivation
  readonly printer?: ReportPrinter
  /** Records a bug under a reference. It is given no case data, only the operation's name and what was thrown. */
  readonly reportBug?: (reference: string, operation: string, cause: unknown) => void
}

/** Puts the workstation together for one vault folder. Nothing is opened before the first call. */
export function composeEngine(options: EngineOptions): Engine {
  const { folder, software, keyDerivation = defaultKeyDerivation(totalmem()) } = options
  const { printer = makeWorkerReportPrinter(), reportBug = reportToStandardError } = options
  const listeners = new Set<(push: Push) => void>()
  const push = (message: Push) => {
    for (const listener of listeners) listener(message)
  }
  // A set, because locking must reach every call, also two that somebody gave the same id.
  const running = new Set<{ readonly callId: string; readonly controller: AbortController }>()
  const working = new Set<Promise<unknown>>()
  const clock = makeSystemClock()
  const keeper = makeFolderVaultKeeper({ folder, software, kdf: keyDerivation, clock })
  const intake = new IntakeDesk((path, stats) => isFileOfVault(folder, path, stats))
  const outlets = new OutletDesk()
  const folders = new FolderDesk()
  const backup = makeFolderVaultBackup({ folder, folders })
  const drawn = new DrawnReports()
  const sessions = new EngineSessions(
    keeper,
    (state) => {
      if (state === 'locked') {
        for (const { controller } of running) controller.abort()
        intake.clear()
        outlets.clear()
        folders.clear()
        drawn.clear()
      }
      push({ topic: state })
    },
    () => Promise.allSettled(working),
  )
  const { current } = sessions

  const handlers: Handlers = {
    'vault.status': showStatus(sessions, keeper, software),
    'vault.create': createVault(sessions, keeper),
    'vault.unlock': unlockVault(sessions, keeper),
    'vault.lock': lockVault(sessions),
    'vault.info': showInfo(sessions, keeper, software),
    'vault.verify': verifyVault(current, keeper),
    'case.open': openCase(current),
    'case.list': listCases(current),
    'case.show': showCase(current),
    'complaint.add': addComplaint(current),
    'intake.offer': async (file) => intake.offerUpload(file),
    'outlet.offer': async () => succeed({ outletId: outlets.offerDownload() }),
    'exhibit.seal': sealExhibit(current, intake),
    'exhibit.list': listExhibits(current),
    'exhibit.verify': verifyExhibit(current),
    'exhibit.extract': extractExhibit(current, outlets),
    'report.make': makeReport(current, printer, drawn, software),
    'report.save': saveReport(current, outlets, drawn),
    'backup.write': backUpVault(current, backup),
    'backup.restore': restoreVault(sessions, backup),
  }
  const dispatch = makeDispatcher(
    handlers,
    () => current()?.person.roles ?? null,
    (operation, cause) => {
      const reference = Date.now().toString(36)
      reportBug(reference, operation, cause)
      return reference
    },
  )

  async function call(
    { protocol, callId, name, input }: CallMessage,
    transport: Transport,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<Envelope<unknown>> {
    const controller = new AbortController()
    const abort = () => controller.abort()
    if (signal?.aborted === true) abort()
    signal?.addEventListener('abort', abort)
    const started = { callId, controller }
    running.add(started)
    const before = headSeq()
    try {
      const work = dispatch(
        { protocol, transport, name, input },
        {
          signal: controller.signal,
          onProgress: (progress) => push({ topic: 'progress', callId, progress }),
        },
      )
      // Locking waits for all work but its own.
      if (name !== 'vault.lock') working.add(work)
      const envelope = await work.finally(() => working.delete(work))
      // Opening the vault again mends the head file; going on without one would leave a rollback unseen.
      if (envelope.outcome === 'failed' && envelope.failure.code === 'head/not-recorded') await sessions.end()
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
    close: () => sessions.end(),
  }
}

// Where it was thrown, and not what was said: a message may quote what somebody typed.
function reportToStandardError(reference: string, operation: string, cause: unknown): void {
  const frames =
    cause instanceof Error ? (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  const name = cause instanceof Error ? cause.name : typeof cause
  process.stderr.write(`samnum bug ${reference} in ${operation}: ${[name, ...frames].join('\n')}\n`)
}
