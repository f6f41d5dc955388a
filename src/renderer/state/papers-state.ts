import type { Problem } from '#contract/failures.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { Keyed } from './custody-state.ts'
import type { PaperEdit } from './paper-edit.ts'
import type { PaperForm } from './paper-forms.ts'
import type { Keeping } from './raid-desk.ts'
import { IDLE, type Refusal, type Remote } from './remote.ts'
import type { Work } from './work.ts'

/** A record or letter that is being written. */
export type FormDesk = {
  /** The record that is written, or the case and form of a new paper. */
  readonly target: string
  readonly caseId: string
  readonly form: PaperForm
  readonly edit: PaperEdit
  /** What the edit was begun from. */
  readonly basedOn: string
  readonly keeping: Keeping
  /** Whether words were found that were typed and never saved. */
  readonly wasRestored: boolean
  /** Whether what it was begun from has changed since. */
  readonly isOutdated: boolean
  /** Whether anything was typed since it was last saved. */
  readonly isChanged: boolean
  readonly saving: 'no' | 'saving' | Refusal
  /** What the engine found wrong, by the field of the edit. */
  readonly problems: { readonly [path: string]: Problem }
}

/** A wording while it is changed: texts by key. */
export type WordingEdit = {
  readonly template: WordingName
  readonly basedOn: number
  readonly phrases: { readonly [key: string]: { readonly km: string; readonly en: string } }
  readonly saving: 'no' | 'saving' | Refusal
}

/** The name of a wording. */
export type WordingName = OutputOf<'template.list'>['templates'][number]['template']

/** What a window knows of records, letters, reports, law packs and wordings. */
export type PapersState = {
  readonly kinds: Remote<OutputOf<'record.kinds'>>
  /** Records of a case. */
  readonly records: Keyed<OutputOf<'record.list'>> | null
  readonly letters: Keyed<OutputOf<'letter.list'>> | null
  readonly record: Keyed<OutputOf<'record.show'>> | null
  readonly letter: Keyed<OutputOf<'letter.show'>> | null
  /** What a letter says to software. */
  readonly letterFile: Keyed<OutputOf<'letter.file'>> | null
  /** Kinds of report that a case can be made into. */
  readonly reports: Keyed<OutputOf<'report.list'>> | null
  readonly packs: Remote<OutputOf<'law.list'>>
  /** Whom letters go to, as headquarters has it. */
  readonly recipients: Remote<OutputOf<'letter.recipients'>>
  readonly wordings: Remote<OutputOf<'template.list'>>
  readonly wording: Keyed<OutputOf<'template.show'>> | null
  readonly formDesk: FormDesk | null
  readonly wordingEdit: WordingEdit | null
  /** What a package would have; `key` is the choice that it answers. An older answer for the same case stays until the newer one comes. */
  readonly packagePlan: (Keyed<OutputOf<'case.planExport'>> & { readonly caseId: string }) | null
  readonly exporting: {
    readonly caseId: string
    readonly work: Work<OutputOf<'case.export'>>
  } | null
}

/** What a session begins with. */
export function newPapersState(): PapersState {
  return {
    kinds: IDLE,
    records: null,
    letters: null,
    record: null,
    letter: null,
    letterFile: null,
    reports: null,
    packs: IDLE,
    recipients: IDLE,
    wordings: IDLE,
    wording: null,
    formDesk: null,
    wordingEdit: null,
    packagePlan: null,
    exporting: null,
  }
}
