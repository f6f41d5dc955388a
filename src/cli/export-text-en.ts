/** What the command line says about packages and about checking what came from elsewhere, in English. */
export const EXPORT_TEXT_EN = {
  help: {
    export: 'write a package of a case for a court: exhibits, reports, proof, and the page that checks it',
    out: 'a folder that does not exist yet; with --recipient, or ending in .tar, a file',
    exhibits: 'all, none, or numbers with commas: E001,E004 (default: all; with --redacted: none)',
    papers:
      'final records and letters: all, none, or their numbers with commas (default: all; with --redacted: none)',
    reports:
      'reports: all, none, or kinds with commas: case,evidence-and-custody,loss-and-money-flow,examination (default: all; with --redacted: the first two)',
    signed: 'a signed PDF that left this vault before, which goes as it is; may be given several times',
    recipient: 'seal the package for this age recipient; may be given several times',
    redacted: 'keep back who the victims and witnesses are, and list what is kept back and why',
    lang: 'languages of the reports: km, en or km+en',
    verify: 'check a package, a disclosed case or a PDF document; needs no vault and no passphrase',
    verifyPath: 'the folder of a package, the file of a disclosed case, or a PDF document',
  },
  written: 'The package was written. Its departure is on record.',
  sealedAdvice: 'It is opened with: age -d -i KEY FILE | tar -x',
  advice: 'Whoever has it checks it with verify.html inside, or with: samnum verify DIR',
  packageWhole:
    'The package holds: every file, the signed ledger, and that the station signed for just this.',
  bagWhole: 'Every file is there and as listed. This is no package of Samnum: nothing says who made it.',
  notWhole: 'It does NOT hold. Findings: {count:number}.',
  documentWhole: 'All pages are there and of one document.',
  signature: {
    authority:
      'Signature {number:number}, by {name}, {station}: holds. Certified by {authority}; SHA-256 of the certificate of that authority, to be compared with headquarters’: {digest}',
    owner:
      'Signature {number:number}, by {name}: holds. Nobody but the signer vouches for the key ({words}).',
    wrong: 'Signature {number:number} does not hold.',
    'not-judged': 'Signature {number:number} is of another making: a PDF reader checks it.',
    'time-stamp': 'A time-stamp, which is nobody’s signature: a PDF reader checks it.',
    'out-of-term': 'Signature {number:number} does not hold: its certificate was not valid when it was made.',
  },
  documentRevocations:
    'Whether headquarters revoked a key since does not stand in a paper: headquarters knows, and so does the package that it came with, up to its day.',
  documentLimits: 'Whether what they say follows from the ledger, only the vault or the package can show.',
  check: {
    files: 'Files',
    ledger: 'Ledger',
    contents: 'Contents',
    exhibits: 'Exhibits',
    papers: 'Papers',
    signatures: 'Digital signatures',
    custody: 'Custody',
    receipts: 'Receipts',
    withheld: 'Withheld',
  },
  state: {
    passed: 'holds',
    failed: 'does NOT hold',
    noted: 'holds, with notes',
    absent: 'none here',
    'not-reached': 'not looked at',
  },
  label: {
    check: 'Checked',
    variant: 'Variant',
    exported: 'Exported',
    files: 'Files',
    included: 'Exhibits with it',
    withheldExhibits: 'Exhibits without it',
    papers: 'Papers with it',
    withheldPapers: 'Papers without it',
    withheldEvents: 'Events kept back',
    contentDigest: 'Content',
    checkCode: 'Check code',
    signatures: 'Signatures',
    timeStamps: 'Time-stamps',
    attached: 'Attached',
    signedBy: 'Signed by',
  },
  paperSigner: '{path}: signed by {name}{station}, on {time} by their own clock.',
  vouchedBy:
    'Certified by {authority}; SHA-256 of the certificate of that authority, to be compared with headquarters’: {digest}',
  timeStamp: '{path}: has a time-stamp, which is nobody’s signature; a PDF reader checks it.',
  revocations:
    'Revocations are known here only as the station had them when it made the package: whether a key was revoked since, headquarters knows.',
  held: 'Headquarters ({name}) holds every event of this case up to number {seq:number}, and had it at the latest on {time} by its own clock.',
  heldRest: 'Later events of the case that no receipt covers: {count:number}.',
  heldNone: 'The receipts cover no event of this case.',
  heldKey:
    'The key of these receipts has the number {hub}: compare it with the one that headquarters publishes.',
  noReceipts:
    'No receipt of headquarters is here: nobody outside of the station confirms when these events were there.',
  variant: { full: 'full', redacted: 'redacted' },
  custody: {
    'custody/gap': 'not given by its last holder',
    'custody/time-reversed': 'dated before what came before it',
    'custody/receiver-missing': 'nobody signed for it',
    'custody/seal-broken': 'the seal was broken',
  },
  more: 'and {count:number} more',
} as const
