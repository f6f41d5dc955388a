import type { EnrolledStation, SentMessage } from '#core/hub/hub-state.ts'
import type { CaseId, VaultId } from '#core/ids.ts'
import type { CaseMessage, MessageContent } from '#core/packages/hub-message.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { HubReads } from '../ports/hub-store.ts'
import type { HubSession } from './hub-session.ts'
import { type CaseKeys, caseKeysOf, readSaid, type Said } from './read-said.ts'
import type { SayingFailure } from './say-to-stations.ts'

/** A message as headquarters looks back at it. */
export type ListedMessage = {
  readonly vaultId: VaultId
  readonly station: string
  readonly number: number
  readonly atMs: number
  /** When the hub learnt that the station took it; `null` before. */
  readonly takenAtMs: number | null
  /** `for-case` where the case's key was destroyed, and with it what was said. */
  readonly kind: MessageContent['kind'] | CaseMessage['kind']
  readonly caseId: CaseId | null
  readonly title: string | null
  readonly text: string | null
  readonly from: string | null
  readonly dueOn: string | null
  readonly match: Pick<
    CaseMessage & { readonly kind: 'match-hint' },
    'identifierKind' | 'normalised' | 'cases' | 'provinces' | 'contact'
  > | null
}

/** Lists what was said to one station, by its vault's id or its name, or to all; oldest first. */
export async function listMessages(
  hub: HubSession,
  station: string | null,
): Promise<Result<readonly ListedMessage[], SayingFailure>> {
  const read = await hub.store.read<Result<readonly ListedMessage[], SayingFailure>>(async (reads) => {
    const state = await hub.ledger.catchUp(reads)
    if (!state.ok) return state
    const all = [...state.value.stations.values()]
    const meant =
      station === null ? all : all.filter((one) => one.vaultId === station || one.station === station)
    if (station !== null && meant.length === 0) return fail({ code: 'hub/no-such-station' })
    const listed: ListedMessage[] = []
    for (const one of meant) {
      const keys = await caseKeysOf(hub, reads, one)
      for (const message of [...one.earlier, ...one.messages]) {
        const line = await lineOf(hub, reads, one, message, keys)
        if (!line.ok) return line
        listed.push(line.value)
      }
    }
    return succeed(listed.sort((a, b) => a.atMs - b.atMs))
  })
  return read.ok ? read.value : read
}

async function lineOf(
  hub: HubSession,
  reads: HubReads,
  { vaultId, station }: EnrolledStation,
  message: SentMessage,
  keys: CaseKeys,
): Promise<Result<ListedMessage, SayingFailure>> {
  const said = await readSaid(hub, reads, message, keys)
  if (!said.ok) return said
  const { number, atMs, takenAtMs } = message
  return succeed({ vaultId, station, number, atMs, takenAtMs, ...wordsOf(said.value) })
}

function wordsOf({
  content,
  inCase,
}: Said): Omit<ListedMessage, 'vaultId' | 'station' | 'number' | 'atMs' | 'takenAtMs'> {
  const said = inCase?.content ?? content
  const caseId = content.kind === 'for-case' ? content.caseId : null
  const none = { title: null, text: null, from: null, dueOn: null, match: null }
  switch (said.kind) {
    case 'for-case':
      return { ...none, kind: said.kind, caseId }
    case 'match-hint': {
      const { kind, ...match } = said
      return { ...none, kind, caseId, text: match.normalised, match }
    }
    case 'tasking':
      return { ...none, caseId, ...said, dueOn: said.dueOn ?? null }
    case 'notice':
    case 'comment':
      return { ...none, caseId, ...said }
    case 'law-pack':
      return { ...none, kind: said.kind, caseId }
    case 'vocabulary':
      return { ...none, kind: said.kind, caseId, title: `${said.name} ${said.version}` }
    case 'playbook':
      return { ...none, kind: said.kind, caseId, title: `${said.title} · ${said.name} ${said.version}` }
  }
}
