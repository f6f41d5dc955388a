import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'

/** Draws a QR code with the characters of a terminal, two rows of squares a line. */
export async function drawQrText(text: string): Promise<readonly string[]> {
  // Read from the installation; the library would otherwise fetch it from a network.
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'))
  await prepareZXingModule({
    overrides: {
      wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer,
    },
    fireImmediately: true,
  })
  const drawn = await writeBarcode(text, { format: 'QRCode' })
  return drawn.utf8.split('\n').filter((line) => line.trim() !== '')
}
