import type { Failure } from '#contract/failures.ts'
import type { CaseId, VaultId } from '#core/ids.ts'
import { editsOfCase, type JointEvent } from '#core/joint/case-edits.ts'
import { type FieldEdit, type JointField, readJoint, stateOf } from '#core/joint/joint-fields.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { gatherKeys } from './gather-keys.ts'
import type { HubSession } from './hub-session.ts'
import { readCase } from './match-book.ts'
import { findSharedCase, type SayingFailure } from './say-to-stations.ts'

/** A case of a station, by the station's name or id and the case's number or id. */
export type CasePlace = { readonly station: string; readonly case: string }

/** One of the cases that are read as one. */
export type JointCase = {
  readonly vaultId: VaultId
  readonly caseId: CaseId
  readonly number: string
  readonly title: string
}

/** Several stations' cases as one: what holds of each member, and what was lost. */
export type JointReading = { readonly cases: readonly JointCase[]; readonly fields: readonly JointField[] }

/** Why cases cannot be read as one. */
export type JointFailure = SayingFailure | Failure<'case/same-case'>

/**
 * Reads cases of several stations as one. Nothing is stored or changed: it follows from the events that stations shared, and is the same
 * in whatever order the cases are named. A station's cases stay its own; what it says last is never overwritten.
 */
export async function readJointCases(
  hub: HubSession,
  places: readonly CasePlace[],
): Promise<Result<JointReading, JointFailure>> {
  const cases: JointCase[] = []
  const edits: FieldEdit[] = []
  for (const place of places) {
    const found = await findSharedCase(hub, place.station, place.case)
    if (!found.ok) return found
    const { vaultId, caseId } = found.value
    if (cases.some((one) => one.vaultId === vaultId)) return fail({ code: 'case/same-case' })
    const events = await hub.store.read(async (reads) => {
      const keys = await gatherKeys(hub, reads, vaultId, null)
      const key = keys?.keys.cases.get(caseId)
      return key === undefined ? [] : await readCase(hub, reads, vaultId, caseId, key)
    })
    if (!events.ok) return events
    const opened = titleOf(events.value)
    const said = editsOfCase(vaultId, events.value)
    if (said === null || opened === null) return fail({ code: 'hub/case-not-shared' })
    cases.push({ vaultId, caseId, ...opened })
    edits.push(...said)
  }
  return succeed({ cases, fields: readJoint(stateOf(edits)) })
}

function titleOf(events: readonly JointEvent[]): Pick<JointCase, 'number' | 'title'> | null {
  const body = events[0]?.body
  if (body?.kind !== 'case-opened') return null
  const { number, title } = body.data
  return { number, title }
}
