import type { Handler } from '#contract/dispatcher.ts'
import { type ReadBackPage, writeReadBackPage } from '#core/read-back/read-back-page.ts'
import { succeed } from '#core/result.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'

/** Most pages shown at once; the oldest makes room. */
const MAX_SHOWN = 4

/** Pages that somebody reads on a second screen. In memory, and only there; emptied at lock. */
export class ReadBackPages {
  readonly #pages = new Map<string, string>()

  show(pageId: string, page: ReadBackPage): void {
    this.#pages.delete(pageId)
    this.#pages.set(pageId, writeReadBackPage(page))
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= MAX_SHOWN) break
      this.#pages.delete(oldest)
    }
  }

  find(pageId: string): string | null {
    return this.#pages.get(pageId) ?? null
  }

  close(pageId: string): void {
    this.#pages.delete(pageId)
  }

  clear(): void {
    this.#pages.clear()
  }
}

/** `readBack.show`. An id that is not shown any more gets a new one: whoever knew it has had its time. */
export function showReadBack(session: SessionSource, pages: ReadBackPages): Handler<'readBack.show'> {
  return async ({ pageId, page }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const known = pageId !== undefined && pages.find(pageId) !== null ? pageId : vault.crypto.newId()
    pages.show(known, page)
    return succeed({ pageId: known })
  }
}

/** `readBack.close`. */
export function closeReadBack(session: SessionSource, pages: ReadBackPages): Handler<'readBack.close'> {
  return async ({ pageId }) => {
    if (session() === null) return lockedFailure()
    pages.close(pageId)
    return succeed({})
  }
}
