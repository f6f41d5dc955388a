import type { Handler } from '#contract/dispatcher.ts'
import { scanCodeOf } from '#core/documents/scan-code.ts'
import { succeed } from '#core/result.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { findOneItem } from './find-items.ts'
import { readItemRecord } from './read-item.ts'

/** `item.show`. */
export function showItem(session: SessionSource): Handler<'item.show'> {
  return async ({ item: name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findOneItem(vault, name)
    if (!target.ok) return target
    const { found, item } = target.value
    const read = readItemRecord(vault, found, item.itemId)
    if (!read.ok) return read
    const { seq: _seq, hashHex: _hash, form: _form, photoIds, seized, ...record } = read.value
    const photoNumbers = photoIds.map((photoId) => {
      const photo = vault.cases.findItem(photoId)
      return photo.ok && photo.value !== null ? photo.value.item.number : photoId
    })
    return succeed({
      ...record,
      ...(seized !== undefined && {
        seized: {
          atMs: seized.atMs,
          zone: seized.zone,
          place: seized.place,
          authority: seized.authority,
        },
      }),
      caseId: found.caseId,
      caseNumber: found.number,
      photoNumbers,
      scanCode: scanCodeOf(record.number, record.itemId),
    })
  }
}
