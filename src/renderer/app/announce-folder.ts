import type { Client } from '#contract/client.ts'
import { MOST_FOLDER_FILES } from '#contract/exhibit-operations.ts'
import type { Offering } from '../state/desk.ts'

/** A file of a folder, in the order in which its bytes are wanted. */
export type FolderUpload = { readonly uploadId: string; readonly file: File }

/** Files of a folder that are sent at once: as many as the engine reads at once. */
const SENT_AT_ONCE = 4

/** Announces a folder that was chosen in a browser, and remembers its files under the id it was given. */
export async function announceFolder(
  client: Client,
  announced: Map<string, readonly FolderUpload[]>,
  files: readonly File[],
): Promise<Offering> {
  const [first] = files
  if (first === undefined) return { outcome: 'done', value: { files: [] } }
  const name = first.webkitRelativePath.split('/')[0] ?? first.name
  if (files.length > MOST_FOLDER_FILES) {
    const failure = { code: 'intake/too-many-files', facts: { max: MOST_FOLDER_FILES } } as const
    return { outcome: 'done', value: { files: [{ outcome: 'refused', name, failure }] } }
  }
  const answer = await client.call('intake.offerFolder', {
    name,
    files: files.map((file) => ({
      path: file.webkitRelativePath.slice(name.length + 1),
      sizeBytes: file.size,
      modifiedAtMs: file.lastModified,
    })),
  })
  if (answer.outcome === 'failed')
    return {
      outcome: 'done',
      value: { files: [{ outcome: 'refused', name, failure: answer.failure }] },
    }
  if (answer.outcome !== 'done') return answer
  const { uploads, ...item } = answer.value
  announced.set(
    item.intakeId,
    uploads.flatMap(({ index, uploadId }) => {
      const file = files[index]
      return file === undefined ? [] : [{ uploadId, file }]
    }),
  )
  return { outcome: 'done', value: { files: [{ outcome: 'offered', item }] } }
}

/**
 * Sends the files of a folder in the order in which the engine reads them, a few at once. One that cannot be read is left: the engine
 * lists it as not taken in and goes on.
 */
export async function sendFolder(
  uploads: readonly FolderUpload[],
  put: (uploadId: string, file: File) => Promise<unknown>,
): Promise<void> {
  let next = 0
  const work = async (): Promise<void> => {
    for (let one = uploads[next++]; one !== undefined; one = uploads[next++]) {
      await put(one.uploadId, one.file).catch(() => {})
    }
  }
  await Promise.all(Array.from({ length: SENT_AT_ONCE }, work))
}
