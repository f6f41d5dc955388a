import type { HeadquartersInput, HeadquartersOutput } from '#contract/headquarters-operations.ts'
import { askAgain, receive } from '../state/remote.ts'
import type { HeadquartersPlace, HeadquartersWish } from './place.ts'

/** Reads the stations. */
export async function loadStations({ client, store }: HeadquartersPlace): Promise<void> {
  store.setState(({ stations }) => ({ stations: askAgain(stations) }))
  const answer = await client.call('headquarters.stations', {})
  store.setState(({ stations }) => ({ stations: receive(stations, answer) }))
}

/** Reads the packages that nobody decided on, or all of them. */
export async function loadQueue({ client, store }: HeadquartersPlace, withAccepted: boolean): Promise<void> {
  store.setState(({ queue }) => ({ queue: askAgain(queue) }))
  const answer = await client.call('headquarters.queue', { withAccepted })
  store.setState(({ queue }) => ({ queue: receive(queue, answer) }))
}

/** Reads who may log in. */
export async function loadPeople({ client, store }: HeadquartersPlace): Promise<void> {
  store.setState(({ people }) => ({ people: askAgain(people) }))
  const answer = await client.call('headquarters.people', {})
  store.setState(({ people }) => ({ people: receive(people, answer) }))
}

/** Reads the newest rows of the record of reads, or those before the last that is shown. */
export async function loadAudit(
  { client, store }: HeadquartersPlace,
  shown: HeadquartersOutput<'headquarters.audit'>['rows'] = [],
): Promise<void> {
  const last = shown.at(-1)
  const input: HeadquartersInput<'headquarters.audit'> = last === undefined ? {} : { beforeSeq: last.seq }
  store.setState(({ audit }) => ({ audit: askAgain(audit) }))
  const answer = await client.call('headquarters.audit', input)
  store.setState(({ audit }) => ({
    audit: receive(
      audit,
      answer.outcome === 'done'
        ? { outcome: 'done', value: { rows: [...shown, ...answer.value.rows] } }
        : answer,
    ),
  }))
}

/** Searches what stations shared. Each search is a row in the record of reads, so that it is asked for on purpose and not while typing. */
export async function search({ client, store }: HeadquartersPlace, wish: HeadquartersWish): Promise<void> {
  store.setState(({ found }) => ({ wish, found: askAgain(found) }))
  const { query, kind, vaultId } = wish
  const answer = await client.call('headquarters.search', {
    query,
    ...(kind !== '' && { kinds: [kind as never] }),
    ...(vaultId !== '' && { vaultId }),
  })
  if (store.getState().wish === wish) store.setState(({ found }) => ({ found: receive(found, answer) }))
}
