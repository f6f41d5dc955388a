import type { FILE_FAILURES } from '../../failures/file-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures about a file that a command reads its input from mean and what to do about them, in English. */
export const FILE_EN: TextsOf<typeof FILE_FAILURES> = {
  'file/not-found': {
    wrong: 'There is no file of this name[: {file}].',
    act: 'Check the name and the folder, and connect the disk it is on.',
  },
  'file/is-folder': {
    wrong: 'This is a folder, and a file is wanted[: {file}].',
    act: 'Name the file inside it.',
  },
  'file/not-a-file': {
    wrong: 'This is a pipe, a device or another thing that is no ordinary file[: {file}].',
    act: 'Copy what it gives into a file and name that.',
  },
  'file/not-readable': {
    wrong: 'You may not read this file[: {file}].',
    act: 'Have the permission to read it given to you, or copy it as somebody who has it.',
  },
  'file/read-failed': {
    wrong: 'The file could not be read to its end[ ({causeCode})][: {file}].',
    act: 'Check the disk it is on and try again.',
  },
  'file/empty': {
    wrong: 'The file is empty[: {file}].',
    act: 'Check that it was saved and copied completely.',
  },
  'file/too-large': {
    wrong: 'The file is larger than this kind of file may be[, at most {maxBytes:size}][: {file}].',
    act: 'Check that it is the right file; seal large material as an exhibit instead.',
  },
  'file/not-utf8': {
    wrong: 'The file is not text in UTF-8[: byte {offsetBytes:number} is wrong][: {file}].',
    act: 'Save it again with the encoding UTF-8.',
  },
  'file/byte-order-mark': {
    wrong: 'The file begins with a byte-order mark, which does not belong there[: {file}].',
    act: 'Save it again as UTF-8 without BOM.',
  },
  'file/not-json': {
    wrong: 'The file is not JSON[: line {line:number}, column {column:number} cannot be read][: {file}].',
    act: 'Mend that place; the form of the file is printed by: samnum schema complaint',
  },
  'file/duplicate-key': {
    wrong:
      'The file names one field twice[: {key}][, in line {line:number}, column {column:number}][: {file}].',
    act: 'Keep the right one of the two and delete the other.',
  },
  'file/too-deep': {
    wrong:
      'The file is nested deeper than {maxDepth:number} levels[, in line {line:number}, column {column:number}][: {file}].',
    act: 'Write it in the form that is printed by: samnum schema complaint',
  },
  'file/no-table': {
    wrong: 'There is no table to read[ in {file}]: it is neither a CSV text nor a workbook with rows.',
    act: 'Save the table as CSV or XLSX, and name its sheet in the map if it has several.',
  },
  'file/has-problems': {
    wrong: 'Nothing was imported: the table has {problems:number} problems[: {file}].',
    act: 'Mend the rows that are named, or the map, and try again with --dry-run.',
  },
  'serve/port-in-use': {
    wrong: 'Port {port} of this machine cannot be used: another program has it, or it is reserved.',
    act: 'Leave --port out, so that a free port is found, or name another one.',
  },
  'serve/pages-not-built': {
    wrong: 'The pages of the workstation have not been built yet.',
    act: 'Build them in the folder of Samnum with: npm run build',
  },
}
