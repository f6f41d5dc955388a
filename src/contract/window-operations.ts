import * as z from 'zod'
import type { Failure } from './failures.ts'
import { count, opaqueId } from './fields.ts'

/** A file that the person chose, known to the engine under an opaque id. No path crosses. */
export const intakeItem = z.object({
  intakeId: opaqueId,
  name: z.string(),
  sizeBytes: count,
  /** How many files a folder or split image has; left out for one file. */
  fileCount: count.optional(),
  /** The first piece of an image that lies beside this file, where its name says that it is a later piece: it goes in alone. */
  firstPiece: z.string().optional(),
})

/** A chosen file, folder or disk. */
export type IntakeItem = z.output<typeof intakeItem>

/**
 * What a desktop window asks of its own shell, because a dialog must be shown. They travel over IPC only; in a browser the
 * page's own file picker and downloads stand in their place.
 */
export const WINDOW_OPERATIONS = {
  /** Shows the system's file dialog. Files the engine refuses come back with the failure. */
  'window.choose-files': { input: z.strictObject({}) },
  /** Shows the system's dialog for a folder, which is announced as one exhibit with everything in it. */
  'window.choose-folder': { input: z.strictObject({}) },
  /** Announces files dropped on the window; the preload script turns each into a path that the page never sees. */
  'window.offer-dropped': {
    input: z.strictObject({ paths: z.array(z.string().min(1).max(4096)).max(1000) }),
  },
  /** Plays sound or film that is looked at over a place of the window (CSS pixels), moves it there, or (`null`) takes it away. */
  'window.show-media': {
    input: z.strictObject({
      media: z
        .strictObject({
          bytesId: opaqueId,
          /** Language and second: `km/12/frame`. */
          path: z.string().regex(/^(km|en)\/\d{1,7}\/frame$/),
          place: z.strictObject({
            x: z.number().min(-100_000).max(100_000),
            y: z.number().min(-100_000).max(100_000),
            width: z.number().min(0).max(100_000),
            height: z.number().min(0).max(100_000),
          }),
        })
        .nullable(),
    }),
  },
  /** Shows a page in a window of its own, for whoever sits on the other side of the desk; again shows it anew. */
  'window.show-read-back': { input: z.strictObject({ pageId: opaqueId }) },
  /** Shows the save dialog and announces the chosen place; answers `null` when the person changes their mind. */
  'window.choose-outlet': { input: z.strictObject({ suggestedName: z.string().min(1).max(400) }) },
} as const

/** The name of one of {@link WINDOW_OPERATIONS}. */
export type WindowOperationName = keyof typeof WINDOW_OPERATIONS

/** What became of one file that the person chose or dropped. */
export type OfferedFile =
  | { readonly outcome: 'offered'; readonly item: IntakeItem }
  | { readonly outcome: 'refused'; readonly name: string; readonly failure: Failure }

/** What each window operation answers, inside an `Envelope`. */
export type WindowOutputs = {
  /** In the order chosen; empty when the person closed the dialog. */
  'window.choose-files': { readonly files: readonly OfferedFile[] }
  /** One entry, or none when the person closed the dialog. */
  'window.choose-folder': { readonly files: readonly OfferedFile[] }
  /** In the order dropped. The page passes `{ files: File[] }`; the preload script turns it into `{ paths }`. */
  'window.offer-dropped': { readonly files: readonly OfferedFile[] }
  'window.show-media': Readonly<Record<string, never>>
  'window.show-read-back': Readonly<Record<string, never>>
  /** `outletId` is `null` when the person closed the dialog. */
  'window.choose-outlet': { readonly outletId: string | null }
}
