import type { Clipboard } from 'electron'
import { sha256Hex } from '#node/crypto/primitives.ts'

/** How long what was copied from a window stays in the clipboard. */
const KEPT_MS = 60_000

/** How long the system may take to hold what a page copied. */
const SETTLING_MS = 1_000

/** Clears what was copied from a window. */
export type ClipboardClearing = {
  /** Notes that a window has just copied something; it is cleared after a minute. */
  noteCopied(): void
  /** Clears it now. */
  clearNow(): Promise<void>
}

/**
 * Watches over what leaves through the clipboard. Only a digest of it is remembered, and what another program put there
 * since is left alone.
 */
export function startClipboardClearing(clipboard: Pick<Clipboard, 'readText' | 'clear'>): ClipboardClearing {
  /** What is remembered of the last copy: nothing, that it has only just happened, or the digest of its text. */
  let copied: null | 'just-now' | { readonly digest: string | null } = null
  let timer: NodeJS.Timeout | undefined

  // Another program may hold the clipboard; then nobody can tell what is in it, and it is cleared as if it were ours.
  const digestNow = (): Promise<string | null> =>
    clipboard.readText().then(
      (text) => sha256Hex(Buffer.from(text, 'utf8')),
      () => null,
    )

  const clearNow = async (): Promise<void> => {
    clearTimeout(timer)
    const ours = copied
    copied = null
    if (ours === null) return
    if (ours === 'just-now' || ours.digest === null) return clipboard.clear()
    const now = await digestNow()
    if (now === null || now === ours.digest) clipboard.clear()
  }

  const settle = async (): Promise<void> => {
    copied = { digest: await digestNow() }
    timer = setTimeout(() => void clearNow(), KEPT_MS - SETTLING_MS)
  }

  return {
    noteCopied: () => {
      clearTimeout(timer)
      copied = 'just-now'
      timer = setTimeout(() => void settle(), SETTLING_MS)
    },
    clearNow,
  }
}
