import type { Workplace } from './workplace.ts'

/** How wide a thumbnail is drawn: twice its place on the screen, for screens with fine points. */
const THUMBNAIL_PX = 480
/** Pictures of this many exhibits are held; each is at most 480 × 1920 points of four bytes. */
const MOST_HELD = 120
/** Each picture is decoded in a process of its own; more at once would take the machine from whoever works on it. */
const AT_ONCE = 2
/** A strip as long as this and longer is a page that somebody scrolled; its beginning is shown. */
const MOST_TALL = 4

/** A thumbnail, or that there is none. */
export type Thumbnail = ImageBitmap | 'not-drawn'

type Wish = { readonly exhibitId: string; readonly tell: (thumbnail: Thumbnail) => void }

/**
 * Thumbnails of exhibits: each is decoded in a room without keys, drawn anew there, and held here in memory while a gallery is open.
 * Nothing of them is on a disk. What was asked for last is drawn first, because that is what is on the screen.
 */
export class Thumbnails {
  readonly #at: Workplace
  readonly #held = new Map<string, Thumbnail>()
  #wishes: Wish[] = []
  #running = 0
  #isClosed = false

  constructor(at: Workplace) {
    this.#at = at
  }

  /** What is held of an exhibit. */
  held(exhibitId: string): Thumbnail | undefined {
    return this.#held.get(exhibitId)
  }

  /** Asks for one. Answers what takes the wish back. */
  ask(exhibitId: string, tell: (thumbnail: Thumbnail) => void): () => void {
    const wish = { exhibitId, tell }
    this.#wishes.push(wish)
    void this.#work()
    return () => {
      this.#wishes = this.#wishes.filter((each) => each !== wish)
    }
  }

  /** Lets go of everything. */
  close(): void {
    this.#isClosed = true
    this.#wishes = []
    for (const thumbnail of this.#held.values()) release(thumbnail)
    this.#held.clear()
  }

  async #work(): Promise<void> {
    if (this.#running >= AT_ONCE) return
    this.#running += 1
    for (let wish = this.#wishes.pop(); wish !== undefined; wish = this.#wishes.pop()) {
      const thumbnail = this.#held.get(wish.exhibitId) ?? (await this.#draw(wish.exhibitId))
      if (this.#isClosed) {
        release(thumbnail)
        break
      }
      this.#hold(wish.exhibitId, thumbnail)
      wish.tell(thumbnail)
    }
    this.#running -= 1
  }

  async #draw(exhibitId: string): Promise<Thumbnail> {
    const { client } = this.#at.desk
    const opened = await client.call('exhibit.preview', { exhibit: exhibitId })
    if (opened.outcome !== 'done') return 'not-drawn'
    const { previewId, bytesId, views } = opened.value
    const picture = views[0] === 'pictures' ? await fetchPicture(bytesId) : null
    // Its room holds the whole exhibit; it is not needed any more.
    void client.call('preview.close', { previewId })
    return picture ?? 'not-drawn'
  }

  #hold(exhibitId: string, thumbnail: Thumbnail): void {
    this.#held.delete(exhibitId)
    this.#held.set(exhibitId, thumbnail)
    for (const [oldest, old] of this.#held) {
      if (this.#held.size <= MOST_HELD) break
      this.#held.delete(oldest)
      release(old)
    }
  }
}

async function fetchPicture(bytesId: string): Promise<ImageBitmap | null> {
  try {
    const response = await fetch(`/preview/${bytesId}/picture/0/${THUMBNAIL_PX}`, {
      credentials: 'same-origin',
      cache: 'no-store',
    })
    if (!response.ok) return null
    const whole = await createImageBitmap(await response.blob())
    if (whole.height <= whole.width * MOST_TALL) return whole
    const top = await createImageBitmap(whole, 0, 0, whole.width, whole.width * MOST_TALL)
    whole.close()
    return top
  } catch {
    // The engine is gone, or what it sent is no picture: the gallery says of this one that it is not drawn.
    return null
  }
}

function release(thumbnail: Thumbnail): void {
  if (thumbnail !== 'not-drawn') thumbnail.close()
}
