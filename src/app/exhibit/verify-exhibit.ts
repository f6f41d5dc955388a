import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { fail, succeed } from '#core/result.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { findExhibit } from './find-exhibit.ts'

/** `exhibit.verify`. */
export function verifyExhibit(session: SessionSource): Handler<'exhibit.verify'> {
  return async (input, { signal, onProgress }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findExhibit(vault, input.exhibit)
    if (!found.ok) return found
    const { exhibit, sealed } = found.value
    const verified = await vault.objects.verify(sealed, found.value.found.key.bytes, {
      signal,
      onProgress: (done, total) => onProgress({ stage: 'checking-objects', done, total }),
    })
    // Locking calls the work off and then overwrites the key, so that what the object says no longer counts.
    if (signal.aborted) return CANCELLED
    if (!verified.ok) return verified.failure.code === 'cancelled' ? CANCELLED : fail(verified.failure)
    const { exhibitId, number, sizeBytes, digestHex } = exhibit
    return succeed({ exhibitId, number, sizeBytes, digestHex })
  }
}
