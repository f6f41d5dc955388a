import { expect, test } from 'vitest'
import type { StartTimer } from '#node/serve/idle-lock.ts'
import { STALL_AFTER_MS } from '#node/serve/transfer-files.ts'
import { makeWav, openViewingDesk } from './viewing-desk.ts'

test('a film that is fetched counts as use; where nobody fetches or asks any more the vault locks, and the film is gone', async () => {
  const waiting = new Set<() => void>()
  let begun = 0
  const startTimer: StartTimer = (afterMs, onDue) => {
    if (afterMs === STALL_AFTER_MS) return () => {}
    begun += 1
    waiting.add(onDue)
    return () => waiting.delete(onDue)
  }
  const desk = await openViewingDesk({ startTimer })
  const { bytesId } = await desk.look('voice.wav', makeWav(1))
  const fetchFilm = async () => {
    const headers = { host: desk.authority, origin: 'null', 'sec-fetch-site': 'cross-site' }
    return (await desk.send(`/preview/${bytesId}/en/0/media`, { headers })).status
  }
  const before = begun
  expect(await fetchFilm()).toBe(200)
  await expect.poll(() => begun).toBeGreaterThan(before)
  expect(waiting.size).toBe(1)

  for (const onDue of [...waiting]) onDue()
  await expect
    .poll(async () => await desk.call('case.list', {}))
    .toMatchObject({ outcome: 'failed', failure: { code: 'vault/locked' } })
  expect(await fetchFilm()).toBe(404)
  await desk.leave()
  expect(desk.bugs).toEqual([])
})
