import type { ParserName } from '#core/parsing/parser-names.ts'
import type { Parser } from './parser.ts'

/**
 * Every parser by its name. Each is loaded only in a process that runs it, before that process gives up its rights; what a parser
 * needs of packages it MUST import at its top.
 */
export const PARSERS: { readonly [name in ParserName]?: () => Promise<Parser> } = {
  eml: async () => (await import('./eml.ts')).emlParser,
  msg: async () => (await import('./msg.ts')).msgParser,
  'telegram-json': async () => (await import('./telegram-json.ts')).telegramJsonParser,
  'telegram-html': async () => (await import('./telegram-html.ts')).telegramHtmlParser,
  whatsapp: async () => (await import('./whatsapp.ts')).whatsappParser,
  'facebook-json': async () => (await import('./facebook-json.ts')).facebookJsonParser,
  vcard: async () => (await import('./vcard.ts')).vcardParser,
  ufdr: async () => (await import('./ufdr.ts')).ufdrParser,
  text: async () => (await import('./text.ts')).textParser,
  archive: async () => (await import('./archive/parse-archive.ts')).archiveParser,
  'browser-history': async () => (await import('./browser-history/parse-history.ts')).browserHistoryParser,
  image: async () => (await import('./image/parse-image.ts')).imageParser,
  pdf: async () => (await import('./pdf/parse-pdf.ts')).pdfParser,
  table: async () => (await import('./table/parse-table.ts')).tableParser,
}

/** Loads one parser. */
export async function loadParser(name: ParserName): Promise<Parser | null> {
  return (await PARSERS[name]?.()) ?? null
}
