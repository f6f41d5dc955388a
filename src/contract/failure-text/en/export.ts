import type { EXPORT_FAILURES } from '../../failures/export-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

const ASK_AGAIN =
  'Do not rely on this package. Ask whoever made it for another copy, and keep this one as it is.'

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
  'document/not-readable': {
    wrong: 'The PDF document is damaged or needs a password, and cannot be read.',
    act: 'Copy it again from where it came from.',
  },
  'document/not-of-samnum': {
    wrong: 'The pages of this PDF document do not state a ledger: it is no document of Samnum.',
    act: 'Check with whoever gave it to you which document was meant.',
  },
  'document/page-missing': {
    wrong: 'Pages are missing, or stand twice or in another order[ (page {page:number})].',
    act: 'Do not rely on this document. Ask for the original.',
  },
  'document/page-of-another': {
    wrong:
      'A page [{page:number} ]comes from another document: it states another case, number or ledger head.',
    act: 'Do not rely on this document. Ask for the original.',
  },
  'document/extract-damaged': {
    wrong: 'What is attached to the document does not hold.',
    act: 'Do not rely on this document. Ask for the original.',
  },
}
