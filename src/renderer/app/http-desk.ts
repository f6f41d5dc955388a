import type { Desk, DroppedEntry } from '../state/desk.ts'
import { announceFiles } from './announce-files.ts'
import { announceFolder, type FolderUpload, sendFolder } from './announce-folder.ts'
import { makeClient } from './carrier.ts'
import { makeHttpCarrier, pageHeaders, send } from './http-client.ts'
import { readBytes } from './read-bytes.ts'

/** Makes the desk of a page in a browser: its own file picker, uploads and downloads over loopback. */
export function makeHttpDesk(pageKey: string): Desk {
  const own = pageHeaders(pageKey)
  const carrier = makeHttpCarrier(own)
  const client = makeClient(carrier)
  const announced = new Map<string, File>()
  const folders = new Map<string, readonly FolderUpload[]>()
  const shownPages = new Set<string>()
  const put = (uploadId: string, file: File) =>
    send(`/intake/${uploadId}`, { method: 'PUT', headers: own, body: file })
  const offerFiles = (entries: readonly DroppedEntry[]) => announceFiles(client, announced, entries)
  return {
    client,
    isReadingRoom: false,
    asksBeforeClosing: true,
    readsFilesWhereTheyLie: false,
    offerFiles,
    async chooseFiles() {
      const files = await pickFiles()
      return await offerFiles(files.map((file) => ({ file, isFolder: false })))
    },
    chooseFolder: async () => announceFolder(client, folders, await pickFiles(true)),
    async sendFile(intakeId) {
      const folder = folders.get(intakeId)
      if (folder !== undefined) {
        folders.delete(intakeId)
        await sendFolder(folder, put)
        return 'sent'
      }
      const file = announced.get(intakeId)
      if (file === undefined) return 'not-readable'
      announced.delete(intakeId)
      try {
        await put(intakeId, file)
        return 'sent'
      } catch {
        // The sealing call says why when the engine cut the upload off; it waits for ever when the file vanished first.
        return (await isReadable(file)) ? 'sent' : 'not-readable'
      }
    },
    async openOutlet(suggestedName) {
      const answer = await client.call('outlet.offer', { name: suggestedName })
      if (answer.outcome !== 'done') return answer
      const { outletId } = answer.value
      return { outcome: 'done', value: { outletId, receive: () => download(outletId, suggestedName) } }
    },
    mediaPane: { kind: 'frame' },
    showReadBack(pageId) {
      // It asks anew for itself: opening it once is enough.
      if (shownPages.has(pageId)) return
      shownPages.add(pageId)
      window.open(`/read-back/${pageId}/`, '_blank', 'noopener')
    },
    readReport: (reportId) => readBytes(`/report/${reportId}`, own),
    watchConnection: (listener) => carrier.watchConnection(listener),
  }
}

function pickFiles(isFolder = false): Promise<readonly File[]> {
  const picker = document.createElement('input')
  picker.type = 'file'
  picker.multiple = true
  picker.webkitdirectory = isFolder
  return new Promise((resolve) => {
    picker.addEventListener('change', () => resolve([...(picker.files ?? [])]))
    picker.addEventListener('cancel', () => resolve([]))
    picker.click()
  })
}

async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer()
    return true
  } catch {
    return false
  }
}

function download(outletId: string, name: string): void {
  const link = document.createElement('a')
  link.href = `/outlet/${outletId}?name=${encodeURIComponent(name)}`
  link.download = name
  link.click()
}
