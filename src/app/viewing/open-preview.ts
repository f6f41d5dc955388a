import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { ParserName } from '#core/parsing/parser-names.ts'
import { HEAD_BYTES } from '#core/parsing/suggest-parser.ts'
import { fail, succeed } from '#core/result.ts'
import { decideShowing, HEAD_BYTES as SHOWN_HEAD_BYTES, type Showing } from '#core/viewing/shown-kind.ts'
import { findReadable } from '../exhibit/find-readable.ts'
import { isStillHeld, lockedFailure, type SessionSource } from '../vault-session.ts'
import { askRoom } from './ask-room.ts'
import { chatParserOf } from './chat-messages.ts'
import { memoryRangeReader } from './memory-range-reader.ts'
import type { OpenPreview, Previews } from './previews.ts'

/**
 * `exhibit.preview`. Looking is reading: it changes nothing, is no access to an original, and leaves no event
 * (docs/decisions/0020-looking-at-evidence.md).
 */
export function openPreview(session: SessionSource, previews: Previews): Handler<'exhibit.preview'> {
  return async ({ exhibit: name, part, byContent }, { signal }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findReadable(vault, name, part)
    if (!target.ok) return target
    const { exhibit, found, sealed } = target.value
    const fileName = part === undefined ? exhibit.name : target.value.fileName
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
    const decided = decide(head.value, fileName, byContent)
    head.value.fill(0)
    const opened = previews.add({ vault, found, exhibit, fileName, ...decided, reader: reader.value })
    return succeed(describe(opened, part === undefined ? coveringOf(decided.showing) : 'none'))
  }
}

/** `preview.openEntry`. What lies in an archive or e-mail is unpacked by its room, which sees no key, no file and no network. */
export function openEntry(previews: Previews): Handler<'preview.openEntry'> {
  return async ({ previewId, index, byContent }, { signal }) => {
    const found = previews.find(previewId)
    if (!found.ok) return found
    const outer = found.value
    const { views } = outer.showing
    if (!views.includes('entries') && !views.includes('mail')) return fail({ code: 'preview/no-such-view' })
    const unpacked = await askRoom(previews, outer, { what: 'entry', index }, { signal })
    // What is answered after the lock is answered to nobody.
    if (!previews.find(previewId).ok) return fail({ code: 'preview/unknown' })
    if (!unpacked.ok) return unpacked.failure.code === 'cancelled' ? CANCELLED : fail(unpacked.failure)
    const { name, bytes } = unpacked.value
    const decided = decide(bytes.subarray(0, HEAD_BYTES), name, byContent)
    const { vault, found: of, exhibit } = outer
    const reader = memoryRangeReader(bytes)
    const opened = previews.add({ vault, found: of, exhibit, fileName: name, ...decided, reader })
    return succeed(describe(opened, 'none'))
  }
}

type Decided = { readonly showing: Showing; readonly chatParser: ParserName | null }

function decide(head: Uint8Array, fileName: string, byContent: boolean): Decided {
  const showing = decideShowing(head.subarray(0, SHOWN_HEAD_BYTES), fileName, byContent)
  const chatParser = showing.views.includes('text') ? chatParserOf(head, fileName) : null
  if (chatParser === null) return { showing, chatParser }
  return { showing: { ...showing, kind: 'chat', views: ['chat', ...showing.views] }, chatParser }
}

function describe(
  { previewId, bytesId, exhibit, fileName, reader, showing }: OpenPreview,
  covering: OutputOf<'exhibit.preview'>['covering'],
): OutputOf<'exhibit.preview'> {
  const { kind, magic, declared, isMismatch, views } = showing
  const { exhibitId, number } = exhibit
  const { sizeBytes } = reader
  const shown = { kind, magic, declared, isMismatch, views: [...views], covering }
  return { previewId, bytesId, exhibitId, number, name: fileName, sizeBytes, ...shown }
}

/** How parts of what is shown can be covered in a copy. */
export function coveringOf({ views }: Showing): 'boxes' | 'text' | 'none' {
  if (views.includes('pictures')) return 'boxes'
  return views.includes('text') ? 'text' : 'none'
}
