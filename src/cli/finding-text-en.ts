/** What `--help` says of what was found in exhibits, in English. */
export const FINDING_HELP_EN = {
  finding: 'list what was read in an exhibit, and confirm it',
  findingList: 'list what a result holds, page by page; what somebody confirmed has a tick',
  findingConfirm: 'take findings of a result over into the case, in your name',
  findingResult: 'number of the result that `samnum exhibit parse` sealed',
  findingKind: 'which list of the result',
  findingFrom: 'the first finding that is listed',
  findingItems: 'findings as the list names them, such as identifiers:1 messages:12',
  findingNote: 'why you confirm them',
} as const

/** What the command line says of findings, in English. */
export const FINDING_TEXT_EN = {
  shown: '{from:number} to {to:number} of {total:number}',
  none: 'This list of the result is empty.',
  confirmed: 'Confirmed: {count:number}. This is event {seq:number}.',
  confirmedBy: 'confirmed by {name}, event {seq:number}',
} as const
