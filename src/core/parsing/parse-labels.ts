import type { Language } from '../language.ts'
import type { ParseQuestionCode } from './parse-question.ts'
import type { ParseWarningCode } from './parse-warnings.ts'
import type { EntryList } from './parsed-evidence.ts'
import type { ParserName } from './parser-names.ts'

type Label = { readonly [language in Language]: string }

/** What each parser reads, as screens and the command line name it. */
export const PARSER_LABELS: { readonly [name in ParserName]: Label } = {
  eml: { km: 'អ៊ីមែល', en: 'E-mail' },
  msg: { km: 'អ៊ីមែល Outlook', en: 'Outlook e-mail' },
  'telegram-json': { km: 'Telegram (JSON)', en: 'Telegram (JSON)' },
  'telegram-html': { km: 'Telegram (HTML)', en: 'Telegram (HTML)' },
  whatsapp: { km: 'ការសន្ទនា WhatsApp', en: 'WhatsApp chat' },
  'facebook-json': { km: 'ការសន្ទនា Facebook ឬ Messenger', en: 'Facebook or Messenger thread' },
  vcard: { km: 'បញ្ជីទំនាក់ទំនង', en: 'Contacts' },
  ufdr: { km: 'របាយការណ៍ទូរសព្ទ (UFDR)', en: 'Phone report (UFDR)' },
  table: { km: 'តារាង', en: 'Table' },
  image: { km: 'រូបភាព', en: 'Picture' },
  pdf: { km: 'ឯកសារ PDF', en: 'PDF document' },
  archive: { km: 'បណ្ណសារ', en: 'Archive' },
  'browser-history': { km: 'ប្រវត្តិកម្មវិធីរុករក', en: 'Browser history' },
  text: { km: 'អត្ថបទ', en: 'Text' },
}

/** What each list of a result holds. */
export const ENTRY_LIST_LABELS: { readonly [list in EntryList]: Label } = {
  facts: { km: 'ព័ត៌មាន', en: 'Facts' },
  files: { km: 'ឯកសារ', en: 'Files' },
  identifiers: { km: 'ព័ត៌មានសម្គាល់', en: 'Identifiers' },
  messages: { km: 'សារ', en: 'Messages' },
  people: { km: 'មនុស្ស', en: 'People' },
  places: { km: 'ទីកន្លែង', en: 'Places' },
  transactions: { km: 'ប្រតិបត្តិការប្រាក់', en: 'Transactions' },
  warnings: { km: 'ចំណុចត្រូវប្រយ័ត្ន', en: 'Warnings' },
}

/** What a parser asks. */
export const PARSE_QUESTION_LABELS: { readonly [code in ParseQuestionCode]: Label } = {
  'date-order': {
    km: 'តើលេខណាជាថ្ងៃ លេខណាជាខែ? dmy = ថ្ងៃ-ខែ-ឆ្នាំ, mdy = ខែ-ថ្ងៃ-ឆ្នាំ, ymd = ឆ្នាំ-ខែ-ថ្ងៃ',
    en: 'Which number is the day, which the month? dmy = day month year, mdy = month day year, ymd = year month day',
  },
  'time-zone': {
    km: 'តើម៉ោងទាំងនេះជាម៉ោងនៃតំបន់ណា? ឧទាហរណ៍ +07:00',
    en: 'Of which zone are these times? Such as +07:00',
  },
  columns: { km: 'តើជួរឈរនីមួយៗមានន័យអ្វី?', en: 'What does each column mean?' },
  sheet: { km: 'តើត្រូវអានសន្លឹកណា?', en: 'Which sheet is to be read?' },
  currency: { km: 'តើចំនួនទឹកប្រាក់ជារូបិយប័ណ្ណអ្វី?', en: 'In which currency are the amounts?' },
  'decimal-sign': {
    km: 'តើសញ្ញាទសភាគជាចុច ឬជាក្បៀស?',
    en: 'Which sign stands before the decimals, point or comma?',
  },
  encoding: { km: 'តើអត្ថបទប្រើការអ៊ិនកូដអ្វី?', en: 'In which encoding is the text?' },
  password: { km: 'តើពាក្យសម្ងាត់ជាអ្វី?', en: 'What is the password?' },
}

/** What whoever relies on a result must know. */
export const PARSE_WARNING_LABELS: { readonly [code in ParseWarningCode]: Label } = {
  'text/cut': { km: 'អត្ថបទខ្លះវែងពេក ហើយត្រូវបានកាត់', en: 'Some texts are too long and were cut' },
  'text/bidi-controls': {
    km: 'អត្ថបទខ្លះមានសញ្ញាលាក់ដែលប្ដូរទិសអាន',
    en: 'Some texts hold hidden marks that change the direction of reading',
  },
  'text/wrong-encoding': {
    km: 'បៃខ្លះមិនត្រូវនឹងការអ៊ិនកូដនៃអត្ថបទ',
    en: 'Some bytes are not of the encoding of the text',
  },
  'text/repaired-encoding': {
    km: 'អត្ថបទខ្លះត្រូវបានជួសជុលការអ៊ិនកូដ អត្ថបទដើមត្រូវបានរក្សាទុក',
    en: 'The encoding of some texts was repaired; what stood there is kept',
  },
  'text/control-characters': {
    km: 'អត្ថបទខ្លះមានតួអក្សរដែលមើលមិនឃើញ',
    en: 'Some texts hold characters that cannot be seen',
  },
  'json/duplicate-key': {
    km: 'ឈ្មោះដដែលមានពីរដងក្នុងទិន្នន័យ តម្លៃចុងក្រោយត្រូវបានយក',
    en: 'A name stands twice; its last value counts',
  },
  'json/unknown-shape': {
    km: 'ផ្នែកខ្លះមានទម្រង់មិនស្គាល់ ហើយមិនត្រូវបានអាន',
    en: 'Parts of an unknown shape were not read',
  },
  'time/unreadable': { km: 'ពេលវេលាមិនអាចអានបាន', en: 'A time cannot be read' },
  'time/assumed-zone': {
    km: 'ទិន្នន័យមិនបញ្ជាក់តំបន់ម៉ោងទេ តំបន់ម៉ោងត្រូវបានសន្មត',
    en: 'No zone is stated; one was assumed',
  },
  'time/ambiguous-order': { km: 'លំដាប់ថ្ងៃ ខែ ឆ្នាំ មិនច្បាស់', en: 'The order of day, month and year is open' },
  'time/out-of-order': { km: 'លំដាប់ពេលវេលាថយក្រោយ', en: 'Time runs backwards' },
  'entry/unreadable': { km: 'ធាតុមួយមិនអាចអានបាន', en: 'An entry cannot be read' },
  'entry/skipped': { km: 'ធាតុខ្លះមិនត្រូវបានអាន', en: 'Entries were not read' },
  'entry/encrypted': { km: 'ធាតុមួយជាប់ពាក្យសម្ងាត់', en: 'An entry is locked with a password' },
  'entry/name-hostile': { km: 'ឈ្មោះឯកសារត្រូវបានរៀបចំដើម្បីបំភាន់', en: 'A name is made to mislead' },
  'entry/too-large': { km: 'ធាតុមួយធំពេក', en: 'An entry is too large' },
  'file/truncated': { km: 'ឯកសារត្រូវបានកាត់ផ្ដាច់', en: 'The file was cut off' },
  'file/trailing-bytes': { km: 'មានបៃបន្ថែមបន្ទាប់ពីចុងឯកសារ', en: 'Bytes follow after the end' },
  'file/other-kind-inside': {
    km: 'ឯកសារមានប្រភេទផ្សេងពីអ្វីដែលឈ្មោះប្រាប់',
    en: 'The file is of another kind than its name says',
  },
  'html/active-content-removed': {
    km: 'កូដដែលអាចដំណើរការត្រូវបានដកចេញ',
    en: 'Script and other active content was left out',
  },
  'html/remote-content': {
    km: 'ទំព័រនេះព្យាយាមទាញយកអ្វីមួយពីអ៊ីនធឺណិត',
    en: 'The page would fetch something from the network',
  },
  'mail/cut': {
    km: 'អ៊ីមែលនេះមានផ្នែក បន្ទាត់ ឬក្បាលច្រើនហួសកម្រិត។ អ្វីដែលនៅខាងក្រោយកន្លែងនេះ មិនត្រូវបានអានទេ',
    en: 'This mail has more parts, lines or headers than a mail may have. What lies behind this place was not read',
  },
  'mail/from-differs': {
    km: 'អ្នកផ្ញើក្នុងអ៊ីមែលខុសពីអាសយដ្ឋានឆ្លើយតប ឬអាសយដ្ឋានត្រឡប់',
    en: 'The sender differs from where answers or errors go',
  },
  'mail/defective-part': { km: 'ផ្នែកមួយនៃអ៊ីមែលខូច', en: 'A part of the mail is defective' },
  'text/assumed-encoding': { km: 'ការអ៊ិនកូដត្រូវបានសន្មត', en: 'The encoding was assumed' },
  'table/map-suggested': {
    km: 'អត្ថន័យនៃជួរឈរត្រូវបានស្នើដោយកម្មវិធី',
    en: 'The meaning of the columns was suggested by the program',
  },
  'table/row-unreadable': { km: 'ជួរដេកមួយមិនអាចអានបាន', en: 'A row cannot be read' },
  'table/row-hidden': { km: 'ជួរដេកខ្លះត្រូវបានលាក់ក្នុងតារាង', en: 'Rows are hidden in the table' },
  'table/sheet-hidden': { km: 'សន្លឹកខ្លះត្រូវបានលាក់', en: 'Sheets are hidden' },
  'table/quote-open': { km: 'សញ្ញាសម្រង់មួយមិនបានបិទ', en: 'A quotation mark is never closed' },
  'table/cells-left-out': { km: 'ក្រឡាខ្លះមិនត្រូវបានអាន', en: 'Cells were left out' },
  'table/formulas': {
    km: 'ក្រឡាខ្លះជារូបមន្ត តម្លៃដែលបានរក្សាទុកត្រូវបានអាន',
    en: 'Cells hold formulas; the stored values were read',
  },
  'table/balance-breaks': { km: 'សមតុល្យមិនត្រូវនឹងចំនួនទឹកប្រាក់', en: 'A balance does not follow from the amounts' },
  'table/direction-unknown': { km: 'មិនដឹងថាប្រាក់ចូលឬចេញ', en: 'Whether money came or went is not known' },
  'image/type-differs': {
    km: 'រូបភាពមានប្រភេទផ្សេងពីឈ្មោះ',
    en: 'The picture is of another type than its name says',
  },
  'image/not-decoded': { km: 'រូបភាពមិនអាចបកស្រាយបាន', en: 'The picture could not be decoded' },
  'image/too-many-pixels': {
    km: 'រូបភាពមានភីកសែលច្រើនជាងកម្រិតដែលបកស្រាយនៅទីនេះ ដូច្នេះមិនបានរកកូដក្នុងវាទេ',
    en: 'The picture has more pixels than are decoded here; codes in it were not looked for',
  },
  'image/only-first-read': {
    km: 'បានរកកូដតែក្នុងរូបភាពទីមួយនៃឯកសារ រូបភាពផ្សេងទៀតមិនបានមើលទេ',
    en: 'Only the first picture of the file was looked at for codes; the others were not',
  },
  'image/provenance-not-checked': {
    km: 'ប្រភពនៃរូបភាពមិនត្រូវបានផ្ទៀងផ្ទាត់',
    en: 'Where the picture comes from was not checked',
  },
  'image/metadata-unreadable': {
    km: 'ទិន្នន័យភ្ជាប់នៃរូបភាពមិនអាចអានបាន',
    en: 'The data about the picture cannot be read',
  },
  'image/part-too-large': {
    km: 'ផ្នែកមួយនៃរូបភាពធំពេក ដូច្នេះមិនត្រូវបានអានទេ',
    en: 'A part of the picture is too large and was not read',
  },
  'code/check-wrong': { km: 'លេខផ្ទៀងផ្ទាត់នៃកូដមិនត្រូវ', en: 'The check digits of a code are wrong' },
  'pdf/script': { km: 'ឯកសារ PDF មានកូដដែលអាចដំណើរការ', en: 'The document holds script' },
  'pdf/launch-action': { km: 'ឯកសារ PDF ព្យាយាមបើកកម្មវិធី ឬទំព័រ', en: 'The document would start something' },
  'pdf/embedded-file': { km: 'ឯកសារ PDF មានឯកសារផ្សេងនៅខាងក្នុង', en: 'The document carries other files' },
  'pdf/page-unreadable': { km: 'ទំព័រមួយមិនអាចអានបាន', en: 'A page cannot be read' },
  'pdf/pages-left-out': { km: 'ទំព័រខ្លះមិនត្រូវបានអាន', en: 'Pages were left out' },
  'archive/path-escapes': { km: 'ផ្លូវថតនៃឯកសារមួយនាំចេញទៅក្រៅថតរបស់វា', en: 'A path leads out of its folder' },
  'archive/nested': { km: 'មានបណ្ណសារមួយទៀតនៅក្នុងបណ្ណសារ', en: 'An archive lies in the archive' },
  'archive/unpacks-to-much': { km: 'បណ្ណសារពន្លាទៅធំហួសពីធម្មតា', en: 'The archive unpacks to very much' },
  'archive/listing-cut': { km: 'បញ្ជីឯកសារត្រូវបានកាត់', en: 'The listing was cut' },
  'archive/overlapping-entries': { km: 'ធាតុខ្លះជាន់គ្នា', en: 'Entries overlap' },
  'archive/link': { km: 'ធាតុមួយជាតំណទៅទីផ្សេង', en: 'An entry is a link to elsewhere' },
  'history/wal-damaged': {
    km: 'ឯកសារបន្ត (WAL) ខូច ឬមិនពេញលេញ កំណត់ត្រាខ្លះក្នុងវាមិនត្រូវបានអាន',
    en: 'The write-ahead log is damaged or not whole; some of what it held was not read',
  },
  'history/address-missing': {
    km: 'មិនមានអាសយដ្ឋានសម្រាប់ការចូលមើលខ្លះ ព្រោះទំព័រដែលវាសំដៅ រកមិនឃើញក្នុងមូលដ្ឋានទិន្នន័យ',
    en: 'Some visits have no address: the page that they name is not in the database',
  },
  'history/wal-missing': {
    km: 'គ្មានឯកសារបន្ត (WAL) កំណត់ត្រាថ្មីៗអាចបាត់',
    en: 'The write-ahead log is missing; the newest entries may be too',
  },
  'history/table-odd': { km: 'តារាងមួយមានទម្រង់មិនធម្មតា', en: 'A table has an unusual shape' },
  'archive/name-lost': { km: 'ឈ្មោះឯកសារមួយបាត់', en: 'A name is lost' },
  'archive/same-name': { km: 'ឯកសារពីរមានឈ្មោះដូចគ្នា', en: 'Two entries have the same name' },
}
