import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import loadLibheif from 'libheif-js/libheif-wasm/libheif.js'

// Loaded with this file, while files may still be read. libheif and libde265 run inside WebAssembly: they reach no file, no network and no process.
const wasm = readFileSync(createRequire(import.meta.url).resolve('libheif-js/libheif-wasm/libheif.wasm'))

/** libheif's own functions (libheif/api/libheif/*.h), by their names; pointers are numbers. A failure is written where the first number points. */
type Functions = { readonly [name in `_heif${string}`]: (...values: number[]) => number } & {
  _malloc(sizeBytes: number): number
  _free(pointer: number): void
  readonly HEAPU8: Uint8Array
}

// The package declares an ES module and is none.
const load = loadLibheif as unknown as (options: object) => Functions
const raw = load({ wasmBinary: wasm, print: () => {}, printErr: () => {} })

/** Thrown where libheif refuses, or has no more room; `isLimit` where a file asks for more than one may. */
export class HeifError extends Error {
  override readonly name = 'HeifError'
  readonly isLimit: boolean

  constructor(what: string, isLimit = false) {
    super(what)
    this.isLimit = isLimit
  }
}

/** `heif_error` (heif_error.h): a code, a second code and a pointer to words. Code 0 is success. */
const ERROR_BYTES = 12
/** `heif_suberror_Security_limit_exceeded`. */
const LIMIT_EXCEEDED = 1000
const POINTER_BYTES = 4

/** Calls a function that answers a number. */
export function ask(name: `_heif${string}`, ...values: number[]): number {
  const found = raw[name]
  if (found === undefined) throw new Error(`libheif has no ${name}`)
  return found(...values)
}

/** Calls a function that answers a `heif_error`. @throws {HeifError} when it is none of success. */
export function demand(name: `_heif${string}`, ...values: number[]): void {
  withMemory(ERROR_BYTES, (error) => {
    ask(name, error, ...values)
    const said = memoryAt(error, ERROR_BYTES)
    if (said.getInt32(0, true) !== 0) throw new HeifError(name, said.getInt32(4, true) === LIMIT_EXCEEDED)
  })
}

/** Calls a function that answers a `heif_error` and writes a pointer, which is put after `values` and before `rest`. */
export function demandPointer(
  name: `_heif${string}`,
  values: readonly number[],
  rest: readonly number[] = [],
): number {
  return withMemory(POINTER_BYTES, (to) => {
    demand(name, ...values, to, ...rest)
    return memoryAt(to, POINTER_BYTES).getUint32(0, true)
  })
}

/** Lends memory inside libheif, zeros at first, for as long as `use` runs. */
export function withMemory<Value>(sizeBytes: number, use: (pointer: number) => Value): Value {
  const pointer = keepBytes(new Uint8Array(sizeBytes))
  try {
    return use(pointer)
  } finally {
    raw._free(pointer)
  }
}

/** Copies bytes into libheif, where they stay. */
export function keepBytes(bytes: Uint8Array): number {
  const pointer = raw._malloc(Math.max(1, bytes.length)) >>> 0
  if (pointer === 0) throw new HeifError('no memory')
  raw.HEAPU8.set(bytes, pointer)
  return pointer
}

/** A view of libheif's memory. It holds until libheif is called again. */
export function memoryAt(pointer: number, sizeBytes: number): DataView {
  return new DataView(raw.HEAPU8.buffer, raw.HEAPU8.byteOffset + pointer, sizeBytes)
}

/** Runs what reads a file: whatever libheif refuses, and whatever ends inside it, is thrown as a {@link HeifError}. */
export function withinLibheif<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (cause) {
    // Memory that ran out inside is thrown as a number, a broken state as a WebAssembly.RuntimeError.
    if (typeof cause === 'number' || (cause instanceof Error && cause.name === 'RuntimeError'))
      throw new HeifError('ended inside')
    throw cause
  }
}
