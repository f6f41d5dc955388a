import { MAX_TAG_BYTES } from '#core/export/bag-check.ts'

/** A file that somebody chose, with where it lies below the chosen folder. */
export type ChosenFile = { readonly path: string; readonly file: File }

/** The files of a folder that was chosen in a dialog. Where single files were chosen, each lies at the top. */
export function filesOfInput(list: FileList): readonly ChosenFile[] {
  return belowRoot([...list].map((file) => ({ path: file.webkitRelativePath || file.name, file })))
}

/** The files of what was dropped: a folder, several, or files. */
export async function filesOfDrop(items: DataTransferItemList): Promise<readonly ChosenFile[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  const found: ChosenFile[] = []
  const waiting: { readonly entry: FileSystemEntry; readonly path: string }[] = entries.map((entry) => ({
    entry,
    path: entry.name,
  }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { entry, path } = next
    if (isFolder(entry))
      for (const below of await listFolder(entry))
        waiting.push({ entry: below, path: `${path}/${below.name}` })
    else if (isFile(entry))
      found.push({ path, file: await new Promise<File>((give, fail) => entry.file(give, fail)) })
  }
  return belowRoot(found)
}

/** Paths below the folder in which `bagit.txt` lies, so that it does not matter from how high up somebody chose. */
export function belowRoot(files: readonly ChosenFile[]): readonly ChosenFile[] {
  const declarations = files
    .map(({ path }) => path)
    .filter((path) => path === 'bagit.txt' || path.endsWith('/bagit.txt'))
  const top = declarations.sort((a, b) => a.split('/').length - b.split('/').length)[0]
  const root = top === undefined ? '' : top.slice(0, -'bagit.txt'.length)
  const inside = files.filter(({ path }) => path.startsWith(root))
  return inside
    .map(({ path, file }) => ({ path: path.slice(root.length), file }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

/**
 * Puts files that were chosen without their folders where the package's list has them: each whose name the list has once. What has no such place
 * stays where it is, and is found missing there.
 */
export async function placeByName(files: readonly ChosenFile[]): Promise<readonly ChosenFile[]> {
  const list = files.find(({ path }) => path === 'manifest-sha256.txt')
  if (list === undefined || files.some(({ path }) => path.includes('/'))) return files
  // A list that is too large to be one is not looked into here: checking says so.
  if (list.file.size > MAX_TAG_BYTES) return files
  const places = new Map<string, string[]>()
  for (const line of (await list.file.text()).split(/\r?\n/)) {
    const path = /^[0-9a-fA-F]+[ \t]+\*?(.+)$/s.exec(line)?.[1]
    const name = path?.split('/').at(-1)
    if (path !== undefined && name !== undefined) places.set(name, [...(places.get(name) ?? []), path])
  }
  return files.map(({ path, file }) => {
    const known = places.get(path) ?? []
    return { path: known.length === 1 ? (known[0] ?? path) : path, file }
  })
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

async function listFolder(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  // Browsers hand out a hundred at a time, and nothing when that was all.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((give, fail) => reader.readEntries(give, fail))
    if (some.length === 0) return all
    all.push(...some)
  }
}
