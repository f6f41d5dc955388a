import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Handler } from '#contract/dispatcher.ts'
import { RECIPIENTS_VOCABULARY, type RecipientBook, readRecipientBook } from '#core/letters/recipient-book.ts'
import { parseContent } from '#core/packages/hub-message.ts'
import { type Result, succeed } from '#core/result.ts'
import { proveHub } from '../people/proven-people.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'

/** `letter.recipients`. */
export function listRecipients(session: SessionSource): Handler<'letter.recipients'> {
  return async ({ kind }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = bookOfStation(vault)
    if (!read.ok) return read
    if (read.value === null) return succeed({ book: null, recipients: [] })
    const { version, title, checkedOn, recipients } = read.value
    return succeed({
      book: { version, title, checkedOn },
      recipients: recipients
        .filter(({ kinds }) => kind === undefined || kinds.includes(kind))
        .map(({ words: _, ...recipient }) => recipient),
    })
  }
}

/**
 * The book of recipients of the highest version that headquarters sent; of two with one version the later. A letter keeps for itself
 * whom it went to, so that nobody has to take the book on first.
 */
export function bookOfStation(vault: VaultSession): Result<RecipientBook | null, LedgerStoreFailure> {
  const hub = proveHub(vault)
  if (!hub.ok) return hub
  let newest: RecipientBook | null = null
  for (const { text } of hub.value.messages) {
    const content = parseContent(utf8ToBytes(text))
    if (!content.ok || content.value.kind !== 'vocabulary') continue
    if (content.value.name !== RECIPIENTS_VOCABULARY) continue
    const read = readRecipientBook(content.value.text)
    // A later form of the book is the business of a later program.
    if (read.ok && read.value.version >= (newest?.version ?? 0)) newest = read.value
  }
  return succeed(newest)
}
