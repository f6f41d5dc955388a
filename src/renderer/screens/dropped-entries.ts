import type { DroppedEntry } from '../state/desk.ts'

/** What was dropped, files and folders, in the order of the drop. Must be read while its event runs. */
export function droppedEntries(transfer: DataTransfer): readonly DroppedEntry[] {
  return [...transfer.items]
    .filter((item) => item.kind === 'file')
    .flatMap((item) => {
      const file = item.getAsFile()
      return file === null ? [] : [{ file, isFolder: item.webkitGetAsEntry()?.isDirectory === true }]
    })
}
