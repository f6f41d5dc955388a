import { openEntry, openPreview } from '#app/viewing/open-preview.ts'
import { redactExhibit } from '#app/viewing/redact-exhibit.ts'
import { closePreview, showPage } from '#app/viewing/show-page.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { EngineParts } from '../engine-parts.ts'

type ViewingOperation =
  | 'exhibit.preview'
  | 'preview.openEntry'
  | 'preview.page'
  | 'preview.close'
  | 'exhibit.redact'

/** What operations of looking at exhibits do. */
export function viewingHandlers({
  current,
  previews,
  openRoom,
  evidenceParser,
  software,
}: EngineParts): Pick<Handlers, ViewingOperation> {
  return {
    'exhibit.preview': openPreview(current, previews),
    'preview.openEntry': openEntry(previews),
    'preview.page': showPage(previews, evidenceParser),
    'preview.close': closePreview(previews),
    'exhibit.redact': redactExhibit(current, openRoom, software),
  }
}
