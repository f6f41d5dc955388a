import type { ChunkPlan } from './thread-messages.ts'

// The language's own types have no name for it; the platform has the thing.
declare const WebAssembly: {
  readonly Memory: new (size: {
    readonly initial: number
    readonly maximum: number
    readonly shared: boolean
  }) => { readonly buffer: ArrayBufferLike }
}

/** What direct access asks of places and lengths: a page, which is a multiple of every block size in use. */
export const PAGE_BYTES = 4096

const WASM_PAGE_BYTES = 65_536

/** Bytes from the beginning of one slot to that of the next: whole pages, so that each may be read into directly. */
export function slotStride({ chunkBytes }: Pick<ChunkPlan, 'chunkBytes'>): number {
  return Math.ceil(chunkBytes / PAGE_BYTES) * PAGE_BYTES
}

/**
 * Memory that begins at a page, which direct access wants and no buffer of JavaScript's own promises: that of WebAssembly does
 * (WebAssembly Core Specification 2.0, Memory Instances: a multiple of 64 KiB, and every engine maps it).
 */
export function pagedMemory(sizeBytes: number, isShared: boolean): ArrayBufferLike {
  const pages = Math.ceil(sizeBytes / WASM_PAGE_BYTES)
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: isShared }).buffer
}

/** The slot of the memory between the threads that a chunk uses, in its whole length. Chunks use them in turn. */
export function slotOf(plan: ChunkPlan, memory: ArrayBufferLike, chunk: number): Uint8Array {
  const stride = slotStride(plan)
  return new Uint8Array(memory, (chunk % plan.slotCount) * stride, stride)
}
