import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { CaseView } from '#core/case-file/case-view.ts'
import { type PlaybookStep, parsePlaybook } from '#core/playbooks/playbook.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type CaseAtWork, readAtWork } from '../case-work/work-on-case.ts'
import { appendOfCase, type Saying } from '../custody/append-of-case.ts'
import { type AppendFailure, appendEvents } from '../ledger/append-events.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { ShippedPlaybooks } from '../ports/playbooks.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { findPlaybook, findStep, type KnownPlaybook, knownPlaybooks } from './known-playbooks.ts'

const MS_PER_MINUTE = 60_000

/** `playbook.list`. */
export function listPlaybooks(session: SessionSource, shipped: ShippedPlaybooks): Handler<'playbook.list'> {
  return async () => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const known = knownPlaybooks(vault, shipped)
    if (!known.ok) return known
    return succeed({
      playbooks: known.value.map((each) => ({ ...lineOf(each), steps: each.playbook.steps.map(stepLine) })),
    })
  }
}

/** `playbook.show`. */
export function showPlaybooks(session: SessionSource, shipped: ShippedPlaybooks): Handler<'playbook.show'> {
  return async ({ case: name, also }) => {
    const at = readAtWork(session, name)
    if (!at.ok) return at
    const { vault, view } = at.value
    const known = knownPlaybooks(vault, shipped)
    if (!known.ok) return known
    const more = also === undefined ? succeed(null) : findPlaybook(known.value, also)
    if (!more.ok) return more
    const chosen = known.value.filter((each) => each === more.value || concerns(each, view))
    return succeed({
      playbooks: chosen.map((each) => ({ ...lineOf(each), steps: stepsOf(each, view) })),
      nowMs: Math.trunc(vault.clock.nowMs()),
    })
  }
}

/** `playbook.do`. */
export function doStep(session: SessionSource, shipped: ShippedPlaybooks): Handler<'playbook.do'> {
  return async ({ case: name, playbook, step, note }) =>
    sayOfStep(session, shipped, { name, playbook, step }, (named, me) => {
      const data = { ...named, ...(note !== undefined && { note }), doneBy: me }
      return { kind: 'playbook-step-done', data }
    })
}

/** `playbook.skip`. */
export function skipStep(session: SessionSource, shipped: ShippedPlaybooks): Handler<'playbook.skip'> {
  return async ({ case: name, playbook, step, reason }) =>
    sayOfStep(session, shipped, { name, playbook, step }, (named, me) => {
      return { kind: 'playbook-step-skipped', data: { ...named, reason, skippedBy: me } }
    })
}

/** `playbook.adopt`. */
export function adoptPlaybook(session: SessionSource, shipped: ShippedPlaybooks): Handler<'playbook.adopt'> {
  return async ({ playbook: file }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = parsePlaybook(file)
    if (!read.ok) return read
    const { playbook, text, digestHex } = read.value
    const { playbookId, version } = playbook
    const known = knownPlaybooks(vault, shipped)
    if (!known.ok) return known
    const newest = findPlaybook(known.value, playbookId)
    const last = newest.ok ? newest.value.playbook.version : 0
    if (version <= last) return fail({ code: 'playbook/version-not-newer', facts: { version: last } })
    const { userId, name } = vault.person
    const data = { playbookId, version, digestHex, text, adoptedBy: { userId, name } }
    const appended = appendEvents(vault, [
      { key: vault.registerKey, body: { kind: 'playbook-adopted', scope: vault.vaultId, data } },
    ])
    return appended.ok ? succeed({ playbookId, version, digestHex }) : appended
  }
}

type NamedStep = { readonly name: string; readonly playbook: string; readonly step: string }
type StepFailure =
  | Exclude<ReturnType<typeof readAtWork>, { readonly ok: true }>['failure']
  | LedgerStoreFailure
  | AppendFailure
  | Failure<'playbook/not-found' | 'playbook/step-not-found' | 'playbook/step-done'>

function sayOfStep(
  session: SessionSource,
  shipped: ShippedPlaybooks,
  { name, playbook, step: stepId }: NamedStep,
  say: (
    named: { readonly playbookId: string; readonly version: number; readonly stepId: string },
    me: CaseAtWork['me'],
  ) => Saying,
): Result<Record<string, never>, StepFailure> {
  const at = readAtWork(session, name)
  if (!at.ok) return at
  const { vault, found, work, me } = at.value
  const known = knownPlaybooks(vault, shipped)
  if (!known.ok) return known
  const chosen = findPlaybook(known.value, playbook)
  if (!chosen.ok) return chosen
  const step = findStep(chosen.value, stepId)
  if (!step.ok) return step
  const { playbookId, version } = chosen.value.playbook
  if (
    work.steps.some(
      (each) => each.playbookId === playbookId && each.stepId === stepId && each.state === 'done',
    )
  )
    return fail({ code: 'playbook/step-done' })
  const appended = appendOfCase(vault, found, say({ playbookId, version, stepId }, me))
  return appended.ok ? succeed({}) : appended
}

function concerns({ playbook }: KnownPlaybook, { complaints, work }: CaseView): boolean {
  const { playbookId, typologies } = playbook
  return (
    work.steps.some((step) => step.playbookId === playbookId) ||
    complaints.some(
      ({ complaint, movedTo }) =>
        movedTo === undefined && complaint.typologies.some((typology) => typologies.includes(typology)),
    )
  )
}

function stepsOf(
  { playbook }: KnownPlaybook,
  view: CaseView,
): OutputOf<'playbook.show'>['playbooks'][number]['steps'] {
  const { playbookId, typologies, steps } = playbook
  // One that went to another case is worked on there.
  const first = view.complaints.find(
    ({ complaint, movedTo }) =>
      movedTo === undefined && complaint.typologies.some((typology) => typologies.includes(typology)),
  )
  const fromMs = first?.takenAtMs ?? view.openedAtMs
  return steps.map((step) => {
    const said = view.work.steps.find((each) => each.playbookId === playbookId && each.stepId === step.stepId)
    const { withinMinutes } = step
    return {
      ...stepLine(step),
      state: said?.state ?? ('open' as const),
      ...(withinMinutes !== undefined && { dueAtMs: fromMs + withinMinutes * MS_PER_MINUTE }),
      ...(said !== undefined && {
        end: { atMs: said.atMs, by: said.by, ...(said.note !== undefined && { note: said.note }) },
      }),
    }
  })
}

function stepLine({ stepId, title, detail, withinMinutes, source, verified }: PlaybookStep) {
  return {
    ...{ stepId, title, source, verified },
    ...(detail !== undefined && { detail }),
    ...(withinMinutes !== undefined && { withinMinutes }),
  }
}

function lineOf({ playbook, digestHex, adopted }: KnownPlaybook) {
  const { playbookId, version, title, typologies } = playbook
  return { playbookId, version, title, typologies, digestHex, ...(adopted !== null && { adopted }) }
}
