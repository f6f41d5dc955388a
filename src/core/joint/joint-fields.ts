import type { DeviceId, DigestHex, VaultId } from '../ids.ts'
import { type CanonicalValue, canonicalText } from '../ledger/canonical-json.ts'
import type { EventTime } from '../ledger/event-header.ts'

/**
 * One member of a case as one ledger last said it (`docs/format-sync.md`, section 12). `element` names what is in a set or not, and the
 * value is then `true` or `false`; `null` is a member that was cleared.
 */
export type FieldEdit = {
  readonly ledger: VaultId
  readonly device: DeviceId
  readonly hashHex: DigestHex
  readonly time: Pick<EventTime, 'wallMs' | 'counter'>
  readonly by: string
  readonly subject: string
  readonly field: string
  readonly element: string | null
  readonly value: CanonicalValue
}

/** What several ledgers say of one case: of each member the last that each ledger said. Never changed once made. */
export type JointState = ReadonlyMap<string, ReadonlyMap<VaultId, FieldEdit>>

/** A member with what holds, and what other ledgers say instead: kept for somebody to look at. */
export type JointField = {
  readonly subject: string
  readonly field: string
  readonly element: string | null
  readonly holds: FieldEdit
  /** One for each ledger that says something else, the greatest first. */
  readonly lost: readonly FieldEdit[]
}

/** Gathers what ledgers said, in any order, any of it any number of times. */
export function stateOf(edits: Iterable<FieldEdit>): JointState {
  const state = new Map<string, Map<VaultId, FieldEdit>>()
  for (const edit of edits) {
    const key = canonicalText([edit.subject, edit.field, edit.element])
    const standing = state.get(key) ?? new Map<VaultId, FieldEdit>()
    const before = standing.get(edit.ledger)
    if (before === undefined || compareEdits(edit, before) > 0) standing.set(edit.ledger, edit)
    state.set(key, standing)
  }
  return state
}

/** Joins two states. In whatever order and however often states are joined, the outcome is the same. */
export function joinStates(one: JointState, other: JointState): JointState {
  return stateOf([...editsOf(one), ...editsOf(other)])
}

/**
 * Says of each member what holds: what was said last by hybrid time, then by the greater device id, then by the greater hash, so that every
 * reader agrees. Of a set, what some ledger says is in it stays in until every ledger that spoke of it took it out. Nothing that a ledger
 * says last is left out: it holds, or stands among what was lost. Where all say the same, nothing is lost.
 */
export function readJoint(state: JointState): readonly JointField[] {
  return [...state.keys()].sort().flatMap((key) => {
    const standing = [...(state.get(key)?.values() ?? [])].sort((a, b) => compareEdits(b, a))
    const inSet = standing.find(({ element, value }) => element !== null && value === true)
    const holds = inSet ?? standing[0]
    if (holds === undefined) return []
    const said = canonicalText(holds.value)
    const lost = standing.filter(({ value }) => canonicalText(value) !== said)
    const { subject, field, element } = holds
    return [{ subject, field, element, holds, lost }]
  })
}

/** The members on which ledgers differ. */
export function conflictsIn(fields: readonly JointField[]): readonly JointField[] {
  return fields.filter(({ lost }) => lost.length > 0)
}

function editsOf(state: JointState): readonly FieldEdit[] {
  return [...state.values()].flatMap((standing) => [...standing.values()])
}

function compareEdits(one: FieldEdit, other: FieldEdit): number {
  const byWall = one.time.wallMs - other.time.wallMs
  if (byWall !== 0) return byWall
  const byCounter = one.time.counter - other.time.counter
  if (byCounter !== 0) return byCounter
  return compareText(one.device, other.device) || compareText(one.hashHex, other.hashHex)
}

function compareText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
