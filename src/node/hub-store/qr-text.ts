import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'

/** Draws a QR code with the characters of a terminal, two rows of squares a line. */
export async function drawQrText(text: string): Promise<readonly string[]> {
  const drawn = await draw(text)
  return drawn.utf8.split('\n').filter((line) => line.trim() !== '')
}

/** Draws a QR code as rows of squares, `1` for dark, without the quiet zone. */
export async function drawQrRows(text: string): Promise<readonly string[]> {
  const { data, width, height } = (await draw(text)).symbol
  return Array.from({ length: height }, (_, y) =>
    Array.from(data.subarray(y * width, (y + 1) * width), (light) => (light === 0 ? '1' : '0')).join(''),
  )
}

async function draw(text: string): ReturnType<typeof writeBarcode> {
  // Read from the installation; the library would otherwise fetch it from a network.
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'))
  await prepareZXingModule({
    overrides: {
      wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer,
    },
    fireImmediately: true,
  })
  return await writeBarcode(text, { format: 'QRCode' })
}
