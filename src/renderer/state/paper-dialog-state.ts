/** What a dialog about papers is about. */
export type PaperAct =
  /** Making a record final. */
  | { readonly act: 'finalise'; readonly caseId: string; readonly recordId: string }
  /** Taking a draft out of the records of its case. */
  | { readonly act: 'discard'; readonly caseId: string; readonly recordId: string }
  /** Issuing the letter that is being written. */
  | { readonly act: 'issue'; readonly caseId: string }
  /** Freezing one payment of a complaint. */
  | {
      readonly act: 'freeze'
      readonly caseId: string
      readonly complaintId: string
      readonly lossIndex: number
    }
  /** Signing the document that is drawn. */
  | { readonly act: 'sign' }
  | { readonly act: 'adopt-pack' }

/** Something of papers that has just happened, with the number or name that it is about. */
export type PaperNotice = {
  readonly what:
    | 'record-saved'
    | 'record-finalised'
    | 'record-discarded'
    | 'letter-issued'
    | 'pack-adopted'
    | 'wording-saved'
  readonly of: string
}
