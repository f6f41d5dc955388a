import { utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod'
import { line } from '../casework/fields.ts'
import { parseIsoDate } from '../dates/civil-date.ts'
import { foldForSearch } from '../khmer/fold-for-search.ts'
import { MAX_PACK_CHARACTERS, packText } from '../law/adopted-pack.ts'
import { parseCanonical } from '../ledger/canonical-json.ts'
import { fail, type Result, succeed } from '../result.ts'
import { LETTER_KINDS, type Letter } from './letter.ts'
import { namedIn } from './payee-institution.ts'

/** The name of the vocabulary as which headquarters sends the book. */
export const RECIPIENTS_VOCABULARY = 'recipients'

const phrase = z.strictObject({ km: line(400), en: line(400) })

const recipientShape = z.strictObject({
  /** As it stands on the letter. */
  name: line(400),
  /** Other words by which people name it, in any script. */
  words: z.array(line(100)).max(30).optional(),
  /** Letters that it takes. */
  kinds: z.array(z.enum(LETTER_KINDS)).min(1).max(LETTER_KINDS.length),
  department: line(400).optional(),
  address: line(1000).optional(),
  contact: line(400).optional(),
})

const bookFile = z
  .strictObject({
    format: z.literal('samnum-recipients'),
    v: z.literal(1),
    version: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
    title: phrase,
    /** When somebody last checked the addresses, `YYYY-MM-DD`. */
    checkedOn: z.string().refine((day) => parseIsoDate(day).ok),
    recipients: z.array(recipientShape).min(1).max(2000),
  })
  .refine(({ recipients }) => {
    const names = recipients.map(({ name }) => foldForSearch(name))
    return new Set(names).size === names.length
  })

/** Banks, e-wallets, providers and authorities with the addresses that letters go to. */
export type RecipientBook = z.output<typeof bookFile>
/** Somebody whom letters go to. */
export type BookRecipient = RecipientBook['recipients'][number]

type Malformed = { readonly code: 'letter/malformed-book' }

/** Reads a book from what its file held; `text` is its canonical JSON. */
export function parseRecipientBook(
  value: unknown,
): Result<{ readonly book: RecipientBook; readonly text: string }, Malformed> {
  const read = bookFile.safeParse(value)
  const text = read.success ? packText(value) : null
  if (!read.success || text === null || text.length > MAX_PACK_CHARACTERS)
    return fail({ code: 'letter/malformed-book' })
  return succeed({ book: read.data, text })
}

/** Reads a book from its canonical JSON. */
export function readRecipientBook(text: string): Result<RecipientBook, Malformed> {
  const value = parseCanonical(utf8ToBytes(text))
  const read = parseRecipientBook(value.ok ? value.value : null)
  return read.ok ? succeed(read.value.book) : read
}

/** Finds the one recipient of such letters that the texts name; none where they name several, for no letter is better than one to the wrong bank. */
export function findRecipient(
  { recipients }: Pick<RecipientBook, 'recipients'>,
  kind: Letter['kind'],
  texts: readonly (string | undefined)[],
): BookRecipient | null {
  const known = recipients.filter(({ kinds }) => kinds.includes(kind))
  const named = namedIn(
    texts,
    known.map((recipient) => ({ recipient, words: [recipient.name, ...(recipient.words ?? [])] })),
  )
  return named?.recipient ?? null
}

/** What a letter says of whom it goes to. */
export function addressOf({ name, department, address, contact }: BookRecipient): Letter['recipient'] {
  return {
    name,
    ...(department !== undefined && { department }),
    ...(address !== undefined && { address }),
    ...(contact !== undefined && { contact }),
  }
}
