import type { EXHIBIT_FAILURES } from '../../failures/exhibit-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures about exhibits mean and what to do about them, in English. */
export const EXHIBIT_EN: TextsOf<typeof EXHIBIT_FAILURES> = {
  'exhibit/not-found': {
    wrong: 'There is no such exhibit in this vault.',
    act: 'Check the number in the list of exhibits of the case.',
  },
  'exhibit/not-interrupted': {
    wrong: 'No interrupted seal of this case has this id.',
    act: 'List the interrupted seals again; it may have been continued or given up meanwhile.',
  },
  'exhibit/is-one-file': {
    wrong: 'This exhibit is one file and has no parts.',
    act: 'Show or extract the exhibit itself.',
  },
  'exhibit/part-needed': {
    wrong: 'This exhibit is of many files.',
    act: 'Say which of them is meant, by its path as the exhibit lists it.',
  },
  'exhibit/part-not-found': {
    wrong: 'The exhibit has no file of this path.',
    act: 'List its files, and take the path as it stands there.',
  },
  'report/not-found': {
    wrong: 'This report is no longer in memory.',
    act: 'Make it again; reports are forgotten when the vault locks or a newer one is made.',
  },
  'report/not-drawn': {
    wrong: 'The report could not be drawn.',
    act: 'Close other programs so that memory is free, then make it again.',
  },
  'report/not-signable': {
    wrong: 'This document cannot be signed: it is not a PDF as Samnum writes it.',
    act: 'Make the report again and sign that one.',
  },
  'report/certificate-wrong': {
    wrong: 'The certificate that headquarters issued for your signature is not one of your key.',
    act: 'Sign on paper, and tell headquarters: it must issue another certificate.',
  },
  'report/signatures-full': {
    wrong: 'This document has as many signatures as it can hold.',
    act: 'Make the report again for further signers, or sign on paper.',
  },
  'intake/not-found': {
    wrong: 'There is no file at this place, or no longer.',
    act: 'Check its name, connect the disk it is on, and choose it again.',
  },
  'intake/not-readable': {
    wrong: 'You may not read this file.',
    act: 'Have the permission to read it given to you, or copy it as somebody who has it.',
  },
  'intake/is-folder': {
    wrong: 'This is a folder, and a file is wanted here.',
    act: 'In the window press “Choose a folder”: it becomes one exhibit with everything in it.',
  },
  'intake/not-a-file': {
    wrong: 'This is a pipe, a device or another thing that is no ordinary file.',
    act: 'Copy what it gives into a file and choose that.',
  },
  'intake/empty': {
    wrong: 'The file is empty: it has no bytes to seal.',
    act: 'Check that it was copied completely; if it is meant to be empty, describe it in the complaint.',
  },
  'intake/too-large': {
    wrong: 'The file is larger than an exhibit can be[: {sizeBytes:size}, at most {maxBytes:size}].',
    act: 'Divide it into parts and seal each of them.',
  },
  'intake/of-the-vault': {
    wrong: 'This file is a part of the vault itself.',
    act: 'Choose another file; to have the vault twice, back it up.',
  },
  'intake/name-has-control-character': {
    wrong: 'The name of the file has characters that cannot be shown.',
    act: 'Copy it under another name, choose the copy, and write the original name into the description.',
  },
  'intake/name-too-long': {
    wrong: 'The name of the file is too long[ ({sizeBytes:number} bytes)].',
    act: 'Copy it under a shorter name and choose the copy; a name has room for 255 bytes, which is 85 Khmer letters.',
  },
  'intake/changed-while-reading': {
    wrong:
      'The file changed while it was read[: {expectedBytes:bytes} were expected, {actualBytes:bytes} were there]. Nothing was sealed.',
    act: 'Close the program that writes to it, or copy it first, then seal it again.',
  },
  'intake/read-failed': {
    wrong: 'The file could not be read to its end[ ({causeCode})]. Nothing was sealed.',
    act: 'The disk it is on may be failing: stop using it, make an image of it, and seal the file from the copy.',
  },
  'intake/interrupted': {
    wrong: 'The transfer of the file stopped before its end. Nothing was sealed.',
    act: 'Choose the file again.',
  },
  'intake/digests-need-one-file': {
    wrong: 'Further digests are taken of one file, disk or split image, not of a folder. Nothing was sealed.',
    act: 'Seal it without them: the SHA-256 of each part is recorded. Or seal the file whose digests must be compared by itself.',
  },
  'intake/too-many-files': {
    wrong: 'The folder has more files than a window takes in at once[ ({max:number} at most)].',
    act: 'Choose its folders one by one, or use `samnum exhibit add`, which takes any number.',
  },
  'intake/image-piece-missing': {
    wrong:
      'The image was cut into pieces and one of them is missing[: number {piece:number}]. Nothing was sealed.',
    act: 'Put all pieces into one folder under the names they were written with, and choose the first one again.',
  },
  'intake/unknown': {
    wrong: 'The chosen file is no longer known; choices are forgotten when the vault locks.',
    act: 'Choose the file again.',
  },
  'extract/exists': {
    wrong: 'There is a file of this name already, and it was left as it is.',
    act: 'Give another name or another folder.',
  },
  'extract/no-folder': {
    wrong: 'The folder for this file does not exist.',
    act: 'Make the folder first, or name another one.',
  },
  'extract/needs-folder': {
    wrong: 'This exhibit is a folder of many files, and a download is one file.',
    act: 'Extract it with the desktop program or the command line, which write a folder.',
  },
  'extract/unsafe-path': {
    wrong: 'The recorded path of a file in this exhibit leads out of its folder. Nothing more was written.',
    act: 'Verify the vault: an entry of the ledger says what no seal writes.',
  },
  'extract/name-too-long': {
    wrong: 'The name or the path of this file is longer than the disk allows.',
    act: 'Give a shorter name, or a folder nearer to the top.',
  },
  'outlet/unknown': {
    wrong: 'The chosen place is no longer known; choices are forgotten when the vault locks.',
    act: 'Choose the place again.',
  },
  'outlet/interrupted': {
    wrong: 'The file was not taken over completely.',
    act: 'Delete what arrived of it and save it again.',
  },
  'object/missing': {
    wrong: 'The stored bytes of an exhibit are missing.',
    act: 'Put the file back from a backup of the same vault.',
  },
  'object/header-damaged': {
    wrong: 'The stored bytes of an exhibit are damaged at their beginning[, from byte {offsetBytes:number}].',
    act: 'Put the file back from a backup of the same vault.',
  },
  'object/wrong-key': {
    wrong: 'The stored bytes of an exhibit do not open with the key of its case.',
    act: 'Keep the folder as it is and restore the vault from a backup.',
  },
  'object/size-wrong': {
    wrong:
      'The stored file of an exhibit has the wrong length[: {expectedBytes:bytes} were expected, {actualBytes:bytes} are there].',
    act: 'Put the file back from a backup of the same vault.',
  },
  'object/segment-damaged': {
    wrong:
      'The stored bytes of an exhibit are damaged[ in segment {segmentIndex:number}][, at byte {offsetBytes:number}].',
    act: 'Put the file back from a backup of the same vault; the other segments can still be read.',
  },
  'object/seal-differs': {
    wrong: 'The stored bytes of an exhibit were replaced by others under the same key.',
    act: 'Keep the folder as it is and put the file back from a backup of the same vault.',
  },
  'object/content-differs': {
    wrong: 'The content of an exhibit is not the content whose hash was recorded when it was sealed.',
    act: 'Keep the folder as it is, and do not rely on this exhibit until the cause is found.',
  },
  'object/not-recorded': {
    wrong: 'The vault holds a sealed file that no event names.',
    act: 'It can be the rest of an interrupted work; keep a copy of it until somebody has looked at it.',
  },
}
