import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { ExhibitView } from '#core/case-file/exhibit-view.ts'
import type { CaseId, ExaminationId, ExhibitId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { readCase } from '../ledger/read-case.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import { findCase, lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { appendOfCase } from './append-of-case.ts'
import { findItem } from './find-items.ts'
import { occurrence, sessionActor } from './occurrence.ts'

/** `examination.record`. The digests are those that were recorded for the exhibits: nobody types them. */
export function recordExamination(session: SessionSource): Handler<'examination.record'> {
  return async ({ tool, version, command, startedAtMs, endedAtMs, inputs, outputs, note }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    if (endedAtMs < startedAtMs) return fail({ code: 'custody/time-reversed' })
    const when = occurrence(vault, { atMs: endedAtMs, zone: '+07:00' })
    if (!when.ok) return when
    const read = findDigital(vault, inputs)
    if (!read.ok) return read
    const written = findDigital(vault, outputs)
    if (!written.ok) return written
    const cases = new Set([...read.value, ...written.value].map(({ caseId }) => caseId))
    const [caseId] = cases
    if (caseId === undefined) return fail({ code: 'exhibit/not-found' })
    if (cases.size > 1) return fail({ code: 'custody/items-of-several-cases' })
    const found = findCase(vault, caseId)
    if (!found.ok) return found
    const examinationId = vault.crypto.newId() as ExaminationId
    const data = {
      examinationId,
      tool,
      version,
      command,
      startedAtMs,
      endedAtMs,
      inputs: read.value.map(({ exhibit }) => digestOf(exhibit)),
      outputs: written.value.map(({ exhibit }) => digestOf(exhibit)),
      ...(note !== undefined && { note }),
      recordedBy: sessionActor(vault),
    }
    const appended = appendOfCase(vault, found.value, { kind: 'examination-recorded', data })
    return appended.ok ? succeed({ examinationId, seq: appended.value.seq }) : appended
  }
}

/** `examination.list`. */
export function listExaminations(session: SessionSource): Handler<'examination.list'> {
  return async (input) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readCase(vault, input.case)
    if (!read.ok) return read
    const { examinations, items } = read.value.view
    const numbers = new Map(items.map(({ itemId, number }) => [itemId, number]))
    const named = ({ exhibitId, digestHex }: (typeof examinations)[number]['inputs'][number]) => {
      return { exhibitId, number: numbers.get(exhibitId as ExhibitId) ?? exhibitId, digestHex }
    }
    return succeed({
      examinations: examinations.map(
        ({ inputs, outputs, recordedBy, hashHex: _h, recordedAtMs: _r, ...rest }) => {
          return { ...rest, inputs: inputs.map(named), outputs: outputs.map(named), by: recordedBy.name }
        },
      ),
    })
  }
}

type Digital = { readonly caseId: CaseId; readonly exhibit: ExhibitView }

function findDigital(
  vault: VaultSession,
  names: readonly string[],
): Result<
  readonly Digital[],
  LedgerStoreFailure | Failure<'exhibit/not-found' | 'custody/item-not-found' | 'custody/not-digital'>
> {
  const found: Digital[] = []
  for (const name of names) {
    const row = vault.cases.findExhibit(name)
    if (!row.ok) return row
    if (row.value === null) {
      const item = findItem(vault, name)
      if (!item.ok)
        return item.failure.code === 'custody/item-not-found' ? fail({ code: 'exhibit/not-found' }) : item
      return fail({ code: 'custody/not-digital', facts: { item: item.value.item.number } })
    }
    found.push(row.value)
  }
  return succeed(found)
}

function digestOf({ exhibitId, digestHex }: ExhibitView) {
  return { exhibitId, digestHex }
}
