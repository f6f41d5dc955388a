/** A language of screens and documents, by its ISO 639-1 code: Khmer or English. */
export type Language = 'km' | 'en'
