import type { Language } from '../language.ts'

/**
 * A printed document as data: what it says, in which order and language, and nothing about fonts or points.
 *
 * A tree is plain JSON, built by pure code from verified facts and drawn by `#node/pdf`. The same tree gives the
 * same bytes. Texts inside a tree are data, never markup: whatever a victim or a device wrote is drawn as it is.
 */

/** The languages of one document; `km+en` puts Khmer first and English smaller beneath it. */
export type DocumentLanguages = 'km' | 'en' | 'km+en'

/** Words of the document itself in both languages; the drawing shows those the document asks for. */
export type Phrase = { readonly [language in Language]: string }

/** A digest, drawn in columns of equal width and in groups of eight; it may break after any whole group. */
export type Digest = { readonly digestHex: string }

/** An identifier, address, file name or number, drawn as it is; it may break anywhere. */
export type Code = { readonly code: string }

/**
 * One run of text. A string is somebody's own words or a value: it is shown unchanged in every language and
 * keeps its line ends.
 */
export type Inline = string | Phrase | Digest | Code

/** One run of text, or several stacked as lines of their own. */
export type Content = Inline | readonly Inline[]

/** A block that heads the first page: the kingdom's name and motto, who issues the document, and its number. */
export type Letterhead = {
  readonly kind: 'letterhead'
  /** Issuing institution, highest level first. */
  readonly institution: readonly Inline[]
  /** Number and place and date, set at the right; left out where the document has none. */
  readonly reference?: readonly Inline[]
}

/** The name of the document, with what it is about beneath. */
export type Title = { readonly kind: 'title'; readonly text: Inline; readonly about?: Content }

/** A heading; it stays on the page of the block that follows. */
export type Heading = {
  readonly kind: 'heading'
  readonly level: 1 | 2 | 3
  readonly text: Inline
  /** Number in front of the heading, in both scripts: `{km: '១', en: '1'}`. */
  readonly number?: Phrase
}

/** Running text. `quotation` marks somebody's own words, `quiet` what is said in passing. */
export type Paragraph = {
  readonly kind: 'paragraph'
  readonly text: Content
  readonly tone?: 'plain' | 'quiet' | 'strong' | 'quotation'
}

/** Steps or points, numbered when their order matters. */
export type PointList = {
  readonly kind: 'list'
  readonly ordered: boolean
  readonly points: readonly Content[]
}

/** Names and values in two columns; a value that is missing is left out by whoever builds the tree. */
export type KeyValues = {
  readonly kind: 'key-values'
  readonly rows: readonly { readonly label: Phrase; readonly value: Content }[]
}

/** A column of a table. Widths are shares of the width that is left after the fixed ones. */
export type TableColumn = {
  readonly heading: Inline
  /** Fixed width in millimetres, or a share of what is left. */
  readonly width: { readonly millimetres: number } | { readonly share: number }
  readonly align?: 'left' | 'right' | 'center'
}

/** A row of a table. `beneath` takes the whole width under the row's cells and belongs to the row. */
export type TableRow = {
  /** As many as the table has columns. */
  readonly cells: readonly Content[]
  readonly beneath?: readonly { readonly label: Phrase; readonly value: Content }[]
  readonly tone?: 'plain' | 'total'
}

/** A table whose heading row is repeated on every page it runs over. */
export type Table = {
  readonly kind: 'table'
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  /** What is said instead when there is no row. */
  readonly whenEmpty: Phrase
  /** What the table holds, said to those who hear it instead of seeing it. */
  readonly summary?: Phrase
}

/**
 * A picture at the size it has on paper, with its caption and the SHA-256 of the file it was made from beneath.
 *
 * The tree does not hold its pixels: a JPEG made for printing travels beside the tree under its id.
 */
export type Picture = {
  readonly kind: 'image'
  readonly pictureId: string
  /** What the picture shows, said to those who hear the document instead of seeing it. */
  readonly alternative: Phrase
  readonly caption?: Content
  /** 64 lower-case hex digits of the original file, not of what is printed. */
  readonly digestHex: string
  /** Width on paper; narrower where the page or the height does not allow it. */
  readonly widthMm: number
  /** Most height on paper; left out, most of a page. */
  readonly highestMm?: number
}

/** A box that must not be overlooked. */
export type Notice = {
  readonly kind: 'notice'
  readonly tone: 'information' | 'caution'
  readonly heading?: Phrase
  readonly text: readonly Content[]
}

/** What a signer puts on the paper. */
export type SignerMark = 'signature' | 'thumb-print' | 'signature-or-thumb-print' | 'signature-and-seal'

/** One person who signs. */
export type Signer = { readonly role: Phrase; readonly name?: string; readonly mark: SignerMark }

/** Room to sign, kept together on one page. */
export type Signatures = {
  readonly kind: 'signatures'
  readonly intro?: Phrase
  readonly signers: readonly Signer[]
}

/** What follows starts on a new page. */
export type PageBreak = { readonly kind: 'page-break' }

/** A part of a document. */
export type Block =
  | Letterhead
  | Title
  | Heading
  | Paragraph
  | PointList
  | KeyValues
  | Table
  | Picture
  | Notice
  | Signatures
  | PageBreak

/** What stands at the foot of every page, beside its number. */
export type PageFoot = {
  readonly caseNumber?: string
  /** Number of a record or letter of the case. */
  readonly documentNumber?: string
  /** Whether every page says that this is a draft. */
  readonly isDraft?: boolean
  /** Whether every page says that it is of a training vault, in which everything is invented. */
  readonly isTraining?: true
  /** 64 lower-case hex digits of the ledger head the document was made from. */
  readonly ledgerHeadHex?: string
  /** Short code of what the whole document says, the same on each of its pages (`check-code.ts`). */
  readonly checkCode?: string
  /** Until when the document knows the case. */
  readonly stateAsOf?: Phrase
  /** People for whose signature or thumb-print every page keeps room. */
  readonly everyPageSigners?: readonly Phrase[]
}

/** How an attached file relates to the document (ISO 32000-2, 7.11.3, AFRelationship). */
export type AttachmentRelationship = 'Source' | 'Data' | 'Alternative' | 'Supplement' | 'Unspecified'

/** A file that travels inside the PDF. */
export type Attachment = {
  /** Name shown by viewers, without folders. */
  readonly name: string
  readonly mediaType: string
  readonly relationship: AttachmentRelationship
  readonly description?: string
  readonly modifiedAtMs: number
  readonly content: { readonly text: string } | { readonly base64: string }
}

/** What describes the document without being printed on it. */
export type DocumentInfo = {
  readonly title: string
  readonly subject?: string
  /** Institution or person answerable for the content. */
  readonly author?: string
  /** Program and version that drew it. */
  readonly creator: string
  /** Date of creation stated in the file; part of the tree, so that drawing it needs no clock. */
  readonly createdAtMs: number
}

/** A whole document. */
export type DocumentTree = {
  readonly languages: DocumentLanguages
  readonly info: DocumentInfo
  readonly foot: PageFoot
  readonly blocks: readonly Block[]
  readonly attachments?: readonly Attachment[]
}

/** Tells words of the house from a value. */
export function isPhrase(inline: Inline): inline is Phrase {
  return typeof inline === 'object' && 'km' in inline
}

/** Gives the single content of a stack as a list. */
export function toLines(content: Content): readonly Inline[] {
  return Array.isArray(content) ? (content as readonly Inline[]) : [content as Inline]
}

/** Picks what one-line places show of a phrase: Khmer unless the document is English alone. */
export function pickLanguage(phrase: Phrase, languages: DocumentLanguages): string {
  return languages === 'en' ? phrase.en : phrase.km
}
