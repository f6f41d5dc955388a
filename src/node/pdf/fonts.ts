import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as hb from 'harfbuzzjs'
import type { Look } from './type-scale.ts'

/** One font file. */
export type FaceName = 'khmer' | 'khmer-bold' | 'khmer-title' | 'latin' | 'latin-bold' | OtherFace

/** Faces of the scripts that names of people and places from elsewhere are written in. */
type OtherFace = 'thai' | 'lao' | 'chinese' | 'arabic' | 'korean' | 'devanagari' | 'myanmar'

/** A font file, opened for shaping. */
export type Face = {
  readonly name: FaceName
  readonly bytes: Buffer
  readonly font: hb.Font
  /** Language whose letter forms the face is shaped for. */
  readonly language: string
  /** Factor from font units to thousandths of an em, the unit of PDF. */
  readonly toThousandths: number
  /** Part of the type size at which this face stands beside the others. */
  readonly scale: number
  readonly covers: (codePoint: number) => boolean
}

const FILES: { readonly [name in FaceName]: string } = {
  khmer: '@expo-google-fonts/battambang/400Regular/Battambang_400Regular.ttf',
  'khmer-bold': '@expo-google-fonts/battambang/700Bold/Battambang_700Bold.ttf',
  'khmer-title': '@expo-google-fonts/moul/400Regular/Moul_400Regular.ttf',
  latin: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  'latin-bold': '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  thai: '#resources/fonts/NotoSansThai-Regular.ttf',
  lao: '#resources/fonts/NotoSansLao-Regular.ttf',
  chinese: '#resources/fonts/NotoSansSC-Regular.ttf',
  arabic: '#resources/fonts/NotoSansArabic-Regular.ttf',
  korean: '#resources/fonts/NotoSansKR-Regular.ttf',
  devanagari: '#resources/fonts/NotoSansDevanagari-Regular.ttf',
  myanmar: '#resources/fonts/NotoSansMyanmar-Regular.ttf',
}

const LANGUAGES: { readonly [name in OtherFace]: string } = {
  thai: 'th',
  lao: 'lo',
  chinese: 'zh-Hans',
  arabic: 'ar',
  korean: 'ko',
  devanagari: 'hi',
  myanmar: 'my',
}

/** First and last code points of the blocks (Unicode 16) whose letters a face draws, in ascending order. */
const BLOCKS: readonly (readonly [number, number, OtherFace])[] = [
  [0x600, 0x6ff, 'arabic'],
  [0x750, 0x77f, 'arabic'],
  [0x8a0, 0x8ff, 'arabic'],
  [0x900, 0x97f, 'devanagari'],
  [0xe00, 0xe7f, 'thai'],
  [0xe80, 0xeff, 'lao'],
  [0x1000, 0x109f, 'myanmar'],
  [0x1100, 0x11ff, 'korean'],
  [0x1cd0, 0x1cff, 'devanagari'],
  [0x2e80, 0x312f, 'chinese'],
  [0x3130, 0x318f, 'korean'],
  [0x3190, 0x9fff, 'chinese'],
  [0xa8e0, 0xa8ff, 'devanagari'],
  [0xa9e0, 0xa9ff, 'myanmar'],
  [0xaa60, 0xaa7f, 'myanmar'],
  [0xac00, 0xd7ff, 'korean'],
  [0xf900, 0xfaff, 'chinese'],
  [0xfb50, 0xfdff, 'arabic'],
  [0xfe70, 0xfefc, 'arabic'],
  [0xff00, 0xffef, 'chinese'],
  [0x20000, 0x3ffff, 'chinese'],
]

/** Faces to try for letters of the Khmer block, and for everything else, first match wins. */
const FALL_BACK: { readonly [look in Look]: { readonly khmer: FaceName[]; readonly other: FaceName[] } } = {
  regular: { khmer: ['khmer', 'khmer-title'], other: ['latin', 'khmer'] },
  bold: { khmer: ['khmer-bold', 'khmer'], other: ['latin-bold', 'khmer-bold'] },
  title: { khmer: ['khmer-title', 'khmer-bold'], other: ['latin-bold', 'khmer-title'] },
}

/** At one size Noto Sans looks larger than Battambang: its x-height is 0.54 em, a Khmer consonant's 0.49 em. */
const LATIN_SCALE = 0.89

/** Opens the font files once; faces are shared by every document that a process draws. */
export class FontSet {
  readonly #faces = new Map<FaceName, Face>()

  /** Faces that may show this code point in this look, in order of preference. */
  candidates(look: Look, codePoint: number): Face[] {
    const order = isKhmerBlock(codePoint) ? FALL_BACK[look].khmer : FALL_BACK[look].other
    const other = isKhmerBlock(codePoint) ? undefined : findOther(codePoint)
    return [...(other === undefined ? [] : [other]), ...order].map((name) => this.face(name))
  }

  face(name: FaceName): Face {
    const known = this.#faces.get(name)
    if (known !== undefined) return known
    const opened = openFace(name)
    this.#faces.set(name, opened)
    return opened
  }
}

function openFace(name: FaceName): Face {
  const bytes = readFileSync(createRequire(import.meta.url).resolve(FILES[name]))
  const face = new hb.Face(new hb.Blob(bytes))
  const font = new hb.Font(face)
  const covered = new Set(face.collectUnicodes())
  return {
    name,
    bytes,
    font,
    language: name in LANGUAGES ? LANGUAGES[name as OtherFace] : name.startsWith('khmer') ? 'km' : 'en',
    toThousandths: 1000 / face.upem,
    scale: name.startsWith('khmer') ? 1 : LATIN_SCALE,
    covers: (codePoint) => covered.has(codePoint),
  }
}

function findOther(codePoint: number): OtherFace | undefined {
  if (codePoint < 0x600) return undefined
  return BLOCKS.find(([first, last]) => codePoint >= first && codePoint <= last)?.[2]
}

function isKhmerBlock(codePoint: number): boolean {
  return (codePoint >= 0x1780 && codePoint <= 0x17ff) || (codePoint >= 0x19e0 && codePoint <= 0x19ff)
}
