import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import type { ColourProfile } from '../heif/heif-profile.ts'
import { type DrawnPage, sharpOf } from './pages.ts'

/** Where the first chunk of a PNG ends: signature and IHDR (PNG 3rd ed., 5.2 and 11.2.1). */
const HEADER_BYTES = 33
/** A name of one letter, its end, and "deflate" (11.3.2.3). */
const PROFILE_HEAD = Buffer.from('p\0\0', 'latin1')

/**
 * Turns pixels that are meant by a profile into sRGB, as libvips does by itself with the kinds of pictures that it decodes. Pixels reach
 * libvips' colour management only as a PNG, so that one is written in memory. A profile that it cannot use leaves the pixels as they are.
 */
export async function inSrgb(drawn: DrawnPage, profile: ColourProfile | null): Promise<DrawnPage> {
  if (profile === null) return drawn
  try {
    const png = sharpOf(drawn).png({ compressionLevel: 0 })
    const meant =
      profile.kind === 'icc'
        ? withProfile(await png.toBuffer(), profile.bytes)
        : withProfile(await png.toBuffer(), await displayP3())
    const { data, info } = await sharp(meant)
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { pixels: data, widthPx: info.width, heightPx: info.height, channels: info.channels as 1 | 3 }
  } catch {
    return drawn
  }
}

/** The profile that libvips brings with it, as it writes it into a picture. */
async function displayP3(): Promise<Uint8Array> {
  const picture = sharp({ create: { width: 1, height: 1, channels: 3, background: '#000000' } })
  const png = await picture.withIccProfile('p3').png().toBuffer()
  const { icc } = await sharp(png).metadata()
  if (icc === undefined) throw new Error('libvips wrote no profile')
  return icc
}

function withProfile(png: Buffer, profile: Uint8Array): Buffer {
  const data = Buffer.concat([PROFILE_HEAD, deflateSync(profile)])
  const chunk = Buffer.alloc(12 + data.length)
  chunk.writeUInt32BE(data.length, 0)
  chunk.write('iCCP', 4, 'latin1')
  data.copy(chunk, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length)
  return Buffer.concat([png.subarray(0, HEADER_BYTES), chunk, png.subarray(HEADER_BYTES)])
}
