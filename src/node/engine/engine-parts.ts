import type { RollbackWatch } from '#app/ledger/watch-rollback.ts'
import type { OpenedResults } from '#app/parsing/open-result.ts'
import type { makeTurns } from '#app/people/take-turns.ts'
import type { EvidenceParser } from '#app/ports/evidence-parser.ts'
import type { FolderCarriers } from '#app/ports/folder-carriers.ts'
import type { GazetteerStore } from '#app/ports/gazetteer-store.ts'
import type { NetworkCarrier } from '#app/ports/network-carrier.ts'
import type { PackageTools } from '#app/ports/package-tools.ts'
import type { ProgramUpdates } from '#app/ports/program-updates.ts'
import type { ReportPrinter } from '#app/ports/report-printer.ts'
import type { SealedObjects } from '#app/ports/sealed-objects.ts'
import type { SlotKeeper } from '#app/ports/slot-keeper.ts'
import type { VaultBackup } from '#app/ports/vault-backup.ts'
import type { VaultKeeper } from '#app/ports/vault-keeper.ts'
import type { VaultSalvage } from '#app/ports/vault-salvage.ts'
import type { OpenRoom } from '#app/ports/viewing-room.ts'
import type { ReadBackPages } from '#app/read-back/read-back.ts'
import type { DrawnReports } from '#app/report/drawn-reports.ts'
import type { SessionSource } from '#app/vault-session.ts'
import type { Previews } from '#app/viewing/previews.ts'
import type { IntakeDesk } from './intake-desk.ts'
import type { OutletDesk } from './outlet-desk.ts'
import type { EngineSessions } from './session-holder.ts'

/** What operations are put together from: the adapters of one engine, and what it remembers between calls. */
export type EngineParts = {
  /** The unlocked vault, or `null`. */
  readonly current: SessionSource
  readonly sessions: EngineSessions
  readonly keeper: VaultKeeper
  readonly slots: SlotKeeper
  readonly watch: RollbackWatch
  readonly intake: IntakeDesk
  readonly outlets: OutletDesk
  readonly backup: VaultBackup
  readonly carriers: FolderCarriers
  /** The way to headquarters over a network. */
  readonly network: NetworkCarrier
  /** The sealed files of the vault's objects. */
  readonly sealedObjects: SealedObjects
  readonly salvage: VaultSalvage
  /** The program's own versions. */
  readonly updates: ProgramUpdates
  readonly gazetteer: GazetteerStore
  readonly drawn: DrawnReports
  /** What somebody reads on a second screen. */
  readonly readBack: ReadBackPages
  readonly printer: ReportPrinter
  readonly packageTools: PackageTools
  readonly evidenceParser: EvidenceParser
  /** The result of a parser that was looked at last. */
  readonly openedResults: OpenedResults
  /** What is being looked at. */
  readonly previews: Previews
  readonly openRoom: OpenRoom
  /** Name and version that go into the ledger and into reports. */
  readonly software: string
  /** Makes operations that decide over several waits wait for each other. */
  readonly inTurn: ReturnType<typeof makeTurns>
}
