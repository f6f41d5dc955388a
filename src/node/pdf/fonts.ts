import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as hb from 'harfbuzzjs'
import type { Look } from './type-scale.ts'

/** One font file. */
export type FaceName = 'khmer' | 'khmer-bold' | 'khmer-title' | 'latin' | 'latin-bold'

/** A font file, opened for shaping. */
export type Face = {
  readonly name: FaceName
  readonly bytes: Buffer
  readonly font: hb.Font
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
}

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
    return order.map((name) => this.face(name))
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
    toThousandths: 1000 / face.upem,
    scale: name.startsWith('latin') ? LATIN_SCALE : 1,
    covers: (codePoint) => covered.has(codePoint),
  }
}

function isKhmerBlock(codePoint: number): boolean {
  return (codePoint >= 0x1780 && codePoint <= 0x17ff) || (codePoint >= 0x19e0 && codePoint <= 0x19ff)
}
