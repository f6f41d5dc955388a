import type { WaysIn } from '#app/ports/vault-keeper.ts'
import type { Attempts } from './attempts.ts'
import { readHeader } from './vault-folder.ts'

/** What the header of a locked vault says about the ways into it. Whoever asks it to open hears what is wrong with it. */
export async function readWaysIn(folder: string, attempts: Attempts): Promise<WaysIn> {
  const read = await readHeader(folder)
  if (!read.ok) return { userNumbers: [], hasKeyFiles: false, hasRecovery: false, waitMs: 0 }
  const { slots } = read.value.candidates[0]
  const people = slots.filter((slot) => slot.kind === 'passphrase')
  return {
    userNumbers: people.map(({ number }) => number).sort((one, other) => one - other),
    hasKeyFiles: people.some(({ factors }) => factors.keyFileIdHex !== undefined),
    hasRecovery: people.length < slots.length,
    waitMs: await attempts.waitMs(),
  }
}
