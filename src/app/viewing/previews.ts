import type { Failure } from '#contract/failures.ts'
import type { ExhibitView } from '#core/case-file/exhibit-view.ts'
import type { ParserName } from '#core/parsing/parser-names.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { Showing } from '#core/viewing/shown-kind.ts'
import type { ObjectFinding, RangeReader } from '../ports/object-store.ts'
import type { OpenRoom, ViewingRoom } from '../ports/viewing-room.ts'
import { type FoundCase, isStillHeld, type SessionSource, type VaultSession } from '../vault-session.ts'

import type { ChatMessage } from './chat-messages.ts'

/** Most exhibits looked at at once; the one that was asked for longest ago makes room. */
const MOST_OPEN = 4
/** After this long without a question an exhibit is no longer open. */
export const IDLE_AFTER_MS = 10 * 60_000

/** An exhibit that somebody looks at. */
export type OpenPreview = {
  readonly previewId: string
  readonly bytesId: string
  readonly vault: VaultSession
  readonly found: FoundCase
  /** The exhibit that is looked at, or in which what is looked at lies. */
  readonly exhibit: Pick<ExhibitView, 'exhibitId' | 'number'>
  readonly showing: Showing
  readonly fileName: string
  /** Reads it as a chat, where it is one. */
  readonly chatParser: ParserName | null
  readonly reader: RangeReader
  /** Its messages, once they were read. */
  chat: readonly ChatMessage[] | null
  room: ViewingRoom | null
  /** What is wrong with the stored bytes, once a room could not have them. */
  damage: ObjectFinding | null
  lastAskedMs: number
}

/** What a preview begins with. */
export type NewPreview = Pick<
  OpenPreview,
  'vault' | 'found' | 'exhibit' | 'showing' | 'fileName' | 'chatParser' | 'reader'
>

/**
 * Keeps what is being looked at, in memory and only there. An id is 128 random bits, and is good for as long as the vault stays
 * unlocked for the same person, the case's key is held, and somebody looks.
 */
export class Previews {
  readonly #open = new Map<string, OpenPreview>()
  readonly #session: SessionSource
  readonly #openRoom: OpenRoom

  constructor(session: SessionSource, openRoom: OpenRoom) {
    this.#session = session
    this.#openRoom = openRoom
  }

  /** Begins looking; the reader now belongs to the preview. */
  add(begun: NewPreview): OpenPreview {
    const { crypto, clock } = begun.vault
    const preview: OpenPreview = {
      ...begun,
      previewId: crypto.newId(),
      bytesId: crypto.newId(),
      chat: null,
      room: null,
      damage: null,
      lastAskedMs: clock.monotonicMs(),
    }
    this.#open.set(preview.previewId, preview)
    for (const oldest of this.#open.keys()) {
      if (this.#open.size <= MOST_OPEN) break
      this.close(oldest)
    }
    return preview
  }

  /** Finds what a call looks at. */
  find(previewId: string): Result<OpenPreview, Failure<'preview/unknown'>> {
    return this.#touch(this.#open.get(previewId))
  }

  /** Finds what bytes are fetched of. */
  findByBytes(bytesId: string): Result<OpenPreview, Failure<'preview/unknown'>> {
    return this.#touch([...this.#open.values()].find((preview) => preview.bytesId === bytesId))
  }

  /** The room of a preview; one that has ended is opened anew, because another view of the exhibit may well be shown. */
  roomOf(preview: OpenPreview): ViewingRoom {
    preview.room ??= this.#openRoom(
      { kind: preview.showing.kind, magic: preview.showing.magic, sizeBytes: preview.reader.sizeBytes },
      async (offsetBytes, lengthBytes) => {
        const read = await preview.reader.read(offsetBytes, lengthBytes)
        if (read.ok) return read.value
        if (read.failure.code !== 'cancelled') preview.damage = read.failure
        return null
      },
    )
    return preview.room
  }

  /** Gives up a room that has ended. */
  dropRoom(preview: OpenPreview): void {
    preview.room?.close()
    preview.room = null
  }

  /** Ends looking. */
  close(previewId: string): void {
    const preview = this.#open.get(previewId)
    if (preview === undefined) return
    this.#open.delete(previewId)
    this.dropRoom(preview)
    preview.chat = null
    void preview.reader.close()
  }

  /** Ends what nobody has asked of for a while, and what may no longer be looked at. */
  sweep(): void {
    for (const preview of [...this.#open.values()]) if (!this.#isAlive(preview)) this.close(preview.previewId)
  }

  /** Ends everything: the vault locks. */
  clear(): void {
    for (const previewId of [...this.#open.keys()]) this.close(previewId)
  }

  #touch(preview: OpenPreview | undefined): Result<OpenPreview, Failure<'preview/unknown'>> {
    if (preview === undefined) return fail({ code: 'preview/unknown' })
    if (!this.#isAlive(preview)) {
      this.close(preview.previewId)
      return fail({ code: 'preview/unknown' })
    }
    preview.lastAskedMs = preview.vault.clock.monotonicMs()
    // The one asked for last goes last.
    this.#open.delete(preview.previewId)
    this.#open.set(preview.previewId, preview)
    return succeed(preview)
  }

  #isAlive({ vault, found, lastAskedMs }: OpenPreview): boolean {
    if (this.#session() !== vault || !isStillHeld(vault, found)) return false
    return vault.clock.monotonicMs() - lastAskedMs < IDLE_AFTER_MS
  }
}
