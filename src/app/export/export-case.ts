import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { payloadName } from '#core/export/payload-name.ts'
import { fail, succeed } from '#core/result.ts'
import { measureDisclosure } from '../ledger/measure-disclosure.ts'
import { planDisclosure } from '../ledger/plan-disclosure.ts'
import type { WriteDisclosureFailure } from '../ledger/write-disclosure.ts'
import type { Outlets } from '../ports/outlets.ts'
import { findCase, isStillHeld, lockedFailure, type SessionSource } from '../vault-session.ts'
import { bagParts } from './bag-parts.ts'
import type { ExhibitProblem } from './exhibit-parts.ts'
import { ledgerPart } from './ledger-part.ts'
import { type ExportTools, preparePackage } from './prepare-package.ts'
import { recordExport } from './record-export.ts'

type PartProblem = ExhibitProblem | WriteDisclosureFailure

/**
 * `case.export`. Everything that can be known is known before anything is recorded; then the departure enters the ledger, with the digest of
 * what goes; then the package is written, and with it the extract of the ledger that ends at that event.
 */
export function exportCase(
  session: SessionSource,
  outlets: Outlets,
  exporting: ExportTools,
): Handler<'case.export'> {
  return async (input, { signal, onProgress }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, input.case)
    if (!found.ok) return found
    const { form, recipients, outletId, variant } = input
    if (form === 'folder' && recipients.length > 0) return fail({ code: 'export/needs-one-file' })
    for (const recipient of recipients)
      if (!exporting.tools.isRecipient(recipient))
        return fail({ code: 'export/recipient-malformed', facts: { recipient } })
    const ready = await (form === 'folder' ? outlets.checkFolder(outletId) : outlets.check(outletId))
    if (signal.aborted) return CANCELLED
    if (!ready.ok) return ready.failure.code === 'cancelled' ? CANCELLED : fail(ready.failure)
    const goOn = async () => {
      await vault.clock.pause()
      return !signal.aborted && session() === vault
    }

    const fit = await planDisclosure(vault, found.value, goOn)
    if (!fit.ok) return fit
    if (fit.value === null) return CANCELLED
    const { events } = fit.value
    const measured = await measureDisclosure(vault, fit.value, goOn, (done) =>
      onProgress({ stage: 'checking-events', done, total: events }),
    )
    if (!measured.ok) return measured.failure.code === 'cancelled' ? CANCELLED : fail(measured.failure)
    const prepared = await preparePackage(vault, found.value, input, exporting, {
      signal,
      onPages: (done) => onProgress({ stage: 'drawing', done, total: null }),
    })
    if (signal.aborted) return CANCELLED
    if (!prepared.ok) return prepared.failure.code === 'cancelled' ? CANCELLED : fail(prepared.failure)
    if (session() !== vault) return lockedFailure()
    if (!isStillHeld(vault, found.value)) return fail({ code: 'case/not-found' })

    const { payload, beside, contentDigestHex, included, papers, withheld, shownSeqs } = prepared.value
    const files = payload.length + beside.length
    const recorded = await recordExport(
      vault,
      found.value,
      { variant, recipients, exhibitIds: included, papers, files, contentDigestHex, shownSeqs },
      goOn,
    )
    if (!recorded.ok) return recorded.failure.code === 'cancelled' ? CANCELLED : fail(recorded.failure)
    const { exportId, head, atMs } = recorded.value
    const planned = await planDisclosure(vault, found.value, goOn)
    if (!planned.ok) return planned
    if (planned.value === null) return CANCELLED
    // Somebody else may have appended meanwhile: the extract ends at the event that records this package.
    const upToHere = { ...planned.value, events: recorded.value.events, headHex: head.hashHex }
    const shown = shownSeqs === null ? upToHere : { ...upToHere, withheld: recorded.value.withheld }
    const ledger = await ledgerPart(vault, shown, goOn)
    if (!ledger.ok) return ledger.failure.code === 'cancelled' ? CANCELLED : fail(ledger.failure)

    const caseNumber = found.value.number
    const info = { software: exporting.software, exportedAtMs: atMs, caseNumber, exportId }
    const parts = bagParts<PartProblem>(
      { payload: [...payload, ledger.value], beside, info },
      exporting.tools,
    )
    const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0)
    const work = {
      signal,
      onProgress: (done: number) => onProgress({ stage: 'exporting', done, total: sizeBytes }),
    }
    const name = payloadName(`${caseNumber}-package`, 'package')
    if (form === 'folder') {
      const delivered = await outlets.deliverTree(outletId, { name, parts, emptyFiles: [] }, work)
      if (!delivered.ok) return delivered.failure.code === 'cancelled' ? CANCELLED : fail(delivered.failure)
    } else {
      const fileName = `${name}.tar${recipients.length > 0 ? '.age' : ''}`
      const inFolder = parts.map((part) => ({ ...part, path: `${name}/${part.path}` }))
      const bound = await exporting.tools.bind(fileName, inFolder, recipients)
      const delivered = await outlets.deliver(outletId, bound, work).finally(() => bound.close())
      if (!delivered.ok) return delivered.failure.code === 'cancelled' ? CANCELLED : fail(delivered.failure)
    }
    return succeed({
      exportId,
      files: parts.length,
      sizeBytes,
      contentDigestHex,
      includedExhibits: included.length,
      withheldExhibits: withheld.filter(({ what }) => what === 'exhibit').length,
      papers: papers.length,
      signedPapers: papers.filter(({ signatures }) => signatures > 0).length,
      withheldPapers: withheld.filter(({ what }) => what !== 'exhibit' && what !== 'event').length,
      withheldEvents: recorded.value.withheld.size,
      seq: head.seq,
      isSealed: recipients.length > 0,
    })
  }
}
