/** Every parser of evidence, by what it reads. */
export const PARSER_NAMES = [
  'eml',
  'msg',
  'telegram-json',
  'telegram-html',
  'whatsapp',
  'facebook-json',
  'vcard',
  'ufdr',
  'table',
  'image',
  'pdf',
  'archive',
  'browser-history',
  'text',
] as const

/** One of {@link PARSER_NAMES}. */
export type ParserName = (typeof PARSER_NAMES)[number]

/**
 * The option that tells the parser of browser histories how many bytes at the end of what it reads are the write-ahead log of the
 * database before them.
 */
export const LOG_BYTES_OPTION = 'wal-bytes'
