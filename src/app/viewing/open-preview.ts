import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { HEAD_BYTES } from '#core/parsing/suggest-parser.ts'
import { fail, succeed } from '#core/result.ts'
import { decideShowing, HEAD_BYTES as SHOWN_HEAD_BYTES, type Showing } from '#core/viewing/shown-kind.ts'
import { findExhibit } from '../exhibit/find-exhibit.ts'
import { isStillHeld, lockedFailure, type SessionSource } from '../vault-session.ts'
import { chatParserOf } from './chat-messages.ts'
import type { Previews } from './previews.ts'

/**
 * `exhibit.preview`. Looking is reading: it changes nothing, is no access to an original, and leaves no event
 * (docs/decisions/0020-looking-at-evidence.md).
 */
export function openPreview(session: SessionSource, previews: Previews): Handler<'exhibit.preview'> {
  return async ({ exhibit: name, byContent }, { signal }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findExhibit(vault, name)
    if (!target.ok) return target
    const { exhibit, found, sealed } = target.value
    const reader = await vault.objects.openRange(sealed, found.key.bytes)
    if (!reader.ok) return reader.failure.code === 'cancelled' ? CANCELLED : fail(reader.failure)
    const head = await reader.value.read(0, HEAD_BYTES)
    // Locking calls the work off and then overwrites the key: whatever was read after that means nothing.
    if (signal.aborted || session() !== vault || !head.ok || !isStillHeld(vault, found)) {
      await reader.value.close()
      if (session() !== vault) return lockedFailure()
      if (!head.ok) return head.failure.code === 'cancelled' ? CANCELLED : fail(head.failure)
      return signal.aborted ? CANCELLED : fail({ code: 'exhibit/not-found' })
    }
    const decided = decideShowing(head.value.subarray(0, SHOWN_HEAD_BYTES), exhibit.name, byContent)
    const chatParser = decided.views.includes('text') ? chatParserOf(head.value, exhibit.name) : null
    head.value.fill(0)
    const showing: Showing =
      chatParser === null ? decided : { ...decided, kind: 'chat', views: ['chat', ...decided.views] }
    const { previewId, bytesId } = previews.add({
      vault,
      found,
      showing,
      fileName: exhibit.name,
      chatParser,
      reader: reader.value,
    })
    const { exhibitId, number, sizeBytes } = exhibit
    const { kind, magic, declared, isMismatch, views } = showing
    return succeed({
      previewId,
      bytesId,
      exhibitId,
      number,
      name: exhibit.name,
      sizeBytes,
      kind,
      magic,
      declared,
      isMismatch,
      views: [...views],
      covering: coveringOf(showing),
    })
  }
}

/** How parts of what is shown can be covered in a copy. */
export function coveringOf({ views }: Showing): 'boxes' | 'text' | 'none' {
  if (views.includes('pictures')) return 'boxes'
  return views.includes('text') ? 'text' : 'none'
}
