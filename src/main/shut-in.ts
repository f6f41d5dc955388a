import type { WebPreferences } from 'electron'

/**
 * What every page of this program is held to, whatever it shows: no Node, a sandbox of its own, nothing from outside and no tools to look inside
 * (items 2, 3, 4, 6 and 8 to 11 of Electron's security checklist).
 */
export const SHUT_IN = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  devTools: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  enableDeprecatedPaste: false,
} as const satisfies WebPreferences
