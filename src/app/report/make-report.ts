import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import { foldCase } from '#core/case-file/case-view.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { asPrinted } from '#core/documents/check-code.ts'
import type { DocumentTree } from '#core/documents/document-tree.ts'
import type { DigestHex } from '#core/ids.ts'
import { type HeldLedger, heldAt } from '#core/packages/hub-book.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { readScopeEvents } from '../ledger/read-case.ts'
import { proveHub } from '../people/proven-people.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import type { OpenRoom } from '../ports/viewing-room.ts'
import { isTrainingVault } from '../training/training-vault.ts'
import { findCase, lockedFailure } from '../vault-session.ts'
import { buildReport } from './build-report.ts'
import { type DrawingTools, drawReport } from './draw-report.ts'
import { readExhibitPhotos } from './read-exhibit-photos.ts'
import { wordingsAt } from './wordings.ts'

/**
 * `report.make`. The document is a function of the case's events and the wordings up to its head, and of the exhibits where it shows
 * photos: the same head gives the same bytes. Beside them it names
 * the newest receipt of headquarters: the report of an earlier one is made again by naming its check code.
 */
export function makeReport(
  tools: DrawingTools,
  texts: CourtTexts,
  software: string,
  openRoom: OpenRoom,
): Handler<'report.make'> {
  return async ({ case: name, languages, kind, about, at, checkCode, photos: showsPhotos }, context) => {
    const vault = tools.session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, name)
    if (!found.ok) return found
    const read = readScopeEvents(vault, found.value)
    if (!read.ok) return read
    const events = upTo(read.value, at)
    if (!events.ok) return events
    const view = foldCase(events.value)
    if (view === null) return fail({ code: 'ledger/event-refused', facts: { seq: read.value[0]?.seq ?? 0 } })
    const { seq, hashHex } = view.head
    const wordings = wordingsAt(vault, texts, seq)
    if (!wordings.ok) return wordings
    const book = proveHub(vault)
    if (!book.ok) return book
    const holdings = checkCode === undefined ? [] : book.value.holdings
    const prints =
      showsPhotos === true
        ? await readExhibitPhotos(vault, found.value, view, openRoom, context.signal)
        : succeed(null)
    if (!prints.ok) return prints.failure.code === 'cancelled' ? CANCELLED : fail(prints.failure)
    try {
      // Locking calls the work off and overwrites the key: whatever was read after that means nothing.
      if (tools.session() !== vault) return lockedFailure()
      const source = {
        view,
        events: events.value,
        wordings: wordings.value,
        software,
        photos: prints.value?.photos,
      }
      const build = (held: HeldLedger | null) => buildReport({ ...source, held }, { kind, about, languages })
      const training = isTrainingVault(vault)
      if (!training.ok) return training
      const newest = heldAt(book.value, Number.POSITIVE_INFINITY)
      const document = chooseByCode(
        [newest, ...holdings.map(({ held }) => held).toReversed(), null],
        build,
        (tree) => checkCode === undefined || asPrinted(tree, training.value).foot.checkCode === checkCode,
      )
      if (!document.ok) return document
      const fileName = `${view.number}-${kind === 'case' ? 'case-report' : kind}-${languages.replace('+', '-')}.pdf`
      const order = {
        found: found.value,
        document: document.value,
        kind,
        fileName,
        madeFrom: { seq, hashHex },
        readPicture: prints.value?.readPicture,
      }
      return await drawReport(tools, vault, order, context)
    } finally {
      prints.value?.forget()
    }
  }
}

/**
 * Builds the report with the receipt by which it has the check code that is asked for: a receipt may have come since it was printed. Where
 * none gives it, what stands now is built.
 */
function chooseByCode<Fault>(
  candidates: readonly (HeldLedger | null)[],
  build: (held: HeldLedger | null) => Result<DocumentTree, Fault>,
  isAsked: (tree: DocumentTree) => boolean,
): Result<DocumentTree, Fault> {
  const [newest = null] = candidates
  for (const held of candidates) {
    const built = build(held)
    if (!built.ok || isAsked(built.value)) return built
  }
  return build(newest)
}

/** The events up to a head that a printed page states; all of them where none is stated. */
function upTo(
  events: readonly VerifiedEvent[],
  headHex: DigestHex | undefined,
): Result<readonly VerifiedEvent[], Failure<'report/head-not-found'>> {
  if (headHex === undefined) return succeed(events)
  const index = events.findIndex(({ hashHex }) => hashHex === headHex)
  return index < 0 ? fail({ code: 'report/head-not-found' }) : succeed(events.slice(0, index + 1))
}
