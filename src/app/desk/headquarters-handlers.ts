import * as z from 'zod'
import type { CallContext } from '#contract/dispatcher.ts'
import type { HeadquartersContext, HeadquartersHandlers } from '#contract/headquarters-dispatcher.ts'
import type { HeadquartersOutput } from '#contract/headquarters-operations.ts'
import type { ParsedInputOf } from '#contract/operations.ts'
import type { VaultId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { HubSession } from '../hub/hub-session.ts'
import { listMessages } from '../hub/list-messages.ts'
import { listStations } from '../hub/list-stations.ts'
import { sayAboutCase, sayToStations } from '../hub/say-to-stations.ts'
import type { PackageRow } from '../ports/hub-store.ts'
import { accountState, type StatedAccount } from './accounts.ts'
import { acceptAsSeen, quarantineAsSeen } from './decide-on-package.ts'
import type { DeskSession } from './desk-session.ts'
import { listReads } from './list-reads.ts'
import { beginFirstLogIn, endFirstLogIn, type LoggedIn, logIn } from './log-in.ts'
import { endSession, findSession, SESSION_TIMES } from './sessions.ts'

const MOST_LISTED = 1000
const AUDIT_PAGE = 200

/** A report of a package that holds; it has more, which stations are told and nobody else needs. */
const counts = z.object({
  cases: z.number(),
  events: z.number(),
  objects: z.number(),
  repeated: z.number(),
  sealed: z.number(),
})

/** Finds things in what stations shared. */
export type StationSearch = (
  stations: readonly { readonly vaultId: VaultId; readonly station: string }[],
  wish: ParsedInputOf<'search.find'>,
  context: CallContext,
) => ReturnType<HeadquartersHandlers['headquarters.search']>

/** What answers each operation of headquarters. */
export function headquartersHandlers(
  at: DeskSession,
  hub: HubSession,
  software: string,
  search: StationSearch,
): HeadquartersHandlers {
  const { accounts } = at
  return {
    'headquarters.session': async (_input, { token }) => {
      const found = token === null ? succeed(null) : await findSession(at, token)
      if (!found.ok) return found
      const person = found.value === null ? null : personOf(found.value.stated, found.value.endsAtMs)
      return succeed({ hubName: hub.identity.name, software, person })
    },
    'headquarters.begin': (input, { from }) => beginFirstLogIn(at, input, from),
    'headquarters.settle': async (input, context) =>
      letIn(context, await endFirstLogIn(at, input, context.from)),
    'headquarters.logIn': async (input, context) => letIn(context, await logIn(at, input, context.from)),
    'headquarters.logOut': async (_input, { token, setToken }) => {
      if (token !== null) {
        const ended = await endSession(at, token)
        if (!ended.ok) return ended
      }
      setToken(null)
      return succeed({})
    },
    'headquarters.stations': async () => {
      const listed = await listStations(hub)
      if (!listed.ok) return listed
      const stations = listed.value.map(({ enrolled, head, ...one }) => ({
        ...{ vaultId: enrolled.vaultId, station: enrolled.station, province: one.province },
        ...{ seq: head?.seq ?? 0, receivedAtMs: head?.receivedAtMs ?? null },
        ...{ packagesOpen: one.packagesOpen, messagesOpen: one.messagesOpen, isRevoked: one.isRevoked },
      }))
      return succeed({ stations, nowMs: hub.clock.nowMs() })
    },
    'headquarters.queue': async ({ withAccepted }) => {
      const listed = await listStations(hub)
      if (!listed.ok) return listed
      const names = new Map<string, string>(
        listed.value.map(({ enrolled: { vaultId, station } }) => [vaultId, station]),
      )
      const rows = await hub.store.read(async (reads) => [
        ...(await reads.packages({ state: 'waiting' }, MOST_LISTED)),
        ...(await reads.packages({ state: 'quarantined' }, MOST_LISTED)),
        ...(withAccepted ? await reads.packages({ state: 'accepted' }, MOST_LISTED) : []),
      ])
      if (!rows.ok) return rows
      const packages = rows.value.map((row) => queuedOf(row, names.get(row.vaultId) ?? null))
      return succeed({ packages: packages.sort((a, b) => b.receivedAtMs - a.receivedAtMs) })
    },
    'headquarters.accept': ({ packageId, seen }) => acceptAsSeen(hub, packageId, seen),
    'headquarters.quarantine': ({ packageId, seen, reason }) =>
      quarantineAsSeen(hub, packageId, seen, reason),
    'headquarters.messages': async () => {
      const listed = await listMessages(hub, null)
      if (!listed.ok) return listed
      const messages = listed.value.map(({ caseId: _caseId, match: _match, ...message }) => message)
      return succeed({ messages: messages.reverse().slice(0, MOST_LISTED) })
    },
    'headquarters.say': async ({ kind, vaultId, case: name, title, text, dueOn }, { caller }) => {
      const from = caller?.name ?? hub.identity.name
      const due = dueOn === undefined ? {} : { dueOn }
      const said =
        name === undefined
          ? await sayToStations(
              hub,
              { station: vaultId },
              kind === 'tasking' ? { kind, title, text, ...due, from } : { kind, title, text, from },
            )
          : await sayAboutCase(
              hub,
              vaultId,
              name,
              kind === 'tasking'
                ? { kind, title, text, ...due, from }
                : { kind: 'comment', text: `${title}\n\n${text}`, from },
            )
      if (!said.ok) return said
      const [first] = said.value
      return succeed({ number: first?.number ?? null, isNew: first?.isNew ?? false })
    },
    'headquarters.search': async ({ vaultId, ...wish }, context) => {
      const listed = await listStations(hub)
      if (!listed.ok) return listed
      const stations = listed.value
        .map(({ enrolled }) => enrolled)
        .filter((enrolled) => vaultId === undefined || enrolled.vaultId === vaultId)
      if (vaultId !== undefined && stations.length === 0) return fail({ code: 'hub/no-such-station' })
      return await search(stations, wish, context)
    },
    'headquarters.people': async () => {
      const all = await accounts.all()
      return all.ok ? succeed({ people: all.value.map(({ account }) => listedOf(account)) }) : all
    },
    'headquarters.addPerson': (input, context) => accounts.add(input, callerId(context)),
    'headquarters.setRoles': async ({ personId, roles }, context) =>
      listed(await accounts.setRoles(personId, roles, callerId(context))),
    'headquarters.suspend': async ({ personId }, context) =>
      listed(await accounts.suspend(personId, callerId(context))),
    'headquarters.reset': ({ personId }, context) => accounts.reset(personId, callerId(context)),
    'headquarters.audit': async ({ beforeSeq }) => {
      const rows = await listReads(at, hub, beforeSeq ?? null, AUDIT_PAGE)
      if (!rows.ok) return rows
      return succeed({
        rows: rows.value.flatMap(({ seq, atMs, name, station, read }) =>
          read === null ? [] : [{ ...{ seq, atMs, name, station }, ...read }],
        ),
      })
    },
  }
}

function letIn<F>(
  { setToken }: HeadquartersContext,
  done: Result<LoggedIn, F>,
): Result<HeadquartersOutput<'headquarters.logIn'>, F> {
  if (!done.ok) return done
  setToken(done.value.token)
  return succeed(personOf(done.value.stated, done.value.endsAtMs))
}

function personOf({ account }: StatedAccount, endsAtMs: number): HeadquartersOutput<'headquarters.logIn'> {
  const { personId, name, roles } = account
  return { personId, name, roles, endsAtMs, idleMs: SESSION_TIMES.idleMs }
}

type Listed = HeadquartersOutput<'headquarters.suspend'>

function listedOf(account: StatedAccount['account']): Listed {
  const { personId, logInName, name, roles } = account
  return { personId, logInName, name, roles, state: accountState(account) }
}

function listed<F>(done: Result<StatedAccount['account'], F>): Result<Listed, F> {
  return done.ok ? succeed(listedOf(done.value)) : done
}

function callerId({ caller }: HeadquartersContext): string {
  if (caller === null) throw new Error('nobody is logged in')
  return caller.personId
}

type Queued = HeadquartersOutput<'headquarters.queue'>['packages'][number]

function queuedOf(row: PackageRow, station: string | null): Queued {
  const { packageId, vaultId, state, fromSeq, toSeq, madeAtMs, receivedAtMs, decidedAtMs, reason } = row
  const found = counts.safeParse(JSON.parse(row.report))
  return {
    ...{ packageId, vaultId, station, state, fromSeq, toSeq },
    ...{ madeAtMs, receivedAtMs, decidedAtMs, reason, counts: found.success ? found.data : null },
  }
}
