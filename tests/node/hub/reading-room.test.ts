import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { CANCELLED, type Handlers } from '#contract/dispatcher.ts'
import type { OperationName, OutputOf, ParsedInputOf } from '#contract/operations.ts'
import { OPERATIONS } from '#contract/operations.ts'
import { STATION_READS, type StationRead } from '#contract/station-reads.ts'
import type { VaultId } from '#core/ids.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import { searchStations } from '#hub/search-stations.ts'
import type { ReadingRoom } from '#node/hub-reading/reading-room.ts'
import { makeHub } from '../../support/hub-room.ts'
import { COMPLAINT, sealBytes, whenFileEnds } from '../../support/make-vault.ts'
import { RealStation } from '../../support/real-station.ts'
import { expectOk } from '../../support/results.ts'
import { addPerson, SECOND_PASSPHRASE } from '../../support/second-person.ts'

const atEnd = whenFileEnds()
const CONTEXT = {
  signal: { aborted: false, addEventListener() {}, removeEventListener() {} },
  onProgress() {},
}

let hub: OpenHub
let folder: string
let station: RealStation
let room: ReadingRoom
beforeAll(async () => {
  const made = await makeHub(atEnd)
  hub = made.hub
  folder = made.folder
  station = await RealStation.enrol(hub, 'ប៉ៃលិន', atEnd)
  room = expectOk(await hub.enterReadingRoom())
  atEnd(() => room.close())
}, 60_000)

/** Asks as an analyst. */
async function read<Name extends StationRead>(
  name: Name,
  input: ParsedInputOf<Name>,
  vaultId: VaultId = station.vaultId,
): Promise<OutputOf<Name>> {
  const handlers = expectOk(await room.handlersFor(vaultId)) as Handlers
  const answer = await handlers[name](input, CONTEXT)
  if (answer === CANCELLED) throw new Error('cancelled')
  // As whoever asks receives it.
  return OPERATIONS[name as OperationName].output.parse(expectOk(answer)) as OutputOf<Name>
}

const numbers = async () => (await read('case.list', LIST)).cases.map(({ number }) => number).sort()
const LIST = OPERATIONS['case.list'].input.parse({})

const find = async (query: string) => {
  const input = OPERATIONS['search.find'].input.parse({ query })
  return (await read('search.find', input)).hits.map(({ caseNumber }) => caseNumber)
}

describe('analysts reading a station', () => {
  it('are answered as the station answers itself, of shared cases and of nothing else', async () => {
    const shared = await station.openCase('ឆបោកទិញទំនិញតាមអនឡាញ')
    await station.desk.ask('complaint.add', { complaint: COMPLAINT, case: shared })
    await sealBytes(station.desk, shared, Buffer.from('a screenshot'))
    const kept = await station.openCase('រឿងសម្ងាត់', false)
    await station.exchange()

    expect(await numbers()).toEqual([shared])
    const questions: readonly (readonly [StationRead, object])[] = [
      ['case.show', { case: shared }],
      ['case.timeline', { case: shared }],
      ['case.history', { case: shared }],
      ['exhibit.list', { case: shared }],
      ['identifier.list', { case: shared }],
      ['loss.summary', { case: shared }],
      ['custody.items', { case: shared }],
    ]
    for (const [name, asked] of questions) {
      const input = OPERATIONS[name].input.parse(asked) as never
      expect(await read(name, input), name).toEqual(await station.desk.ask(name, input))
    }
    const handlers = expectOk(await room.handlersFor(station.vaultId))
    const refused = await handlers['case.show']({ case: kept }, CONTEXT)
    expect(refused).toMatchObject({
      ok: false,
      failure: { code: expect.stringMatching(/not-found|key-missing/) },
    })
  })

  it('see what a station adds, and the whole of a case that is shared later', async () => {
    const late = await station.openCase('បើកមុន ចែករំលែកក្រោយ', false)
    await station.desk.ask('complaint.add', { complaint: COMPLAINT, case: late })
    await station.exchange()
    const before = await numbers()
    expect(before).not.toContain(late)

    await station.desk.ask('case.shareWithHub', { case: late })
    const next = await station.openCase('បើកក្រោយ')
    await station.desk.ask('complaint.add', { complaint: COMPLAINT, case: late })
    await station.exchange()
    expect(await numbers()).toEqual([...before, late, next].sort())
    const seen = await read('case.show', { case: late })
    expect(seen).toEqual(await station.desk.ask('case.show', { case: late }))
    expect(seen.complaints).toHaveLength(2)
    const list = async () => (await station.desk.ask('case.list', {})).cases
    const own = (await list()).find(({ number }) => number === late)
    expect((await read('case.list', LIST)).cases.find(({ number }) => number === late)).toEqual(own)
  })

  it('find words of every shared case and of no other', async () => {
    expect(await find('ឆបោកទិញ')).not.toEqual([])
    expect(await find('រឿងសម្ងាត់')).toEqual([])
  })

  it('search all stations at once, and are told whose each case is', async () => {
    const other = await RealStation.enrol(hub, 'កំពត', atEnd)
    const shared = await other.openCase('ឆបោកស្នេហាតាមអនឡាញ')
    await other.openCase('ឆបោកដែលមិនបានចែករំលែក', false)
    await other.exchange()
    const names = [
      [station, 'ប៉ៃលិន'],
      [other, 'កំពត'],
    ] as const
    const stations = names.map(([{ vaultId }, name]) => ({ vaultId, station: name }))
    const search = async (query: string, limit = 50) => {
      const input = OPERATIONS['search.find'].input.parse({ query, limit })
      const found = await searchStations(room, stations, input, CONTEXT)
      if (found === CANCELLED) throw new Error('cancelled')
      return expectOk(found)
    }
    const found = await search('ឆបោក')
    expect(found.hits.map(({ station: name, caseNumber }) => [name, caseNumber])).toContainEqual([
      'កំពត',
      shared,
    ])
    expect(new Set(found.hits.map(({ station: name }) => name))).toEqual(new Set(['ប៉ៃលិន', 'កំពត']))
    expect(found.hits.map(({ caseTitle }) => caseTitle)).not.toContain('ឆបោកដែលមិនបានចែករំលែក')
    const times = found.hits.map(({ atMs }) => atMs)
    expect(times).toEqual(times.toSorted((one, another) => another - one))
    expect(await search('ឆបោក', 1)).toEqual({ hits: found.hits.slice(0, 1), isMore: true })
    const signal = { ...CONTEXT.signal, aborted: true }
    const input = OPERATIONS['search.find'].input.parse({ query: 'ឆបោក' })
    expect(await searchStations(room, stations, input, { ...CONTEXT, signal })).toBe(CANCELLED)
  })

  it('lose a case that a court had destroyed, and no copy keeps it', async () => {
    const doomed = await station.openCase('ត្រូវបំផ្លាញ')
    await station.exchange()
    expect(await find('ត្រូវបំផ្លាញ')).toEqual([doomed])
    await addPerson(station.desk, 'second', ['commander'])
    await station.desk.ask('case.expunge', {
      case: doomed,
      confirmNumber: doomed,
      order: { reference: '12/26', authority: 'សាលាដំបូងខេត្តប៉ៃលិន', orderedOn: '2026-11-20' },
      secondPerson: { userNumber: 2, passphrase: SECOND_PASSPHRASE },
    })
    await station.exchange()
    const marker = join(folder, 'reading', '1', station.vaultId, 'of-the-old-copy')
    await writeFile(marker, '')
    // Nobody asks: the copy follows all the same.
    await room.sweep()
    expect(existsSync(marker)).toBe(false)
    expect(await numbers()).not.toContain(doomed)
    expect(await find('ត្រូវបំផ្លាញ')).toEqual([])
  })

  it('are answered from a new copy when the old one is damaged, after a restart too', async () => {
    const before = await numbers()
    await room.close()
    const place = join(folder, 'reading', '1', station.vaultId)
    for (const path of [join(place, 'ledger.db'), join(place, 'people', `${'0'.repeat(32)}.db`)]) {
      const bytes = await readFile(path)
      await writeFile(path, bytes.fill(0x5a, 4096, 12_288))
      room = expectOk(await hub.enterReadingRoom())
      expect(await numbers()).toEqual(before)
      await room.close()
    }
    room = expectOk(await hub.enterReadingRoom())
    expect(await numbers()).toEqual(before)
  })

  it('have a place of their own in each process, and what a process left is removed', async () => {
    const second = expectOk(await hub.enterReadingRoom())
    expectOk(await second.handlersFor(station.vaultId))
    expect((await readdir(join(folder, 'reading'))).sort()).toEqual(['1', '2'])
    await second.close()
    await room.close()
    room = expectOk(await hub.enterReadingRoom())
    expect((await readdir(join(folder, 'reading'))).sort()).toEqual(['1'])
  })

  it('are told that a station is not there', async () => {
    expect(await room.handlersFor('f'.repeat(32) as VaultId)).toMatchObject({
      ok: false,
      failure: { code: 'hub/no-such-station' },
    })
  })

  it('ask nothing that changes anything', () => {
    for (const name of STATION_READS)
      expect(OPERATIONS[name], name).toMatchObject({ kind: 'query', leastRole: 'member' })
  })
})
