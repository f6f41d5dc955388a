/** What the command line says about importing old cases, in English. */
export const IMPORT_TEXT_EN = {
  help: {
    import: 'import old cases from a CSV or XLSX table, each with its original dates',
    file: 'the table, a CSV or XLSX file',
    map: 'JSON file that says which column holds what; its form is in the manual',
    dryRun: 'list every problem by row and what would be imported, and change nothing',
  },
  row: 'row {row:number}',
  problem: {
    missing: 'is empty, and no case can be made without it',
    'no-day': 'is no day in the order that the map names',
    'day-later-than-today': 'is a day that has not come yet',
    'no-amount': 'is no amount that can be read',
    'no-currency': 'names no currency that is known, and the map names none',
    'legacy-font':
      'was typed for an old Khmer font. Put "legacyFont": "limon-s1" into the map if it was Limon; read as Limon it would be: {preview}',
    'unreadable-font':
      'was typed for an old Khmer font that is not Limon S1, and cannot be converted. Convert the file to Unicode first',
    refused: 'cannot be entered as it is',
    twice:
      'stands in an earlier row with the same title. Make the titles differ, for example by the name of the victim',
  },
  converted: 'Turned into Unicode; compare each with the paper:',
  ready: '{rows:number} rows can be imported, {problems:number} problems.',
  nothingDone: 'Nothing was imported: this was a dry run.',
  imported: '{rows:number} cases imported, {skipped:number} were there already.',
  source: 'Imported from {file}, row {row:number} (SHA-256 {digest}); number then: {number}.',
}
