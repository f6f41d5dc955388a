import type { FoundSignature } from '#core/signatures/judge-signature.ts'
import { call, freeBytes, keepBytes, memoryAt, readWideText, withMemory } from './pdfium.ts'

/** An opened document, until {@link OpenedPdf.close} is called; or why there is none. */
export type OpenedPdf =
  | { readonly ok: true; readonly document: number; readonly pageCount: number; close(): void }
  | { readonly ok: false; readonly why: 'encrypted' | 'damaged' }

/** A script that the document would run when it is opened. */
export type PdfScript = { readonly name: string; readonly script: string }

/** What a document says of itself. */
export type PdfFacts = {
  readonly version: number
  readonly isEncrypted: boolean
  readonly signatures: number
  readonly texts: readonly (readonly [name: string, value: string])[]
  readonly scripts: readonly PdfScript[]
  readonly scriptCount: number
  readonly attachments: readonly string[]
  readonly attachmentCount: number
}

// public/fpdfview.h, FPDF_ERR_*.
const ERR_PASSWORD = 4
const ERR_SECURITY = 5
/** PDF 32000-1 table 317. */
const TEXTS = [
  'Title',
  'Author',
  'Subject',
  'Keywords',
  'Creator',
  'Producer',
  'CreationDate',
  'ModDate',
] as const
const MAX_LISTED = 1_000
/** A signature of ours has a third of this; one number pair is for each of the two signed parts. */
const MAX_SIGNATURE_BYTES = 1024 * 1024
const MAX_RANGE_NUMBERS = 64

/** Opens a document without a password. */
export function openPdf(bytes: Uint8Array): OpenedPdf {
  const kept = keepBytes(bytes)
  const document = call('_FPDF_LoadMemDocument', kept, bytes.length, 0)
  if (document === 0) {
    const error = call('_FPDF_GetLastError')
    freeBytes(kept)
    return { ok: false, why: error === ERR_PASSWORD || error === ERR_SECURITY ? 'encrypted' : 'damaged' }
  }
  const close = () => {
    call('_FPDF_CloseDocument', document)
    freeBytes(kept)
  }
  return { ok: true, document, pageCount: Math.max(0, call('_FPDF_GetPageCount', document)), close }
}

/** Reads what a document says of itself. Scripts are read as texts, attached files by their names. */
export function readPdfFacts(document: number): PdfFacts {
  const scriptCount = Math.max(0, call('_FPDFDoc_GetJavaScriptActionCount', document))
  const attachmentCount = Math.max(0, call('_FPDFDoc_GetAttachmentCount', document))
  return {
    version: withMemory(4, (pointer) =>
      call('_FPDF_GetFileVersion', document, pointer) === 0 ? 0 : memoryAt(pointer, 4).getInt32(0, true),
    ),
    isEncrypted: call('_FPDF_GetSecurityHandlerRevision', document) !== -1,
    signatures: Math.max(0, call('_FPDF_GetSignatureCount', document)),
    texts: TEXTS.flatMap((name) => {
      const value = readMetaText(document, name)
      return value === '' ? [] : [[name, value] as const]
    }),
    scripts: listUpTo(scriptCount, (index) => readScript(document, index)),
    scriptCount,
    attachments: listUpTo(attachmentCount, (index) => readAttachmentName(document, index)),
    attachmentCount,
  }
}

function readMetaText(document: number, name: string): string {
  const tag = keepBytes(Buffer.from(`${name}\0`, 'latin1'))
  try {
    return readWideText((buffer, size) => call('_FPDF_GetMetaText', document, tag, buffer, size))
  } finally {
    freeBytes(tag)
  }
}

function readScript(document: number, index: number): PdfScript | null {
  const action = call('_FPDFDoc_GetJavaScriptAction', document, index)
  if (action === 0) return null
  const name = readWideText((buffer, size) => call('_FPDFJavaScriptAction_GetName', action, buffer, size))
  const script = readWideText((buffer, size) => call('_FPDFJavaScriptAction_GetScript', action, buffer, size))
  call('_FPDFDoc_CloseJavaScriptAction', action)
  return { name, script }
}

// The file itself is not asked for: to say how long it is, PDFium would unpack it.
function readAttachmentName(document: number, index: number): string | null {
  const attachment = call('_FPDFDoc_GetAttachment', document, index)
  if (attachment === 0) return null
  return readWideText((buffer, size) => call('_FPDFAttachment_GetName', attachment, buffer, size))
}

/** The bytes of the files that are attached to a document, each no larger than `maxBytes`; larger ones are left out. */
export function readAttachedFiles(document: number, maxBytes: number): readonly Uint8Array[] {
  const count = Math.max(0, call('_FPDFDoc_GetAttachmentCount', document))
  return listUpTo(count, (index) => {
    const attachment = call('_FPDFDoc_GetAttachment', document, index)
    if (attachment === 0) return null
    return withMemory(4, (size) => {
      if (call('_FPDFAttachment_GetFile', attachment, 0, 0, size) === 0) return null
      const needed = memoryAt(size, 4).getUint32(0, true)
      if (needed === 0 || needed > maxBytes) return null
      return withMemory(needed, (buffer) => {
        if (call('_FPDFAttachment_GetFile', attachment, buffer, needed, size) === 0) return null
        const view = memoryAt(buffer, needed)
        return Uint8Array.from(new Uint8Array(view.buffer, view.byteOffset, needed))
      })
    })
  })
}

/** The signatures of a document as they lie in it; time-stamps are among them. */
export function readSignatures(document: number): readonly FoundSignature[] {
  const count = Math.max(0, call('_FPDF_GetSignatureCount', document))
  return listUpTo(count, (index) => {
    const signature = call('_FPDF_GetSignatureObject', document, index)
    if (signature === 0) return null
    const needed = call('_FPDFSignatureObj_GetContents', signature, 0, 0)
    const numbers = call('_FPDFSignatureObj_GetByteRange', signature, 0, 0)
    if (needed <= 0 || needed > MAX_SIGNATURE_BYTES || numbers < 0 || numbers > MAX_RANGE_NUMBERS) return null
    const contents = withMemory(needed, (buffer) => {
      call('_FPDFSignatureObj_GetContents', signature, buffer, needed)
      const view = memoryAt(buffer, needed)
      return Uint8Array.from(new Uint8Array(view.buffer, view.byteOffset, needed))
    })
    const byteRange = withMemory(Math.max(1, numbers) * 4, (buffer) => {
      call('_FPDFSignatureObj_GetByteRange', signature, buffer, numbers)
      const view = memoryAt(buffer, numbers * 4)
      return Array.from({ length: numbers }, (_, at) => view.getInt32(at * 4, true))
    })
    return { contents, byteRange }
  })
}

function listUpTo<Value>(count: number, read: (index: number) => Value | null): readonly Value[] {
  return Array.from({ length: Math.min(count, MAX_LISTED) }, (_, index) => read(index)).flatMap((value) =>
    value === null ? [] : [value],
  )
}
