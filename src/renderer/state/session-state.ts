import type { CaseFile } from '#contract/case-operations.ts'
import type { SlotLine } from '#contract/key-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { PersonLine } from '#contract/people-operations.ts'
import type { Session } from '#contract/vault-operations.ts'
import { type BackupState, newBackupState } from './backup-state.ts'
import { type CaseworkState, newCaseworkState, type WorkAct } from './casework-state.ts'
import type { ProblemsByField } from './complaint-check.ts'
import type { ComplaintEdit } from './complaint-edit.ts'
import type { CustodyDialog, CustodyNotice } from './custody-dialog-state.ts'
import { type CustodyState, newCustodyState } from './custody-state.ts'
import type { PaperAct, PaperNotice } from './paper-dialog-state.ts'
import { newPapersState, type PapersState } from './papers-state.ts'
import type { Keeping } from './raid-desk.ts'
import type { Reading } from './reading.ts'
import { IDLE, type Refusal, type Remote } from './remote.ts'
import { HOME, type Route } from './route.ts'
import { newSyncState, type SyncState } from './sync-state.ts'
import type { Viewer } from './viewer.ts'
import type { Work } from './work.ts'

/** Cases shown at once; the rest come by pages. */
export const CASES_PER_PAGE = 50

/** The list of cases as it is being looked through. */
export type CaseList = {
  readonly query: string
  readonly offset: number
  readonly page: Remote<OutputOf<'case.list'>>
}

/** A complaint that is being written, with what was found wrong when it was last checked. */
export type Draft = {
  readonly edit: ComplaintEdit
  readonly problems: ProblemsByField
  /** Whether it was tried to save it: from then on problems are found while writing. */
  readonly wasTried: boolean
  readonly saving: 'no' | 'saving' | Refusal
  /** How far what is written survives when the machine stops. */
  readonly keeping: Keeping
  readonly files: readonly DraftFile[]
}

/** A file that was brought with a complaint, and what its picture shows. */
export type DraftFile = {
  readonly key: number
  readonly name: string
  readonly sizeBytes: number | null
  readonly state:
    | { readonly status: 'keeping' }
    | { readonly status: 'refused'; readonly refusal: Refusal }
    | { readonly status: 'kept'; readonly fileId: string; readonly codes: ShownCodes }
}

/** Codes in a picture: being looked for, found, or why they could not be read. */
export type ShownCodes =
  | { readonly status: 'reading' }
  | { readonly status: 'read'; readonly codes: OutputOf<'draft.readCodes'>['codes'] }
  | { readonly status: 'refused'; readonly refusal: Refusal }

/** A file on its way into a case. */
export type Sealing = {
  readonly key: number
  readonly caseId: string
  readonly name: string
  readonly sizeBytes: number | null
  /** `null` for a file that was refused before it could be announced. */
  readonly intakeId: string | null
  /** The first piece of an image that lies beside this file, which says to be a later piece. */
  readonly firstPiece?: string | undefined
  readonly work: Work<OutputOf<'exhibit.seal'>>
}

/** A document that was drawn, or one that was saved before and opened again: that one says only what its bytes say. */
export type DrawnPaper = Omit<OutputOf<'report.make'>, 'pages' | 'madeFrom'> &
  Partial<Pick<OutputOf<'report.make'>, 'pages' | 'madeFrom'>>

/** What becomes of a document that was opened again. */
export type Opened = {
  readonly signatures: number
  readonly asking: Work<OutputOf<'report.saveTimeStampRequest'>>
  readonly stamping: Work<OutputOf<'report.addTimeStamp'>>
}

/** A drawn document and what is being done with it. */
export type ReportDesk = {
  /** Counts the drawings of this window. */
  readonly run: number
  /** What it is about: a case's reports, one record, one letter, a wording. */
  readonly about: string
  readonly making: Work<DrawnPaper>
  readonly bytes: Remote<Uint8Array>
  readonly saving: Work<OutputOf<'report.save'>>
  /** The last signature that was put under it. */
  readonly signing: Work<OutputOf<'report.sign'>>
  /** Of a document that was opened again: the signatures and time-stamps in it, and what is done about another time-stamp. */
  readonly opened: Opened | null
}

/** What is being done with one exhibit. */
export type ExhibitDesk = {
  readonly verifying: Work<OutputOf<'exhibit.verify'>>
  readonly extracting: Work<OutputOf<'exhibit.extract'>>
}

/** Something that has just happened, told once in passing. */
export type Notice = {
  readonly key: number
  readonly said:
    | { readonly what: 'complaint-saved'; readonly number: string }
    | { readonly what: 'case-opened'; readonly number: string }
    | { readonly what: 'exhibit-sealed'; readonly number: string }
    | { readonly what: 'person-added'; readonly name: string; readonly number: number }
    | { readonly what: 'person-changed' | 'case-shared' | 'event-confirmed'; readonly name: string }
    | { readonly what: 'case-expunged'; readonly number: string }
    | { readonly what: WayInChange }
    | { readonly what: 'custody'; readonly notice: CustodyNotice }
    | { readonly what: 'papers'; readonly notice: PaperNotice }
}

/** What was changed about the ways into the vault. */
export type WayInChange =
  | 'passphrase-changed'
  | 'key-file-made'
  | 'key-file-dropped'
  | 'machine-bound'
  | 'machine-freed'
  | 'code-right'
  | 'recovery-removed'
  | 'escrow-added'
  | 'key-rotated'

/** Something that must be read before it goes away. */
export type Alert =
  | { readonly what: 'notice'; readonly notice: Session['notices'][number] }
  /** The vault was opened by a way back in. */
  | { readonly what: 'recovered' }

/** The case that a dialog is about. */
export type NamedCase = { readonly caseId: string; readonly number: string; readonly title: string }

/** Which dialog is open. */
export type OpenDialog =
  | { readonly name: 'shortcuts' | 'palette' | 'help' }
  | { readonly name: 'open-case' }
  /** Leaving a written complaint for another screen, or (`null`) locking with unfinished things. */
  | { readonly name: 'leave-draft'; readonly to: Route }
  | { readonly name: 'lock' }
  | { readonly name: 'add-person' }
  | {
      readonly name: 'change-roles' | 'suspend-person' | 'reinstate-person' | 'reset-passphrase'
      readonly person: PersonLine
    }
  | { readonly name: 'share-case' | 'expunge-case'; readonly case: NamedCase }
  | { readonly name: 'confirm-event'; readonly case: NamedCase; readonly event: CaseFile['events'][number] }
  | { readonly name: 'remove-recovery'; readonly slot: SlotLine }
  | { readonly name: 'bind-machine'; readonly isBound: boolean }
  | { readonly name: PlainKeyDialog }
  | CustodyDialog
  | ({ readonly name: 'papers' } & PaperAct)
  | ({ readonly name: 'work' } & WorkAct)

/** Dialogs of the ways in and of the ledger that are about nothing but themselves. */
export type PlainKeyDialog =
  | 'change-passphrase'
  | 'make-key-file'
  | 'drop-key-file'
  | 'make-recovery-code'
  | 'check-recovery-code'
  | 'add-escrow'
  | 'rotate-key'
  | 'write-anchor'
  | 'check-anchor'

/** Everything a window knows while the vault is unlocked. */
export type SessionState = {
  readonly session: Session
  /** Whether headquarters reads a station here, and changes nothing. */
  readonly isReadingRoom: boolean
  readonly route: Route
  readonly dialog: OpenDialog | null
  readonly notices: readonly Notice[]
  readonly caseList: CaseList
  /** What lists are filtered by, under names that their screens choose. */
  readonly filters: { readonly [name: string]: string }
  readonly caseFile: { readonly caseId: string; readonly file: Remote<CaseFile> } | null
  /** Complaints being written, by the case they go into; `new` for one that opens its own. */
  readonly drafts: { readonly [target: string]: Draft }
  readonly sealings: readonly Sealing[]
  readonly exhibitDesks: { readonly [exhibitId: string]: ExhibitDesk }
  readonly report: ReportDesk | null
  /** The exhibit that is looked at. */
  readonly viewer: Viewer | null
  /** The exhibit that is read with parsers. */
  readonly reading: Reading | null
  /** The file that was chosen in an exhibit of many, until another exhibit's is. */
  readonly part: { readonly exhibitId: string; readonly path: string } | null
  readonly verification: Work<OutputOf<'vault.verify'>>
  readonly info: Remote<OutputOf<'vault.info'>>
  readonly alerts: readonly Alert[]
  readonly people: Remote<OutputOf<'people.list'>>
  readonly waysIn: Remote<OutputOf<'key.list'>>
  readonly anchorState: Remote<OutputOf<'ledger.anchorState'>>
  readonly readers: {
    readonly caseId: string
    readonly list: Remote<OutputOf<'case.readers'>>
  } | null
  readonly rebuilding: Work<OutputOf<'ledger.rebuild'>>
  readonly disclosing: {
    readonly caseId: string
    readonly work: Work<OutputOf<'case.disclose'>>
  } | null
  readonly expunging: Work<OutputOf<'case.expunge'>>
  readonly custody: CustodyState
  readonly sync: SyncState
  readonly backup: BackupState
  readonly papers: PapersState
  readonly casework: CaseworkState
}

/** What a session begins with. */
export function newSessionState(session: Session, isReadingRoom = false): SessionState {
  return {
    session,
    isReadingRoom,
    route: HOME,
    dialog: null,
    notices: [],
    caseList: { query: '', offset: 0, page: IDLE },
    filters: {},
    caseFile: null,
    drafts: {},
    sealings: [],
    exhibitDesks: {},
    report: null,
    viewer: null,
    reading: null,
    part: null,
    verification: IDLE,
    info: IDLE,
    alerts: session.notices.map((notice) => ({ what: 'notice', notice })),
    people: IDLE,
    waysIn: IDLE,
    anchorState: IDLE,
    readers: null,
    rebuilding: IDLE,
    disclosing: null,
    expunging: IDLE,
    custody: newCustodyState(),
    sync: newSyncState(),
    backup: newBackupState(),
    papers: newPapersState(),
    casework: newCaseworkState(),
  }
}
