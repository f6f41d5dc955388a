import type { EXPORT_FAILURES } from '../../failures/export-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

const ASK_AGAIN =
  'Do not rely on this package. Ask whoever made it for another copy, and keep this one as it is.'

const ASK_ABOUT_SIGNER = 'Do not rely on that paper. Ask headquarters about its signer.'
const ASK_ABOUT_KEY = 'Ask headquarters about that key.'

/** What failures about packages, and about checking what came from elsewhere, mean and what to do about them, in English. */
export const EXPORT_EN: TextsOf<typeof EXPORT_FAILURES> = {
  'export/recipient-malformed': {
    wrong: 'This is no recipient of the age format[: {recipient}].',
    act: 'Copy the whole line that begins with age1 from whoever is to open the package.',
  },
  'export/needs-one-file': {
    wrong: 'A package that is sealed, or that is downloaded, is one file and cannot be written as a folder.',
    act: 'Name a file that does not exist yet.',
  },
  'export/no-such-exhibit': {
    wrong: 'This case has no digital exhibit with this number[: {number}].',
    act: 'Look at the list of the exhibits of the case.',
  },
  'export/no-such-paper': {
    wrong: 'This case has no final record and no issued letter with this number[: {number}].',
    act: 'Look at the records and letters of the case.',
  },
  'export/report-names-victims': {
    wrong: 'This report says who lost what, and does not go with a redacted package.',
    act: 'Leave it out, or make the full package.',
  },
  'export/signed-in-redacted': {
    wrong:
      'A signed document cannot go with a redacted package: it says what it says, and nobody can keep part of it back.',
    act: 'Leave it out, or make the full package.',
  },
  'export/verifier-not-built': {
    wrong: 'The page with which others check a package is not built yet.',
    act: 'Run "npm run build" where Samnum is installed, then try again.',
  },
  'verify/not-known': {
    wrong: 'This is neither a package, nor a disclosed case, nor a document of Samnum.',
    act: 'Choose the folder of the package, the file of the disclosed case, or the PDF document.',
  },
  'verify/sealed': {
    wrong: 'This file is sealed with age: nobody can look into it without the key.',
    act: 'Open it with "age -d -i KEY FILE | tar -x", then check the folder that comes out.',
  },
  'verify/packed': {
    wrong: 'This is a package that was packed into one file (tar).',
    act: 'Unpack it with "tar -xf FILE", then check the folder that comes out.',
  },
  'bag/not-a-bag': {
    wrong: 'This folder has no bagit.txt: it is no package.',
    act: 'Choose the folder in which bagit.txt and verify.html lie.',
  },
  'bag/declaration-malformed': {
    wrong: 'The file bagit.txt does not say what it must.',
    act: ASK_AGAIN,
  },
  'bag/version-unknown': {
    wrong: 'The package follows a version of BagIt that is not known here.',
    act: 'Check it with a newer program.',
  },
  'bag/encoding-unknown': {
    wrong: 'The package is written in an encoding that is not known here or not allowed.',
    act: ASK_AGAIN,
  },
  'bag/no-manifest': {
    wrong: 'The package has no list of its files.',
    act: ASK_AGAIN,
  },
  'bag/algorithm-unknown': {
    wrong: 'The list [{path} ]uses a kind of digest that is not known here.',
    act: 'Check the package with a program that knows it.',
  },
  'bag/manifest-malformed': {
    wrong: 'The list [{path} ]cannot be read[ in line {line:number}].',
    act: ASK_AGAIN,
  },
  'bag/tag-too-large': {
    wrong: 'The list [{path} ]is larger than any list of files can be.',
    act: ASK_AGAIN,
  },
  'bag/path-unsafe': {
    wrong: 'A list names a file outside of the package[: {path}].',
    act: 'Do not copy this package anywhere. Ask whoever made it.',
  },
  'bag/listed-twice': {
    wrong: 'A list names one file twice[: {path}].',
    act: ASK_AGAIN,
  },
  'bag/file-missing': {
    wrong: 'A file of the package is missing[: {path}].',
    act: ASK_AGAIN,
  },
  'bag/file-not-listed': {
    wrong: 'A file was added that no list of the package names[: {path}].',
    act: 'Do not rely on that file. Ask whoever made the package for another copy.',
  },
  'bag/file-differs': {
    wrong: 'A file of the package was changed[: {path}].',
    act: ASK_AGAIN,
  },
  'bag/file-not-plain': {
    wrong: 'The package holds something that is no ordinary file[: {path}].',
    act: ASK_AGAIN,
  },
  'bag/size-differs': {
    wrong: 'The package has another number or size of files than it says of itself.',
    act: ASK_AGAIN,
  },
  'bag/must-not-fetch': {
    wrong: 'The package asks for files to be fetched from a network. A package of Samnum never does.',
    act: ASK_AGAIN,
  },
  'package/of-training': {
    wrong: 'This package comes from a training vault: everything in it is invented.',
    act: 'Use it for learning only. It proves nothing, and nobody may be shown it as evidence.',
  },
  'package/ledger-missing': {
    wrong:
      'The extract of the ledger is missing, or no list names it, so nothing in the package can be proved.',
    act: ASK_AGAIN,
  },
  'package/export-not-recorded': {
    wrong: 'The ledger has no signed record of this package.',
    act: ASK_AGAIN,
  },
  'package/content-differs': {
    wrong:
      'The files are not those that the station signed for when the package was made[ (event {seq:number})].',
    act: ASK_AGAIN,
  },
  'package/list-malformed': {
    wrong: 'The list of the exhibits is missing or cannot be read.',
    act: ASK_AGAIN,
  },
  'package/exhibit-unknown': {
    wrong: 'There is an exhibit that the signed ledger does not know[: {number}{path}].',
    act: 'Do not rely on that exhibit. Ask whoever made the package.',
  },
  'package/exhibit-differs': {
    wrong: 'The exhibit [{number} ]is not the one that was sealed.',
    act: 'Do not rely on that exhibit. Ask whoever made the package for another copy.',
  },
  'package/exhibit-missing': {
    wrong: 'The exhibit [{number} ]should be in the package and is not.',
    act: ASK_AGAIN,
  },
  'package/withheld-differs': {
    wrong: 'Other events of the case are kept back than those that the station signed for.',
    act: ASK_AGAIN,
  },
  'package/case-differs': {
    wrong: 'The list of the exhibits is of another case than the ledger.',
    act: ASK_AGAIN,
  },
  'package/papers-malformed': {
    wrong: 'The list of the papers is missing or cannot be read.',
    act: ASK_AGAIN,
  },
  'package/paper-unknown': {
    wrong: 'There is a paper that no list of this package names[: {path}].',
    act: 'Do not rely on that paper. Ask whoever made the package.',
  },
  'package/paper-differs': {
    wrong:
      'This paper is not the one that was drawn and signed for with this package: a page of it, or all of it, is another[: {path}].',
    act: 'Do not rely on that paper. Ask whoever made the package for another copy.',
  },
  'package/paper-missing': {
    wrong: 'A paper should be in the package and is not[: {path}].',
    act: ASK_AGAIN,
  },
  'package/certificates-malformed': {
    wrong: 'What headquarters said of the officers’ keys cannot be read[: {path}].',
    act: ASK_ABOUT_SIGNER,
  },
  'package/certificates-not-signed': {
    wrong: 'Headquarters did not sign a certificate or a revocation that is here[: {path}].',
    act: ASK_ABOUT_SIGNER,
  },
  'package/signature-wrong': {
    wrong: 'A digital signature in a paper does not hold[: {path}].',
    act: ASK_ABOUT_SIGNER,
  },
  'package/signature-out-of-term': {
    wrong: 'A certificate in a paper was not valid when the paper was signed[: {path}].',
    act: ASK_ABOUT_SIGNER,
  },
  'package/signature-of-another-authority': {
    wrong:
      'The certificate of a signature comes from another authority than headquarters’, or headquarters certified no such key[: {path}].',
    act: ASK_ABOUT_SIGNER,
  },
  'package/signer-revoked': {
    wrong: 'Headquarters had revoked the key before this paper was signed with it[: {path}].',
    act: ASK_ABOUT_SIGNER,
  },
  'package/signer-revoked-later': {
    wrong: 'Headquarters revoked the signer’s key after the time that the signature states[: {path}].',
    act: ASK_ABOUT_KEY,
  },
  'package/signature-self-signed': {
    wrong: 'Nobody but the signer vouches for the key of a signature (self-signed)[: {path}].',
    act: ASK_ABOUT_KEY,
  },
  'package/signature-self-signed-revoked': {
    wrong: 'A signature is self-signed, and headquarters revoked the signer’s key[: {path}].',
    act: ASK_ABOUT_KEY,
  },
  'package/authority-not-known': {
    wrong:
      'A signature is certified by an authority that names itself headquarters; nothing here shows that it is[: {path}].',
    act: ASK_ABOUT_KEY,
  },
  'package/signature-not-judged': {
    wrong: 'A signature is of another making[: {path}].',
    act: ASK_ABOUT_KEY,
  },
  'package/signature-not-looked-at': {
    wrong: 'A paper is too large to look for signatures in it[: {path}].',
    act: ASK_ABOUT_KEY,
  },
  'package/receipts-malformed': {
    wrong: 'The receipts of headquarters cannot be read.',
    act: ASK_AGAIN,
  },
  'package/receipt-foreign': {
    wrong: 'A receipt is of another station or another headquarters[ (event {seq:number})].',
    act: ASK_AGAIN,
  },
  'package/receipt-signature-wrong': {
    wrong: 'Headquarters did not sign a receipt that is here[ (event {seq:number})].',
    act: ASK_AGAIN,
  },
  'package/receipt-proof-wrong': {
    wrong: 'A receipt does not prove that headquarters’ records hold what it says[ (event {seq:number})].',
    act: ASK_AGAIN,
  },
  'package/receipt-not-of-ledger': {
    wrong:
      'A receipt of headquarters is of an event that this ledger does not have[ (event {seq:number})]: one of the two was written anew.',
    act: 'Do not rely on this package. Ask headquarters what it holds of this station.',
  },
  'document/not-readable': {
    wrong: 'The PDF document is damaged or needs a password, and cannot be read.',
    act: 'Copy it again from where it came from.',
  },
  'document/not-of-samnum': {
    wrong: 'The pages of this PDF document do not state a ledger: it is no document of Samnum.',
    act: 'Check with whoever gave it to you which document was meant.',
  },
  'document/page-missing': {
    wrong: 'Page [{page:number} ]of the document is missing: it was taken out[: {path}].',
    act: 'Do not rely on this document. Ask for the original.',
  },
  'document/page-out-of-order': {
    wrong:
      'The page in place [{page:number} ]of the file stands twice, in another order, or states another number of pages[: {path}].',
    act: 'Do not rely on this document. Ask for the original.',
  },
  'document/page-of-another': {
    wrong:
      'Page [{page:number} ]of the file comes from another document: it states another check code or ledger head[: {path}].',
    act: 'Do not rely on this document. Ask for the original.',
  },
  'document/signature-wrong': {
    wrong:
      'Signature[ {number:number}] in this document does not hold: what it signed was changed, or its certificate is not of the key that signed or was not issued by its authority.',
    act: 'Do not rely on this document. Ask for the original.',
  },
  'document/signature-out-of-term': {
    wrong: 'The certificate of signature[ {number:number}] in this document was not valid when it was made.',
    act: 'Do not rely on that signature. Ask headquarters about its signer.',
  },
  'document/added-to': {
    wrong: 'Something was added to this document after it was signed.',
    act: 'Do not rely on this document. Ask for the original.',
  },
  'document/extract-damaged': {
    wrong: 'What is attached to the document does not hold.',
    act: 'Do not rely on this document. Ask for the original.',
  },
}
