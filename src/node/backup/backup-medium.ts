/** A name on the medium. */
export type MediumEntry = { readonly name: string; readonly kind: 'file' | 'folder' | 'other' }

/** A new file on the medium. */
export type MediumWriter = {
  /** Writes all bytes after those that were written before. */
  append(bytes: Uint8Array): Promise<void>
  /** Makes the bytes survive a power cut and closes the file. */
  finish(): Promise<void>
  /** Closes the file as it is. */
  abandon(): Promise<void>
}

/** An open file on the medium. */
export type MediumReader = {
  /** Fills the buffer from an offset; answers how many bytes it holds, fewer only at the file's end. */
  read(into: Uint8Array, offsetBytes: number): Promise<number>
  close(): Promise<void>
}

/**
 * The folder a backup is in. Paths are relative to it, with `/` between names.
 *
 * Everything throws what the system answers. This is all that a backup asks of a medium, so that tests can stand between:
 * nothing here needs permissions, links, or names that differ in case only.
 */
export type BackupMedium = {
  /** What a folder holds; a folder that is not there holds nothing. */
  list(folder: string): Promise<readonly MediumEntry[]>
  /** Bytes of a file; `null` when there is no file of this name. */
  sizeOf(path: string): Promise<number | null>
  /** A small file's bytes, at most one more than `maxBytes`; `null` when there is no file of this name. */
  readSmall(path: string, maxBytes: number): Promise<Uint8Array | null>
  open(path: string): Promise<MediumReader>
  /**
   * Reads a file from its first byte to its last through a descriptor of its own, past the system's cache where the file
   * system allows it. A chunk is valid until the next is asked for.
   */
  scan(path: string): AsyncIterable<Uint8Array>
  /** How many bytes there is room for, or `null` where the file system does not say. */
  freeBytes(): Promise<number | null>

  /** Makes a folder if there is none. */
  ensureFolder(path: string): Promise<void>
  /** Makes a file that MUST NOT exist. */
  create(path: string): Promise<MediumWriter>
  /** Gives a file another name, in place of a file that had it. */
  rename(from: string, to: string): Promise<void>
  /** Removes a file; that there is none is no error. */
  remove(path: string): Promise<void>
  /** Removes a folder if it is empty; otherwise, or when there is none, it does nothing. */
  removeFolder(path: string): Promise<void>
  /** Makes the names in a folder survive a power cut. */
  flushFolder(path: string): Promise<void>
}
