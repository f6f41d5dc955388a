import type { Client } from '#contract/client.ts'
import type { Envelope } from '#contract/envelope.ts'
import type { OfferedFile } from '#contract/window-operations.ts'

/** Something dropped on the window. A folder arrives as a `File` too, and only the drop tells the difference. */
export type DroppedEntry = { readonly file: File; readonly isFolder: boolean }

/** A place outside the vault that the person chose. `receive` starts the download where a browser does the writing. */
export type Outlet = { readonly outletId: string; readonly receive: () => void }

/** A place in the window, in CSS pixels. */
export type PanePlace = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A way of playing sound and film apart from the page. */
export type MediaPane =
  | { readonly kind: 'frame' }
  | {
      readonly kind: 'view'
      /** Plays at a place; the same again moves it there. `null` takes it away. */
      show(media: { readonly bytesId: string; readonly path: string; readonly place: PanePlace } | null): void
    }

/** What became of the files that were offered. */
export type Offering = Envelope<{ readonly files: readonly OfferedFile[] }>

/**
 * What surrounds a window: the engine, and the ways by which files come in and go out. A browser page and a desktop
 * window differ here and nowhere else.
 */
export type Desk = {
  readonly client: Client
  /** Whether headquarters reads a station here: of its operations only those of `STATION_READS` are answered. */
  readonly isReadingRoom: boolean
  /** Whether a page that refuses to close makes its surroundings ask; a desktop window would only stay open in silence. */
  readonly asksBeforeClosing: boolean
  /** Whether the engine reads chosen files where they lie; from a browser it is sent their bytes. */
  readonly readsFilesWhereTheyLie: boolean
  /** Lets the person choose files. */
  chooseFiles(): Promise<Offering>
  /** Lets the person choose a folder, which becomes one exhibit with everything in it. */
  chooseFolder(): Promise<Offering>
  /** Announces dropped files. */
  offerFiles(entries: readonly DroppedEntry[]): Promise<Offering>
  /** Sends an announced file's bytes while `exhibit.seal` waits for them; nothing to do where the engine reads itself. */
  sendFile(intakeId: string): Promise<'sent' | 'not-readable'>
  /** Lets the person choose where a file goes; `null` when they change their mind. */
  openOutlet(suggestedName: string): Promise<Envelope<Outlet | null>>
  /**
   * Where sound and film of evidence play. In a browser that is a frame in the page, whose document runs nothing; a desktop window
   * lays a view of its own over the page, which the page only says the place of.
   */
  readonly mediaPane: MediaPane
  /** Shows a page in a window or tab of its own for whoever sits on the other side of the desk; again brings it up to date. */
  showReadBack(pageId: string): void
  /** Fetches the bytes of a drawn document. */
  readReport(reportId: string): Promise<Envelope<Uint8Array>>
  /** Tells whenever the way to the engine breaks or stands again. */
  watchConnection(listener: (isConnected: boolean) => void): () => void
}
