import type { DocumentLanguages } from '#core/documents/document-tree.ts'
import type { Language } from '#core/language.ts'

/** Kinds of structure elements that documents here are made of; all are standard (ISO 32000-1, 14.8.4). */
export type StructureKind =
  | 'Document'
  | 'Div'
  | 'BlockQuote'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'P'
  | 'Span'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'
  | 'Caption'

/** Attributes of an element as PDF writes them: owner, then names and values (ISO 32000-1, 14.8.5). */
export type StructureAttributes = {
  readonly scope?: 'Row' | 'Column'
  readonly columnSpan?: number
  readonly numbering?: 'Decimal' | 'Disc'
  readonly summary?: string
}

/** An element of the logical structure: what a text is, in the order in which it is to be read. */
export type StructureNode = {
  readonly kind: StructureKind
  readonly children: StructureNode[]
  readonly attributes?: StructureAttributes
  /** Language of the text inside, where it is not the document's. */
  readonly language?: Language
  /** The text in the order in which it is read, where it is drawn in another. */
  readonly actual?: string
  /** What a picture shows, for those who cannot see it. */
  readonly alternative?: string
}

/** Makes an element around others. */
export function toStructure(
  kind: StructureKind,
  children: readonly StructureNode[] = [],
  rest: Omit<StructureNode, 'kind' | 'children'> = {},
): StructureNode {
  return { kind, children: [...children], ...rest }
}

/** The natural language of a document: Khmer unless it is in English alone. */
export function naturalLanguage(languages: DocumentLanguages): Language {
  return languages === 'en' ? 'en' : 'km'
}
