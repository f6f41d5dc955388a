import { HEAD_BYTES, type Magic, magicOf } from './magic.ts'

export { HEAD_BYTES }

/** What an exhibit is shown as. */
export const SHOWN_KINDS = [
  'image',
  'pdf',
  'text',
  'markup',
  'mail',
  'chat',
  'table',
  'audio',
  'video',
  'archive',
  'office',
  'binary',
] as const

/** One of {@link SHOWN_KINDS}. */
export type ShownKind = (typeof SHOWN_KINDS)[number]

/**
 * The ways of looking at an exhibit. `pictures`: pages as pictures; `words`: what a marked-up text says, without its layout; `text`:
 * the characters as they are; `hex`: the bytes as they are; `media`: sound or film; `entries`: the list of what an archive holds.
 */
export const SHOWN_VIEWS = [
  'pictures',
  'mail',
  'chat',
  'table',
  'media',
  'entries',
  'words',
  'text',
  'hex',
] as const

/** One of {@link SHOWN_VIEWS}. */
export type ShownView = (typeof SHOWN_VIEWS)[number]

/** How an exhibit may be looked at, decided from its name and first bytes alone. */
export type Showing = {
  readonly kind: ShownKind
  readonly magic: Magic
  /** The ending of the name in small letters, without its dot; empty when it has none. */
  readonly declared: string
  /** The name says one thing and the bytes another: only the bytes are shown until the person asks for more. */
  readonly isMismatch: boolean
  /** The ways of looking at it, the first one first. There is always `hex`. */
  readonly views: readonly ShownView[]
}

type Declared = { readonly kind: ShownKind; readonly magics: readonly Magic[] }

const text = (kind: ShownKind): Declared => ({ kind, magics: ['text'] })

/** What the ending of a name promises. An ending that is not here promises nothing. */
const DECLARED: { readonly [ending: string]: Declared } = {
  png: { kind: 'image', magics: ['png'] },
  jpg: { kind: 'image', magics: ['jpeg'] },
  jpeg: { kind: 'image', magics: ['jpeg'] },
  jfif: { kind: 'image', magics: ['jpeg'] },
  gif: { kind: 'image', magics: ['gif'] },
  webp: { kind: 'image', magics: ['webp'] },
  tif: { kind: 'image', magics: ['tiff'] },
  tiff: { kind: 'image', magics: ['tiff'] },
  avif: { kind: 'image', magics: ['avif'] },
  heic: { kind: 'image', magics: ['heic'] },
  heif: { kind: 'image', magics: ['heic'] },
  bmp: { kind: 'image', magics: ['bmp'] },
  pdf: { kind: 'pdf', magics: ['pdf'] },
  txt: text('text'),
  log: text('text'),
  json: text('text'),
  vcf: text('text'),
  ics: text('text'),
  md: text('text'),
  csv: text('table'),
  tsv: text('table'),
  html: text('markup'),
  htm: text('markup'),
  xhtml: text('markup'),
  mhtml: text('text'),
  svg: text('markup'),
  xml: text('markup'),
  eml: text('mail'),
  xlsx: { kind: 'table', magics: ['zip'] },
  msg: { kind: 'mail', magics: ['ole'] },
  mp4: { kind: 'video', magics: ['mp4'] },
  m4v: { kind: 'video', magics: ['mp4'] },
  mov: { kind: 'video', magics: ['mp4'] },
  '3gp': { kind: 'video', magics: ['mp4'] },
  webm: { kind: 'video', magics: ['webm'] },
  avi: { kind: 'video', magics: ['other-film'] },
  mkv: { kind: 'video', magics: ['other-film', 'webm'] },
  wmv: { kind: 'video', magics: ['other-film'] },
  flv: { kind: 'video', magics: ['other-film'] },
  mpg: { kind: 'video', magics: ['other-film'] },
  mpeg: { kind: 'video', magics: ['other-film'] },
  amr: { kind: 'audio', magics: ['other-sound'] },
  wma: { kind: 'audio', magics: ['other-film'] },
  m4a: { kind: 'audio', magics: ['m4a', 'mp4'] },
  aac: { kind: 'binary', magics: ['binary'] },
  ogg: { kind: 'audio', magics: ['ogg'] },
  oga: { kind: 'audio', magics: ['ogg'] },
  opus: { kind: 'audio', magics: ['ogg'] },
  mp3: { kind: 'audio', magics: ['mp3'] },
  wav: { kind: 'audio', magics: ['wav'] },
  flac: { kind: 'audio', magics: ['flac'] },
  zip: { kind: 'archive', magics: ['zip'] },
  '7z': { kind: 'archive', magics: ['7z'] },
  rar: { kind: 'archive', magics: ['rar'] },
  gz: { kind: 'archive', magics: ['gzip'] },
  ufdr: { kind: 'archive', magics: ['zip'] },
  docx: { kind: 'office', magics: ['zip'] },
  docm: { kind: 'office', magics: ['zip'] },
  xlsm: { kind: 'office', magics: ['zip'] },
  pptx: { kind: 'office', magics: ['zip'] },
  odt: { kind: 'office', magics: ['zip'] },
  ods: { kind: 'office', magics: ['zip'] },
  doc: { kind: 'office', magics: ['ole'] },
  xls: { kind: 'office', magics: ['ole'] },
  ppt: { kind: 'office', magics: ['ole'] },
  rtf: text('text'),
}

/** Tells whether a name promises a picture that can be drawn. Its first bytes may say otherwise. */
export function isPictureName(fileName: string): boolean {
  const ending = endingOf(fileName)
  return Object.hasOwn(DECLARED, ending) && DECLARED[ending]?.kind === 'image'
}

/** What bytes are shown as where no name says more. */
const BY_MAGIC: { readonly [Known in Magic]: ShownKind } = {
  png: 'image',
  jpeg: 'image',
  gif: 'image',
  webp: 'image',
  tiff: 'image',
  avif: 'image',
  heic: 'image',
  bmp: 'image',
  pdf: 'pdf',
  zip: 'archive',
  '7z': 'archive',
  rar: 'archive',
  gzip: 'archive',
  ole: 'office',
  mp4: 'video',
  m4a: 'audio',
  webm: 'video',
  ogg: 'audio',
  mp3: 'audio',
  wav: 'audio',
  flac: 'audio',
  'other-sound': 'audio',
  'other-film': 'video',
  sqlite: 'binary',
  program: 'binary',
  text: 'text',
  binary: 'binary',
}

/**
 * Decides how an exhibit may be looked at. Where name and bytes disagree, the bytes are shown as hex; `byContent` then shows them
 * as what they are, which the person must ask for.
 */
export function decideShowing(head: Uint8Array, fileName: string, byContent = false): Showing {
  const magic = magicOf(head)
  const declared = endingOf(fileName)
  const promise = Object.hasOwn(DECLARED, declared) ? DECLARED[declared] : undefined
  const isMismatch = promise !== undefined && !promise.magics.includes(magic)
  const kind = promise === undefined || isMismatch ? BY_MAGIC[magic] : promise.kind
  if (isMismatch && !byContent) return { kind, magic, declared, isMismatch, views: ['hex'] }
  return { kind, magic, declared, isMismatch, views: viewsOf(kind, magic) }
}

function viewsOf(kind: ShownKind, magic: Magic): readonly ShownView[] {
  const raw: readonly ShownView[] = magic === 'text' ? ['text', 'hex'] : ['hex']
  switch (kind) {
    case 'image':
      return ['pictures', ...raw]
    case 'pdf':
      return ['pictures', 'words', ...raw]
    case 'markup':
      return ['words', ...raw]
    case 'mail':
      return ['mail', ...raw]
    case 'chat':
      return ['chat', ...raw]
    case 'table':
      return ['table', ...raw]
    case 'audio':
    case 'video':
      return Object.hasOwn(MEDIA_TYPES, magic) ? ['media', ...raw] : raw
    case 'archive':
    case 'office':
      return magic === 'zip' ? ['entries', ...raw] : raw
    default:
      return raw
  }
}

function endingOf(fileName: string): string {
  const at = fileName.lastIndexOf('.')
  return at <= 0 ? '' : fileName.slice(at + 1).toLowerCase()
}

/** The content types under which sound and film are handed out: a short list, by first bytes alone. */
export const MEDIA_TYPES: { readonly [Known in Magic]?: string } = {
  mp4: 'video/mp4',
  m4a: 'audio/mp4',
  webm: 'video/webm',
  ogg: 'audio/ogg',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  flac: 'audio/flac',
}
