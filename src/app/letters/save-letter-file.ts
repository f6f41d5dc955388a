import { utf8ToBytes } from '@noble/hashes/utils.js'
import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { fail } from '#core/result.ts'
import type { Outlets } from '../ports/outlets.ts'
import { deliverReport } from '../report/save-report.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { fileOf, findLetter } from './read-letters.ts'

/** What a departure of the file for software says in the place of a kind of report: it is the letter's, by itself. */
const REPORT_KIND = 'letter-file'
/** The file is for software and in no language. */
const LANGUAGES = 'json'

/** `letter.saveFile`. The departure enters the ledger before the first byte leaves. */
export function saveLetterFile(session: SessionSource, outlets: Outlets): Handler<'letter.saveFile'> {
  return async ({ outletId, ...named }, { signal }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = findLetter(vault, named)
    if (!read.ok) return read
    const { letter, found } = read.value
    const { fileName, text } = fileOf(read.value)
    const bytes = utf8ToBytes(text)
    const report = {
      caseId: found.caseId,
      kind: REPORT_KIND,
      languages: LANGUAGES,
      fileName,
      bytes,
      digestHex: vault.crypto.digestHex(bytes),
      madeFromHeadHex: letter.hashHex,
    }
    const ready = await outlets.check(outletId)
    if (signal.aborted) return CANCELLED
    if (!ready.ok) return ready.failure.code === 'cancelled' ? CANCELLED : fail(ready.failure)
    return await deliverReport(vault, outlets, { report, key: found.key, outletId, signal })
  }
}
