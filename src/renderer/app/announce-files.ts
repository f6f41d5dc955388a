import type { Client } from '#contract/client.ts'
import type { OfferedFile } from '#contract/window-operations.ts'
import type { DroppedEntry, Offering } from '../state/desk.ts'

/**
 * Announces files whose bytes the page will send, and remembers each under the id it was given. What the engine refuses comes
 * back with its failure; a folder has no bytes of its own and is refused here.
 */
export async function announceFiles(
  client: Client,
  announced: Map<string, File>,
  entries: readonly DroppedEntry[],
): Promise<Offering> {
  const files: OfferedFile[] = []
  for (const { file, isFolder } of entries) {
    if (isFolder) {
      files.push({ outcome: 'refused', name: file.name, failure: { code: 'intake/is-folder' } })
      continue
    }
    const answer = await client.call('intake.offer', {
      name: file.name,
      sizeBytes: file.size,
      modifiedAtMs: file.lastModified,
    })
    if (answer.outcome === 'done') {
      announced.set(answer.value.intakeId, file)
      files.push({ outcome: 'offered', item: answer.value })
    } else if (answer.outcome === 'failed') {
      files.push({ outcome: 'refused', name: file.name, failure: answer.failure })
    } else {
      return answer
    }
  }
  return { outcome: 'done', value: { files } }
}
