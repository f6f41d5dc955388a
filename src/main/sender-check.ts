import type { BrowserWindow, WebContents, WebFrameMain } from 'electron'
import { APP_ORIGIN, isAppPage } from './app-address.ts'
import { log } from './log.ts'
import type { OpenWindows } from './windows.ts'

/** Where a message says that it comes from. */
export type Sender = { readonly sender: WebContents; readonly senderFrame: WebFrameMain | null }

/**
 * Answers the window whose own page sent a message, or `null` for anyone else, which is logged.
 *
 * Window, main frame, origin and page must all be there and be ours; whatever is missing refuses.
 */
export function windowOfSender({ sender, senderFrame }: Sender, windows: OpenWindows): BrowserWindow | null {
  const window = windows.of(sender)
  if (window !== null && isOwnMainFrame(senderFrame, sender)) return window
  log('sender-refused')
  return null
}

function isOwnMainFrame(frame: WebFrameMain | null, contents: WebContents): boolean {
  // Electron gives `null` for a frame that is gone; a message that has none at all is no better.
  if (frame === null || frame === undefined) return false
  if (frame.detached !== false || frame.parent !== null) return false
  if (frame.frameTreeNodeId !== contents.mainFrame.frameTreeNodeId) return false
  return frame.origin === APP_ORIGIN && isAppPage(frame.url)
}
