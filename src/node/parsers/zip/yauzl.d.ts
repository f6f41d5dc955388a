// What this house uses of yauzl 3, which carries no declarations.
declare module 'yauzl' {
  import type { EventEmitter } from 'node:events'
  import type { Readable } from 'node:stream'

  export class RandomAccessReader extends EventEmitter {
    read(
      buffer: Buffer,
      offset: number,
      length: number,
      position: number,
      callback: (error: Error | null, bytesRead?: number) => void,
    ): void
    _readStreamForRange(start: number, end: number): Readable
    close(callback: (error?: Error) => void): void
  }

  export type ExtraField = { readonly id: number; readonly data: Buffer }

  export type Entry = {
    readonly fileName: Buffer
    readonly extraFields: readonly ExtraField[]
    readonly generalPurposeBitFlag: number
    readonly compressionMethod: number
    readonly lastModFileDate: number
    readonly lastModFileTime: number
    readonly crc32: number
    readonly compressedSize: number
    readonly uncompressedSize: number
    readonly relativeOffsetOfLocalHeader: number
    readonly externalFileAttributes: number
    readonly versionMadeBy: number
    isEncrypted(): boolean
  }

  export type ZipFile = {
    readonly entryCount: number
    close(): void
    eachEntry(): AsyncIterableIterator<Entry>
    openReadStream(entry: Entry, callback: (error: Error | null, stream?: Readable) => void): void
  }

  export function fromRandomAccessReaderPromise(
    reader: RandomAccessReader,
    totalSize: number,
    options: { readonly autoClose: boolean; readonly decodeStrings: false; readonly strictFileNames: true },
  ): Promise<ZipFile>

  export function getFileNameLowLevel(
    generalPurposeBitFlag: number,
    fileName: Buffer,
    extraFields: readonly ExtraField[],
    strictFileNames: boolean,
  ): string
}
