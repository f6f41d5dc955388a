import type { SyncTools } from '#app/ports/sync-tools.ts'
import { verifyPaperSignature } from '../crypto/paper-key.ts'
import { randomBytes } from '../crypto/primitives.ts'
import { openEnrolment, sealEnrolment, sealToRecipient, verifyDocument } from '../crypto/sync-keys.ts'
import { packEvents } from './chunk-file.ts'

/** What packages need, on the system's library. */
export const nodeSyncTools: SyncTools = {
  verify: verifyDocument,
  verifyPaper: verifyPaperSignature,
  randomHex: (bytes) => Buffer.from(randomBytes(bytes)).toString('hex'),
  sealToRecipient,
  sealEnrolment: (secret, message, plaintext) => sealEnrolment(secret, message, plaintext),
  openEnrolment,
  packEvents,
}
