import { ask, demand, demandPointer, memoryAt, withinLibheif, withMemory } from './libheif.ts'

/** How the colours of an image are meant: by an ICC profile, or as Display P3, which phones also say by numbers alone. */
export type ColourProfile =
  | { readonly kind: 'icc'; readonly bytes: Uint8Array }
  | { readonly kind: 'display-p3' }

/** Cameras write 500 bytes to 4 KB; profiles of printers have 1 to 3 MB. */
const MOST_PROFILE_BYTES = 4 * 1024 * 1024
/** `heif_color_primaries_SMPTE_EG_432_1`, and its place in `heif_color_profile_nclx` (heif_color.h). */
const DISPLAY_P3_PRIMARIES = 12
const PRIMARIES_AT = 4
const NCLX_BYTES = 8

/** What an image says of its colours; `null` where it says nothing that differs from sRGB, or nothing that can be used. */
export function profileOfHeif(handle: number): ColourProfile | null {
  try {
    return withinLibheif(() => iccOf(handle) ?? numbersOf(handle))
  } catch {
    return null
  }
}

function iccOf(handle: number): ColourProfile | null {
  const sizeBytes = ask('_heif_image_handle_get_raw_color_profile_size', handle)
  if (sizeBytes <= 0 || sizeBytes > MOST_PROFILE_BYTES) return null
  return withMemory(sizeBytes, (to) => {
    demand('_heif_image_handle_get_raw_color_profile', handle, to)
    const { buffer, byteOffset } = memoryAt(to, sizeBytes)
    return { kind: 'icc', bytes: new Uint8Array(buffer, byteOffset, sizeBytes).slice() }
  })
}

function numbersOf(handle: number): ColourProfile | null {
  const profile = demandPointer('_heif_image_handle_get_nclx_color_profile', [handle])
  try {
    const primaries = memoryAt(profile, NCLX_BYTES).getInt32(PRIMARIES_AT, true)
    return primaries === DISPLAY_P3_PRIMARIES ? { kind: 'display-p3' } : null
  } finally {
    ask('_heif_nclx_color_profile_free', profile)
  }
}
