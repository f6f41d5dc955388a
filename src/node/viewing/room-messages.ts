import type { RoomOrder, RoomQuestion } from '#app/ports/viewing-room.ts'

/** What travels to a viewing room. */
export type ToRoom =
  | { readonly kind: 'open'; readonly order: RoomOrder }
  | { readonly kind: 'ask'; readonly id: number; readonly question: RoomQuestion }
  /** Answers a `read`; `null` when the bytes cannot be had. */
  | { readonly kind: 'bytes'; readonly id: number; readonly bytes: Uint8Array | null }

/** Why a room refuses. */
export const ROOM_REFUSALS = ['too-large', 'not-readable', 'protected'] as const

/** What travels from a viewing room. */
export type FromRoom =
  | { readonly kind: 'read'; readonly id: number; readonly offsetBytes: number; readonly lengthBytes: number }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refused'; readonly id: number; readonly cause: (typeof ROOM_REFUSALS)[number] }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly total: number }

/** Most bytes in one answer to `read`. */
export const MOST_READ_BYTES = 4 * 1024 * 1024
