import type { PARSE_FAILURES } from '../../failures/parse-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures about reading evidence mean and what to do about them, in English. */
export const PARSE_EN: TextsOf<typeof PARSE_FAILURES> = {
  'parse/not-this-kind': {
    wrong: 'These bytes are not what the chosen reader reads.',
    act: 'Choose another reader, or leave the choice to Samnum.',
  },
  'parse/malformed': {
    wrong: 'The exhibit is damaged or cut off[, from byte {offsetBytes:number}][, at line {line:number}].',
    act: 'The exhibit itself is unchanged. Check whether the export was copied completely; look at its text for what is left.',
  },
  'parse/container-damaged': {
    wrong: 'The inner order of this file is damaged: its chains cross, do not end, or lead outside the file.',
    act: 'Check whether it was copied completely. If it was, it may have been made to harm: leave it sealed and hand it to the laboratory.',
  },
  'parse/encrypted': {
    wrong: 'The exhibit is locked with a password.',
    act: 'Have the password given to you, have the file exported without one, and seal that as an exhibit too.',
  },
  'parse/option-wrong': {
    wrong: 'The reader cannot use an option[: {option}].',
    act: 'Correct its name or its value and read the exhibit again.',
  },
  'parse/too-large': {
    wrong: 'The exhibit needs more room to read than a reader may have[: at most {maxBytes:size}].',
    act: 'Divide the export, by period or by chat, and read each part.',
  },
  'parse/too-many-entries': {
    wrong: 'The exhibit has more entries than one result can hold[: at most {max:number}].',
    act: 'Divide the export, by period or by chat, and read each part.',
  },
  'parse/too-deep': {
    wrong: 'The exhibit nests deeper than an honest export does[: at most {max:number} levels].',
    act: 'It may have been made to harm whoever opens it. Leave it sealed and hand it to the laboratory.',
  },
  'parse/took-too-long': {
    wrong: 'Reading the exhibit took too long and was stopped.',
    act: 'Divide the export and read each part; a small file that does this may have been made to harm.',
  },
  'parse/out-of-memory': {
    wrong: 'Reading the exhibit needed more memory than a reader may have[: at most {maxBytes:size}].',
    act: 'Close other programs and try again, or divide the export and read each part.',
  },
  'parse/crashed': {
    wrong: 'The reader of this exhibit broke off. The vault and the exhibit are untouched.',
    act: 'Leave the exhibit sealed, read it by other means, and report this to whoever maintains Samnum.',
  },
  'parse/broke-rules': {
    wrong:
      'The reader of this exhibit tried what no reader may do, and was ended. The vault and the exhibit are untouched.',
    act: 'The exhibit may be an attack. Leave it sealed and hand it to the laboratory.',
  },
  'parse/not-started': {
    wrong: 'The reader could not be started.',
    act: 'Close other programs and try again; if it stays so, install Samnum anew.',
  },
  'parse/no-parser': {
    wrong: 'No reader knows this kind of file.',
    act: 'If you know what it is, name the reader yourself; otherwise keep it as it is.',
  },
  'parse/not-a-result': {
    wrong: 'This exhibit is not the result of a reading.',
    act: 'Read the exhibit first, then ask for what was found in it.',
  },
  'finding/not-found': {
    wrong: 'There is no such finding in this result.',
    act: 'Open the result again and choose from what it lists.',
  },
  'column-map/not-found': {
    wrong: 'There is no saved map of columns of this name.',
    act: 'List the maps with `samnum column-map list`, and write the name as it stands there.',
  },
  'column-map/unusable': {
    wrong: 'Rows cannot be read with this map[: the column {column:number} is named twice][: {role}].',
    act: 'Name each column and each meaning once; a statement needs a day, an amount and a currency, calls need a day and a phone.',
  },
}
