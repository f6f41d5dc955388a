import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Attachment, DocumentInfo, DocumentTree } from '#core/documents/document-tree.ts'
import type { LabelSheet } from '#core/documents/label-sheet.ts'
import { FilePieces } from './file-pieces.ts'
import { repairSurrogates } from './pdf-text.ts'
import { PdfDocument } from './pdfmake-parts.ts'
import { PAGE_SIZE } from './type-scale.ts'

const PRODUCER = 'Samnum (pdfmake 0.3.11, HarfBuzz)'

/**
 * A PDF/A-3 file (ISO 19005-3) that depends on its tree alone: level A for documents, whose structure is written with
 * them, level B for sheets of labels, which have none.
 *
 * Dates come from the tree and the file identifier is a digest of it. Metadata and attachments are written here because pdfkit 0.19.1 puts titles into XMP
 * without escaping them and sorts names by the machine's locale.
 */
export class CourtPdfDocument extends PdfDocument {
  /** Writes the structure of the document; set by whoever draws it. */
  writeStructure: () => void = () => {}

  constructor(tree: DocumentTree | LabelSheet) {
    const { info } = tree
    const isTagged = 'blocks' in tree
    const created = new Date(info.createdAtMs)
    super({}, {}, {}, {}, toPdfOptions(tree, created), null, () => false)
    this.identify(tree, [])
    this._addPdfaMetadata = () => {}
    this.endMetadata = () => {
      const metadata = this.ref({ Type: 'Metadata', Subtype: 'XML' })
      metadata.compress = false
      metadata.end(Buffer.from(toXmp(info, tree.languages, created, isTagged ? 'A' : 'B'), 'utf8'))
      this._root.data.Metadata = metadata
    }
    if (isTagged) this._root.data.MarkInfo = { Marked: true }
    this.endMarkings = () => this.writeStructure()
    const attachments = 'attachments' in tree ? tree.attachments : undefined
    attachments?.forEach((attachment, index) => {
      this.#attach(attachment, index)
    })
  }

  /** Derives the identifier of the file from what it is made of. */
  identify(
    tree: DocumentTree | LabelSheet,
    pictures: readonly { readonly id: string; readonly digest: Uint8Array }[],
  ): void {
    const hash = sha256.create().update(utf8ToBytes(JSON.stringify(tree)))
    for (const { id, digest } of pictures) hash.update(utf8ToBytes(id)).update(digest)
    this._id = Buffer.from(hash.digest().subarray(0, 16))
  }

  /** Ends the document and gives the whole file; nothing is waited for, because nothing is written but by the caller. */
  finish(): Uint8Array<ArrayBuffer> {
    this.end()
    return piecesOf(this).take()
  }

  /** What is written is kept as bytes at once, instead of in a queue of small buffers until somebody reads. */
  override push(chunk: Buffer | null): boolean {
    if (chunk !== null) piecesOf(this).add(chunk)
    return true
  }

  #attach(attachment: Attachment, index: number): void {
    const content = toBytes(attachment.content)
    const file = this.ref({
      Type: 'EmbeddedFile',
      Subtype: toName(attachment.mediaType),
      Params: { ModDate: new Date(attachment.modifiedAtMs), Size: content.length },
    })
    file.end(content)
    const name = new String(repairSurrogates(attachment.name))
    const specification = this.ref({
      Type: 'Filespec',
      AFRelationship: attachment.relationship,
      F: name,
      UF: name,
      EF: { F: file, UF: file },
      ...(attachment.description === undefined
        ? {}
        : { Desc: new String(repairSurrogates(attachment.description)) }),
    })
    specification.end()
    this.addNamedEmbeddedFile(`attachment-${String(index + 1).padStart(4, '0')}`, specification)
    const associated = (this._root.data.AF ?? []) as unknown[]
    associated.push(specification)
    this._root.data.AF = associated
  }
}

/** pdfkit writes the first line of the file before a field of ours exists. */
const files = new WeakMap<object, FilePieces>()

function piecesOf(document: object): FilePieces {
  const known = files.get(document) ?? new FilePieces()
  files.set(document, known)
  return known
}

function toBytes(content: Attachment['content']): Buffer {
  return 'text' in content ? Buffer.from(content.text, 'utf8') : Buffer.from(content.base64, 'base64')
}

function toPdfOptions({ info, languages }: DocumentTree | LabelSheet, created: Date): object {
  return {
    size: [PAGE_SIZE.widthPt, PAGE_SIZE.heightPt],
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    tagged: false,
    displayTitle: true,
    compress: true,
    lang: languages === 'en' ? 'en' : 'km',
    autoFirstPage: false,
    font: null,
    info: {
      Title: toInfoText(info.title),
      ...(info.subject === undefined ? {} : { Subject: toInfoText(info.subject) }),
      ...(info.author === undefined ? {} : { Author: toInfoText(info.author) }),
      Creator: toInfoText(info.creator),
      Producer: PRODUCER,
      CreationDate: created,
      ModDate: created,
    },
  }
}

/** What both the information dictionary and XML can carry: control characters and half pairs become U+FFFD. */
function toInfoText(text: string): string {
  return repairSurrogates(text).replace(/[\p{Cc}\ufffe\uffff]/gu, '\ufffd')
}

/** A media type as a PDF name: pdfkit writes a plain string as a name and escapes nothing. */
function toName(mediaType: string): string {
  return mediaType.replace(/[^A-Za-z0-9.+-]/g, (character) => {
    return [...Buffer.from(character, 'utf8')]
      .map((byte) => `#${byte.toString(16).padStart(2, '0')}`)
      .join('')
  })
}

function toXmp(
  info: DocumentInfo,
  languages: DocumentTree['languages'],
  created: Date,
  level: 'A' | 'B',
): string {
  const date = `${created.toISOString().slice(0, 19)}Z`
  const text = (value: string) => escapeXml(toInfoText(value))
  const alternative = (value: string) =>
    `<rdf:Alt><rdf:li xml:lang="x-default">${text(value)}</rdf:li></rdf:Alt>`
  const language = languages.split('+').map((code) => `<rdf:li>${code}</rdf:li>`)
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    `<dc:title>${alternative(info.title)}</dc:title>`,
    ...(info.subject === undefined ? [] : [`<dc:description>${alternative(info.subject)}</dc:description>`]),
    ...(info.author === undefined
      ? []
      : [`<dc:creator><rdf:Seq><rdf:li>${text(info.author)}</rdf:li></rdf:Seq></dc:creator>`]),
    `<dc:language><rdf:Bag>${language.join('')}</rdf:Bag></dc:language>`,
    '<dc:format>application/pdf</dc:format>',
    '</rdf:Description>',
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">',
    `<xmp:CreateDate>${date}</xmp:CreateDate>`,
    `<xmp:ModifyDate>${date}</xmp:ModifyDate>`,
    `<xmp:CreatorTool>${text(info.creator)}</xmp:CreatorTool>`,
    '</rdf:Description>',
    '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">',
    `<pdf:Producer>${text(PRODUCER)}</pdf:Producer>`,
    '</rdf:Description>',
    '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">',
    '<pdfaid:part>3</pdfaid:part>',
    `<pdfaid:conformance>${level}</pdfaid:conformance>`,
    '</rdf:Description>',
    '</rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="w"?>',
  ].join('\n')
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
