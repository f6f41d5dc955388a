import type { OutputOf } from '#contract/operations.ts'
import type { ShownView } from '#core/viewing/shown-kind.ts'
import type { Remote } from './remote.ts'
import type { Work } from './work.ts'

/** An exhibit that is looked at, and the part of it that is on the screen. Nothing else of it is held. */
export type Viewer = {
  /** Sets this looking apart from every other. */
  readonly run: symbol
  readonly exhibitId: string
  /** Of an exhibit of many files, the path of the one that is looked at. */
  readonly part: string | null
  /** What lies in an archive or e-mail: its place there, and what it was opened from. */
  readonly inside: { readonly index: number; readonly outer: Viewer } | null
  readonly opening: Remote<OutputOf<'exhibit.preview'>>
  readonly view: ShownView | null
  /** The picture that is on the screen, counted from 0. */
  readonly picture: number
  readonly sheet: number
  /** Where sound or film begins. */
  readonly atSeconds: number
  readonly page: Remote<OutputOf<'preview.page'>>
  readonly covering: Work<OutputOf<'exhibit.redact'>>
}
