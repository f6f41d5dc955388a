import type { CaseView } from '#core/case-file/case-view.ts'
import type { DocumentLanguages } from '#core/documents/document-tree.ts'
import { buildLetter, type LetterFacts } from '#core/documents/letter.ts'
import { contextOf, placeOf } from '#core/documents/paper-context.ts'
import { paymentsOf } from '#core/letters/request-file.ts'
import { heldAt } from '#core/packages/hub-book.ts'
import type { LetterView } from '#core/records/record-book.ts'
import { type Result, succeed } from '#core/result.ts'
import { proveHub } from '../people/proven-people.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { BuiltPaper, PaperSetting } from '../records/build-record-paper.ts'
import { wordingsAt } from '../report/wordings.ts'
import type { VaultSession } from '../vault-session.ts'

/** Builds the paper of a letter, from the event that issued it, so that it never changes. */
export function buildLetterPaper(
  vault: VaultSession,
  letter: LetterView,
  view: CaseView,
  { texts, software }: PaperSetting,
  languages: DocumentLanguages,
): Result<BuiltPaper, LedgerStoreFailure> {
  const { number, content } = letter
  const madeFrom = placeOf(letter, view)
  const wordings = wordingsAt(vault, texts, madeFrom.seq)
  if (!wordings.ok) return wordings
  const book = proveHub(vault)
  if (!book.ok) return book
  const held = heldAt(book.value, madeFrom.seq)
  // Read first: the paper names the wordings that were read before its context is made.
  const say = wordings.value.read(content.kind)
  const context = contextOf(view, { madeFrom, software, number, wordings: wordings.value, held })
  return succeed({ document: buildLetter(content, factsOf(letter, view), say, context, languages), madeFrom })
}

/** What goes with a letter: what the case had when it was issued, and nothing that came later. */
function factsOf({ content, seq, atMs }: LetterView, view: CaseView): LetterFacts {
  return {
    payments: paymentsOf(content, view.complaints),
    enclosed: {
      records: view.records.flatMap(({ final, content: { kind } }) =>
        final !== null && final.seq < seq ? [{ number: final.number, kind }] : [],
      ),
      exhibits: [
        ...view.exhibits.filter(({ sealedAtMs }) => sealedAtMs <= atMs),
        ...view.things.filter((thing) => thing.seq < seq),
      ].map(({ number, name }) => ({ number, name })),
    },
  }
}
