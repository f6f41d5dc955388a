import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PDFiumLibrary } from '@hyzyla/pdfium'

// Loaded with this file, while files may still be read. This build of PDFium holds no JavaScript engine.
const wasm = readFileSync(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm'))
const library = await PDFiumLibrary.init({
  wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer,
})

/** PDFium's own functions (public/*.h), by their names; pointers and handles are numbers. */
type Functions = { readonly [name in `_${string}`]: (...values: number[]) => number } & {
  readonly wasmExports: { malloc(sizeBytes: number): number; free(pointer: number): void }
  readonly HEAPU8: Uint8Array
}

// The library's declarations keep its module to itself and name a tenth of what it exports.
const { module: raw } = library as unknown as { readonly module: Functions }

const WASM_PAGE_BYTES = 65_536

// Node has it, and its types leave it to the browser's.
type WasmMemory = { readonly buffer: ArrayBufferLike; grow(pages: number): number }
const { Memory } = (globalThis as unknown as { WebAssembly: { Memory: { prototype: WasmMemory } } })
  .WebAssembly

/** Thrown where PDFium has no more room. */
export class PdfRoomError extends Error {
  override readonly name = 'PdfRoomError'
}

/** Calls one of PDFium's functions. */
export function call(name: `_FPDF${string}`, ...values: number[]): number {
  const found = raw[name]
  if (found === undefined) throw new Error(`PDFium has no ${name}`)
  return found(...values)
}

/** Lends memory inside PDFium for as long as `use` runs. The memory is zeros at first. */
export function withMemory<Value>(sizeBytes: number, use: (pointer: number) => Value): Value {
  const pointer = raw.wasmExports.malloc(Math.max(1, sizeBytes))
  if (pointer === 0) throw new PdfRoomError('no memory')
  try {
    raw.HEAPU8.fill(0, pointer, pointer + sizeBytes)
    return use(pointer)
  } finally {
    raw.wasmExports.free(pointer)
  }
}

/**
 * Says how much PDFium may hold: what asks for more traps inside it, and what was read before stays. Otherwise whoever watches the
 * process would end it, and everything with it.
 */
export function limitMemory(maxBytes: number): void {
  const { prototype } = Memory
  const { grow } = prototype
  prototype.grow = function (this: WasmMemory, pages: number) {
    const isOurs = this.buffer === raw.HEAPU8.buffer
    if (isOurs && this.buffer.byteLength + pages * WASM_PAGE_BYTES > maxBytes)
      throw new RangeError('no more room')
    return grow.call(this, pages)
  }
}

/** Copies bytes into PDFium until they are freed. */
export function keepBytes(bytes: Uint8Array): number {
  const pointer = raw.wasmExports.malloc(Math.max(1, bytes.length))
  if (pointer === 0) throw new PdfRoomError('no memory')
  raw.HEAPU8.set(bytes, pointer)
  return pointer
}

/** Gives back what {@link keepBytes} took. */
export function freeBytes(pointer: number): void {
  raw.wasmExports.free(pointer)
}

/** A view of PDFium's memory. It holds until PDFium is called again. */
export function memoryAt(pointer: number, sizeBytes: number): DataView {
  return new DataView(raw.HEAPU8.buffer, raw.HEAPU8.byteOffset + pointer, sizeBytes)
}

/** Lone halves of surrogate pairs stay; a trailing zero does not. */
export function wideTextAt(pointer: number, sizeBytes: number): string {
  const text = Buffer.from(raw.HEAPU8.subarray(pointer, pointer + sizeBytes - (sizeBytes % 2))).toString(
    'utf16le',
  )
  const end = text.indexOf('\0')
  return end < 0 ? text : text.slice(0, end)
}

/**
 * Reads a text that PDFium writes in UTF-16 into a buffer and of which it first says how many bytes it needs.
 *
 * @param ask called with no buffer first, then with one.
 */
export function readWideText(
  ask: (pointer: number, sizeBytes: number) => number,
  maxBytes = 1_024 * 1_024,
): string {
  const needed = ask(0, 0) >>> 0
  if (needed <= 2) return ''
  if (needed > maxBytes) return ''
  return withMemory(needed, (pointer) => {
    ask(pointer, needed)
    return wideTextAt(pointer, needed)
  })
}

/** Like {@link readWideText} for texts of single bytes, such as addresses. */
export function readByteText(
  ask: (pointer: number, sizeBytes: number) => number,
  maxBytes = 64 * 1_024,
): string {
  const needed = ask(0, 0) >>> 0
  if (needed <= 1 || needed > maxBytes) return ''
  return withMemory(needed, (pointer) => {
    ask(pointer, needed)
    const view = memoryAt(pointer, needed)
    const bytes = Buffer.from(view.buffer, view.byteOffset, needed)
    const end = bytes.indexOf(0)
    return bytes.subarray(0, end < 0 ? needed : end).toString('utf8')
  })
}
